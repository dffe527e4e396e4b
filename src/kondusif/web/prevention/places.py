"""One kecamatan, kelurahan, RW or RT on the way down: what lies in it, and which sessions reached it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kondusif.kernel.areas import Level, ancestors, at_level, level_of
from kondusif.outreach.models import Session
from kondusif.outreach.selectors.coverage import Coverage, Place, counted_sessions
from kondusif.territory.models import Area
from kondusif.territory.selectors import area, chain
from kondusif.web.prevention.gathering import Picture

MOST_SESSIONS = 20


@dataclass(frozen=True, slots=True)
class Inner:
    """One place directly inside another."""

    code: str
    label: str
    place: Place
    leads_on: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place of the drill-down.

    Args:
        place: its coverage; None where it has no target, so nothing can be said.
        above: the wider places, below the city.
        inner: what lies directly in it, in order of code.
        sessions: the last counted sessions that reached it.
        more: how many counted sessions beyond those shown.
    """

    area: Area
    place: Place | None
    above: tuple[Area, ...]
    inner: tuple[Inner, ...]
    sessions: tuple[Session, ...]
    more: int
    strays: tuple[str, ...]

    @property
    def is_target(self) -> bool:
        """Whether the place counts by itself."""
        return self.place is not None and not self.inner and self.area.level in (Level.RW, Level.RT)


def place_view(of: Picture, code: str) -> PlaceView:
    """One place with what lies in it.

    Raises:
        Refused: the code is malformed, unknown or no longer in force.
    """
    found = area(code)
    above = [row for row in chain(ancestors(found.code)) if level_of(row.code) not in (Level.PROVINCE, Level.CITY)]
    inner = _inner(of, found)
    sessions = sessions_that_reached(found.code, of)
    return PlaceView(
        found, _place(of.coverage, found), tuple(above), inner, tuple(sessions[:MOST_SESSIONS]),
        max(0, sessions.count() - MOST_SESSIONS),
        tuple(code for code in of.coverage.strays if code.startswith(f"{found.code}.") or code == found.code),
    )  # fmt: skip


def sessions_that_reached(code: str, of: Picture) -> QuerySet[Session]:
    """The counted sessions that reached a place or any part of it, newest first."""
    rows = counted_sessions(of.on, programme=of.programme.pk if of.programme else None, group=of.group)
    own = Q(reached__area_code=code) | Q(reached__area_code__startswith=f"{code}.")
    return rows.filter(own).distinct().order_by("-held_on", "-number")


def value_in_days(found: Place, on: date) -> int | None:
    """Days since the last counted session; None where there was none."""
    return (on - found.last_on).days if found.last_on else None


def _place(found: Coverage, of: Area) -> Place | None:
    level = level_of(of.code)
    if level is Level.DISTRICT:
        return found.by_district.get(of.code)
    if level is Level.VILLAGE:
        return found.by_village.get(of.code)
    if level is Level.RW:
        return found.by_rw.get(of.code)
    return next(iter(found.targets_in(of.code)), None)


def _inner(of: Picture, around: Area) -> tuple[Inner, ...]:
    level = level_of(around.code)
    if level is Level.DISTRICT:
        return tuple(
            Inner(row.code, row.name, row.place, leads_on=True) for row in of.rows if row.district_code == around.code
        )
    if level is Level.RT:
        return ()
    labels = {row.code: row.label for row in Area.objects.filter(parent_code=around.code, ended_in="")}
    if level is Level.VILLAGE:
        places = [row for code, row in of.coverage.by_rw.items() if at_level(code, Level.VILLAGE) == around.code]
    else:
        places = [row for row in of.coverage.targets_in(around.code) if row.code != around.code]
    return tuple(Inner(row.code, labels.get(row.code, row.code), row, leads_on=True) for row in places)
