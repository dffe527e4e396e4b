"""When a clock is late, and when a case may be closed. No database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.cases.rules import (
    RUNNING,
    ClockState,
    Closing,
    Decider,
    Outcome,
    clock_state,
    faults_of_closing,
    may_approve,
)

SAFE, OUTER = date(2024, 11, 13), date(2024, 11, 14)
DAYS = st.dates(date(2024, 1, 1), date(2025, 1, 1))
REASON = "Putusan tim pemeriksa sudah terbit dan disampaikan."


@pytest.mark.parametrize(
    ("on", "done_on", "state"),
    [
        (date(2024, 11, 13), None, ClockState.RUNNING),
        (date(2024, 11, 14), None, ClockState.BEYOND_SAFE),
        (date(2024, 11, 15), None, ClockState.LATE),
        (date(2024, 11, 15), date(2024, 11, 13), ClockState.MET),
        (date(2024, 11, 15), date(2024, 11, 14), ClockState.MET_BEYOND_SAFE),
        (date(2024, 11, 15), date(2024, 11, 15), ClockState.MET_LATE),
    ],
)
def test_late_is_said_only_after_the_outer_date(on: date, done_on: date | None, state: ClockState) -> None:
    assert clock_state(SAFE, OUTER, done_on, on) is state


def test_a_duty_without_a_number_is_never_late() -> None:
    assert clock_state(None, None, None, date(2030, 1, 1)) is ClockState.NO_LIMIT


@given(due=DAYS, wait=st.integers(0, 10), on=DAYS, later=st.integers(0, 60))
def test_a_running_clock_never_gets_better_by_waiting(due: date, wait: int, on: date, later: int) -> None:
    order = [ClockState.RUNNING, ClockState.BEYOND_SAFE, ClockState.LATE]
    outer = date.fromordinal(due.toordinal() + wait)
    now, then = (clock_state(due, outer, None, date.fromordinal(on.toordinal() + step)) for step in (0, later))
    assert order.index(now) <= order.index(then)


@given(due=DAYS, done_on=DAYS, on=DAYS)
def test_a_finished_duty_never_runs(due: date, done_on: date, on: date) -> None:
    assert clock_state(due, due, done_on, on) not in RUNNING


def closing(outcome: Outcome, decider: Decider | None = None, on: date | None = None, reason: str = REASON) -> Closing:
    return Closing(outcome, decider, on, reason)


@pytest.mark.parametrize(
    ("proposal", "summary", "running", "faults"),
    [
        (closing(Outcome.ENDED), True, [], []),
        (closing(Outcome.ENDED), False, [], ["cases.cannot_close.no_summary"]),
        (closing(Outcome.ENDED, reason="selesai"), True, [], ["cases.cannot_close.short_reason"]),
        (closing(Outcome.PROVEN), True, [], ["cases.cannot_close.no_decider"]),
        (closing(Outcome.PROVEN, Decider.EXAMINERS, SAFE), True, [], []),
        (closing(Outcome.PROVEN, Decider.EXAMINERS, SAFE), True, ["exam"], ["cases.cannot_close.open_steps"]),
        (closing(Outcome.NOT_PROVEN, Decider.BAWASLU, OUTER), True, [], ["cases.cannot_close.future_decision"]),
    ],
)
def test_what_is_missing_before_closing(
    proposal: Closing, summary: bool, running: list[str], faults: list[str]
) -> None:
    assert faults_of_closing(proposal, has_summary=summary, running=running, on=SAFE) == faults


def test_closing_needs_two_persons() -> None:
    assert may_approve(1, 2)
    assert not may_approve(1, 1)
    assert not may_approve(None, 2)
