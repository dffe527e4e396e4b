"""Sheets: marked as UTF-8, and no cell that a sheet program would run."""

import csv
from io import StringIO

import pytest

from kondusif.base.csv_answer import csv_answer
from kondusif.base.sheets import harmless, text_of, written


def test_a_sheet_begins_with_its_mark_and_quotes_what_csv_quotes() -> None:
    assert list(written([["a", "b;c"], ['d "e"', "f,g"]])) == ["\ufeff", "a,b;c\r\n", '"d ""e""","f,g"\r\n']


def test_no_cell_is_a_formula() -> None:
    assert list(harmless([("=1+1", "+62", "-", "@a", "NET-1", "")])) == [["'=1+1", "'+62", "'-", "'@a", "NET-1", ""]]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-3", "@SUM(A1)", "\tx", "\rx", "\nx"])
def test_a_sheet_that_a_page_answers_runs_nothing_and_has_its_name(text: str) -> None:
    answer = csv_answer([["wilayah", "kata"], ["Semanggi", text]], "contoh-2024-11-10")
    cells = list(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig"), newline="")))
    assert cells == [["wilayah", "kata"], ["Semanggi", f"'{text}"]]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="contoh-2024-11-10.csv"'


@pytest.mark.parametrize("form", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_sheet_is_read_in_every_form_in_which_offices_save_it(form: str) -> None:
    text = "jenis;uraian\nnetralitas;Café di balai RW\n"
    assert text_of(text.encode(form)) == text


@pytest.mark.parametrize("raw", [b"\x00" * 40, b"\x00\x01", b"PK\x03\x04\x00\x00\x00\x00", b"\xff\xfea", b"%PDF-1.4"])
def test_what_is_no_text_is_none(raw: bytes) -> None:
    assert text_of(raw) is None
