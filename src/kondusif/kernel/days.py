"""Arithmetic of days: calendar days, working days against a dated table of days off, and whole months.

Two ways of counting the first day are real in practice (docs/algorithms/deadlines.md section 2): the start day is day 1
(`inclusive`), or the day after it is (`exclusive`). Nothing here knows a law or a number of days.
"""

import calendar
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
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
class Stretch:
    """Whole years in a row of which the table knows everything, with their working days as ordinals."""

    first: date
    last: date
    working: list[int]


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days without office work besides Saturday and Sunday, and the years for which that is known.

    Args:
        named: each day off with its name, in the words of the source.
        years: the years that the table covers whole; a day of another year is unknown, not a working day.
    """

    named: Mapping[date, str]
    years: frozenset[int]
    _stretches: dict[int, Stretch] = field(default_factory=dict, init=False, repr=False, compare=False)

    def stretch(self, day: date) -> Stretch:
        """The years around a day, laid out once so that a count is a look-up.

        Raises:
            TableTooShort: the table does not cover the day's year.
        """
        found = self._stretches.get(day.year)
        if found is None:
            if day.year not in self.years:
                raise TableTooShort(day)
            found = self._laid_out(day.year)
            self._stretches.update(dict.fromkeys(range(found.first.year, found.last.year + 1), found))
        return found

    def _laid_out(self, year: int) -> Stretch:
        low = high = year
        while low - 1 in self.years:
            low -= 1
        while high + 1 in self.years:
            high += 1
        first, last = date(low, 1, 1), date(high, 12, 31)
        off = {day.toordinal() for day in self.named}
        span = range(first.toordinal(), last.toordinal() + 1)
        return Stretch(first, last, [one for one in span if (one + SUNDAY) % 7 < SATURDAY and one not in off])

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
    begin = start if inclusive else start + timedelta(days=direction)
    known = table.stretch(begin)
    if direction == FORWARD:
        at = bisect_left(known.working, begin.toordinal()) + number - 1
        if at >= len(known.working):
            raise TableTooShort(known.last + timedelta(days=1))
    else:
        at = bisect_left(known.working, begin.toordinal() + 1) - number
        if at < 0:
            raise TableTooShort(known.first - timedelta(days=1))
    return date.fromordinal(known.working[at])


def nth_counted_day(
    start: date, number: int, counts: Callable[[date], bool], *, inclusive: bool, direction: Direction = FORWARD
) -> date:
    """The day with a given number in a count of those days that count; the others are passed over one by one.

    Args:
        start: the day of the event.
        number: how many days the count has, at least 1.
        counts: whether a day counts.
        inclusive: a start day that counts is day 1; otherwise the next one that counts is.
        direction: FORWARD in time or BACKWARD.
    Raises:
        ValueError: the number is below 1.
        TableTooShort: `counts` left its table.
    """
    if number < 1:
        raise ValueError("a count has at least one day")
    day = start if inclusive else start + timedelta(days=direction)
    left = number
    while True:
        left -= counts(day)
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
