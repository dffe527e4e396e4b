"""The stored clocks say what the law says, after every write, and a reader asks the table alone."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kondusif.accounts.selectors import actor_of
from kondusif.cases.models import Case, Deadline, DeadlineMove
from kondusif.cases.rules import Cause, Closing, Outcome
from kondusif.cases.selectors import deadlines_visible_to, rule_uses, rules_used_by_closed, running_clocks
from kondusif.cases.services import (
    add_procedure,
    approve_closing,
    propose_closing,
    record_event,
    record_step,
)
from kondusif.cases.tests.factories import a_case
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from support.cast import TODAY, Cast

REASON = "Terperiksa bukan pegawai kota; surat penerusan sudah dikirim."


def stored(case: Case) -> dict[tuple[str, str], tuple[object, object]]:
    return {(row.rule, row.event): (row.due, row.outer) for row in case.deadlines.all()}


def by_the_law(case: Case) -> dict[tuple[str, str], tuple[object, object]]:
    """Every clock as the rulebook says it today, asked one by one."""
    events = {row.event: row.happened_on for row in case.events.filter(replaced_at__isnull=True)}
    found = {}
    for followed in case.procedures.all():
        usable = rulebook.events_of(rulebook.procedure(followed.procedure))
        for due in rulebook.due(followed.procedure, {name: on for name, on in events.items() if name in usable}):
            found[due.rule, due.event] = (due.due, due.outer)
    return found


def test_the_table_says_what_the_rulebook_says_after_every_write(cast: Cast) -> None:
    hana = actor_of(cast.hana)
    case = a_case(cast)
    assert stored(case) == by_the_law(case)
    for event, day in (("summons", 5), ("exam_missed", 12), ("summons", 6)):
        record_event(hana, case, event=event, happened_on=date(2024, 11, day), on=TODAY)
        assert stored(case) == by_the_law(case), event
    add_procedure(hana, case, procedure="bawaslu-pilkada")
    assert stored(case) == by_the_law(case)
    assert ("bawaslu-pilkada.report", "known") in stored(case)


def test_each_clock_starts_from_its_own_event_and_none_borrows_another_day(cast: Cast) -> None:
    case = a_case(cast)
    assert {row.event for row in case.deadlines.all()} == {"known"}
    record_event(actor_of(cast.hana), case, event="decision_set", happened_on=date(2024, 11, 12), on=TODAY)
    starts = {row.event: row.started_on for row in case.deadlines.all()}
    assert starts == {"known": date(2024, 11, 4), "decision_set": date(2024, 11, 12)}


def test_a_corrected_event_moves_its_clock_and_leaves_the_old_reading(cast: Cast) -> None:
    case, hana = a_case(cast), actor_of(cast.hana)
    for day in (5, 6):
        record_event(hana, case, event="summons", happened_on=date(2024, 11, day), on=TODAY)
    move = DeadlineMove.objects.get()
    assert (move.cause, move.old_started, move.old_due, move.new_due) == (
        Cause.EVENT, "2024-11-05", "2024-11-13", "2024-11-14",
    )  # fmt: skip


def test_what_is_done_stops_running_and_keeps_its_dates(cast: Cast) -> None:
    case, hana = a_case(cast), actor_of(cast.hana)
    record_event(hana, case, event="summons", happened_on=date(2024, 11, 5), on=TODAY)
    record_step(hana, case, key="disiplin-pp94/examination", done_on=TODAY, on=TODAY)
    row = case.deadlines.get(step="examination")
    assert (row.met_on, row.running, row.due_on) == (TODAY, False, date(2024, 11, 13))
    assert not DeadlineMove.objects.exists()


def test_a_closed_case_has_no_running_clock(cast: Cast) -> None:
    case = a_case(cast)
    propose_closing(actor_of(cast.hana), case, Closing(Outcome.HANDED_OVER, None, None, REASON), on=TODAY)
    assert deadlines_visible_to(cast.hana).exists()
    approve_closing(actor_of(cast.gita), case, on=TODAY)
    assert not deadlines_visible_to(cast.hana).exists()
    assert Deadline.objects.filter(case=case).exists()


def test_running_clocks_are_one_question_to_the_table(cast: Cast) -> None:
    for _number in range(3):
        case = a_case(cast)
        record_event(actor_of(cast.hana), case, event="summons", happened_on=date(2024, 11, 5), on=TODAY)
    rulebook.book()
    with CaptureQueriesContext(connection) as asked:
        found = list(running_clocks(None, TODAY))
    assert [clock.due for clock in found] == [date(2024, 11, 13)] * 3
    assert sum("cases_deadline" in query["sql"] for query in asked) == 1
    assert len(asked) == 1
    lazy = running_clocks(None, TODAY)
    assert (len(lazy), len(lazy[:2]), len(lazy.due_by(date(2024, 11, 12)))) == (3, 2, 0)


def test_a_moment_keeps_its_hour(cast: Cast) -> None:
    case, hana = a_case(cast), actor_of(cast.hana)
    add_procedure(hana, case, procedure="gakkumdu-pilkada")
    at = time(10, 30)
    record_event(hana, case, event="stated_crime", happened_on=date(2024, 11, 12), happened_at=at, on=TODAY)
    row = case.deadlines.get(step="forward_police")
    assert (row.started_time, row.due_on, row.due_time) == (at, TODAY, at)


def test_a_fact_beyond_the_tables_is_recorded_and_its_date_is_said_to_be_unknown(cast: Cast) -> None:
    far = date(2097, 3, 1)
    case, hana = a_case(cast, opened_on=far, events={"known": far}), actor_of(cast.hana)
    record_event(hana, case, event="summons", happened_on=far, on=far)
    row = case.deadlines.get(step="examination")
    assert (row.due_on, row.fault) == (None, "rulebook.holidays.not_covered")


@pytest.mark.parametrize(
    ("subject", "refused"), [("pns", True), ("kontrak", True), ("kepala_daerah", False), ("", False)]
)
def test_leave_for_a_campaign_is_refused_to_civil_servants(cast: Cast, subject: str, refused: bool) -> None:
    case = a_case(cast, procedures=["bawaslu-pilkada"], subject=subject)
    if not refused:
        add_procedure(actor_of(cast.hana), case, procedure="leave-campaign")
        return
    with pytest.raises(Refused) as caught:
        add_procedure(actor_of(cast.hana), case, procedure="leave-campaign")
    assert caught.value.code == "cases.not_for_reason"


def test_opening_refuses_a_procedure_that_is_not_for_the_examined_person(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        a_case(cast, subject="kepala_daerah")
    assert caught.value.code == "cases.not_for"


def test_papers_that_come_before_an_event_are_counted_from_a_day_to_come(cast: Cast) -> None:
    case, hana = a_case(cast, procedures=["leave-campaign"], events={}, subject="kepala_daerah"), actor_of(cast.hana)
    ahead = date(2024, 12, 20)
    record_event(hana, case, event="campaign_day", happened_on=ahead, on=TODAY)
    row = case.deadlines.get(step="request")
    assert row.due_on is not None
    assert row.due_on < ahead
    record_step(hana, case, key="leave-campaign/request", done_on=TODAY, on=TODAY)
    with pytest.raises(Refused):
        record_event(hana, a_case(cast), event="summons", happened_on=ahead, on=TODAY)


def test_a_second_time_the_same_procedure_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        add_procedure(actor_of(cast.hana), a_case(cast), procedure="disiplin-pp94")
    assert caught.value.code == "cases.procedure_twice"


def test_the_most_used_rows_of_law_are_counted(cast: Cast) -> None:
    case = a_case(cast)
    a_case(cast)
    record_event(actor_of(cast.hana), case, event="summons", happened_on=date(2024, 11, 5), on=TODAY)
    uses = rule_uses()
    assert (uses["act:SKB-D-8"], uses["step:disiplin-pp94.duty_to_call"], uses["year:2024"]) == (2, 2, 1)
    assert rules_used_by_closed() == set()
    propose_closing(actor_of(cast.hana), case, Closing(Outcome.HANDED_OVER, None, None, REASON), on=TODAY)
    approve_closing(actor_of(cast.gita), case, on=TODAY)
    used = rules_used_by_closed()
    assert used == {"act:SKB-D-8", "step:disiplin-pp94.duty_to_call", "step:disiplin-pp94.examination", "year:2024"}
    assert used <= set(rulebook.book().rows())
