"""A signature is read with distrust."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.coordination import strokes
from kondusif.coordination.tests.factories import LINES
from kondusif.kernel.errors import Refused

LONG = [[[x, 100] for x in range(0, 900, 10)]]


def test_lines_of_a_hand_are_kept_as_whole_points() -> None:
    read = strokes.read(LINES)
    assert read[0][0] == (100, 200)
    assert [len(stroke) for stroke in read] == [4, 2]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("[]", "empty"),
        ("[[]]", "empty"),
        ("[[[5,5]]]", "empty"),
        ("[[[5,5],[6,5]]]", "empty"),
        ("{}", "unreadable"),
        ("[[[1,2", "unreadable"),
        ("null", "unreadable"),
        ('[["M0 0"]]', "unreadable"),
        ("[[[1,2,3],[4,5,6]]]", "unreadable"),
        ("[[[true,false],[1,0]]]", "unreadable"),
        ("[[[1.5,2],[400,2]]]", "unreadable"),
        ("[[[1,2],[1e9,2]]]", "unreadable"),
        ("[[[0,0],[1001,0]]]", "outside"),
        ("[[[0,0],[0,401]]]", "outside"),
        ("[[[0,-1],[300,0]]]", "outside"),
        ("[" * 100_000, "unreadable"),
        ("[" * 200_000, "too_many"),
        (json.dumps(LONG * 201), "too_many"),
        (json.dumps([[[1, 1]] * 6001]), "too_many"),
    ],
)
def test_what_is_no_signature_is_refused_in_one_sentence(text: str, problem: str) -> None:
    with pytest.raises(Refused) as caught:
        strokes.read(text)
    assert caught.value.code == f"coordination.strokes.{problem}"


def test_the_drawing_holds_numbers_and_letters_of_a_path_alone() -> None:
    drawn = strokes.path(strokes.read(LINES))
    assert drawn.startswith("M100 200Q200 120 260 190")
    assert set(drawn) <= set("MQLh0123456789. ")


def test_a_dot_between_the_lines_is_drawn() -> None:
    assert strokes.path([[[10, 20]]]) == "M10 20h0.1"


POINTS = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 400)), min_size=1, max_size=30)


@given(st.lists(POINTS, min_size=1, max_size=6))
def test_every_signature_that_is_read_can_be_drawn(lines: list[list[tuple[int, int]]]) -> None:
    try:
        read = strokes.read(json.dumps(lines))
    except Refused:
        return
    assert strokes.svg(read).count("M") == len(read)
