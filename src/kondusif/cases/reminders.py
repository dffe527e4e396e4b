"""When somebody is reminded of a clock, and when the next person is told. Pure: dates in, decisions out.

docs/ops/reminders.md says it in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kondusif.institutions.rules import UnitKind
from kondusif.kernel.days import DaysOff
from kondusif.rulebook.counting import Moment, day_of
from kondusif.rulebook.hours import closing, is_open
from kondusif.rulebook.schema_days import Office

# Whoever touched a case a moment ago is at work on it; the next person is told once the hand has rested that long.
FRESH = timedelta(hours=1)
LONGEST_REST = 31  # no office stays shut longer; the look ahead ends there

# Which unit of city hall a bearer of a duty is. Bodies outside the city, and the persons of a case, are none.
INSIDE: Mapping[str, UnitKind] = {
    "ppk": UnitKind.MAYOR,
    "head_of_region": UnitKind.MAYOR,
    "leave_taker": UnitKind.MAYOR,
    "data_controller": UnitKind.SECRETARY,
}
# Duties of the examined person's own superior: whoever heads the unit, or the unit above it.
OF_THE_UNIT = frozenset({"superior", "examiners"})


@dataclass(frozen=True, slots=True)
class Watched:
    """One running clock as far as reminders know it.

    Args:
        due: the safe date; to the hour where the law counts hours.
        outer: the last date by any reading.
        marks: days before the safe date at which the rule wants a reminder.
    """

    due: Moment
    outer: Moment
    marks: Sequence[int]


@dataclass(frozen=True, slots=True)
class Gate:
    """What the city's office hours let through at a moment.

    Args:
        opened: whether the office is open now.
        reach: the last day before the office opens again; a reminder of a shut day goes out on the open day before.
    """

    opened: bool
    reach: date


def passed(limit: Moment, now: datetime) -> bool:
    """Whether a limit is over: the day, or the hour where the law counts hours."""
    return limit < now if isinstance(limit, datetime) else limit < now.date()


def is_highest(clock: Watched, now: datetime) -> bool:
    """The status that waits for no office hours: the law counts hours, or the outer date is today."""
    return isinstance(clock.due, datetime) or day_of(clock.outer) == now.date()


def mark_owed(clock: Watched, now: datetime, gate: Gate) -> int | None:
    """The reminder that is owed now: the latest one reached, so that a missed one is not sent after it.

    Args:
        now: the city's date with the time of day.
    Returns:
        Days before the safe date; None where none is reached, the safe date is over, or the office is shut.
    """
    if passed(clock.due, now) or not (gate.opened or is_highest(clock, now)):
        return None
    reach = max(gate.reach, now.date()) if gate.opened else now.date()
    return min((mark for mark in clock.marks if day_of(clock.due) - timedelta(days=mark) <= reach), default=None)


def escalation_owed(clock: Watched, now: datetime, gate: Gate, *, touched: datetime | None, at: datetime) -> bool:
    """Whether the next person must be told: the safe date is over and nobody is at work on the case.

    Args:
        now: the city's date with the time of day, which the limit is held against.
        touched: when a person last wrote in the case, on the real clock.
        at: the real clock.
    """
    if not passed(clock.due, now) or not (gate.opened or is_highest(clock, now)):
        return False
    return touched is None or at - touched >= FRESH


def gate_of(office: Office | None, table: DaysOff, now: datetime) -> Gate:
    """What the office lets through at a moment; where its hours are not known, it is taken as open.

    Raises:
        TableTooShort: the days off of that year are not known.
    """
    if office is None:
        return Gate(True, now.date())
    reach = now.date()
    for _ in range(LONGEST_REST):
        if closing(office, reach + timedelta(days=1), table) is not None:
            break
        reach += timedelta(days=1)
    return Gate(is_open(office, now, table), reach)


def actors_of_kind(kind: str) -> list[str]:
    """The bearers of duties that a kind of unit is."""
    return [actor for actor, unit in INSIDE.items() if unit == kind]
