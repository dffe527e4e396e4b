"""What decides, on plain values."""

from datetime import date, timedelta

import pytest

from kondusif.coordination.rules import (
    BreachKind,
    Looked,
    Named,
    SignerKind,
    State,
    Verdict,
    Why,
    end_of_week,
    fault_of_breach,
    fault_of_publishing,
    fault_of_verdict,
    order_of,
    read_list,
    same_words,
    why_look,
)
from kondusif.kernel.errors import Refused

WEDNESDAY = date(2024, 11, 13)
SUNDAY, MONDAY = date(2024, 11, 17), date(2024, 11, 18)


@pytest.mark.parametrize("day", [date(2024, 11, 11), WEDNESDAY, SUNDAY])
def test_a_week_ends_on_its_sunday(day: date) -> None:
    assert end_of_week(day) == SUNDAY


@pytest.mark.parametrize(
    ("looked", "why"),
    [
        (Looked(State.UNCHECKED), None),
        (Looked(State.UNCHECKED, look_on=SUNDAY), Why.WEEK),
        (Looked(State.UNCHECKED, look_on=MONDAY), None),
        (Looked(State.NOT_YET, look_on=WEDNESDAY - timedelta(days=1)), Why.LATE),
        (Looked(State.UNCHECKED, until_on=WEDNESDAY), None),
        (Looked(State.UNCHECKED, until_on=WEDNESDAY - timedelta(days=1)), Why.OVER),
        (Looked(State.NOT_YET, checked_on=WEDNESDAY, until_on=date(2024, 11, 1)), Why.OVER),
        (Looked(State.KEPT, checked_on=date(2024, 10, 1), until_on=date(2024, 11, 1)), Why.OVER),
        (Looked(State.KEPT, checked_on=date(2024, 11, 2), until_on=date(2024, 11, 1)), None),
        (Looked(State.KEPT, checked_on=date(2024, 11, 2), broken_since_check=True), Why.BROKEN),
    ],
)
def test_a_promise_is_looked_at_for_one_named_reason(looked: Looked, why: Why | None) -> None:
    assert why_look(looked, WEDNESDAY) is why


@pytest.mark.parametrize(
    ("kind", "status", "outcome", "fault"),
    [
        (BreachKind.INCIDENT, "open", "", "coordination.breach.incident_open"),
        (BreachKind.INCIDENT, "handled", "", ""),
        (BreachKind.INCIDENT, "closed", "", ""),
        (BreachKind.CASE, "open", "", "coordination.breach.case_open"),
        (BreachKind.CASE, "closing", "proven", "coordination.breach.case_open"),
        (BreachKind.CASE, "closed", "proven", ""),
        (BreachKind.CASE, "closed", "not_proven", "coordination.breach.case_not_proven"),
        (BreachKind.CASE, "closed", "handed_over", "coordination.breach.case_not_proven"),
        (BreachKind.CASE, "closed", "ended", "coordination.breach.case_not_proven"),
    ],
)
def test_only_what_was_decided_breaks_a_promise(kind: BreachKind, status: str, outcome: str, fault: str) -> None:
    assert fault_of_breach(kind, status, outcome) == fault


@pytest.mark.parametrize(
    ("verdict", "ground", "look_on", "fault"),
    [
        (Verdict.KEPT, "seen", None, ""),
        (Verdict.KEPT, "", None, "coordination.check.no_ground"),
        (Verdict.NOT_KEPT, "gossip", None, "coordination.check.no_ground"),
        (Verdict.NOT_YET, "", None, "coordination.check.no_next_day"),
        (Verdict.NOT_YET, "", SUNDAY, ""),
        (Verdict.NOT_YET, "", WEDNESDAY, "coordination.check.next_day_past"),
        (Verdict.KEPT, "seen", WEDNESDAY - timedelta(days=1), "coordination.check.next_day_past"),
    ],
)
def test_a_verdict_needs_its_ground_or_its_next_day(
    verdict: Verdict, ground: str, look_on: date | None, fault: str
) -> None:
    assert fault_of_verdict(verdict, ground, look_on, WEDNESDAY) == fault


@pytest.mark.parametrize(
    ("promises", "signed", "texts", "fault"),
    [
        (0, 3, ["Naskah"], "coordination.publish.no_promise"),
        (2, 0, ["Naskah"], "coordination.publish.nobody_signed"),
        (2, 1, ["Naskah dibacakan SRI  WAHYU, ketua"], "coordination.publish.name_inside"),
        (2, 1, ["Naskah dibacakan Srianto Wahyudi"], ""),
    ],
)
def test_a_declaration_is_shown_once_it_is_whole_and_names_nobody(
    promises: int, signed: int, texts: list[str], fault: str
) -> None:
    assert fault_of_publishing(promises, signed, texts, ["Sri Wahyu", ""]) == fault


def test_a_list_of_parties_is_read_with_their_numbers() -> None:
    assert read_list(SignerKind.PARTY, " 1. Partai Satu\n\n12 Partai  Dua") == [
        Named(SignerKind.PARTY, "Partai Satu", 1), Named(SignerKind.PARTY, "Partai Dua", 12),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (SignerKind.PARTY, "Partai Tanpa Nomor", "line_without_number"),
        (SignerKind.PARTY, "7", "line_without_number"),
        (SignerKind.CANDIDATE, "1 Sri Wahyu", "candidate_named"),
        (SignerKind.CANDIDATE, "satu", "line_without_number"),
        (SignerKind.FKUB, " \n ", "empty_list"),
    ],
)
def test_a_list_that_lacks_a_number_or_names_a_candidate_is_refused(kind: SignerKind, text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_list(kind, text)
    assert caught.value.code == f"coordination.signatory.{code}"


def test_parties_and_candidates_stand_by_number_and_others_by_name() -> None:
    rows = [
        ("candidate", 2, "b"), ("party", 12, "a"), ("party", 3, "z"), ("fkub", None, "x"), ("police", None, "Polres"),
        ("candidate", 1, "c"),
    ]  # fmt: skip
    assert [row[:2] for row in sorted(rows, key=lambda row: order_of(*row))] == [
        ("police", None), ("fkub", None), ("party", 3), ("party", 12), ("candidate", 1), ("candidate", 2),
    ]  # fmt: skip


def test_titles_are_compared_without_capitals_spaces_and_signs() -> None:
    assert same_words(' Deklarasi  "Pilkada Damai" 2024.') == same_words("DEKLARASI PILKADA DAMAI 2024")
