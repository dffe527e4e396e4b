"""The arithmetic of coverage against the worked numbers of docs/algorithms/coverage.md and against plain Python."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kondusif.engine import coverage

# The table of docs/algorithms/coverage.md, section 2: fresh 30 days, half-life 30 days.
WORKED = [(-1, 0.0), (0, 1.0), (30, 1.0), (45, 0.7071), (60, 0.5), (90, 0.25), (120, 0.125)]


@pytest.mark.parametrize(("age", "value"), WORKED)
def test_the_worked_numbers_of_the_document(age: int, value: float) -> None:
    found = coverage.values(np.array([age]), 30, 30)[0]
    assert found == pytest.approx(value, abs=0.00005)


@given(st.integers(0, 2000), st.integers(1, 365), st.integers(1, 365))
def test_a_value_never_rises_with_age_and_stays_between_nothing_and_one(age: int, fresh: int, half: int) -> None:
    today, tomorrow = coverage.values(np.array([age, age + 1]), fresh, half)
    assert 0.0 <= tomorrow <= today <= 1.0
    assert math.isclose(coverage.values(np.array([age + fresh + half]), fresh, half)[0], 0.5 ** ((age + half) / half))


def test_a_place_without_members_is_unknown_and_not_zero() -> None:
    found = coverage.means(np.array([1.0, 0.0]), np.array([0, 0]), 2)
    assert found[0] == 0.5
    assert np.isnan(found[1])


def test_an_unknown_place_takes_no_part_in_the_weighted_mean() -> None:
    assert coverage.weighted_mean(np.array([1.0, np.nan, 0.0]), np.array([3.0, 9.0, 1.0])) == 0.75
    assert coverage.weighted_mean(np.array([np.nan]), np.array([1.0])) is None
    assert coverage.weighted_mean(np.array([]), np.array([])) is None


def test_a_later_session_has_no_age_yet() -> None:
    assert coverage.ages_on(10, np.array([-1, 4, 10, 11])).tolist() == [-1, 6, 0, -1]


pairs = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 120)), max_size=40)


@given(pairs, st.integers(1, 40), st.integers(1, 40))
@settings(max_examples=200)
def test_the_trend_is_each_day_computed_by_itself(held: list[tuple[int, int]], fresh: int, half: int) -> None:
    days = [10, 45, 80, 119]
    places, sessions = np.array([p for p, _ in held], dtype=np.int64), np.array([d for _, d in held], dtype=np.int64)
    found = coverage.trend(days, places, sessions, 7, fresh, half)
    for day, mean in zip(days, found, strict=True):
        known = [max((d for p, d in held if p == place and d <= day), default=None) for place in range(7)]
        plain = [0.0 if d is None else 0.5 ** (max(day - d - fresh, 0) / half) for d in known]
        assert mean == pytest.approx(sum(plain) / 7)


def test_a_visit_gains_what_is_missing_by_its_weight_and_the_share_that_comes() -> None:
    values, weights = np.array([1.0, 0.5, 0.0]), np.array([2.0, 2.0, 1.0])
    assert coverage.gains(values, weights, np.array([0, 0, 1]), 2, 0.5).tolist() == [0.5, 0.5]
