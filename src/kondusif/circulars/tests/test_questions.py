"""What is asked: deeds that the self-check answers for this reader, on this day, in this phase; and what is right."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.advice import selectors as advice
from kondusif.circulars.asked import MOST, Candidate, Verdict, choices_in_order, drawn, in_order
from kondusif.circulars.knowing import is_right
from kondusif.circulars.models import Circular, Version
from kondusif.circulars.selectors import questions
from kondusif.circulars.selectors.reader import initials_of
from kondusif.circulars.tests.reading import drafted
from kondusif.circulars.walk import Walk, addressee_in, walk_of
from kondusif.roster.rules import Kind
from support.cast import TODAY, Cast

BEFORE, SINCE, AFTER = date(2024, 9, 1), TODAY, date(2025, 6, 1)


@pytest.fixture
def version(cast: Cast) -> Version:
    return drafted(cast.intan)


def answers(version: Version, kind: Kind, on: date) -> dict[str, Verdict]:
    every = questions.day_of(version.circular, kind, on).every()
    return {one.key: one.verdict for one in questions.explained(version.circular, every, kind, on)}


@pytest.mark.django_db
@pytest.mark.parametrize("on", [BEFORE, SINCE, AFTER])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_question_has_the_answer_of_the_self_check_and_a_norm(version: Version, kind: Kind, on: date) -> None:
    every = questions.day_of(version.circular, kind, on).every()
    for one in questions.explained(version.circular, every, kind, on):
        assert one.verdict.value == advice.ask(every[one.key].question).answer.value
        assert one.verdict in one.accepts
        assert one.basis, one.key
        assert one.why


@pytest.mark.django_db
def test_a_spouse_on_leave_may_be_present_and_one_who_is_not_asks_first(version: Version) -> None:
    found = answers(version, Kind.PNS, SINCE)
    assert found["attend.candidate.spouse.1"] is Verdict.ALLOWED
    assert found["attend.candidate.spouse.0"] is Verdict.ASK_FIRST
    assert found["like.candidate.none.0"] is Verdict.FORBIDDEN


@pytest.mark.django_db
@pytest.mark.parametrize("acts", [[], ["SKB-D-4", "SKB-D-7"]])
@pytest.mark.parametrize("kind", [Kind.PNS, Kind.PPPK])
def test_where_it_can_be_each_answer_is_asked_once(version: Version, acts: list[str], kind: Kind) -> None:
    Version.objects.update(acts=acts)
    version.refresh_from_db()
    for seed in range(20):
        keys = questions.draw(version, kind, SINCE, seed=seed)
        asked = questions.explained(version.circular, keys, kind, SINCE)
        assert len(asked) == MOST
        assert {one.verdict for one in asked} == set(Verdict)


@pytest.mark.django_db
def test_a_circular_that_names_rows_is_asked_about_their_deeds(version: Version) -> None:
    Version.objects.update(acts=["SKB-KE-4"])
    version.refresh_from_db()
    meant = questions.meant_by(["SKB-D-6"])
    assert {"like", "comment", "share", "follow"} <= meant
    for seed in range(20):
        assert {key.partition(".")[0] for key in questions.draw(version, Kind.PNS, SINCE, seed=seed)} <= meant


@pytest.mark.django_db
def test_a_day_before_every_norm_asks_nothing(version: Version) -> None:
    Circular.objects.update(contest="tidak-ada")
    version.circular.refresh_from_db()
    assert questions.draw(version, Kind.PNS, date(2010, 1, 1)) == []


def candidate(deed: str, number: int) -> Candidate:
    """As the self-check makes them: the key tells the deed, and one key has one answer."""
    return Candidate(f"{deed}.{number}", deed, list(Verdict)[(ord(deed) + number) % len(Verdict)])


CANDIDATES = st.lists(
    st.builds(candidate, st.sampled_from("vwxyz"), st.integers(0, 5)), max_size=12, unique_by=lambda one: one.key
)  # fmt: skip


@given(CANDIDATES, CANDIDATES, st.integers(0, 2**32 - 1))
def test_a_lot_never_takes_two_of_one_deed(first: Sequence[Candidate], more: Sequence[Candidate], seed: int) -> None:
    found = drawn(first, more, seed)
    assert len(found) == len(set(found)) <= MOST
    assert found == drawn(first, more, seed)
    if len({one.deed for one in first}) >= MOST:
        assert set(found) <= {one.key for one in first}


@given(st.lists(st.text("abc", min_size=1), unique=True, max_size=3), st.integers(0, 50))
def test_another_turn_is_another_order_of_the_same(keys: list[str], turn: int) -> None:
    assert sorted(in_order(keys, turn)) == sorted(keys)
    assert choices_in_order(turn) != choices_in_order(turn + 1)
    assert set(choices_in_order(turn)) == set(Verdict)
    if len(keys) > 1:
        assert in_order(keys, turn) != in_order(keys, turn + 1)


def test_a_slip_is_read_only_by_whom_it_is_for() -> None:
    walk = Walk(7, 2, ("SKB-D-1", "SKB-D-5"), frozenset({"SKB-D-5"}), 1, 3)
    slip = walk.slip()
    assert walk_of(slip, 7, 3) == walk
    assert addressee_in(slip) == 7
    assert walk_of(slip, 8, 3) is None
    assert walk_of(slip, 7) is None
    for broken in ("", "x", slip[:-4], "A" + slip, None, 5):
        assert walk_of(broken, 7, 3) is None


@pytest.mark.parametrize(
    ("nip", "name", "typed", "right"),
    [
        ("198001012005011002", "Siti Utami", "1002", True),
        ("198001012005011002", "Siti Utami", " 10-02 ", True),
        ("198001012005011002", "Siti Utami", "1003", False),
        ("198001012005011002", "Siti Utami", "", False),
        ("198001012005011002", "Siti Utami", "198001012005011002", False),
        ("198001012005011002", "Siti Utami", "١٠٠٢", False),
        ("198001012005011002", "Siti Utami", "Siti Utami", False),
        ("TK-0A1B2C3D4E5F", "Rina Astuti, S.E.", "rina astuti", True),
        ("TK-0A1B2C3D4E5F", "Rina Astuti, S.E.", "Rina", False),
        ("TK-0A1B2C3D4E5F", "Rina Astuti, S.E.", "", False),
        ("TK-0A1B2C3D4E5F", "Rina Astuti, S.E.", "4E5F", False),
    ],
)
def test_only_what_the_person_knows_opens(nip: str, name: str, typed: str, right: bool) -> None:
    assert is_right(nip, name, typed) is right


def test_initials_leave_titles_aside() -> None:
    assert initials_of("Dr. Siti Utami, S.Pd., M.Si.") == "S. U."
    assert initials_of("") == ""
