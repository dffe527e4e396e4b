from hypothesis import given
from hypothesis import strategies as st

from kondusif.circulars.comparing import Line, lines_between

texts = st.lists(st.text(alphabet="ab .", min_size=1, max_size=12), max_size=8)


def said(lines: list[Line]) -> tuple[list[str], list[str]]:
    left = ["".join(text for _new, text in line.before) for line in lines]
    right = ["".join(text for _new, text in line.after) for line in lines]
    return left, right


@given(texts, texts)
def test_both_versions_can_be_read_off_what_stands_beside_each_other(before: list[str], after: list[str]) -> None:
    left, right = said(lines_between(before, after))
    assert [one for one in left if one] == before
    assert [one for one in right if one] == after


@given(texts)
def test_nothing_is_marked_in_a_text_beside_itself(one: list[str]) -> None:
    assert all(line.same for line in lines_between(one, one))


def test_a_changed_word_a_new_point_and_one_that_went_are_marked() -> None:
    lines = lines_between(["Pilihannya rahasia.", "Tetap.", "Hilang."], ["Pilihan rahasia.", "Tetap."])
    assert lines[0].before == ((True, "Pilihannya"), (False, " rahasia."))
    assert lines[0].after == ((True, "Pilihan"), (False, " rahasia."))
    assert lines[1].same
    assert (lines[2].before, lines[2].after) == (((True, "Hilang."),), ())
