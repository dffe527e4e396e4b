"""A clock stands still for a legal reason only, and goes on from where it stood."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kondusif.accounts.selectors import actor_of
from kondusif.cases.clocks import StepClock, clocks_of
from kondusif.cases.models import Case, DeadlineMove, Pause
from kondusif.cases.rules import Cause, ClockState, fault_of_pause, fault_of_resuming
from kondusif.cases.selectors import running_clocks, whole
from kondusif.cases.services import pause_clock, record_event, record_step, resume_clock
from kondusif.cases.tests.factories import a_case
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.counting import Pause as Stretch
from support.cast import TODAY, Cast

STEP = "disiplin-pp94/in_force"
REASON = "administrative-remedy"
RECEIVED = date(2024, 11, 4)


@pytest.fixture
def case(cast: Cast) -> Case:
    """The examined person received the decision on 4 November; 15 days run until it takes effect."""
    found = a_case(cast)
    record_event(actor_of(cast.hana), found, event="decision_received", happened_on=RECEIVED, on=TODAY)
    return found


def clock(case: Case, on: date = TODAY) -> StepClock:
    return next(one for one in clocks_of(whole(case), on) if one.key == STEP)


def pause(cast: Cast, case: Case, first: date, on: date = TODAY) -> Pause:
    return pause_clock(actor_of(cast.hana), case, key=STEP, reason=REASON, first=first, on=on)


def resume(cast: Cast, case: Case, resumed_on: date, on: date = TODAY) -> Pause:
    return resume_clock(actor_of(cast.hana), case, key=STEP, resumed_on=resumed_on, on=on)


def test_a_paused_clock_is_never_late_and_goes_on_where_it_stood(cast: Cast, case: Case) -> None:
    assert (clock(case).row.due_on, clock(case).state) == (date(2024, 11, 18), ClockState.RUNNING)
    pause(cast, case, date(2024, 11, 11))
    assert clock(case).state is ClockState.PAUSED
    assert clock(case, date(2025, 3, 1)).state is ClockState.PAUSED
    assert [row.state for row in running_clocks(None, TODAY) if row.due == date(2024, 11, 18)] == [ClockState.PAUSED]
    resume(cast, case, date(2024, 11, 13))
    # Two days did not count, so the fifteenth day by the calendar is two days later.
    assert clock(case).row.due_on == date(2024, 11, 20)
    assert clock(case).state is ClockState.RUNNING
    assert DeadlineMove.objects.get(deadline__step="in_force").cause == Cause.PAUSE


def test_the_explanation_says_how_much_was_left(cast: Cast, case: Case) -> None:
    pause(cast, case, date(2024, 11, 11))
    limit = clock(case).limit
    assert limit is not None
    assert limit.paused
    assert limit.left == 8  # of fifteen days, 4 to 10 November are gone


def test_a_step_without_a_legal_reason_cannot_stand_still(cast: Cast, case: Case) -> None:
    record_event(actor_of(cast.hana), case, event="summons", happened_on=date(2024, 11, 5), on=TODAY)
    with pytest.raises(Refused) as caught:
        pause_clock(
            actor_of(cast.hana), case, key="disiplin-pp94/examination", reason=REASON, first=TODAY, on=TODAY
        )  # fmt: skip
    assert caught.value.code == "cases.pause.no_reasons"


def test_a_reason_of_another_step_is_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(Refused) as caught:
        pause_clock(actor_of(cast.hana), case, key=STEP, reason="file-returned", first=TODAY, on=TODAY)
    assert caught.value.code == "cases.pause.wrong_reason"


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (date(2024, 11, 14), "cases.pause.future"),
        (date(2024, 11, 3), "cases.pause.before_start"),
    ],
)
def test_a_pause_lies_between_the_event_and_today(cast: Cast, case: Case, first: date, code: str) -> None:
    with pytest.raises(Refused) as caught:
        pause(cast, case, first)
    assert caught.value.code == code
    assert not Pause.objects.exists()


def test_two_pauses_do_not_overlap(cast: Cast, case: Case) -> None:
    pause(cast, case, date(2024, 11, 6))
    with pytest.raises(Refused) as caught:
        pause(cast, case, date(2024, 11, 7))
    assert caught.value.code == "cases.pause.overlaps"
    resume(cast, case, date(2024, 11, 8))
    with pytest.raises(Refused):
        pause(cast, case, date(2024, 11, 7))
    pause(cast, case, date(2024, 11, 8))


def test_a_clock_goes_on_after_its_pause_began_and_not_in_the_future(cast: Cast, case: Case) -> None:
    with pytest.raises(Refused) as caught:
        resume(cast, case, TODAY)
    assert caught.value.code == "cases.pause.not_paused"
    pause(cast, case, date(2024, 11, 11))
    for day, code in ((10, "cases.pause.resumed_too_early"), (14, "cases.pause.future")):
        with pytest.raises(Refused) as caught:
            resume(cast, case, date(2024, 11, day))
        assert caught.value.code == code


def test_a_pause_taken_back_on_its_own_day_moves_nothing(cast: Cast, case: Case) -> None:
    pause(cast, case, date(2024, 11, 11))
    resume(cast, case, date(2024, 11, 11))
    assert clock(case).row.due_on == date(2024, 11, 18)
    assert not DeadlineMove.objects.exists()


def test_what_is_met_or_over_cannot_be_stopped(cast: Cast, case: Case) -> None:
    late = date(2025, 2, 3)
    with pytest.raises(Refused) as caught:
        pause(cast, case, late, on=late)
    assert caught.value.code == "cases.pause.after_limit"
    record_step(actor_of(cast.hana), case, key=STEP, done_on=TODAY, on=TODAY)
    with pytest.raises(Refused) as caught:
        pause(cast, case, TODAY)
    assert caught.value.code == "cases.pause.met"


DAYS = st.integers(0, 12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), DAYS), min_size=1, max_size=4))
def test_paused_means_paused(cast: Cast, gaps: list[tuple[int, int]]) -> None:
    """Whatever is paused and resumed, the calendar reading moves by exactly the days that did not count."""
    case = a_case(cast)
    far = date(2025, 6, 2)
    record_event(actor_of(cast.hana), case, event="decision_received", happened_on=RECEIVED, on=far)
    before, day, stopped = clock(case, far).row, RECEIVED, 0
    assert before.due_on is not None
    for wait, length in gaps:
        row = clock(case, far).row
        first = day + timedelta(days=wait)
        if row.due_on is None or first > row.due_on:
            break
        pause(cast, case, first, on=far)
        assert clock(case, far).state is ClockState.PAUSED
        day = first + timedelta(days=length)
        resume(cast, case, day, on=far)
        stopped += length
    after = clock(case, far).row
    assert after.due_on == before.due_on + timedelta(days=stopped)
    held = [Stretch(one.first, one.last) for one in Pause.objects.filter(case=case)]
    asked = rulebook.due_step("disiplin-pp94.in_force", "decision_received", RECEIVED, held, far)
    assert (after.due, after.outer) == (asked.due, asked.outer)


def test_the_faults_of_a_pause_and_of_going_on() -> None:
    day = date(2024, 11, 11)
    fit = {"on": TODAY, "started_on": RECEIVED, "outer": date(2024, 11, 26), "met": False}
    assert fault_of_pause(day, **fit, earlier=[]) == ""  # type: ignore[arg-type]
    assert fault_of_pause(day, **{**fit, "met": True}, earlier=[]) == "cases.pause.met"  # type: ignore[arg-type]
    assert fault_of_pause(day, **fit, earlier=[(date(2024, 11, 5), None)]) == "cases.pause.overlaps"  # type: ignore[arg-type]
    assert fault_of_resuming(day, on=TODAY, paused_since=day) == ""
