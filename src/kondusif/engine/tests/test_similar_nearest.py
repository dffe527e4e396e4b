"""The shelf that says which texts are like a new one."""

from hypothesis import given
from hypothesis import strategies as st

from kondusif.engine.similar import Nearest, signature, similarity

KEY = b"k" * 32
TALE = "lurah membagikan beras bergambar pasangan calon kepada warga di balai kelurahan sabtu sore"
WORDS = TALE.split()
TALES = st.lists(st.sampled_from(WORDS), min_size=3, max_size=14).map(" ".join)


def shelf(*texts: str, threshold: float = 0.5, most: int = 1000) -> Nearest:
    made = Nearest(threshold, most)
    for id, text in enumerate(texts):
        made.add(id, signature(text, KEY))
    return made


@given(texts=st.lists(TALES, max_size=12), asked=TALES, threshold=st.sampled_from([0.1, 0.5, 0.9]))
def test_it_finds_exactly_what_comparing_each_finds(texts: list[str], asked: str, threshold: float) -> None:
    one = signature(asked, KEY)
    scores = [(similarity(signature(text, KEY), one), -id) for id, text in enumerate(texts)]
    truth = [(-id, score) for score, id in sorted(scores, reverse=True) if score >= threshold]
    assert shelf(*texts, threshold=threshold).like(one) == truth


def test_what_is_dropped_is_not_found_and_its_seat_is_taken_again() -> None:
    made = shelf(TALE, TALE + " ramai")
    made.drop(0)
    assert [id for id, _score in made.like(signature(TALE, KEY))] == [1]
    made.add(9, signature(TALE, KEY))
    assert [id for id, _score in made.like(signature(TALE, KEY))] == [9, 1]
    made.keep_only({9})
    assert len(made) == 1
    assert 1 not in made


def test_a_full_shelf_lets_the_first_one_go() -> None:
    made = shelf(*(f"{TALE} {number}" for number in range(700)), most=600)
    assert len(made) == 600
    assert 99 not in made
    assert 100 in made


def test_another_key_finds_nothing() -> None:
    assert shelf(TALE).like(signature(TALE, b"x" * 32)) == []
