"""What a flood has to pay, and what nobody pays on a calm day."""

import base64
import json
import time
from collections.abc import Callable
from datetime import date, timedelta

import altcha
import pytest
from django.db import IntegrityError, transaction

from kondusif.base import lanes
from kondusif.base.lanes import Lanes, Pressure, Recent
from kondusif.intake import proof
from kondusif.intake.proof import ANSWER, DEMANDS, SLIP, Gate, Level
from kondusif.intake.spent import SpentProof
from kondusif.kernel import clock
from kondusif.kernel.errors import Refused

Later = Callable[[int], None]
FORM, OTHER = "a" * 32, "b" * 32


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "lanes", Lanes())
    monkeypatch.setattr(proof, "wrong_tries", Recent(3600))
    monkeypatch.setattr(proof, "_gate", Gate(300, 60))


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: Level.BUSY)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets the reporter wait without the test waiting."""

    def move(seconds: int) -> None:
        moment = clock.now() + timedelta(seconds=seconds)
        monkeypatch.setattr(proof, "now", lambda: moment)

    return move


def solved(challenge: str) -> str:
    """What a browser sends, in the format of the library's own worker."""
    made = json.loads(challenge)
    found = altcha.solve_challenge(altcha.Challenge.from_dict(made))
    assert found is not None
    answer = {"challenge": made, "solution": {"counter": found.counter, "derivedKey": found.derived_key, "time": 1}}
    return base64.b64encode(json.dumps(answer).encode()).decode()


def code_of(error: pytest.ExceptionInfo[Refused]) -> str:
    return error.value.code


# When anything is asked ------------------------------------------------------------------


def test_twenty_complete_reports_a_second_are_asked_for_nothing() -> None:
    assert proof.level_of(Pressure(arrivals=20 * 60, refused=60, waiting=16)) is Level.CALM


@pytest.mark.parametrize(
    ("pressure", "level"),
    [
        (Pressure(), Level.CALM),
        (Pressure(arrivals=2_401), Level.BUSY), (Pressure(arrivals=4_801), Level.FLOOD),
        (Pressure(arrivals=200 * 60), Level.STORM),
        (Pressure(refused=301), Level.BUSY), (Pressure(refused=10_000), Level.STORM),
    ],
)  # fmt: skip
def test_the_demand_rises_with_the_pressure(pressure: Pressure, level: Level) -> None:
    assert proof.level_of(pressure) is level


def test_every_level_asks_for_more_work_and_more_patience() -> None:
    rows = [DEMANDS[level] for level in sorted(DEMANDS)]
    work = [row.cost * 16 ** len(row.prefix) for row in rows]
    assert work == sorted(set(work))
    assert [row.wait for row in rows] == sorted({row.wait for row in rows})


def test_every_send_is_counted_and_no_address_is(db: None) -> None:
    assert proof.check({}, FORM) == ""
    assert lanes.lanes.arrivals.count() == 1
    assert set(vars(lanes.lanes)) == {"public", "slow", "read_out", "arrivals"}


def test_on_a_calm_day_the_form_carries_a_slip_and_no_challenge(db: None) -> None:
    asked = proof.ask(FORM)
    assert asked.slip
    assert not asked.challenge


# With a script ---------------------------------------------------------------------------


@pytest.mark.usefixtures("busy")
def test_the_answer_of_the_device_passes(db: None) -> None:
    assert proof.check({ANSWER: solved(proof.ask(FORM).challenge)}, FORM)


@pytest.mark.usefixtures("busy")
def test_an_answer_holds_for_its_own_form_only(db: None) -> None:
    with pytest.raises(Refused) as error:
        proof.check({ANSWER: solved(proof.ask(FORM).challenge)}, OTHER)
    assert code_of(error) == "intake.proof_missing"


def test_an_answer_to_an_easy_challenge_is_not_kept_for_the_storm(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: Level.BUSY)
    answer = solved(proof.ask(FORM).challenge)
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: Level.FLOOD)
    assert proof.check({ANSWER: answer}, FORM), "one level is forgiven"
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: Level.STORM)
    with pytest.raises(Refused):
        proof.check({ANSWER: answer}, FORM)


def broken(answer: str) -> dict[str, str]:
    made = json.loads(base64.b64decode(answer))
    easier = json.loads(json.dumps(made))
    easier["challenge"]["parameters"]["keyPrefix"] = "00"
    wrong = json.loads(json.dumps(made))
    wrong["solution"]["derivedKey"] = "00" * 32
    other = json.loads(json.dumps(made))
    other["challenge"]["parameters"]["data"] = [1]
    rows = {"easier": easier, "wrong": wrong, "other": other, "list": [], "number": 7, "empty": {}}
    texts = {name: base64.b64encode(json.dumps(row).encode()).decode() for name, row in rows.items()}
    deep = base64.b64encode(b"[" * 900 + b"]" * 900).decode()
    return texts | {"no_base64": "é€", "long": "A" * 5_000, "deep": deep, "nul": "\x00", "words": "saya bukan robot"}


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize(
    "kind",
    ["easier", "wrong", "other", "list", "number", "empty", "no_base64", "long", "deep", "nul", "words"],
)  # fmt: skip
def test_a_forged_answer_gets_one_sentence(db: None, kind: str) -> None:
    answer = broken(solved(proof.ask(FORM).challenge))[kind]
    with pytest.raises(Refused) as error:
        proof.check({ANSWER: answer}, FORM)
    assert code_of(error) == "intake.proof_missing"
    assert proof.ask(FORM, {ANSWER: answer}).challenge, "and the page that comes back asks anew"


@pytest.mark.usefixtures("busy")
def test_a_page_that_comes_back_for_another_reason_keeps_the_answer(db: None) -> None:
    first = proof.ask(FORM)
    answer = solved(first.challenge)
    again = proof.ask(FORM, {SLIP: first.slip, ANSWER: answer})
    assert (again.solved, again.challenge) == (answer, "")


# Without a script ------------------------------------------------------------------------


@pytest.mark.usefixtures("busy")
def test_waiting_does_the_same_as_computing(db: None, later: Later) -> None:
    post = {SLIP: proof.ask(FORM).slip}
    with pytest.raises(Refused) as error:
        proof.check(post, FORM)
    assert code_of(error) == "intake.proof_wait"
    assert error.value.facts["seconds"] == DEMANDS[Level.BUSY].wait
    later(DEMANDS[Level.BUSY].wait)
    assert proof.check(post, FORM)


@pytest.mark.usefixtures("busy")
def test_the_wait_goes_on_and_does_not_begin_anew_when_the_page_comes_back(db: None, later: Later) -> None:
    slip = proof.ask(FORM).slip
    later(15)
    again = proof.ask(FORM, {SLIP: slip})
    assert again.wait == DEMANDS[Level.BUSY].wait - 15


def test_reading_the_page_on_a_calm_minute_counts_as_waiting(
    db: None, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = {SLIP: proof.ask(FORM).slip}
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: Level.BUSY)
    later(30)
    assert proof.check(post, FORM)


@pytest.mark.usefixtures("busy")
def test_a_slip_of_another_form_is_worth_nothing(db: None, later: Later) -> None:
    slip = proof.ask(OTHER).slip
    later(3600)
    with pytest.raises(Refused) as error:
        proof.check({SLIP: slip}, FORM)
    assert code_of(error) == "intake.proof_missing"


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("slip", ["", "x", "é", "a:b:c", "A" * 9_000])
def test_a_forged_slip_gets_one_sentence(db: None, slip: str) -> None:
    with pytest.raises(Refused) as error:
        proof.check({SLIP: slip}, FORM)
    assert code_of(error) == "intake.proof_missing"


@pytest.mark.usefixtures("busy")
def test_opening_a_thousand_forms_at_once_lets_no_more_through_than_the_gate(db: None, later: Later) -> None:
    """All of them have waited long enough; the gate is what bounds them."""
    slips = {f"{number:032x}": proof.ask(f"{number:032x}").slip for number in range(1_000)}
    later(3600)
    began = time.monotonic()
    answers = [_answer_of({SLIP: slip}, form) for form, slip in slips.items()]
    took = time.monotonic() - began
    assert set(answers) == {"in", "intake.proof_wait"}
    assert 60 <= answers.count("in") <= 60 + 300 / 60 * took + 1


def _answer_of(post: dict[str, str], form: str) -> str:
    try:
        proof.check(post, form)
    except Refused as refusal:
        return refusal.code
    return "in"


def test_who_was_let_in_and_sends_again_does_not_pay_twice() -> None:
    at = [0.0]
    gate = Gate(60, 1, clock=lambda: at[0])
    assert gate.passes("a")
    assert gate.passes("a")
    assert not gate.passes("b")
    at[0] += 1
    assert gate.passes("b")


def test_the_device_that_computes_is_not_held_up_by_those_who_wait(
    db: None, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: Level.BUSY)
    monkeypatch.setattr(proof, "_gate", Gate(60, 0))
    assert proof.check({ANSWER: solved(proof.ask(FORM).challenge)}, FORM)


# Spent once ------------------------------------------------------------------------------


@pytest.mark.usefixtures("busy")
def test_a_second_click_with_the_same_form_still_gets_its_receipt(db: None) -> None:
    post = {ANSWER: solved(proof.ask(FORM).challenge)}
    proof.spend(proof.check(post, FORM), FORM)
    proof.spend(proof.check(post, FORM), FORM)
    assert SpentProof.objects.count() == 1


def test_the_same_proof_for_another_form_is_refused_by_the_key_itself(db: None) -> None:
    proof.spend("n", FORM)
    with pytest.raises(Refused) as error:
        proof.spend("n", OTHER)
    assert code_of(error) == "intake.proof_spent"
    with pytest.raises(IntegrityError), transaction.atomic():
        SpentProof.objects.bulk_create([SpentProof(nonce="n", holder="x", spent_on=date(2024, 11, 13))])


def test_what_is_kept_of_a_proof_does_not_name_the_form(db: None) -> None:
    proof.spend("n", FORM)
    row = SpentProof.objects.get()
    assert FORM not in row.holder
    assert {field.name for field in SpentProof._meta.fields} == {"nonce", "holder", "spent_on"}


def test_a_report_that_is_rolled_back_spends_nothing(db: None) -> None:
    with transaction.atomic():
        proof.spend("n", FORM)
        transaction.set_rollback(True)
    assert not SpentProof.objects.exists()


def test_a_proof_is_forgotten_once_nobody_could_show_it_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    proof.spend("n", FORM)
    assert proof.sweep_spent() == 0
    moment = clock.now() + timedelta(days=2)
    monkeypatch.setattr(proof, "now", lambda: moment)
    assert proof.sweep_spent() == 1
    assert timedelta(days=1) > proof.HOLDS


# Look-ups --------------------------------------------------------------------------------


@pytest.mark.usefixtures("busy")
def test_a_look_up_is_answered_once_for_one_proof_and_the_next_page_asks_anew(db: None) -> None:
    first = proof.ask("", look_up=True)
    post = {SLIP: first.slip, ANSWER: solved(first.challenge)}
    proof.check_look_up(post)
    with pytest.raises(Refused) as error:
        proof.check_look_up(post)
    assert code_of(error) == "intake.proof_spent"
    again = proof.ask("", post, look_up=True)
    assert again.challenge
    assert not again.solved


@pytest.mark.usefixtures("busy")
def test_a_proof_for_a_report_opens_no_look_up(db: None) -> None:
    with pytest.raises(Refused):
        proof.check_look_up({ANSWER: solved(proof.ask("").challenge)})


def test_guessing_makes_look_ups_dearer_and_leaves_reports_alone(db: None) -> None:
    for _try in range(101):
        proof.wrong_tries.note()
    assert proof.level_now(look_up=True) >= Level.BUSY
    assert proof.level_now() is Level.CALM


def test_an_answer_is_checked_in_far_less_time_than_it_takes_to_find(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "level_now", lambda *, look_up=False: Level.FLOOD)
    challenge = altcha.Challenge.from_dict(json.loads(proof.ask(FORM).challenge))
    began = time.process_time()
    found = altcha.solve_challenge(challenge)
    to_find = time.process_time() - began
    assert found is not None
    began = time.process_time()
    altcha.verify_solution(altcha.Payload(challenge, found), proof._secret())
    assert time.process_time() - began <= max(to_find, 0.05)
