"""The finding of the day: a subject, a number, and calm when it is calm."""

from dataclasses import replace
from datetime import date

import pytest

from kondusif.brief.rules import facts as f
from kondusif.brief.rules.headline import headline
from kondusif.brief.tests.days import CALM, FULL, ON, duty, place, places, rec


def test_a_full_day_says_what_rose_what_is_due_and_who_is_silent() -> None:
    day = replace(FULL, duties=tuple(row for row in FULL.duties if not row.late))
    assert headline(day) == "Semanggi naik ke rawan. Dua tenggat jatuh tempo hari ini. Tiga kelurahan belum melapor."


def test_a_calm_day_says_that_it_is_calm() -> None:
    assert headline(CALM) == "Kota aman. Tidak ada tenggat hari ini dan seluruh 16 kelurahan sudah melapor."


def test_late_limits_stand_before_todays() -> None:
    assert "Satu tenggat terlewat, dua jatuh tempo hari ini." in headline(FULL)


def test_a_limit_past_its_safe_day_but_not_its_outer_is_not_called_late() -> None:
    day = replace(CALM, duties=(duty(1, date(2024, 11, 12), outer=date(2024, 11, 14)),))
    assert headline(day) == "Kota aman. Satu tenggat melewati tanggal aman."


def test_several_places_that_rose_to_one_word_are_named() -> None:
    day = replace(CALM, places=places(Semanggi=("tense", "calm"), Pajang=("tense", "watch")))
    assert headline(day).startswith("Pajang dan Semanggi naik ke rawan.")


def test_more_than_three_places_are_counted_and_the_tensest_named() -> None:
    moved = dict.fromkeys(("Pajang", "Bumi", "Jajar"), ("watch", "calm"))
    day = replace(CALM, places=places(Semanggi=("critical", "calm"), **moved))
    assert headline(day).startswith("Empat kelurahan naik, Semanggi menjadi sangat rawan.")


def test_a_fall_is_said_when_nothing_rose() -> None:
    day = replace(CALM, places=places(Banyuanyar=("calm", "watch")))
    assert headline(day).startswith("Banyuanyar turun ke aman.")


def test_a_tense_place_that_did_not_move_is_not_forgotten() -> None:
    day = replace(CALM, places=places(Semanggi=("tense", "tense")))
    assert headline(day).startswith("Semanggi tetap rawan.")


def test_silence_is_never_called_calm() -> None:
    every = tuple(replace(row, word="silent", before="silent") for row in CALM.places)
    silent = tuple(f.Silence(row.name, row.district, None, rec(row.name)) for row in every)
    assert headline(replace(CALM, places=every, silent=silent)) == "Seluruh 16 kelurahan belum melapor."


def test_falling_silent_is_not_a_fall() -> None:
    assert "turun" not in headline(replace(CALM, places=places(Semanggi=("silent", "tense"))))


def test_a_place_that_breaks_its_silence_with_trouble_counts_as_risen() -> None:
    day = replace(CALM, places=(place("Semanggi", "tense", "silent"), *CALM.places[1:]))
    assert headline(day).startswith("Semanggi naik ke rawan.")


@pytest.mark.parametrize(("number", "said"), [(1, "Satu"), (9, "Sembilan"), (10, "10"), (12, "12")])
def test_numbers_are_words_up_to_nine(number: int, said: str) -> None:
    day = replace(CALM, duties=tuple(duty(n, ON) for n in range(number)))
    assert f"{said} tenggat jatuh tempo hari ini." in headline(day)


def test_voting_day_and_the_quiet_period_come_first() -> None:
    voting = replace(CALM.stage, days_to_voting=0, campaign=None)
    quiet = replace(CALM.stage, days_to_voting=2, campaign=None, quiet=(2, 3))
    assert headline(replace(CALM, stage=voting)).startswith("Hari ini pemungutan suara. Kota aman.")
    assert headline(replace(CALM, stage=quiet)).startswith("Masa tenang hari ke-2. Kota aman.")


def test_a_city_may_say_its_own_words() -> None:
    labels = {**CALM.labels, "tense": "siaga dua"}
    day = replace(CALM, labels=labels, places=places(Semanggi=("tense", "calm")))
    assert headline(day).startswith("Semanggi naik ke siaga dua.")
