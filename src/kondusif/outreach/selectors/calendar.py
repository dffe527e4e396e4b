"""One month of outreach beside the stages of the election and the city's other events."""

from calendar import Calendar as Weeks
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from kondusif.accounts.models import User
from kondusif.outreach.models import Session
from kondusif.outreach.rules import SessionStatus
from kondusif.outreach.selectors.sessions import sessions_visible_to
from kondusif.stages import selectors as stages
from kondusif.stages.models import CityEvent
from kondusif.stages.rules import Stage, is_quiet

MOST_A_DAY = 4


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the month.

    Args:
        begins, ends: stages of the contest that begin or end that day.
        quiet: whether it is a day of masa tenang.
        voting: whether people vote that day.
        sessions: the first few sessions of the day; `more` says how many are not shown.
    """

    day: date
    inside: bool
    begins: tuple[Stage, ...]
    ends: tuple[Stage, ...]
    quiet: bool
    voting: bool
    events: tuple[CityEvent, ...]
    sessions: tuple[Session, ...]
    more: int

    @property
    def empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.begins or self.ends or self.quiet or self.voting or self.events or self.sessions)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday, with the months beside it and how many sessions it has."""

    first: date
    weeks: tuple[tuple[DayCell, ...], ...]
    before: date
    after: date
    sessions: int


def month(user: User, first: date, *, area: str = "") -> Month:
    """A month in the reader's scope.

    Args:
        first: any day of the month.
        area: only sessions inside this place.
    """
    first = first.replace(day=1)
    days = [day for week in Weeks(firstweekday=0).monthdatescalendar(first.year, first.month) for day in week]
    sessions = _sessions(user, days, area)
    events = list(stages.city_events(days[0], days[-1]))
    calendar = stages.current_contest()
    said_by_itself = {calendar.quiet_stage, calendar.voting_stage} if calendar else set()
    named = [row for row in calendar.stages if row.id not in said_by_itself] if calendar else []
    cells = []
    for day in days:
        own = sessions[day]
        cells.append(
            DayCell(
                day=day, inside=day.month == first.month,
                begins=tuple(row for row in named if row.start == day),
                ends=tuple(row for row in named if row.end == day != row.start),
                quiet=bool(calendar and is_quiet(calendar, day)), voting=bool(calendar and calendar.voting_on == day),
                events=tuple(row for row in events if row.starts_on <= day <= row.ends_on),
                sessions=tuple(own[:MOST_A_DAY]), more=max(len(own) - MOST_A_DAY, 0),
            )
        )  # fmt: skip
    weeks = tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))
    count = sum(len(rows) for day, rows in sessions.items() if day.month == first.month)
    before, after = (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)
    return Month(first, weeks, before, after, count)


def _sessions(user: User, days: list[date], area: str) -> dict[date, list[Session]]:
    span = Q(held_on__range=(days[0], days[-1])) | Q(held_on=None, planned_on__range=(days[0], days[-1]))
    rows: Iterable[Session] = sessions_visible_to(user).filter(span).exclude(status=SessionStatus.CANCELLED)
    found: dict[date, list[Session]] = defaultdict(list)
    for row in rows:
        day = row.held_on or row.planned_on
        if day and (not area or row.area_code == area or row.area_code.startswith(f"{area}.")):
            found[day].append(row)
    for listed in found.values():
        listed.sort(key=lambda row: (str(row.held_time or row.planned_time or ""), row.number))
    return found
