"""Steps and events: what was done, what happened, and what falls due because of it."""

from datetime import date

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.clocks import StepClock, clocks_of
from kondusif.cases.models import Case, Event
from kondusif.cases.rules import ClockState, PartyRole
from kondusif.cases.selectors import case_with_everything
from kondusif.cases.services import add_party, record_event, record_step, write_summary
from kondusif.cases.tests.factories import a_case
from kondusif.kernel.errors import Refused, Stale
from kondusif.rulebook import selectors as rulebook
from support.cast import TODAY, Cast


def clocks(case: Case, on: date = TODAY) -> dict[str, StepClock]:
    whole = case_with_everything(Case.objects.filter(pk=case.pk)).get()
    return {clock.limit.step: clock for clock in clocks_of(whole, on)}


def summoned(cast: Cast, on: date = date(2024, 11, 5)) -> Case:
    case = a_case(cast)
    record_event(actor_of(cast.hana), case, event="summons", happened_on=on, on=TODAY)
    return case


def exam(case: Case, on: date = TODAY) -> StepClock:
    return next(clock for clock in clocks(case, on).values() if clock.limit.event == "summons")


def test_a_summons_starts_the_clock_of_the_examination(cast: Cast) -> None:
    clock = exam(summoned(cast))
    # Tuesday 5 November is day one by the safe reading; two weekend days are skipped.
    assert (clock.limit.due, clock.limit.outer) == (date(2024, 11, 13), date(2024, 11, 14))
    assert clock.state is ClockState.RUNNING
    assert date(2024, 11, 9) in {day.date for day in clock.limit.skipped}


def test_a_step_stops_its_clock_with_one_entry(cast: Cast) -> None:
    case = summoned(cast)
    before = Entry.objects.count()
    record_step(actor_of(cast.hana), case, key=exam(case).key, done_on=date(2024, 11, 12), on=TODAY)
    assert exam(case).state is ClockState.MET
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize(
    ("done_on", "code"),
    [(date(2024, 11, 14), "cases.future_date"), (date(2024, 11, 4), "cases.before_event")],
)
def test_a_step_cannot_be_done_before_its_event_or_in_the_future(cast: Cast, done_on: date, code: str) -> None:
    case = summoned(cast)
    with pytest.raises(Refused) as caught:
        record_step(actor_of(cast.hana), case, key=exam(case).key, done_on=done_on, on=TODAY)
    assert caught.value.code == code


def test_a_step_is_done_once(cast: Cast) -> None:
    case = summoned(cast)
    key = exam(case).key
    record_step(actor_of(cast.hana), case, key=key, done_on=TODAY, on=TODAY)
    with pytest.raises(Refused) as caught:
        record_step(actor_of(cast.hana), case, key=key, done_on=TODAY, on=TODAY)
    assert caught.value.code == "cases.step_done"


def test_a_corrected_event_keeps_both_values(cast: Cast) -> None:
    case = summoned(cast)
    record_event(actor_of(cast.hana), case, event="summons", happened_on=date(2024, 11, 6), on=TODAY)
    rows = Event.objects.filter(case=case, event="summons")
    assert {row.happened_on for row in rows} == {date(2024, 11, 5), date(2024, 11, 6)}
    assert rows.filter(replaced_at__isnull=True).get().happened_on == date(2024, 11, 6)
    assert exam(case).limit.due == date(2024, 11, 14)


def test_an_event_of_another_procedure_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        record_event(actor_of(cast.hana), a_case(cast), event="court_filed", happened_on=TODAY, on=TODAY)
    assert caught.value.code == "cases.unknown_event"


def test_who_saw_an_older_version_is_told(cast: Cast) -> None:
    case = a_case(cast)
    older = Case.objects.get(pk=case.pk)
    write_summary(actor_of(cast.hana), case, title="Judul baru", summary="Ringkasan baru.")
    with pytest.raises(Stale):
        write_summary(actor_of(cast.gita), older, title="Judul lain", summary="Ringkasan lain.")


def test_the_trail_holds_no_name(cast: Cast) -> None:
    case = a_case(cast)
    add_party(actor_of(cast.hana), case, role=PartyRole.EXAMINED, name="Slamet Utomo", post="Staf")
    assert "Slamet" not in str(list(Entry.objects.values()))


def test_every_date_names_its_rule_edition_and_citation(cast: Cast) -> None:
    limit = exam(summoned(cast)).limit
    assert limit.edition == rulebook.edition()
    assert limit.basis
    assert limit.why
