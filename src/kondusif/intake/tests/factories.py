"""Rows for tests of this room and of the rooms above it."""

import secrets
from datetime import date
from typing import Any

import factory

from kondusif.intake.models import Report
from kondusif.intake.rules import Kind, Track
from kondusif.kernel.clock import now


class ReportFactory(factory.django.DjangoModelFactory[Report]):
    """A report as it lies in the table, without the slow hash of a real one."""

    class Meta:
        model = Report

    number = factory.Sequence(lambda n: f"LAP-3372-2024-{9000 + n:04d}")
    kind = Kind.NEUTRALITY
    track = Track.CITY
    words = "Staf kelurahan membagikan kaus pasangan calon."
    happened_on = date(2024, 11, 9)
    known_on = date(2024, 11, 10)
    area_code = "33.72.03.1004"
    received_on = date(2024, 11, 13)
    received_at = factory.LazyFunction(now)
    submission: Any = factory.LazyFunction(lambda: secrets.token_hex(16))
    digest = "0" * 64
    locator: Any = factory.Sequence(lambda n: f"T{n:04d}"[-5:])
    salt = "0" * 32
    verifier = "0" * 64
