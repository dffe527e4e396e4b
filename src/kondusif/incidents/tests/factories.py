"""Incidents for tests: facts as a recorder would write them, and rows in bulk where only the count matters."""

from datetime import UTC, datetime, time
from typing import Any

import factory

from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Kind, Severity, Source, Status
from kondusif.incidents.services import Facts
from support.cast import SEMANGGI, TODAY


def facts(**changes: Any) -> Facts:
    """A light damage in Semanggi today."""
    first: dict[str, Any] = {
        "kind": Kind.DAMAGE, "severity": Severity.LIGHT, "area_code": SEMANGGI, "place": "Lapangan kelurahan",
        "happened_on": TODAY, "happened_time": time(9, 30), "what": "Papan pengumuman TPS dirusak",
        "how": "Papan ditemukan patah pagi hari oleh petugas.",
    }  # fmt: skip
    return Facts(**{**first, **changes})


class IncidentFactory(factory.django.DjangoModelFactory[Incident]):
    class Meta:
        model = Incident

    number = factory.Sequence(lambda n: f"KJ-3372-2024-{9000 + n}")
    kind = Kind.DAMAGE
    severity = Severity.LIGHT
    status = Status.OPEN
    source = Source.FIELD
    area_code = SEMANGGI
    village_code = factory.LazyAttribute(lambda row: row.area_code[:13])
    place = "Lapangan kelurahan"
    happened_on = TODAY
    what = "Papan pengumuman TPS dirusak"
    how = "Papan ditemukan patah."
    recorded_on = TODAY
    recorded_at = factory.LazyFunction(lambda: datetime.now(UTC))
    changed_at = factory.LazyAttribute(lambda row: row.recorded_at)
