"""Reports in bulk, where only their number and place matter."""

from datetime import date

import factory

from kondusif.intake.models import Report
from kondusif.intake.rules import Kind, Outcome, Status, Track
from kondusif.kernel.clock import now
from support.cast import SEMANGGI


class ReportFactory(factory.django.DjangoModelFactory[Report]):
    class Meta:
        model = Report

    number = factory.Sequence(lambda n: f"LAP-3372-2024-{9000 + n}")
    kind = Kind.NEUTRALITY
    track = Track.CITY
    words = "Kanaria dalam uraian"
    area_code = SEMANGGI
    status = Status.NEW
    outcome = ""
    received_on = date(2024, 11, 5)
    received_at = factory.LazyFunction(now)
    submission = factory.Sequence(lambda n: f"kiriman-{n}")
    digest = "0" * 64
    locator = factory.Sequence(lambda n: f"{n:05d}")
    salt = "0" * 32
    verifier = "0" * 64


def decided(outcome: Outcome, number: int, **more: object) -> None:
    """So many reports with one outcome."""
    ReportFactory.create_batch(number, status=Status.DECIDED, outcome=outcome, **more)
