"""Arithmetic of days: calendar days, working days against a dated table of days off, and whole months.

Two ways of counting the first day are real in practice (docs/algorithms/deadlines.md section 2): the start day is day 1
(`inclusive`), or the day after it is (`exclusive`). Nothing here knows a law or a number of days.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Direction = Literal[1, -1]
FORWARD: Direction = 1
BACKWARD: Direction = -1
SATURDAY, SUNDAY = 5, 6
WEEKEND = {SATURDAY: "akhir pekan", SUNDAY: "akhir pekan"}


class TableTooShort(Exception):
    """A count needs a day of which the table of days off knows nothing. Better to refuse than to guess."""

    def __init__(self, needed: date) -> None:
        super().__init__(needed.isoformat())
        self.needed = needed


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days without office work besides Saturday and Sunday, and the years for which that is known.

    Args:
        named: each day off with its name, in the words of the source.
        years: the years that the table covers whole; a day of another year is unknown, not a working day.
    """

    named: Mapping[date, str]
    years: frozenset[int]

    def why_off(self, day: date) -> str | None:
        """The reason why a day is off, or None for a working day.

        Raises:
            TableTooShort: the table does not cover the day's year.
        """
        if day.year not in self.years:
            raise TableTooShort(day)
        return self.named.get(day) or WEEKEND.get(day.weekday())

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day. Raises TableTooShort as `why_off` does."""
        return self.why_off(day) is None


def nth_calendar_day(start: date, number: int, *, inclusive: bool, direction: Direction = FORWARD) -> date:
    """The day with a given number in a count of calendar days; it is never moved by a day off.

    Args:
        start: the day of the event.
        number: how many days the count has, at least 1.
        inclusive: the start day itself is day 1; otherwise its neighbour is.
        direction: FORWARD in time or BACKWARD.
    Raises:
        ValueError: the number is below 1.
    """
    if number < 1:
        raise ValueError("a count has at least one day")
    return start + timedelta(days=direction * (number - 1 if inclusive else number))


def nth_working_day(
    start: date, number: int, table: DaysOff, *, inclusive: bool, direction: Direction = FORWARD
) -> date:
    """The day with a given number in a count of working days; a day off is never counted, so never the answer.

    Args:
        start: the day of the event, which may itself be a day off; then both first-day readings agree.
        number: how many working days the count has, at least 1.
        table: the days off.
        inclusive: a working start day is day 1; otherwise the next working day is.
        direction: FORWARD in time or BACKWARD.
    Raises:
        ValueError: the number is below 1.
        TableTooShort: the count runs out of the table.
    """
    if number < 1:
        raise ValueError("a count has at least one day")
    day = start if inclusive else start + timedelta(days=direction)
    left = number
    while True:
        left -= table.is_working(day)
        if not left:
            return day
        day += timedelta(days=direction)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the earlier to the later of the two, both included."""
    first, last = min(first, last), max(first, last)
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def skipped_between(first: date, last: date, table: DaysOff) -> list[tuple[date, str]]:
    """The days off in a span, each with its reason, in order. Raises TableTooShort outside the table."""
    return [(day, why) for day in days_between(first, last) if (why := table.why_off(day))]


def months_before(day: date, months: int) -> date:
    """The same day of the month a number of whole months earlier; the month's last day where it has no such day."""
    if months < 0:
        raise ValueError("count months backwards with a number of at least 0")
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
