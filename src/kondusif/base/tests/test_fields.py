"""What people type, and what becomes of it."""

from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kondusif.base.fields import CleanTextField, JamField, PilihanField, TanggalField, clean_line, clean_text, read_date


@pytest.mark.parametrize(
    "typed",
    [
        "9 November 2024", "09 november 2024", "9 Nov 2024", "9 Nopember 2024", "9/11/2024", "09/11/2024", "9-11-2024",
        "9.11.2024", "2024-11-09", "Sabtu, 9 November 2024", "sabtu 9 Nov 2024", "November 9, 2024",
        "9th November 2024",
        "  9   November   2024 ", "9\u200b November 2024", "Saturday, 9 November 2024", "9-Nov-2024",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(typed):
    assert TanggalField().clean(typed) == date(2024, 11, 9)


@pytest.mark.parametrize(
    ("typed", "month"), [("1 Mei 2024", 5), ("1 Agu 2024", 8), ("1 Okt 2024", 10), ("1 Des 2024", 12)]
)
def test_indonesian_months_are_known(typed, month):
    assert read_date(typed) == date(2024, month, 1)


@pytest.mark.parametrize(
    "typed", ["31/2/2024", "kemarin", "9/11/24", "11/13/2024", "0/1/2024", "9 Foo 2024", "9" * 5000]
)
def test_a_date_that_cannot_be_read_is_refused_in_one_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        TanggalField().clean(typed)
    assert refusal.value.messages == ["Tanggal ini tidak terbaca. Tulis seperti 9 November 2024 atau 9/11/2024."]


def test_a_year_that_is_a_slip_of_the_pen_is_named():
    with pytest.raises(ValidationError, match="2204"):
        TanggalField().clean("9/11/2204")


def test_a_day_in_the_future_is_not_the_business_of_a_field():
    assert TanggalField().clean("1 Januari 2030") == date(2030, 1, 1)


def test_an_empty_date_is_asked_for_or_left():
    with pytest.raises(ValidationError, match="Isi tanggal"):
        TanggalField().clean("")
    assert TanggalField(required=False).clean("   ") is None


def test_what_was_typed_stays_in_the_box():
    class Form(forms.Form):
        on = TanggalField()

    form = Form({"on": "tiga puluh Februari"})
    assert not form.is_valid()
    assert form["on"].value() == "tiga puluh Februari"
    assert Form(initial={"on": date(2024, 11, 9)})["on"].value() == "9 November 2024"


@pytest.mark.parametrize("typed", ["14.05", "14:05", "pukul 14.05 WIB", "14:05:00", "jam 14.05"])
def test_a_time_is_read_however_it_is_written(typed):
    assert JamField().clean(typed) == time(14, 5)


@pytest.mark.parametrize("typed", ["25.00", "14.75", "siang", "14.5"])
def test_a_time_that_cannot_be_read_is_refused(typed):
    with pytest.raises(ValidationError, match=r"Jam ini tidak terbaca"):
        JamField().clean(typed)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_that_we_write_can_be_read_again(day):
    from kondusif.base import wording

    for language in ("id", "en"):
        assert read_date(wording.plain_date(day, language=language)) == day
        assert read_date(wording.long_date(day, language=language)) == day
    assert read_date(day.isoformat()) == day


# Text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u200bb\u200ec\u202ed\u2066e\ufefff", "abcdef"),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("\x07bel\x1b[31m", "bel[31m"),
        ("pay\u200cpal", "paypal"),
        ("e\u0301", "é"),
        ("  tepi  ", "tepi"),
        ("👨\u200d👩\u200d👧 keluarga", "👨\u200d👩\u200d👧 keluarga"),
        ("ꦱꦸꦫꦏꦂꦠ", "ꦱꦸꦫꦏꦂꦠ"),
        ("\U000e0041rahasia", "rahasia"),
    ],
)
def test_only_what_can_be_seen_is_kept(typed, kept):
    assert clean_text(typed) == kept


def test_one_line_stays_one_line():
    assert clean_line("a\n\t b\u2028c") == "a b c"


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_text(text)
    assert clean_text(once) == once


def test_a_long_text_is_refused_with_numbers_and_never_cut():
    class Form(forms.Form):
        text = CleanTextField(max_length=1000, rows=4)

    form = Form({"text": "x" * 10_000})
    assert not form.is_valid()
    assert "10.000 huruf, paling banyak 1.000" in form.errors["text"][0]
    assert form["text"].value() == "x" * 10_000


def test_the_length_counts_what_can_be_seen():
    assert CleanTextField(max_length=3).clean("\u200b" * 50 + "abc") == "abc"


def test_a_null_character_is_refused_with_a_sentence():
    with pytest.raises(ValidationError, match="karakter rusak"):
        CleanTextField().clean("a\x00b")


def test_text_of_hidden_characters_alone_is_empty():
    with pytest.raises(ValidationError, match="belum diisi"):
        CleanTextField().clean("\u200b\u202e \u2066")


def test_a_choice_outside_the_list_is_refused_without_repeating_it():
    field = PilihanField(choices=[("a", "A")], hints={"a": "Pertama"})
    with pytest.raises(ValidationError) as refusal:
        field.clean("<script>")
    assert "script" not in refusal.value.messages[0]
