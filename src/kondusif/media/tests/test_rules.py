"""The text is cut at its marks without losing a letter; a text is known again whatever its white space."""

from hypothesis import given
from hypothesis import strategies as st

from kondusif.media.rules import Mark, digest_of, pieces, span_of

TEXTS = st.text(min_size=1, max_size=80)
MARKS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=6)


@given(text=TEXTS, spans=MARKS, dots=MARKS)
def test_pieces_put_together_are_the_text(text: str, spans: list[tuple[int, int]], dots: list[tuple[int, int]]) -> None:
    marks = [Mark(number, start, end) for number, (start, end) in enumerate(spans, start=1)]
    points = [Mark(100 + number, start, start + 1) for number, (start, _end) in enumerate(dots)]
    cut = pieces(text, marks, points)
    assert "".join(piece.text for piece in cut) == text
    numbers = [number for piece in cut for number in piece.opens]
    assert len(numbers) == len(set(numbers))


def test_overlapping_marks_each_open_where_they_begin() -> None:
    cut = pieces("abcdef", [Mark(1, 0, 4), Mark(2, 2, 6)])
    assert [(piece.text, piece.marked, piece.opens) for piece in cut] == [
        ("ab", True, (1,)), ("cd", True, (2,)), ("ef", True, ()),
    ]  # fmt: skip


def test_the_same_words_have_the_same_digest_whatever_the_white_space() -> None:
    assert digest_of("Deklarasi  damai\n\ndi Solo") == digest_of(" deklarasi damai di solo ")
    assert digest_of("Deklarasi damai") != digest_of("Deklarasi damai 2")


def test_a_quote_is_found_across_line_breaks_and_nowhere_else() -> None:
    assert span_of("satu dua\n  tiga empat", "dua tiga") == (5, 15)
    assert span_of("satu dua", "tiga") is None
    assert span_of("satu dua", "  ") is None
