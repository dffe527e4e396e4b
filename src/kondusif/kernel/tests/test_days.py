"""Counting of days, against worked calendars and against properties that every count must keep."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.kernel import days
from kondusif.kernel.days import BACKWARD, DaysOff, TableTooShort

FEAST = date(2024, 9, 16)
TABLE = DaysOff(named={FEAST: "Maulid Nabi Muhammad SAW"}, years=frozenset({2024}))

some_days_off = st.frozensets(st.dates(date(2023, 1, 1), date(2026, 12, 31)), max_size=120)
starts = st.dates(date(2023, 6, 1), date(2025, 1, 1))
numbers = st.integers(1, 60)


def _table(off: frozenset[date]) -> DaysOff:
    return DaysOff(named=dict.fromkeys(off, "libur"), years=frozenset(range(2022, 2031)))


def test_a_calendar_count_runs_over_weekends_and_feasts() -> None:
    friday = date(2024, 9, 13)
    assert days.nth_calendar_day(friday, 4, inclusive=True) == FEAST
    assert days.nth_calendar_day(friday, 4, inclusive=False) == date(2024, 9, 17)


def test_a_working_count_skips_weekend_and_feast() -> None:
    summons = date(2024, 9, 11)
    assert days.nth_working_day(summons, 7, TABLE, inclusive=True) == date(2024, 9, 20)
    assert days.nth_working_day(summons, 7, TABLE, inclusive=False) == date(2024, 9, 23)


def test_a_start_on_a_day_off_gives_both_readings_the_same_day() -> None:
    sunday = date(2024, 9, 15)
    assert days.nth_working_day(sunday, 1, TABLE, inclusive=True) == date(2024, 9, 17)
    assert days.nth_working_day(sunday, 1, TABLE, inclusive=False) == date(2024, 9, 17)


def test_a_backward_count_of_working_days() -> None:
    campaign = date(2024, 9, 25)
    assert days.nth_working_day(campaign, 12, TABLE, inclusive=False, direction=BACKWARD) == date(2024, 9, 6)


def test_a_count_refuses_to_leave_the_table() -> None:
    with pytest.raises(TableTooShort) as caught:
        days.nth_working_day(date(2024, 12, 30), 3, TABLE, inclusive=False)
    assert caught.value.needed == date(2025, 1, 1)


@pytest.mark.parametrize("number", [0, -1])
def test_a_count_has_at_least_one_day(number: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        days.nth_calendar_day(FEAST, number, inclusive=True)
    with pytest.raises(ValueError, match="at least one day"):
        days.nth_working_day(FEAST, number, TABLE, inclusive=True)


def test_the_skipped_days_carry_their_reason() -> None:
    assert days.skipped_between(date(2024, 9, 13), date(2024, 9, 17), TABLE) == [
        (date(2024, 9, 14), "akhir pekan"),
        (date(2024, 9, 15), "akhir pekan"),
        (FEAST, "Maulid Nabi Muhammad SAW"),
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 9, 22), 6, date(2024, 3, 22)),
        (date(2020, 7, 8), 6, date(2020, 1, 8)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        (date(2024, 1, 15), 0, date(2024, 1, 15)),
    ],
)
def test_months_are_counted_back_to_the_same_day_of_the_month(day: date, months: int, expected: date) -> None:
    assert days.months_before(day, months) == expected


@given(start=starts, number=numbers, off=some_days_off)
def test_the_safe_reading_is_never_after_the_outer_one(start: date, number: int, off: frozenset[date]) -> None:
    table = _table(off)
    assert days.nth_calendar_day(start, number, inclusive=True) < days.nth_calendar_day(start, number, inclusive=False)
    safe = days.nth_working_day(start, number, table, inclusive=True)
    outer = days.nth_working_day(start, number, table, inclusive=False)
    assert safe <= outer
    assert (safe == outer) == (not table.is_working(start))


@given(start=starts, number=numbers, off=some_days_off, inclusive=st.booleans())
def test_a_working_count_never_ends_on_a_day_off(
    start: date, number: int, off: frozenset[date], inclusive: bool
) -> None:
    table = _table(off)
    end = days.nth_working_day(start, number, table, inclusive=inclusive)
    assert table.is_working(end)
    counted = [day for day in days.days_between(start, end) if table.is_working(day)]
    assert len(counted) - (not inclusive and table.is_working(start)) == number


@given(start=starts, number=numbers, off=some_days_off, inclusive=st.booleans(), later=st.integers(0, 30))
def test_a_later_start_never_ends_earlier(
    start: date, number: int, off: frozenset[date], inclusive: bool, later: int
) -> None:
    table, second = _table(off), start + timedelta(days=later)
    assert days.nth_working_day(start, number, table, inclusive=inclusive) <= days.nth_working_day(
        second, number, table, inclusive=inclusive
    )
    assert days.nth_calendar_day(start, number, inclusive=inclusive) <= days.nth_calendar_day(
        second, number, inclusive=inclusive
    )


@given(start=starts, number=numbers, off=some_days_off)
def test_a_day_off_more_never_shortens_a_working_count(start: date, number: int, off: frozenset[date]) -> None:
    without = days.nth_working_day(start, number, _table(frozenset()), inclusive=True)
    assert without <= days.nth_working_day(start, number, _table(off), inclusive=True)


@given(
    start=starts, number=numbers, off=some_days_off, inclusive=st.booleans(), direction=st.sampled_from([1, BACKWARD])
)
def test_the_look_up_of_working_days_counts_as_a_finger_would(
    start: date, number: int, off: frozenset[date], inclusive: bool, direction: days.Direction
) -> None:
    table = _table(off)
    by_finger = days.nth_counted_day(start, number, table.is_working, inclusive=inclusive, direction=direction)
    assert days.nth_working_day(start, number, table, inclusive=inclusive, direction=direction) == by_finger


def test_a_gap_between_two_tables_is_not_counted_over() -> None:
    table = DaysOff(named={}, years=frozenset({2022, 2024}))
    assert days.nth_working_day(date(2024, 1, 1), 5, table, inclusive=True) == date(2024, 1, 5)
    with pytest.raises(TableTooShort) as ahead:
        days.nth_working_day(date(2022, 12, 30), 2, table, inclusive=True)
    with pytest.raises(TableTooShort) as behind:
        days.nth_working_day(date(2024, 1, 2), 3, table, inclusive=True, direction=BACKWARD)
    assert (ahead.value.needed, behind.value.needed) == (date(2023, 1, 1), date(2023, 12, 31))
