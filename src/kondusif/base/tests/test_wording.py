"""Dates and numbers as the look prescribes them (look.md, section 9)."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from kondusif.base import wording

DAY = date(2024, 11, 13)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def test_a_date_is_written_with_its_day_in_both_languages():
    assert wording.long_date(DAY) == "Rabu, 13 November 2024"
    assert wording.long_date(DAY, language="en") == "Wednesday, 13 November 2024"
    assert wording.short_date(DAY) == "Rab, 13 Nov"
    assert wording.short_date(DAY, language="en") == "Wed, 13 Nov"


def test_a_short_date_names_another_year():
    assert wording.short_date(date(2025, 1, 2), year_of=DAY) == "Kam, 2 Jan 2025"
    assert wording.short_date(date(2024, 1, 2), year_of=DAY) == "Sel, 2 Jan"


def test_sunday_is_minggu_in_full_and_min_in_strips():
    assert wording.long_date(date(2024, 11, 10)).startswith("Minggu,")
    assert wording.short_day(date(2024, 11, 10)) == "Min"


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Asia/Jakarta", "14.05 WIB"), ("Asia/Makassar", "15.05 WITA"), ("Asia/Jayapura", "16.05 WIT")],
)
def test_a_moment_is_shown_in_the_zone_of_the_city_and_names_it(zone, words):
    moment = datetime(2024, 11, 13, 7, 5, tzinfo=UTC)
    with timezone.override(zone):
        assert wording.clock_time(moment).replace("\xa0", " ") == words


def test_a_moment_that_has_an_indonesian_zone_keeps_it():
    from zoneinfo import ZoneInfo

    moment = datetime(2024, 11, 13, 23, 30, tzinfo=ZoneInfo("Asia/Jayapura"))
    assert wording.clock_time(moment).endswith("WIT")
    assert wording.day_of(moment) == DAY


def test_a_late_evening_in_utc_is_the_next_day_in_jakarta():
    with timezone.override("Asia/Jakarta"):
        assert wording.long_date(datetime(2024, 11, 12, 20, 0, tzinfo=UTC)) == "Rabu, 13 November 2024"


def test_a_moment_in_full():
    with timezone.override("Asia/Jakarta"):
        moment = datetime(2024, 11, 13, 7, 5, tzinfo=UTC)
        assert wording.long_moment(moment).replace("\xa0", " ") == "Rabu, 13 November 2024 pukul 14.05 WIB"
        english = wording.long_moment(moment, language="en").replace("\xa0", " ")
        assert english == "Wednesday, 13 November 2024 at 14:05 WIB"


def test_a_plain_time_has_no_zone():
    assert wording.clock_time(time(9, 30)) == "09.30"
    assert wording.clock_time(time(9, 30), language="en") == "09:30"


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (1234.5, None, "1.234,5"),
        (1234, None, "1.234"),
        (Decimal("0.125"), 2, "0,13"),
        (-3, None, "\N{MINUS SIGN}3"),
        (-0.001, 1, "0,0"),
        (4_700_000, 0, "4.700.000"),
        (0, None, "0"),
        (100, None, "100"),
    ],
)
def test_numbers_use_a_point_for_thousands_and_a_comma_for_decimals(value, decimals, words):
    assert wording.number(value, decimals) == words


def test_english_numbers_swap_point_and_comma():
    assert wording.number(1234.5, language="en") == "1,234.5"


def test_a_share_is_written_with_a_space_that_does_not_break():
    assert wording.percent(0.71) == "71\xa0%"
    assert wording.percent(0.664, 1) == "66,4\xa0%"
    assert wording.percent(0.71, language="en") == "71%"


def test_numbers_up_to_nine_are_words_in_a_headline():
    assert [wording.count_word(n) for n in (0, 1, 9, 10, 1200)] == ["nol", "satu", "sembilan", "10", "1.200"]
    assert wording.count_word(3, language="en") == "three"


def test_the_language_follows_the_page():
    with translation.override("en"):
        assert wording.long_date(DAY) == "Wednesday, 13 November 2024"
