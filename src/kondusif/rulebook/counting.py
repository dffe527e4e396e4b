"""Counting: from an event and a number to its readings. Pure; the numbers are the step's own.

Prose with worked numbers: docs/algorithms/deadlines.md.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kondusif.kernel import days
from kondusif.kernel.days import BACKWARD, FORWARD, DaysOff
from kondusif.rulebook.schema import Counting, FirstDay, Kind, Step, Timing, Unit

Moment = date | datetime
START_OF_DAY, END_OF_DAY = time(0, 0), time(23, 59)


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


def count(
    start: Moment, number: int, unit: Unit, counting: Counting, first_day: FirstDay, table: DaysOff, *, backward: bool
) -> Moment:
    """One reading of one count.

    Args:
        start: the event; its hour matters only for hours.
        number: days, hours or months, as `unit` says.
        counting: calendar days, working days (national table and shared leave as the procedure says) or hours.
        first_day: whether the day of the event is day 1. For hours whose start has no hour of the clock: from the first
            or from the last minute of that day.
        table: the days off for working days.
        backward: count into the past (papers to be handed in so many days before something).
    Raises:
        TableTooShort: a count of working days leaves the table.
    """
    inclusive = first_day is FirstDay.INCLUSIVE
    if unit is Unit.HOURS:
        hour = START_OF_DAY if inclusive else END_OF_DAY
        begin = start if isinstance(start, datetime) else datetime.combine(start, hour)
        return begin + timedelta(hours=-number if backward else number)
    if unit is Unit.MONTHS:
        return days.months_before(day_of(start), number)
    direction = BACKWARD if backward else FORWARD
    if counting is Counting.WORKING:
        return days.nth_working_day(day_of(start), number, table, inclusive=inclusive, direction=direction)
    return days.nth_calendar_day(day_of(start), number, inclusive=inclusive, direction=direction)


def readings(step: Step, start: Moment, table: DaysOff) -> tuple[Reading, ...]:
    """Every reading that the step's row allows, the earliest first. Empty where the law gives no number."""
    if step.number is None:
        return ()
    backward = step.kind is Kind.FILE_BY
    found = [
        Reading(
            counting, first_day, count(start, step.number, step.unit, counting, first_day, table, backward=backward)
        )
        for counting in step.counting
        for first_day in step.first_day
    ]
    return tuple(sorted(found, key=lambda reading: moment_of(reading.due)))


def timing(done_on: date, safe: date, outer: date) -> Timing:
    """In time up to the safe date, late only after the outer one. Source: docs/algorithms/deadlines.md section 2."""
    if done_on <= safe:
        return Timing.IN_TIME
    return Timing.WITHIN_OUTER if done_on <= outer else Timing.LATE
