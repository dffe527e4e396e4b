"""The two dates of a step without a word of explanation, for work on many thousands of clocks. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kondusif.kernel.days import DaysOff, TableTooShort
from kondusif.kernel.errors import Refused
from kondusif.rulebook import hours, wording
from kondusif.rulebook.counting import Moment, Pause, Reading, bounded, day_of, moment_of, readings
from kondusif.rulebook.days_off import Holidays
from kondusif.rulebook.schema import Kind, Procedure, Step
from kondusif.rulebook.schema_days import Office


@dataclass(frozen=True, slots=True)
class Limits:
    """The safe and the outer date of one step, None where the law gives no number, and the last office hour."""

    due: Moment | None
    outer: Moment | None
    office_by: datetime | None = None


def limits(step: Step, start: Moment, table: DaysOff, pauses: Sequence[Pause] = (), on: date | None = None) -> Limits:
    """The dates of one count; the moment of the event is taken as it is, and no office is asked.

    Args:
        step: the version of the duty that stood on the day of the event.
        start: the moment from which it counts.
        table: the days off of the procedure's kinds, made once (`Holidays.days_off`).
        pauses: an open one counts as if the clock ran on from `on`.
    Raises:
        TableTooShort: a count of working days leaves the table.
    Cost: a few microseconds; see bench/explain_date.py.
    """
    found = readings(step, start, table, bounded(pauses, on) if pauses else ())
    return Limits(found[0].due, found[-1].due) if found else Limits(None, None)


def limits_of(
    procedure: Procedure, step: Step, start: Moment, *, holidays: Holidays, offices: Mapping[str, Office],
    pauses: Sequence[Pause] = (), on: date | None = None,
) -> Limits:  # fmt: skip
    """The same dates as `rules.due_of` gives, office hours included, and without its reasons.

    Raises:
        Refused: `rulebook.holidays.not_covered`.
    Source: the step itself, `<procedure>.<step>`.
    """
    day = day_of(start)
    refuse_uncovered(day, holidays)
    try:
        begin = arrived(step, start, offices, holidays)
        held = bounded(pauses, on) if pauses and step.kind is Kind.LIMIT else ()
        found = readings(step, begin, holidays.days_off(procedure.days_off), held)
        by = last_office_hour(step, start, found, offices, holidays)
    except TableTooShort as error:
        raise not_covered(error.needed) from error
    return Limits(found[0].due, found[-1].due, by) if found else Limits(None, None)


def arrived(step: Step, start: Moment, offices: Mapping[str, Office], holidays: Holidays) -> Moment:
    """When the event counts as having happened: a paper that comes after office hours arrives the next office day."""
    office = office_on(step.arrives_at, day_of(start), offices)
    if office is None or not isinstance(start, datetime):
        return start
    counted = hours.arrived_on(start, office, holidays.days_off(office.closed_on))
    return start if counted == start.date() else counted


def last_office_hour(
    step: Step, start: Moment, found: Sequence[Reading], offices: Mapping[str, Office], holidays: Holidays
) -> datetime | None:
    """The last office hour in which the step's paper can be handed in; None where it has none."""
    office = office_on(step.office, day_of(start), offices)
    if not found or office is None:
        return None
    since = None if step.kind is Kind.FILE_BY else moment_of(start)
    return hours.office_by(office, found, holidays.days_off(office.closed_on), since=since)


def office_on(office_id: str | None, day: date, offices: Mapping[str, Office]) -> Office | None:
    """The office whose hours count for an event of that day; None where the step asks none or its hours came later."""
    office = offices[office_id] if office_id else None
    return office if office and office.valid_on(day) else None


def refuse_uncovered(day: date, holidays: Holidays) -> None:
    """Refuse a day of a year without a table."""
    if day.year not in holidays.years:
        raise not_covered(day)


def not_covered(day: date) -> Refused:
    """The refusal of a day that no table knows."""
    return Refused("rulebook.holidays.not_covered", on=wording.long_date(day))
