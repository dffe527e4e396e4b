"""Who is told what, once, whatever runs twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kondusif.accounts.models import Notice, User
from kondusif.accounts.notices import say
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.accounts.services import name_substitute
from kondusif.audit.models import Entry
from kondusif.cases import jobs
from kondusif.cases.models import Case, Deadline
from kondusif.cases.services import write_summary
from kondusif.cases.services.reminding import Told, last_touch, remind
from kondusif.cases.tests.factories import a_case
from kondusif.institutions.services import move_exercise_date
from kondusif.kernel.clock import now
from support.cast import HOUSE, TODAY, Cast, person

# A moment of the real clock at ten in the morning in the city's zone; long after whatever a test wrote.
TEN = datetime.combine(now().date() + timedelta(days=2), datetime.min.time(), UTC).replace(hour=3)


def one_clock(case: Case, *, due: date, outer: date | None = None) -> Deadline:
    """The case keeps one running clock, with these dates."""
    row = case.deadlines.get(step="examination")
    case.deadlines.exclude(pk=row.pk).update(running=False)
    Deadline.objects.filter(pk=row.pk).update(due_on=due, outer_on=outer or due, due_time=None, outer_time=None)
    row.refresh_from_db()
    return row


def a_summoned_case(cast: Cast, **changes: object) -> Case:
    return a_case(cast, events={"known": date(2024, 11, 4), "summons": date(2024, 11, 11)}, **changes)


def told(code: str) -> list[str]:
    return sorted(Notice.objects.filter(code=code).values_list("user__username", flat=True))


def test_handler_substitute_and_their_stand_ins_are_reminded_once(cast: Cast) -> None:
    third = person("joko", "Joko", Role.HANDLER, "inspektorat")
    case = a_summoned_case(cast, substitute=cast.gita)
    one_clock(case, due=TODAY + timedelta(days=1), outer=TODAY + timedelta(days=9))
    name_substitute(actor_of(cast.gita), cast.gita, substitute=third, first=TODAY, last=None, on=TODAY)
    assert remind(HOUSE, at=TEN).reminders >= 3
    assert {"hana", "gita", "joko"} <= set(told("cases.reminder"))
    assert remind(HOUSE, at=TEN) == Told()
    assert len(set(told("cases.reminder"))) == len(told("cases.reminder"))


def test_a_reminder_holds_number_step_and_date_and_nobody(cast: Cast) -> None:
    case = a_summoned_case(cast)
    one_clock(case, due=TODAY + timedelta(days=1), outer=TODAY + timedelta(days=9))
    remind(HOUSE, at=TEN)
    notice = Notice.objects.filter(user=cast.hana).get()
    text = say(notice)
    assert text.startswith(f"{case.number}, ")
    assert "Kamis, 14 November 2024" in text
    for word in (case.title, case.summary, "Hana", "Semanggi", "grup"):
        assert word not in text + str(notice.facts)
    assert set(notice.facts) == {"number", "procedure", "step", "due", "outer"}


def test_one_walk_that_tells_somebody_makes_one_entry_and_an_idle_one_none(cast: Cast) -> None:
    one_clock(a_summoned_case(cast), due=TODAY + timedelta(days=1), outer=TODAY + timedelta(days=9))
    before = Entry.objects.count()
    remind(HOUSE, at=TEN)
    assert Entry.objects.count() == before + 1
    remind(HOUSE, at=TEN)
    assert Entry.objects.count() == before + 1


def test_fresh_is_not_stale_and_one_past_due_always_is_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acceptance 1 (ECLK services.py)."""
    case = a_summoned_case(cast)
    one_clock(case, due=TODAY - timedelta(days=2), outer=TODAY + timedelta(days=5))
    with monkeypatch.context() as at_work:
        at_work.setattr("kondusif.cases.services.reminding.last_touch", lambda number: TEN - timedelta(minutes=1))
        remind(HOUSE, at=TEN)
    assert told("cases.escalation") == []
    assert remind(HOUSE, at=TEN).escalations == 1
    for day in range(3):
        remind(HOUSE, at=TEN + timedelta(days=day))
    assert told("cases.escalation") == ["lukman"]


def test_what_the_machine_does_to_a_case_is_no_touch(cast: Cast) -> None:
    case = a_summoned_case(cast)
    touched = last_touch(case.number)
    write_summary(HOUSE, case, title=case.title, summary=case.summary)
    assert last_touch(case.number) == touched


def test_the_substitute_of_the_case_is_the_next_person_and_a_change_tells_no_second_one(cast: Cast) -> None:
    case = a_summoned_case(cast, substitute=cast.gita)
    one_clock(case, due=TODAY - timedelta(days=2), outer=TODAY + timedelta(days=5))
    remind(HOUSE, at=TEN)
    assert told("cases.escalation") == ["gita"]
    Case.objects.filter(pk=case.pk).update(substitute=None)
    remind(HOUSE, at=TEN + timedelta(days=1))
    assert told("cases.escalation") == ["gita"]


def test_a_met_paused_or_closed_clock_says_nothing(cast: Cast) -> None:
    case = a_summoned_case(cast)
    row = one_clock(case, due=TODAY - timedelta(days=2))
    Deadline.objects.filter(pk=row.pk).update(paused_since=TODAY - timedelta(days=3))
    assert remind(HOUSE, at=TEN) == Told()
    Deadline.objects.filter(pk=row.pk).update(paused_since=None, running=False)
    assert remind(HOUSE, at=TEN) == Told()


def test_nobody_is_told_of_a_case_that_they_may_not_see(cast: Cast) -> None:
    case = a_summoned_case(cast, substitute=cast.gita)
    one_clock(case, due=TODAY, outer=TODAY + timedelta(days=3))
    User.objects.filter(pk=cast.gita.pk).update(unit=case.unit)
    remind(HOUSE, at=TEN)
    assert "gita" not in told("cases.reminder")


def test_the_day_is_the_citys_and_the_hour_is_the_real_one(cast: Cast) -> None:
    case = a_summoned_case(cast)
    one_clock(case, due=TODAY + timedelta(days=1), outer=TODAY + timedelta(days=9))
    assert remind(HOUSE, at=TEN.replace(hour=14)) == Told()  # nine in the evening
    move_exercise_date(HOUSE, date(2024, 11, 1))
    assert remind(HOUSE, at=TEN) == Told()
    move_exercise_date(HOUSE, TODAY)
    assert remind(HOUSE, at=TEN).reminders == 1


def test_a_moved_date_is_reminded_of_anew(cast: Cast) -> None:
    case = a_summoned_case(cast)
    row = one_clock(case, due=TODAY + timedelta(days=1), outer=TODAY + timedelta(days=9))
    remind(HOUSE, at=TEN)
    Deadline.objects.filter(pk=row.pk).update(due_on=TODAY + timedelta(days=2))
    remind(HOUSE, at=TEN)
    assert told("cases.reminder") == ["hana", "hana"]


@pytest.mark.parametrize("job", [jobs.remind, jobs.recompute_if_needed])
def test_a_job_may_run_twice(cast: Cast, job: object) -> None:
    a_summoned_case(cast)
    job.call_local()  # type: ignore[attr-defined]
    before = (Notice.objects.count(), list(Deadline.objects.order_by("pk").values_list("due_on", flat=True)))
    job.call_local()  # type: ignore[attr-defined]
    assert before == (Notice.objects.count(), list(Deadline.objects.order_by("pk").values_list("due_on", flat=True)))
