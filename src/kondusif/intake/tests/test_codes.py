"""The follow-up code as people read it aloud and type it, and a second reading of its format, written anew here."""

import random
import string

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from kondusif.intake.codes import LENGTH, Code, make_code, read_code
from kondusif.kernel.signs import ALPHABET, fold

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


# A second implementation of the format, from its description alone: digits and capitals without I, L, O, U; the check
# digit as in Luhn with 32 instead of 10. It shares nothing with the code under test and nothing with its library.

SIGNS = [chr(c) for c in (*range(ord("0"), ord("9") + 1), *range(ord("A"), ord("Z") + 1)) if chr(c) not in "ILOU"]
READ_AS = {"I": "1", "L": "1", "O": "0"}
TRIED = 10_000


def worth(sign: str) -> int:
    return SIGNS.index(sign)


def sum_of_digits(number: int) -> int:
    """In base 32; doubled digits have at most two."""
    return number // 32 + number % 32


def check_sign(body: str) -> str:
    """Every second sign from the right end of the body counts double."""
    total = 0
    double = True
    for sign in reversed(body):
        total += sum_of_digits(2 * worth(sign)) if double else worth(sign)
        double = not double
    return SIGNS[-total % 32]


def understood(typed: str) -> str | None:
    """The twenty signs of what somebody typed, or None."""
    signs = [READ_AS.get(sign, sign) for sign in typed.upper() if sign.isascii() and sign.isalnum()]
    if len(signs) != 20 or any(sign not in SIGNS for sign in signs):
        return None
    return "".join(signs) if check_sign("".join(signs[:19])) == signs[19] else None


def agrees(typed: str) -> bool:
    found = read_code(typed)
    return (found.text if found else None) == understood(typed)


def test_a_second_reading_of_the_format_agrees_on_ten_thousand_codes() -> None:
    dice = random.Random(20241113)
    for _ in range(TRIED):
        made = make_code()
        assert understood(str(made)) == made.text
        body = "".join(dice.choice(SIGNS) for _ in range(19))
        assert agrees(body + dice.choice(SIGNS))
        assert agrees(body + check_sign(body))


def test_both_readings_catch_every_single_slip_in_a_thousand_codes() -> None:
    dice = random.Random(20241114)
    for _ in range(1000):
        text = make_code().text
        place = dice.randrange(20)
        for sign in SIGNS:
            slipped = text[:place] + sign + text[place + 1 :]
            assert agrees(slipped)
            assert (understood(slipped) is None) == (sign != text[place])


def test_both_readings_let_the_same_swaps_pass_and_they_are_few() -> None:
    tried = passed = 0
    for _ in range(1000):
        text = make_code().text
        for place in range(19):
            if text[place] != text[place + 1]:
                swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
                tried += 1
                passed += understood(swapped) is not None
                assert agrees(swapped)
    # Only the first and the last sign of the alphabet may change places unseen: 2 of 992 pairs.
    assert passed / tried < 0.005
