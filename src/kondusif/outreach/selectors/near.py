"""Sessions as everybody may know them: what, where, when, for whom, and whether it took place. No name, no note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from kondusif.base.fresh import fresh
from kondusif.institutions.models import City
from kondusif.kernel.areas import Level, ancestors, contains, level_of
from kondusif.kernel.errors import NotYours
from kondusif.outreach.models import GROUPS, Picture, Session
from kondusif.outreach.rules import Group, SessionStatus
from kondusif.territory import selectors as territory
from kondusif.territory.selectors import Choice, name_paths

PAST_DAYS = 90  # how far back the public list looks


class State(StrEnum):
    """How a session stands in the public's eyes."""

    COMING = "coming"
    TODAY = "today"
    HELD = "held"
    UNRECORDED = "unrecorded"  # its day is over and nobody has written down whether it took place
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PublicSession:
    """One session, with nothing that only staff may know.

    Args:
        place_path: where, as an office writes it.
        day: the day on which it took place, or is planned.
        attending: how many came; None before.
        evidence: whether a photo or an attendance list stands behind it.
        leader_post: the post of whoever led it; never a name.
    """

    number: str
    version: int
    changed_at: datetime
    topic: str
    place: str
    area_code: str
    place_path: str
    day: date
    at: time | None
    state: State
    groups: tuple[str | Promise, ...]
    attending: int | None
    evidence: bool
    leader_post: str


def state_of(session: Session, on: date) -> State:
    """How one session stands on a day."""
    if session.status == SessionStatus.CANCELLED:
        return State.CANCELLED
    if session.status == SessionStatus.HELD:
        return State.HELD
    if session.planned_on is None or session.planned_on < on:
        return State.UNRECORDED
    return State.TODAY if session.planned_on == on else State.COMING


def coming(on: date, within: str = "") -> QuerySet[Session]:
    """Sessions planned for a day or later, the nearest first; cancelled ones are among them, and say so.

    Args:
        within: only those held inside this place; empty for the whole city.
    """
    rows = _in(within).filter(Q(status=SessionStatus.PLANNED) | Q(status=SessionStatus.CANCELLED))
    return rows.filter(planned_on__gte=on).order_by("planned_on", "planned_time", "number")


def scheduled(on: date, within: str = "") -> int:
    """How many sessions are planned for a day or later, without those that were cancelled."""
    return coming(on, within).filter(status=SessionStatus.PLANNED).count()


def past(on: date, within: str = "") -> QuerySet[Session]:
    """Sessions of the last days that took place, or of which nobody has written whether they did; the newest first."""
    rows = _in(within).exclude(status=SessionStatus.CANCELLED)
    rows = rows.exclude(status=SessionStatus.PLANNED, planned_on__gte=on)
    day = Case(When(status=SessionStatus.HELD, then=Coalesce("held_on", "planned_on")), default="planned_on")
    span = (on - timedelta(days=PAST_DAYS), on)
    return rows.annotate(day=day).filter(day__range=span).order_by("-day", "-number")


def public_session(number: str, on: date) -> PublicSession:
    """One session that the public may know.

    Raises:
        NotYours: there is none of that number.
    """
    found = _in("").filter(number=number).first()
    if found is None:
        raise NotYours
    return told([found], on)[0]


def told(rows: Sequence[Session], on: date) -> list[PublicSession]:
    """The rows with their places and groups in words, in two queries for all."""
    paths = name_paths([row.area_code for row in rows])
    return [
        PublicSession(
            number=row.number, version=row.version, changed_at=row.changed_at, topic=row.topic, place=row.place,
            area_code=row.area_code, place_path=paths[row.area_code], day=_day(row),
            at=row.held_time if row.status == SessionStatus.HELD else row.planned_time, state=state_of(row, on),
            groups=tuple(GROUPS[Group(one.group)] for one in row.audiences.all()),
            attending=row.attending if row.status == SessionStatus.HELD else None,
            evidence=bool(getattr(row, "evidence", False)), leader_post=row.leader_post,
        )
        for row in rows
    ]  # fmt: skip


@fresh
def next_sessions(on: date, count: int) -> list[PublicSession]:
    """The nearest sessions of the city that still take place, for the public home."""
    return told(list(coming(on).filter(status=SessionStatus.PLANNED)[:count]), on)


@fresh
def last_held_on(on: date) -> date | None:
    """The day of the newest session that took place; None where none did."""
    held = Session.objects.filter(status=SessionStatus.HELD, held_on__lte=on)
    return held.order_by("-held_on").values_list("held_on", flat=True).first()


def places_named(text: str, place: City) -> list[Choice]:
    """Kelurahan of the city that a text may mean: by their own name, or by that of their kecamatan."""
    found = territory.search(text, place.code)
    codes = [row.code for row in found if level_of(row.code) is Level.VILLAGE]
    for row in found:
        if level_of(row.code) is Level.DISTRICT:
            codes += list(territory.children(row.code).values_list("code", flat=True))
    paths = name_paths(codes)
    return [Choice(code, paths[code]) for code in dict.fromkeys(codes)]


def village_of(code: str, place: City) -> Choice | None:
    """The kelurahan of the city behind a code, or None."""
    known = {choice.code: choice for group in territory.place_choices(place.code) for choice in group.choices}
    return known.get(code) if contains(place.code, code) else None


def district_of(village: str) -> str:
    """The code of the kecamatan around a kelurahan."""
    return ancestors(village)[-1]


def _in(code: str) -> QuerySet[Session]:
    evidence = Exists(Picture.objects.filter(session=OuterRef("pk")))
    rows = Session.objects.annotate(evidence=evidence).prefetch_related("audiences")
    if not code:
        return rows
    return rows.filter(Q(village_code=code) | Q(village_code__startswith=f"{code}."))


def _day(row: Session) -> date:
    day = (row.held_on if row.status == SessionStatus.HELD else None) or row.planned_on or row.recorded_on
    assert day is not None  # noqa: S101 - a plan has its day, and what was held has been recorded on one
    return day
