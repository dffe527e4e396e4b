"""Days written in short become dates once the day of publication is known, and never without it."""

from datetime import date

import pytest

from kondusif.engine.reading import Gazetteer, read

PUBLISHED = date(2024, 11, 14)  # a Thursday
WRITTEN = [
    ("“Semua siap,” ujarnya, Rabu (13/11).", date(2024, 11, 13)),
    ("“Semua siap,” ujarnya di Balai Kota, Rabu (13/11) malam.", date(2024, 11, 13)),
    ("“Semua siap,” ujarnya, Rabu 13 November.", date(2024, 11, 13)),
    ("“Semua siap,” ujarnya kemarin (13/11).", date(2024, 11, 13)),
    ("“Semua siap,” kata Budi Hartono, Selasa malam.", date(2024, 11, 12)),
    ("“Semua siap,” kata Budi Hartono, Kamis.", date(2024, 11, 14)),
    ("Rapat itu digelar di Balai Kota, Kamis lalu.", date(2024, 11, 7)),
    ("Rapat itu digelar di Balai Kota, Selasa kemarin.", date(2024, 11, 12)),
    ("Rapat itu digelar kemarin.", date(2024, 11, 13)),
    ("Hari ini petugas turun ke kelurahan.", date(2024, 11, 14)),
    ("“Semua siap,” ujarnya, Selasa (31/12).", None),  # before the publication it lies 45 weeks back
    ("“Semua siap,” ujarnya, Senin (13/11).", None),  # that day was no Monday
    ("“Semua siap,” ujarnya, Rabu (31/2).", None),
    ("Debat digelar Rabu (20/11) mendatang.", None),
    ("Rapat akan digelar pada Rabu depan.", None),
    ("“Kemarin saya hadir dan hari ini juga,” kata Budi Hartono.", None),
    ("Pemilu kemarin berjalan aman.", None),
    ("Masa tenang mulai Minggu (24/11).", None),
]


@pytest.mark.parametrize(("text", "day"), WRITTEN)
def test_a_short_day_is_the_last_such_day_before_the_publication(
    text: str, day: date | None, gazetteer: Gazetteer
) -> None:
    reading = read(text, gazetteer, on=PUBLISHED)
    assert reading.date == day
    if reading.dated:
        assert text[reading.dated.start : reading.dated.end] == reading.dated.quote


@pytest.mark.parametrize("text", [text for text, _day in WRITTEN])
def test_without_the_day_of_publication_no_day_is_guessed(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer).date is None


def test_a_day_near_the_turn_of_the_year_belongs_to_the_year_before(gazetteer: Gazetteer) -> None:
    text = "“Semua siap,” ujarnya, Selasa (31/12)."
    assert read(text, gazetteer, on=date(2025, 1, 1)).date == date(2024, 12, 31)


def test_a_full_date_stays_ahead_of_a_short_one(gazetteer: Gazetteer) -> None:
    text = "Rapat digelar kemarin. “Semua siap,” ujarnya di Balai Kota, Senin (11/11/2024)."
    assert read(text, gazetteer, on=PUBLISHED).date == date(2024, 11, 11)


def test_a_date_after_the_publication_is_not_what_the_article_tells(gazetteer: Gazetteer) -> None:
    assert read("Debat digelar di Balai Kota, Rabu (20/11/2024).", gazetteer, on=PUBLISHED).date is None
