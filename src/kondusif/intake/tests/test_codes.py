"""The follow-up code as people read it aloud and type it."""

import string

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from kondusif.intake.codes import ALPHABET, LENGTH, Code, fold, make_code, read_code

CODES = st.text(alphabet=ALPHABET, min_size=19, max_size=19).map(
    lambda body: Code(body + luhn.calc_check_digit(body, ALPHABET))
)


def test_a_code_has_five_groups_of_four_and_no_letter_that_looks_like_a_digit() -> None:
    code = make_code()
    assert [len(group) for group in code.groups] == [4] * 5
    assert not set("ILOU") & set(code.text)
    assert (len(code.locator), len(code.secret)) == (5, 14)


def test_a_code_of_the_security_reference_is_read() -> None:
    # The example of the design, made by hand there, so not a product of this code.
    assert read_code("PYYG-4P8N-YND8-RQH8-2A48") is not None


@given(CODES, st.sampled_from(["", " ", "-", " - ", ".", "\u2013"]), st.booleans())
def test_case_and_dashes_are_forgiven(code: Code, joint: str, lower: bool) -> None:
    text = joint.join(code.groups)
    assert read_code(text.lower() if lower else text) == code


@given(CODES, st.sampled_from("1IiLl"), st.sampled_from("0Oo"))
def test_look_alikes_are_folded(code: Code, one: str, zero: str) -> None:
    assert read_code(code.text.replace("1", one).replace("0", zero)) == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_slip_is_caught(code: Code, place: int, letter: str) -> None:
    slipped = code.text[:place] + letter + code.text[place + 1 :]
    assert (read_code(slipped) is None) == (slipped != code.text)


def test_almost_every_swap_of_neighbours_is_caught() -> None:
    tried = caught = 0
    for _ in range(300):
        text = make_code().text
        for i in range(LENGTH - 1):
            if text[i] != text[i + 1]:
                tried += 1
                caught += read_code(text[:i] + text[i + 1] + text[i] + text[i + 2 :]) is None
    assert caught / tried > 0.99


@given(st.text())
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    found = read_code(text)
    assert found is None or set(found.text) <= set(ALPHABET)


@given(st.text(alphabet=string.printable))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_codes_do_not_repeat() -> None:
    assert len({make_code().text for _ in range(2000)}) == 2000
