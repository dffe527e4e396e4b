"""The calendars a city can use, what they say about a day, and the city's own agenda."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from kondusif.institutions.selectors import city_or_none, today
from kondusif.kernel.errors import Refused
from kondusif.stages import calendars, rules
from kondusif.stages.models import CityEvent, LocalContest, LocalStage
from kondusif.stages.rules import Calendar, Fixing, Stage, Standing


@dataclass(frozen=True, slots=True)
class ContestChoice:
    """A contest as a list offers it."""

    id: str
    name: str
    kind: str
    voting_on: date | None
    local: bool


def contests() -> list[ContestChoice]:
    """Every contest that can be chosen: the shipped ones, then the city's own."""
    own = [_dated(row) for row in LocalContest.objects.prefetch_related("stages")]
    every = [*(calendars.shipped(key) for key in calendars.SHIPPED), *own]
    return [ContestChoice(row.id, row.name, row.kind, row.voting_on, row.local) for row in every]


def calendar(contest: str | Calendar) -> Calendar:
    """The calendar of a contest, shipped or dated by the city.

    Raises:
        Refused: `stages.contest.unknown`, naming the known ones.
    """
    if isinstance(contest, Calendar):
        return contest
    if contest in calendars.SHIPPED:
        return calendars.shipped(contest)
    found = LocalContest.objects.prefetch_related("stages").filter(key=contest).first()
    if found is None:
        known = ", ".join(row.id for row in contests())
        raise Refused("stages.contest.unknown", contest=str(contest)[:40], known=known)
    return _dated(found)


def current_contest() -> Calendar | None:
    """The calendar of the contest that the city prepares for; None outside every contest or before the first run."""
    place = city_or_none()
    if place is None or not place.contest:
        return None
    try:
        return calendar(place.contest)
    except Refused:
        return None


def standing(contest: str | Calendar, on: date) -> Standing:
    """What the calendar of a contest says about a day.

    Raises:
        Refused: `stages.contest.unknown`.
    """
    return rules.standing(calendar(contest), on)


def current_standing(on: date | None = None) -> Standing | None:
    """What the city's current contest says about a day (the city's date unless said); None without a contest."""
    found = current_contest()
    return rules.standing(found, on or today()) if found else None


def city_events(from_on: date, to_on: date) -> QuerySet[CityEvent]:
    """The city's agenda that touches a span of days, both ends included."""
    return CityEvent.objects.filter(starts_on__lte=to_on, ends_on__gte=from_on)


def _dated(contest: LocalContest) -> Calendar:
    """The blank calendar of the contest's kind with the city's dates written in."""
    blank = calendars.blank(contest.kind)
    dates = {row.stage_id: row for row in contest.stages.all()}
    stages = tuple(_with_dates(row, dates.get(row.id)) for row in blank.stages)
    by_id = {row.id: row for row in stages}
    fixing = by_id[blank.fixing_stage]
    known = [day for row in stages for day in (row.start, row.end) if day]
    return replace(
        blank,
        id=contest.key,
        name=contest.name,
        local=True,
        stages=stages,
        begins_on=min(known, default=None),
        voting_on=by_id[blank.voting_stage].start,
        fixings=tuple(_fixed(row, fixing) for row in blank.fixings),
    )


def _with_dates(row: Stage, dates: LocalStage | None) -> Stage:
    if dates is None:
        return row
    return replace(row, start=dates.starts_on, end=dates.ends_on, source=dates.source)


def _fixed(row: Fixing, stage: Stage) -> Fixing:
    return replace(row, fixed_on=stage.start, until=stage.end or stage.start, source=stage.source)
