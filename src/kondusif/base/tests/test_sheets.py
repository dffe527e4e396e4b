"""Sheets: marked as UTF-8, and no cell that a sheet program would run."""

from kondusif.base.sheets import harmless, written


def test_a_sheet_begins_with_its_mark_and_quotes_what_csv_quotes() -> None:
    assert list(written([["a", "b;c"], ['d "e"', "f,g"]])) == ["\ufeff", "a,b;c\r\n", '"d ""e""","f,g"\r\n']


def test_no_cell_is_a_formula() -> None:
    assert list(harmless([("=1+1", "+62", "-", "@a", "NET-1", "")])) == [["'=1+1", "'+62", "'-", "'@a", "NET-1", ""]]
