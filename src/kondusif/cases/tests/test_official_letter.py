"""An official letter opens a case by itself, cannot be dismissed, and its clock runs from the day of receipt."""

from datetime import date, timedelta

import pytest

from kondusif.accounts.models import Notice
from kondusif.accounts.notices import say
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.letter_kinds import CONTEST, kinds, waits_for_reply
from kondusif.cases.letters import State, free_handlers, letters_waiting, search_letters, state_of
from kondusif.cases.models import Case, Deadline
from kondusif.cases.official import OfficialLetter
from kondusif.cases.rules import Closing, Decider, Outcome, Status
from kondusif.cases.services import (
    add_procedure,
    approve_closing,
    propose_closing,
    record_event,
    record_reply,
    write_summary,
)
from kondusif.cases.services.letters import plan_of, receive_letter
from kondusif.cases.tests.factories import SUMMARY, a_case
from kondusif.cases.tests.letters import DATED, NUMBER, RECEIVED, a_letter, incoming
from kondusif.institutions.models import Body, Unit
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.schema import ActorKind
from support.cast import TODAY, Cast, person

REASON = "Tindak lanjut sudah disampaikan dan perkaranya berakhir di sini."


def refused(code: str, act: object, *args: object, **kwargs: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


# The table -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("contest", ["pilkada", "pemilu"])
@pytest.mark.parametrize("key", list(kinds()))
def test_every_kind_starts_what_the_rulebook_knows(key: str, contest: str) -> None:
    for one in (*kinds()[key].received, *kinds()[key].said):
        named = one.of(contest)
        assert named.event in rulebook.events_of(rulebook.procedure(named.procedure))


@pytest.mark.parametrize("key", list(kinds()))
def test_every_kind_says_how_well_it_is_known_and_by_which_sources(key: str) -> None:
    kind = kinds()[key]
    assert kind.confidence in {"primary", "faithful", "press", "memory"}
    assert bool(kind.sources) == (kind.confidence != "memory")
    assert len(rulebook.sources(kind.sources)) == len(kind.sources)
    assert kind.doubts
    assert set(kind.titles) == set(kind.abouts) == {"id", "en"}


def test_no_day_of_the_letter_stands_in_for_the_day_of_receipt() -> None:
    for kind in kinds().values():
        assert not {one.event for one in kind.received} & {one.event for one in kind.said}
        assert not any(CONTEST in one.procedure for one in kind.received)


def test_a_kind_that_left_the_table_still_waits_for_its_answer() -> None:
    assert waits_for_reply("macam-lama")


# Opening ---------------------------------------------------------------------------------------------------------


def test_a_letter_opens_a_case_directly_and_its_clock_runs_from_the_day_of_receipt(cast: Cast) -> None:
    letter = a_letter(cast)
    case = Case.objects.get()
    assert letter.case == case
    assert (case.report_number, case.status, case.subject) == ("", Status.OPEN, "pns")
    clock = Deadline.objects.get(case=case, step="ppk_follow_up")
    assert clock.started_on == RECEIVED
    (expected,) = rulebook.due("referral-oversight", {"oversight_recommendation": RECEIVED})
    assert (clock.due, clock.outer) == (expected.due, expected.outer)
    # 14 working days from Monday 11 November 2024, the first day counted or not; Wednesday 27 is voting day, a day off.
    assert (clock.due_on, clock.outer_on) == (date(2024, 11, 29), date(2024, 12, 2))


def test_the_day_of_typing_moves_no_clock(cast: Cast) -> None:
    early = plan_of(incoming(), on=RECEIVED).events
    late = plan_of(incoming(), on=TODAY + timedelta(days=30)).events
    assert early == late == {"oversight_recommendation": RECEIVED, "known": RECEIVED}


def test_opening_by_letter_is_entered_and_no_name_or_number_of_the_letter_stands_in_the_trail(cast: Cast) -> None:
    letter = a_letter(cast)
    entry = Entry.objects.get(action="cases.letter.received")
    assert entry.subject == letter.case.number
    assert Entry.objects.filter(action="cases.case.opened", subject=letter.case.number).count() == 1
    assert NUMBER not in str(entry.facts)


def test_the_handler_is_the_least_busy_who_does_not_stand_over_the_unit(cast: Cast) -> None:
    person("rina", "Rina", Role.HANDLER, "kec-pasar-kliwon")  # over Kelurahan Semanggi, and without any case
    a_case(cast)  # Hana has one
    assert a_letter(cast).case.handler == cast.gita
    assert free_handlers("33.72.03.1002", Unit.objects.get(key="kel-semanggi")) == [cast.gita, cast.hana]


def test_a_handler_in_the_line_of_command_is_refused_by_name(cast: Cast) -> None:
    rina = person("rina", "Rina", Role.HANDLER, "kec-pasar-kliwon")
    refusal = refused("cases.letter.handler_conflict", plan_of, incoming(handler=rina), on=TODAY)
    assert refusal.facts["name"] == "Rina"


def test_nobody_free_to_handle_it_is_said_and_nothing_is_kept(cast: Cast) -> None:
    wali = Unit.objects.get(key="inspektorat")
    cast.hana.unit = cast.gita.unit = wali
    refused("cases.letter.no_handler", a_letter, cast, unit=wali)
    assert not Case.objects.exists()


def test_reception_that_stands_over_the_unit_types_it_all_the_same(cast: Cast) -> None:
    """Reception decides nothing: a clerk of the secretariat, over every unit, must be able to enter a letter."""
    clerk = person("tari", "Tari", Role.DESK, "setda")
    assert a_letter(cast, by=clerk).case.handler in {cast.hana, cast.gita}


def test_the_leader_and_the_handler_are_told_once_and_no_matter_is_named(cast: Cast) -> None:
    letter = a_letter(cast)
    told = Notice.objects.filter(code="cases.letter_received")
    assert {notice.user for notice in told} == {cast.lukman, letter.case.handler}
    said = say(told.get(user=cast.lukman))
    assert letter.case.number in said
    assert "11 November 2024" in said
    assert letter.subject not in said
    assert NUMBER not in said


# What cannot be --------------------------------------------------------------------------------------------------


def test_a_letter_that_is_entered_twice_names_the_case_that_stands(cast: Cast) -> None:
    first = a_letter(cast)
    refusal = refused("cases.letter.known", a_letter, cast)
    assert refusal.facts["case"] == first.case.number
    assert (Case.objects.count(), OfficialLetter.objects.count()) == (1, 1)


@pytest.mark.parametrize("number", [NUMBER.lower(), NUMBER.replace("/", " / "), f" {NUMBER} "])
def test_spaces_and_capitals_make_no_second_letter(cast: Cast, number: str) -> None:
    a_letter(cast)
    refused("cases.letter.known", a_letter, cast, number=number, dated_on=DATED + timedelta(days=1))


def test_the_same_number_of_another_body_or_year_is_another_letter(cast: Cast) -> None:
    a_letter(cast)
    assert a_letter(cast, body=Body.objects.get(key="kemenag")).pk
    assert a_letter(cast, dated_on=date(2023, 11, 6)).pk
    assert OfficialLetter.objects.count() == 3


@pytest.mark.parametrize("number", [NUMBER, NUMBER.lower().replace("/", " / ")])
def test_two_clerks_at_once_keep_one_letter_and_one_case(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    a_letter(cast)
    monkeypatch.setattr("kondusif.cases.services.letters.plan_of", blind_plan)
    refused("cases.letter.known", a_letter, cast, number=number, dated_on=DATED + timedelta(days=1))
    assert (Case.objects.count(), OfficialLetter.objects.count()) == (1, 1)


def blind_plan(letter: object, *, on: date) -> object:
    """The plan of somebody who looked before the other one saved."""
    standing = OfficialLetter.objects.get()
    OfficialLetter.objects.filter(pk=standing.pk).update(number_key="sementara")
    found = plan_of(letter, on=on)  # type: ignore[arg-type]
    OfficialLetter.objects.filter(pk=standing.pk).update(number_key=standing.number_key)
    return found


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "cases.letter.future"),
        ({"dated_on": RECEIVED + timedelta(days=1)}, "cases.letter.dated_after"),
        ({"examined": ActorKind.HEAD_OF_REGION}, "cases.letter.nothing_starts"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(cast: Cast, changes: dict[str, object], code: str) -> None:
    refused(code, a_letter, cast, **changes)
    assert not OfficialLetter.objects.exists()


def test_a_procedure_that_is_not_for_the_person_is_left_out_and_the_other_runs(cast: Cast) -> None:
    plan = plan_of(incoming("rekomendasi-etik", examined="pppk"), on=TODAY)
    assert plan.left_out == ("kode-etik",)
    assert plan.procedures == ("referral-oversight",)


def test_a_day_that_the_letter_names_starts_its_own_clock_and_nothing_stands_in_for_it(cast: Cast) -> None:
    silent = plan_of(incoming("putusan-pengadilan", contest="pilkada"), on=TODAY)
    assert silent.events == {"known": RECEIVED}
    assert silent.waiting == ("verdict_read",)
    letter = a_letter(cast, kind="putusan-pengadilan", contest="pilkada", said={"verdict_read": date(2024, 11, 5)})
    clock = Deadline.objects.get(case=letter.case, step="appeal")
    assert clock.started_on == date(2024, 11, 5)
    assert (clock.due_on, clock.outer_on) == (date(2024, 11, 7), date(2024, 11, 8))  # norm test 22


def test_a_day_after_the_receipt_cannot_stand_in_the_letter(cast: Cast) -> None:
    said = {"verdict_read": RECEIVED + timedelta(days=1)}
    refused("cases.letter.said_after", a_letter, cast, kind="putusan-pengadilan", contest="pilkada", said=said)


# Joining ---------------------------------------------------------------------------------------------------------


def test_a_letter_about_a_case_that_is_open_joins_it_and_moves_no_day_that_stands(cast: Cast) -> None:
    case = a_case(cast, subject="pns")
    known = Deadline.objects.get(case=case, event="known").started_on
    letter = a_letter(cast, case=case)
    assert letter.case == case
    assert Case.objects.count() == 1
    assert Deadline.objects.get(case=case, event="known").started_on == known
    assert Deadline.objects.get(case=case, step="ppk_follow_up").started_on == RECEIVED


def test_a_second_recommendation_does_not_move_the_clock_of_the_first(cast: Cast) -> None:
    first = a_letter(cast)
    a_letter(cast, number="115/PM.00.02/K.JT-33/11/2024", received_on=TODAY, case=first.case)
    assert Deadline.objects.get(case=first.case, step="ppk_follow_up").started_on == RECEIVED
    assert first.case.official_letters.count() == 2


def test_a_closed_case_takes_no_letter(cast: Cast) -> None:
    case = a_case(cast)
    closing = Closing(Outcome.ENDED, None, None, REASON)
    approve_closing(actor_of(cast.gita), propose_closing(actor_of(cast.hana), case, closing, on=TODAY), on=TODAY)
    refused("cases.is_closed", a_letter, cast, case=case)


# It cannot be dismissed ------------------------------------------------------------------------------------------


def ready(cast: Cast, **changes: object) -> OfficialLetter:
    letter = a_letter(cast, **changes)
    write_summary(actor_of(cast.hana), letter.case, title=letter.case.title, summary=SUMMARY)
    return letter


def answered(cast: Cast, letter: OfficialLetter) -> OfficialLetter:
    return record_reply(actor_of(cast.intan), letter, replied_on=TODAY, number="800/1204/2024", on=TODAY)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_outcome_closes_it_while_the_sender_waits(cast: Cast, outcome: Outcome) -> None:
    letter = ready(cast)
    closing = Closing(outcome, Decider.OVERSIGHT, TODAY, REASON)
    with pytest.raises(Refused) as caught:
        propose_closing(actor_of(cast.hana), letter.case, closing, on=TODAY)
    assert caught.value.code in {"cases.cannot_close.letter_waits", "cases.cannot_close.open_steps"}
    if outcome is not Outcome.PROVEN:
        assert caught.value.facts["letters"] == NUMBER


@pytest.mark.parametrize("outcome", [Outcome.ENDED, Outcome.HANDED_OVER])
def test_answered_but_without_a_decision_it_is_still_not_ended(cast: Cast, outcome: Outcome) -> None:
    letter = answered(cast, ready(cast))
    ended = Closing(outcome, None, None, REASON)
    refused(
        "cases.cannot_close.letter_needs_decision", propose_closing, actor_of(cast.hana), letter.case, ended, on=TODAY
    )


def test_decided_and_answered_two_people_close_it(cast: Cast) -> None:
    letter = answered(cast, ready(cast))
    closing = Closing(Outcome.ENDED, Decider.EXAMINERS, TODAY, REASON)
    case = propose_closing(actor_of(cast.hana), letter.case, closing, on=TODAY)
    refused("cases.same_person", approve_closing, actor_of(cast.hana), case, on=TODAY)
    assert approve_closing(actor_of(cast.gita), case, on=TODAY).status == Status.CLOSED


def test_a_letter_that_comes_between_proposal_and_approval_stops_the_closing(cast: Cast) -> None:
    case = a_case(cast, subject="pns")
    propose_closing(actor_of(cast.hana), case, Closing(Outcome.ENDED, Decider.EXAMINERS, TODAY, REASON), on=TODAY)
    a_letter(cast, case=case)
    case.refresh_from_db()
    refused("cases.cannot_close.letter_waits", approve_closing, actor_of(cast.gita), case, on=TODAY)


def test_a_verdict_that_comes_after_the_proposal_demands_its_decision_before_the_approval(cast: Cast) -> None:
    case = a_case(cast, subject="pns")
    propose_closing(actor_of(cast.hana), case, Closing(Outcome.ENDED, None, None, REASON), on=TODAY)
    a_letter(cast, case=case, kind="putusan-pengadilan", contest="pilkada")
    case.refresh_from_db()
    refused("cases.cannot_close.letter_needs_decision", approve_closing, actor_of(cast.gita), case, on=TODAY)


def test_a_letter_without_an_answer_to_give_still_demands_a_decision(cast: Cast) -> None:
    letter = ready(cast, kind="putusan-pengadilan", contest="pilkada")
    ended = Closing(Outcome.ENDED, None, None, REASON)
    refused(
        "cases.cannot_close.letter_needs_decision", propose_closing, actor_of(cast.hana), letter.case, ended, on=TODAY
    )
    decided = Closing(Outcome.ENDED, Decider.COURT, TODAY, REASON)
    assert propose_closing(actor_of(cast.hana), letter.case, decided, on=TODAY).status == Status.CLOSING


# The answer ------------------------------------------------------------------------------------------------------


def test_an_answer_is_recorded_once_and_can_be_put_right(cast: Cast) -> None:
    letter = answered(cast, a_letter(cast))
    assert state_of(letter) is State.ANSWERED
    record_reply(actor_of(cast.intan), letter, replied_on=RECEIVED, number="800/1205/2024", on=TODAY)
    entries = Entry.objects.filter(action="cases.letter.replied").order_by("pk")
    assert [entry.facts["corrects"] for entry in entries] == [False, True]


@pytest.mark.parametrize(
    ("on", "code"),
    [(TODAY + timedelta(days=1), "cases.future_date"), (RECEIVED - timedelta(days=1), "cases.letter.reply_before")],
)
def test_an_answer_cannot_lie_ahead_or_before_the_letter(cast: Cast, on: date, code: str) -> None:
    refused(code, record_reply, actor_of(cast.intan), a_letter(cast), replied_on=on, number="1", on=TODAY)


def test_the_list_narrows_by_how_letters_stand(cast: Cast) -> None:
    waiting = a_letter(cast)
    done = answered(cast, a_letter(cast, number="2/B/2024"))
    quiet = a_letter(cast, kind="putusan-pengadilan", contest="pilkada", number="3/B/2024")
    rows = OfficialLetter.objects.all()
    assert list(search_letters(rows, state=State.WAITING)) == [waiting]
    assert list(search_letters(rows, state=State.ANSWERED)) == [done]
    assert list(search_letters(rows, state=State.NO_REPLY)) == [quiet]
    assert list(search_letters(rows, kind="putusan-pengadilan")) == [quiet]
    assert list(search_letters(rows, text=done.case.number)) == [done]
    assert list(letters_waiting()) == [waiting]


def test_further_steps_of_the_case_stay_open_to_the_handler(cast: Cast) -> None:
    case = a_letter(cast).case
    add_procedure(actor_of(cast.hana), case, procedure="kode-etik")
    record_event(actor_of(cast.hana), case, event="summons", happened_on=TODAY, on=TODAY)
    assert receive_letter(actor_of(cast.intan), incoming(number="9/B/2024"), on=TODAY).case != case
