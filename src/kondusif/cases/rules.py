"""What may be done with a case, and how a clock stands. Plain Python; every limit comes from the rulebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Status(StrEnum):
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ends. The first two are another body's words, never ours."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    HANDED_OVER = "handed_over"
    ENDED = "ended"


class Decider(StrEnum):
    """Only these can say "proven" (design, principle 5)."""

    BAWASLU = "bawaslu"
    OVERSIGHT = "oversight"
    EXAMINERS = "examiners"
    ETHICS_PANEL = "ethics_panel"
    COURT = "court"


class PartyRole(StrEnum):
    EXAMINED = "examined"
    SUPERIOR = "superior"
    EXAMINER = "examiner"
    WITNESS = "witness"


class ClockState(StrEnum):
    NO_LIMIT = "no_limit"
    RUNNING = "running"
    PAUSED = "paused"
    BEYOND_SAFE = "beyond_safe"
    LATE = "late"
    MET = "met"
    MET_BEYOND_SAFE = "met_beyond_safe"
    MET_LATE = "met_late"
    BEGUN = "begun"  # a ban whose first day has come: nobody can be late for it


class Cause(StrEnum):
    """Why a date moved."""

    AMENDMENT = "amendment"
    EVENT = "event"
    PAUSE = "pause"
    UNIT = "unit"
    ZONE = "zone"
    FIRST = "first"


RUNNING = frozenset(
    {ClockState.NO_LIMIT, ClockState.RUNNING, ClockState.PAUSED, ClockState.BEYOND_SAFE, ClockState.LATE}
)
SHORTEST_REASON = 20


def as_moment(day: date | None, hour: time | None) -> date | datetime | None:
    """A day, or the local moment where the hour is known."""
    return datetime.combine(day, hour) if day and hour else day


def split(moment: date | datetime | None) -> tuple[date | None, time | None]:
    """A moment as two columns hold it; the inverse of `as_moment`."""
    return (moment.date(), moment.time()) if isinstance(moment, datetime) else (moment, None)


def as_date(moment: date | datetime | None) -> date | None:
    """The day of a limit that may be given to the hour."""
    return moment.date() if isinstance(moment, datetime) else moment


def clock_state(
    due: date | None, outer: date | None, done_on: date | None, on: date, paused_since: date | None = None,
    *, ban: bool = False,
) -> ClockState:  # fmt: skip
    """How one clock stands.

    Args:
        due: the safe date (the earliest reading), None where the law names no number.
        outer: the last date by any reading; the safe date where there is one reading only.
        done_on: the day the duty was fulfilled, if it was.
        on: the city's date.
        paused_since: the first day of a pause that has not ended.
        ban: the safe date is the first day of a ban, not the last day of a duty.
    Returns:
        "Late" only after the outer date; between the two dates the clock is beyond the safe reading.
    """
    if done_on is None and paused_since and paused_since <= on:
        return ClockState.PAUSED
    if due is None:
        return ClockState.MET if done_on else ClockState.NO_LIMIT
    if ban:
        return ClockState.BEGUN if on >= due else ClockState.RUNNING
    last = outer or due
    if done_on:
        if done_on <= due:
            return ClockState.MET
        return ClockState.MET_BEYOND_SAFE if done_on <= last else ClockState.MET_LATE
    if on <= due:
        return ClockState.RUNNING
    return ClockState.BEYOND_SAFE if on <= last else ClockState.LATE


@dataclass(frozen=True, slots=True)
class Closing:
    """What somebody proposes to end a case with."""

    outcome: Outcome
    decider: Decider | None
    decided_on: date | None
    reason: str


def needs_decider(outcome: Outcome) -> bool:
    """Whether the outcome is a finding that only another body can make."""
    return outcome in {Outcome.PROVEN, Outcome.NOT_PROVEN}


@dataclass(frozen=True, slots=True)
class Letters:
    """The official letters of a case, as far as they bind its closing.

    Args:
        any: there is one, so that the case cannot be dismissed: it ends by a decision.
        waiting: numbers of those whose sender waits for an answer.
    """

    any: bool = False
    waiting: tuple[str, ...] = ()


def faults_of_closing(
    closing: Closing, *, has_summary: bool, running: Iterable[str], on: date, letters: Letters = Letters()
) -> list[str]:  # fmt: skip
    """Why a case may not be proposed for closing that way; empty when it may.

    Args:
        running: step ids whose clock still runs.
        on: the city's date.
        letters: the official letters of the case.
    Returns:
        Codes of refusals, in the order in which a person would mend them.
    """
    faults = []
    if not has_summary:
        faults.append("cases.cannot_close.no_summary")
    if len(closing.reason.strip()) < SHORTEST_REASON:
        faults.append("cases.cannot_close.short_reason")
    if not (closing.decider and closing.decided_on):
        if needs_decider(closing.outcome):
            faults.append("cases.cannot_close.no_decider")
        elif letters.any:  # whatever it is called, also handing it over: who decided it, and when
            faults.append("cases.cannot_close.letter_needs_decision")
    if closing.decided_on and closing.decided_on > on:
        faults.append("cases.cannot_close.future_decision")
    if letters.waiting:
        faults.append("cases.cannot_close.letter_waits")
    if closing.outcome is Outcome.PROVEN and list(running):
        faults.append("cases.cannot_close.open_steps")
    return faults


def fault_of_letter(dated_on: date, received_on: date, said: Iterable[date], *, on: date) -> str:
    """Why an official letter cannot have come with these days; empty where it can.

    Args:
        said: days that the letter names.
        on: the city's date.
    """
    if received_on > on:
        return "cases.letter.future"
    if dated_on > received_on:
        return "cases.letter.dated_after"
    return "cases.letter.said_after" if any(day > received_on for day in said) else ""


def fault_of_reply(replied_on: date, *, received_on: date, on: date) -> str:
    """Why a letter cannot have been answered on a day; empty where it can."""
    if replied_on > on:
        return "cases.future_date"
    return "cases.letter.reply_before" if replied_on < received_on else ""


def may_approve(proposed_by: int | None, approver: int | None) -> bool:
    """Closing needs two persons."""
    return proposed_by is not None and approver is not None and proposed_by != approver


def fault_of_pause(
    first: date, *, on: date, started_on: date, outer: date | None, met: bool,
    earlier: Iterable[tuple[date, date | None]],
) -> str:  # fmt: skip
    """Why a clock may not stand still from a day; empty where it may.

    Args:
        first: the first day that would not count.
        on: the city's date.
        started_on: the day of the event that started the clock.
        outer: the last date by any reading; a clock that is over cannot be stopped.
        earlier: its other pauses, as first day and day of resuming.
    """
    if met:
        return "cases.pause.met"
    if first > on:
        return "cases.pause.future"
    if first < started_on:
        return "cases.pause.before_start"
    if any(resumed is None or first < resumed for _begun, resumed in earlier):
        return "cases.pause.overlaps"
    if outer and first > outer:
        return "cases.pause.after_limit"
    return ""


def fault_of_resuming(resumed_on: date, *, on: date, paused_since: date | None) -> str:
    """Why a clock may not go on from a day; empty where it may."""
    if paused_since is None:
        return "cases.pause.not_paused"
    if resumed_on > on:
        return "cases.pause.future"
    return "cases.pause.resumed_too_early" if resumed_on < paused_since else ""
