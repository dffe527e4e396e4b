"""The measure by itself: no database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.incidents import measure
from kondusif.incidents.rules import (
    DEGREES,
    Judged,
    Kind,
    Open,
    Origin,
    RefusedKind,
    Severity,
    Status,
    Word,
    holds,
    may_move,
    propose,
    refuse_rights,
    shown,
)
from kondusif.kernel.errors import Refused

ON = date(2024, 11, 13)
NOON = datetime(2024, 11, 13, 5, tzinfo=UTC)
M = measure.thresholds(None)


def rows(*severities: Severity, days_ago: int = 0) -> list[Open]:
    return [Open(f"KJ-{i}", severity, ON - timedelta(days=days_ago)) for i, severity in enumerate(severities)]


def word_of(*severities: Severity, days_ago: int = 0) -> Word:
    return propose(rows(*severities, days_ago=days_ago), ON, M, M.village).word


def test_without_incidents_the_proposal_is_calm() -> None:
    assert word_of() is Word.CALM


@pytest.mark.parametrize(
    ("severities", "word"),
    [
        ([Severity.LIGHT], Word.WATCH),
        ([Severity.MEDIUM, Severity.LIGHT, Severity.LIGHT], Word.WATCH),  # 5 points, tense begins at 6
        ([Severity.MEDIUM, Severity.MEDIUM], Word.TENSE),
        ([Severity.HEAVY], Word.TENSE),
        ([Severity.HEAVY, Severity.HEAVY], Word.CRITICAL),
    ],
)
def test_weights_add_up_to_the_shipped_thresholds(severities: list[Severity], word: Word) -> None:
    assert word_of(*severities) is word


@pytest.mark.parametrize(("days_ago", "word"), [(6, Word.TENSE), (7, Word.CALM), (-1, Word.CALM)])
def test_an_incident_counts_for_seven_days_and_not_before_it_happens(days_ago: int, word: Word) -> None:
    assert word_of(Severity.HEAVY, days_ago=days_ago) is word


@given(st.lists(st.sampled_from(list(Severity)), max_size=30), st.sampled_from(list(Severity)))
def test_one_more_incident_never_lowers_the_word(severities: list[Severity], more: Severity) -> None:
    assert DEGREES.index(word_of(*severities, more)) >= DEGREES.index(word_of(*severities))


def test_the_proposal_names_its_incidents_newest_first() -> None:
    old, new = Open("KJ-1", Severity.LIGHT, ON - timedelta(days=2)), Open("KJ-2", Severity.LIGHT, ON)
    assert propose([old, new], ON, M, M.village).numbers == ("KJ-2", "KJ-1")


def judged(word: Word = Word.CALM, proposed: Word = Word.WATCH, days_ago: int = 0) -> Judged:
    return Judged(word, proposed, ON - timedelta(days=days_ago), NOON - timedelta(days=days_ago))


def test_an_assessment_stands_while_nothing_changed() -> None:
    assert holds(judged(), Word.WATCH, NOON - timedelta(hours=1), ON, M)


def test_an_assessment_falls_when_an_incident_changed_after_it() -> None:
    assert not holds(judged(), Word.WATCH, NOON + timedelta(seconds=1), ON, M)


def test_an_assessment_falls_when_the_proposal_became_another() -> None:
    assert not holds(judged(), Word.TENSE, None, ON, M)


def test_an_assessment_falls_with_its_window() -> None:
    assert holds(judged(days_ago=6), Word.WATCH, None, ON, M)
    assert not holds(judged(days_ago=7), Word.WATCH, None, ON, M)


def test_silence_is_never_shown_as_calm_even_when_a_person_said_calm() -> None:
    assert shown(Word.CALM, None, stands=False, silent=True) == (Word.SILENT, Origin.SILENCE)
    assert shown(Word.WATCH, judged(Word.CALM), stands=True, silent=True) == (Word.SILENT, Origin.SILENCE)


def test_a_place_in_trouble_keeps_its_word_when_it_falls_silent() -> None:
    assert shown(Word.TENSE, None, stands=False, silent=True) == (Word.TENSE, Origin.PROPOSAL)


@pytest.mark.parametrize("kind", list(RefusedKind))
def test_rights_are_not_harms(kind: RefusedKind) -> None:
    with pytest.raises(Refused) as error:
        refuse_rights(kind)
    assert error.value.code == f"incidents.kind.{kind}"


def test_the_list_of_harms_is_closed() -> None:
    assert refuse_rights("violence") is Kind.VIOLENCE
    with pytest.raises(Refused):
        refuse_rights("hoax")


def test_a_closed_incident_can_only_be_opened_again() -> None:
    assert [to for to in Status if may_move(Status.CLOSED, to)] == [Status.OPEN]


@pytest.mark.parametrize(
    "change",
    [
        {"window_days": 0}, {"weights": {"light": 3, "medium": 2, "heavy": 6}},
        {"village": {"watch": 5, "tense": 5, "critical": 9}}, {"city": {"watch": 0, "tense": 5, "critical": 9}},
    ],
)  # fmt: skip
def test_a_measure_that_cannot_work_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(Refused):
        measure.parsed({**measure.shipped(), **change})
