"""Rows for tests of this room and of the rooms above it."""

import secrets
from datetime import date, time
from typing import Any

import factory

from kondusif.intake.models import Report
from kondusif.intake.rules import Kind, Track
from kondusif.intake.told import Person, Told, closed, place
from kondusif.vault import boxes
from kondusif.vault.routing import doorstep
from kondusif.vault.rules import Purpose
from kondusif.vault.services import seal_for

TOLD = frozenset(Told.__dataclass_fields__)
PERSON = frozenset(Person.__dataclass_fields__)
NOTES = {"value_reason": "value_note", "reason": "outcome_note"}
ELSEWHERE = "Sekolah menengah atas"  # no agency of the city, so that nobody's line of command is asked for


class ReportFactory(factory.django.DjangoModelFactory[Report]):
    """A report as it lies in the table, really sealed, without the slow hash of a code.

    Words and names are given as they are told (`words=`, `accused_name=`, `name=`); they are sealed to the units that
    the routing allows and to a reporter whose private half stands in `report.reporter_private`. It comes back opened.
    Without an accused unit it accuses somebody elsewhere; `accused_other=""` names nobody.
    """

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
    submission: Any = factory.LazyFunction(lambda: secrets.token_hex(16))
    digest = "0" * 64
    locator: Any = factory.Sequence(lambda n: f"T{n:04d}"[-5:])
    salt = "0" * 32
    verifier = "0" * 64

    @classmethod
    def _create(cls, model_class: type[Report], *args: Any, **values: Any) -> Report:
        told = {name: values.pop(name) for name in TOLD & values.keys()}
        if not values.get("accused_unit"):
            told.setdefault("accused_other", ELSEWHERE)
        person = {name: values.pop(name) for name in PERSON & values.keys()}
        notes = {column: values.pop(name) for name, column in NOTES.items() if name in values}
        if isinstance(hour := told.get("happened_time"), time):
            told["happened_time"] = hour.isoformat()
        report = model_class(**{"named": bool(person), **values})
        pair = boxes.new_pair()
        step = doorstep(report.area_code)
        units = step.keys_of(step.route(report.accused_unit, is_head=report.accused_is_head))
        content = seal_for(Purpose.CONTENT, report.received_on, units=units, reporter=pair.public)
        identity = seal_for(Purpose.IDENTITY, report.received_on, reporter=pair.public, custodians=step.custodians)
        report.content_key, report.identity_key = content.save(), identity.save()
        report.reporter_key = pair.public
        report.close_up(content.key, Told(**told))
        report.identity = closed(identity.key, Person(**person), place(report.ref, "identity"))
        for column, words in notes.items():
            setattr(report, column, report.note(column, words))
        report.save(force_insert=True)
        report.reporter_private = pair.private  # type: ignore[attr-defined]
        return report
