"""Area codes, against the published list's own shapes and against properties that any code must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.kernel import areas
from kondusif.kernel.areas import Level

CODES = {
    "33": Level.PROVINCE,
    "33.72": Level.CITY,
    "33.72.01": Level.DISTRICT,
    "33.72.01.1001": Level.VILLAGE,
    "33.72.01.1001.007": Level.RW,
    "33.72.01.1001.007.002": Level.RT,
}


def _part(width: int) -> st.SearchStrategy[str]:
    return st.integers(1, 10**width - 1).map(lambda number: f"{number:0{width}d}")


@st.composite
def area_codes(draw: st.DrawFn, min_depth: int = 1, max_depth: int = 6) -> str:
    depth = draw(st.integers(min_depth, max_depth))
    return ".".join(draw(_part(width)) for width in (2, 2, 2, 4, 3, 3)[:depth])


@pytest.mark.parametrize(("code", "level"), CODES.items())
def test_each_depth_has_its_level(code: str, level: Level) -> None:
    assert areas.is_area_code(code)
    assert areas.level_of(code) is level


@pytest.mark.parametrize(
    "text",
    ["", " ", "3", "33.", ".33", "33.7", "33.720", "3372", "33.72.1", "33.72.01.101", "33.72.01.1001.7", "33,72",
     "33.72 ", "33.72.01.1001.007.002.001", "٣٣", "33.7２", "33.72.00", "00", "33.72.01.1001.000", "ab.cd", "-3.72",
     None, 33, b"33"],
)  # fmt: skip
def test_what_is_not_a_code_is_refused(text: object) -> None:
    assert not areas.is_area_code(text)
    if isinstance(text, str):
        with pytest.raises(ValueError, match="not an area code"):
            areas.level_of(text)
        assert not areas.contains("33", text)
        assert not areas.contains(text, "33.72")


def test_containment_is_by_whole_parts() -> None:
    assert areas.contains("33.72", "33.72")
    assert areas.contains("33.72", "33.72.01.1001.007.002")
    assert not areas.contains("33.72.01", "33.72.02.1001")
    assert not areas.contains("33.72.01.1001", "33.72.01")
    assert not areas.contains("33.7", "33.72")
    assert not areas.contains("", "33.72")


def test_ancestors_stand_from_the_province_down() -> None:
    assert areas.ancestors("33.72.01.1001.007") == ("33", "33.72", "33.72.01", "33.72.01.1001")
    assert areas.parent_of("33") is None
    assert areas.ancestors("33") == ()


def test_rw_and_rt_are_three_digits_and_keep_their_place() -> None:
    assert areas.rw_code("33.72.01.1001", 7) == "33.72.01.1001.007"
    assert areas.rt_code("33.72.01.1001.007", 2) == "33.72.01.1001.007.002"
    for wrong in (lambda: areas.rw_code("33.72.01", 7), lambda: areas.rt_code("33.72.01.1001", 1),
                  lambda: areas.rw_code("33.72.01.1001", 0), lambda: areas.rw_code("33.72.01.1001", 1000)):  # fmt: skip
        with pytest.raises(ValueError, match=r"is not a|out of range"):
            wrong()


def test_a_code_is_seen_from_a_wider_level() -> None:
    assert areas.at_level("33.72.01.1001.007.002", Level.VILLAGE) == "33.72.01.1001"
    assert areas.at_level("33.72", Level.CITY) == "33.72"
    assert areas.at_level("33.72", Level.RW) is None


@given(area_codes())
def test_every_ancestor_contains_the_code_and_not_the_reverse(code: str) -> None:
    for wider in areas.ancestors(code):
        assert areas.contains(wider, code)
        assert not areas.contains(code, wider)
    assert areas.contains(code, code)


@given(area_codes(min_depth=2))
def test_the_parent_is_the_last_ancestor(code: str) -> None:
    assert areas.parent_of(code) == areas.ancestors(code)[-1]


@given(area_codes(), area_codes())
def test_containment_agrees_with_comparing_parts(scope: str, code: str) -> None:
    mine, theirs = areas.parts(scope), areas.parts(code)
    assert areas.contains(scope, code) == (theirs[: len(mine)] == mine)


@given(st.text(max_size=30))
def test_any_text_is_answered_without_a_crash(text: str) -> None:
    assert areas.is_area_code(text) in (True, False)
