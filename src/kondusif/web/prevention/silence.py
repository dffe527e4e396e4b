"""Where nothing was heard of outreach: planned sessions whose day has passed without a record, by office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kondusif.outreach.models import Session
from kondusif.outreach.rules import SessionStatus
from kondusif.territory.selectors import name_paths


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office with its planned sessions that nobody has recorded. Offices stand by name, nobody is ranked."""

    office: str
    village_code: str
    sessions: int
    oldest_on: date
    numbers: tuple[str, ...]


def overdue(on: date, *, programme: int | None = None) -> list[OfficeLine]:
    """Planned sessions before a day without a record, by the office of the officer to whom they were given."""
    rows = Session.objects.filter(status=SessionStatus.PLANNED, planned_on__lt=on)
    if programme is not None:
        rows = rows.filter(programme=programme)
    found: dict[tuple[str, str], list[tuple[str, date]]] = {}
    values = rows.order_by("planned_on", "number").values_list(
        "number", "planned_on", "village_code", "assigned_to", "assigned_to__unit__name"
    )
    for number, planned_on, village, person, unit in values:
        # Without an office the place stands for it: a list of single officers is not what the desk needs.
        key = (unit, "") if person and unit else ("", village)
        if planned_on is not None:
            found.setdefault(key, []).append((number, planned_on))
    paths = name_paths(village for office, village in found if not office)
    return sorted(
        (
            OfficeLine(
                office or _("Belum ada petugas: %(place)s") % {"place": paths[village].partition(",")[0]}, village,
                len(own), own[0][1], tuple(number for number, _day in own),
            )
            for (office, village), own in found.items()
        ),
        key=lambda line: (line.village_code != "", line.office),
    )  # fmt: skip


def planned_next(on: date, villages: Iterable[str]) -> dict[str, tuple[str, date]]:
    """The next session that stands planned in each kelurahan: its number and day."""
    rows = Session.objects.filter(
        status=SessionStatus.PLANNED, planned_on__gte=on, village_code__in=list(villages)
    ).order_by("-planned_on", "-number")
    values = rows.values_list("village_code", "number", "planned_on")
    return {village: (number, day) for village, number, day in values if day is not None}
