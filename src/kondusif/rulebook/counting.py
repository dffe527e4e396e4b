"""Counting: from an event and a number to its readings. Pure; the numbers are the step's own.

Prose with worked numbers: docs/algorithms/deadlines.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kondusif.kernel import days
from kondusif.kernel.days import BACKWARD, FORWARD, DaysOff, Direction
from kondusif.rulebook.schema import Counting, FirstDay, Kind, Step, Timing, Unit

Moment = date | datetime
START_OF_DAY, END_OF_DAY = time(0, 0), time(23, 59)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of whole days on which a clock stands still.

    Args:
        first: the first day that is not counted.
        last: the last one, the day before the clock runs on; None while it still stands. A `last` before `first` is a
            pause that was taken back on the same day, and moves nothing.
    """

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the clock stands still on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count a step, and the date that it gives."""

    counting: Counting
    first_day: FirstDay
    due: Moment


def day_of(moment: Moment) -> date:
    """The date of a moment, which may have an hour or not."""
    return moment.date() if isinstance(moment, datetime) else moment


def moment_of(value: Moment) -> datetime:
    """A moment with an hour; a bare date means its first minute."""
    return value if isinstance(value, datetime) else datetime.combine(value, START_OF_DAY)


def bounded(pauses: Sequence[Pause], on: date | None) -> list[Pause]:
    """The pauses in order, an open one as if the clock ran on from `on`: the earliest that is still possible."""
    ends = [Pause(one.first, one.last or (on or one.first) - DAY) for one in pauses]
    return sorted((one for one in ends if one.last and one.first <= one.last), key=lambda one: one.first)


def stands_still(pauses: Sequence[Pause], on: date | None) -> Pause | None:
    """The pause in which the clock stands on a day; without a day, the one that is still open."""
    held = [one for one in pauses if (one.last is None if on is None else one.covers(on))]
    return min(held, key=lambda one: one.first, default=None)


def paused_days(pauses: Sequence[Pause], first: date, last: date) -> list[date]:
    """The days of a span on which the clock stood still, each once, in order. The pauses are bounded."""
    found = {
        day
        for one in pauses
        if one.last and max(one.first, first) <= min(one.last, last)
        for day in days.days_between(max(one.first, first), min(one.last, last))
    }
    return sorted(found)


def count(
    start: Moment, number: int, unit: Unit, counting: Counting, first_day: FirstDay, table: DaysOff, *,
    backward: bool, pauses: Sequence[Pause] = (),
) -> Moment:  # fmt: skip
    """One reading of one count.

    Args:
        start: the event; its hour matters only for hours.
        number: days, hours or months, as `unit` says.
        counting: calendar days, working days (national table and shared leave as the procedure says) or hours.
        first_day: whether the day of the event is day 1. For hours whose start has no hour of the clock: from the first
            or from the last minute of that day.
        table: the days off for working days.
        backward: count into the past (papers to be handed in so many days before something).
        pauses: bounded; their days are not counted, and for hours each of them adds 24.
    Raises:
        TableTooShort: a count of working days leaves the table.
    """
    inclusive = first_day is FirstDay.INCLUSIVE
    if unit is Unit.HOURS:
        hour = START_OF_DAY if inclusive else END_OF_DAY
        begin = start if isinstance(start, datetime) else datetime.combine(start, hour)
        return _later(begin, begin + timedelta(hours=-number if backward else number), pauses)
    if unit is Unit.MONTHS:
        return days.months_before(day_of(start), number)
    direction = BACKWARD if backward else FORWARD
    if pauses:
        return _over_pauses(day_of(start), number, counting, table, pauses, inclusive=inclusive, direction=direction)
    if counting is Counting.WORKING:
        return days.nth_working_day(day_of(start), number, table, inclusive=inclusive, direction=direction)
    return days.nth_calendar_day(day_of(start), number, inclusive=inclusive, direction=direction)


def _later(begin: datetime, end: datetime, pauses: Sequence[Pause]) -> datetime:
    """The end of hours, later by 24 for every paused day that it meets. The pauses are bounded and in order."""
    done: date | None = None
    for one in pauses:
        day = max(one.first, begin.date()) if done is None else max(one.first, done + DAY)
        while one.last and day <= one.last and end > datetime.combine(day, START_OF_DAY):
            end, done = end + DAY, day
            day += DAY
    return end


def _over_pauses(
    start: date, number: int, counting: Counting, table: DaysOff, pauses: Sequence[Pause], *, inclusive: bool,
    direction: Direction,
) -> date:  # fmt: skip
    def counts(day: date) -> bool:
        works = counting is not Counting.WORKING or table.is_working(day)
        return works and not any(one.covers(day) for one in pauses)

    return days.nth_counted_day(start, number, counts, inclusive=inclusive, direction=direction)


def may_pause(step: Step) -> bool:
    """Whether the step counts forward, so that standing still means something."""
    return step.kind is Kind.LIMIT and step.number is not None


def readings(step: Step, start: Moment, table: DaysOff, pauses: Sequence[Pause] = ()) -> tuple[Reading, ...]:
    """Every reading that the step's row allows, the earliest first. Empty where the law gives no number.

    Args:
        pauses: bounded; only a limit can stand still.
    """
    if step.number is None:
        return ()
    backward, held = step.kind is Kind.FILE_BY, pauses if may_pause(step) else ()
    found = [
        Reading(
            counting, first_day,
            count(start, step.number, step.unit, counting, first_day, table, backward=backward, pauses=held),
        )
        for counting in step.counting
        for first_day in step.first_day
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda reading: moment_of(reading.due)))


def days_left(
    step: Step, start: Moment, reading: Reading, table: DaysOff, pauses: Sequence[Pause], since: date
) -> int | None:
    """Whole days that a clock has left when it comes to stand, in the days of one reading; for hours each 24 of them.

    Args:
        reading: the reading whose days are meant.
        pauses: the earlier ones, bounded.
        since: the first day of the pause.
    """
    if step.number is None:
        return None
    if step.unit is Unit.HOURS:
        end = count(start, step.number, step.unit, reading.counting, reading.first_day, table, backward=False,
                    pauses=[one for one in pauses if one.first < since])  # fmt: skip
        return max(0, (moment_of(end) - datetime.combine(since, START_OF_DAY)) // DAY)
    first = day_of(start) if reading.first_day is FirstDay.INCLUSIVE else day_of(start) + DAY
    if since <= first:
        return step.number
    used = [
        day
        for day in days.days_between(first, since - DAY)
        if (reading.counting is not Counting.WORKING or table.is_working(day))
        and not any(one.covers(day) for one in pauses)
    ]
    return max(0, step.number - len(used))


def timing(done_on: date, safe: date, outer: date) -> Timing:
    """In time up to the safe date, late only after the outer one. Source: docs/algorithms/deadlines.md section 2."""
    if done_on <= safe:
        return Timing.IN_TIME
    return Timing.WITHIN_OUTER if done_on <= outer else Timing.LATE
