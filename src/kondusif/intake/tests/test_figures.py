"""How the desk's figures are counted, against numbers from elsewhere; and that no small count can be worked out."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.intake.figures import (
    Line,
    Month,
    agreement,
    lines,
    median,
    spells,
    withheld_agreement,
    withheld_lines,
    withheld_months,
    withheld_spells,
)  # fmt: skip


def test_kappa_is_that_of_the_textbook() -> None:
    # 50 applications, two readers: yes/yes 20, yes/no 5, no/yes 10, no/no 15; kappa 0.4 (Wikipedia, "Cohen's kappa").
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = agreement(pairs, enough=20)
    assert found.share == pytest.approx(0.70)
    assert found.kappa == pytest.approx(0.40)


def test_two_with_the_same_agreement_may_differ_in_kappa() -> None:
    # The same page: both agree in 60 of 100; 45/15/25/15 gives 0.1304, 25/35/5/35 gives 0.2593.
    first = [("y", "y")] * 45 + [("y", "n")] * 15 + [("n", "y")] * 25 + [("n", "n")] * 15
    second = [("y", "y")] * 25 + [("y", "n")] * 35 + [("n", "y")] * 5 + [("n", "n")] * 35
    assert agreement(first, enough=20).kappa == pytest.approx(0.1304, abs=1e-4)
    assert agreement(second, enough=20).kappa == pytest.approx(0.2593, abs=1e-4)


def test_too_few_pairs_say_only_how_many() -> None:
    found = agreement([("a", "a")] * 19, enough=20)
    assert (found.pairs, found.share, found.kappa) == (19, None, None)


def test_who_always_says_the_same_has_no_kappa() -> None:
    found = agreement([("a", "a")] * 20, enough=20)
    assert (found.share, found.kappa) == (1.0, None)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_the_median_is_that_of_the_library(days: list[int]) -> None:
    from statistics import median as known

    assert median(Counter(days)) == known(days)


def test_nothing_has_no_median() -> None:
    assert median({}) is None
    assert spells({}, (1, 3)).within == {}


def test_shares_within_limits() -> None:
    found = spells({0: 3, 1: 1, 2: 2, 9: 4}, (1, 3))
    assert found.within == {1: 0.4, 3: 0.6}


def test_what_has_no_label_is_counted_too() -> None:
    assert [(row.key, row.count) for row in lines({"a": 2, "x": 1}, {"a": "A", "b": "B"})] == [
        ("a", 2), ("b", 0), ("x", 1),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_no_line_below_five_can_be_worked_out_from_the_sum(counts: list[int]) -> None:
    rows = withheld_lines([Line(str(n), str(n), count) for n, count in enumerate(counts)], sum(counts))
    assert all(row.count is None or row.count >= 5 for row in rows)
    hidden = [counts[n] for n, row in enumerate(rows) if row.count is None]
    if hidden and any(row.count for row in rows):
        assert len(hidden) > 1
        assert sum(hidden) >= 5


def test_where_the_sum_is_withheld_the_lines_are_too() -> None:
    rows = withheld_lines([Line("a", "A", 40, 0.8), Line("b", "B", 10, 0.2)], None)
    assert [(row.count, row.share) for row in rows] == [(None, None)] * 2


@given(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), min_size=1, max_size=8))
def test_no_month_gives_a_small_count_away(pairs: list[tuple[int, int]]) -> None:
    rows = [Month(date(2024, n + 1, 1), max(a, b), min(a, b), min(a, b), 1.0) for n, (a, b) in enumerate(pairs)]
    found = withheld_months(rows, sum(row.received or 0 for row in rows))
    for row, was in zip(found, rows, strict=True):
        assert row.received is None or row.received >= 5
        assert row.decided is None
        assert row.median is None or (row.received is not None and (was.looked or 0) >= 5)
    hidden = [was.received or 0 for row, was in zip(found, rows, strict=True) if row.received is None]
    assert not hidden or sum(hidden) >= 5 or len(hidden) == len(rows)


def test_spells_of_few_say_nothing() -> None:
    assert withheld_spells(spells({0: 4}, (1,)), 4).median is None
    many = withheld_spells(spells({0: 6, 9: 2}, (1, 10)), 8)
    assert (many.counted, many.median, many.within) == (None, 0.0, {10: 1.0})


def test_a_share_that_tells_how_few_are_left_is_not_said() -> None:
    found = spells({0: 6, 9: 7}, (1,))
    assert withheld_spells(found, 15).within == {}
    assert withheld_spells(found, None).within == {}
    assert withheld_spells(found, 18).within == found.within


@given(st.dictionaries(st.integers(0, 12), st.integers(1, 12), min_size=1))
def test_no_band_between_two_shown_limits_holds_few(days: dict[int, int]) -> None:
    total = sum(days.values())
    kept = withheld_spells(spells(days, (1, 3, 7)), total).within
    limits = [0, *(round(share * total) for share in kept.values()), total]
    if kept:
        assert not [a for a, b in pairwise(limits) if 0 < b - a < 5]


def test_an_agreement_with_few_on_one_side_is_not_said() -> None:
    found = agreement([("a", "a")] * 18 + [("a", "b")] * 2, enough=20)
    assert found.share == 0.9
    assert withheld_agreement(found).share is None
