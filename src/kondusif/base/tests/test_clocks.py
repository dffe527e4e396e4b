"""The words of a running clock and the cells of its days, on dates that were counted by hand."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from kondusif.base import clocks
from kondusif.base.tests.support import NOW, TODAY, Due, Reading, Skipped

D = date
WEEKEND = (Skipped(D(2024, 11, 9), "akhir pekan"), Skipped(D(2024, 11, 10), "akhir pekan"))
# Seven working days since Monday 4 November 2024: the 12th when that Monday counts, the 13th when it does not.
EXAMINATION = Due(
    due=D(2024, 11, 12),
    outer=D(2024, 11, 13),
    readings=(Reading("working", "inclusive", D(2024, 11, 12)), Reading("working", "exclusive", D(2024, 11, 13))),
    skipped=WEEKEND,
)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


@pytest.mark.parametrize(
    ("limit", "words", "look"),
    [
        (D(2024, 11, 22), "sampai Jum, 22 Nov", clocks.QUIET),
        (D(2024, 11, 18), "sampai Sen, 18 Nov", clocks.QUIET),
        (D(2024, 11, 15), "sisa 2 hari", clocks.NEAR),
        (D(2024, 11, 14), "sisa 1 hari", clocks.NEAR),
        (D(2024, 11, 13), "hari ini", clocks.NEAR),
        (D(2024, 11, 11), "lewat 2 hari", clocks.LATE),
        (D(2025, 1, 3), "sampai Jum, 3 Jan 2025", clocks.QUIET),
        (None, "tenggat belum diketahui", clocks.QUIET),
    ],
)
def test_a_date_says_how_it_stands(limit, words, look):
    chip = clocks.chip(limit, TODAY)
    assert (chip.words, chip.look, chip.unchecked) == (words, look, False)


def test_a_weekend_between_does_not_make_a_clock_look_far():
    chip = clocks.chip(D(2024, 11, 18), D(2024, 11, 15))  # Friday to Monday: one office day
    assert (chip.words, chip.look) == ("sisa 3 hari", clocks.NEAR)


def test_hours_are_said_on_the_day_itself():
    limit = datetime(2024, 11, 13, 16, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert clocks.chip(limit, TODAY).words == "hari ini 16.00"
    assert clocks.chip(limit, NOW).words == "hari ini 16.00"
    assert clocks.chip(limit.replace(hour=13), NOW).look == clocks.LATE
    assert clocks.chip(datetime(2024, 11, 13, 16, 0), NOW).words == "hari ini 16.00"  # noqa: DTZ001


def test_the_last_office_hour_is_said_on_the_day_itself():
    due = Due(due=TODAY, outer=TODAY, office_by=datetime(2024, 11, 13, 16, 30))  # noqa: DTZ001
    assert clocks.chip(due, TODAY).words == "hari ini, sebelum 16.30"


def test_between_the_safe_and_the_outer_date_nothing_is_called_late():
    chip = clocks.chip(EXAMINATION, D(2024, 11, 13))
    assert (chip.words, chip.look) == ("lewat tanggal aman, batas luar hari ini", clocks.NEAR)
    assert clocks.chip(EXAMINATION, D(2024, 11, 14)).words == "lewat 2 hari"


def test_a_date_that_rests_on_an_unchecked_row_says_so():
    assert clocks.chip(Due(due=D(2024, 11, 22), status="draft"), TODAY).unchecked
    assert clocks.chip(Due(due=D(2024, 11, 22), status="checked"), TODAY).unchecked
    assert not clocks.chip(Due(due=D(2024, 11, 22)), TODAY).unchecked


def test_a_ban_begins_and_then_holds():
    ban = Due(due=D(2024, 3, 22), kind="ban_start")
    assert clocks.chip(ban, D(2024, 3, 1)).words == "mulai Jum, 22 Mar"
    assert clocks.chip(ban, TODAY).words == "berlaku sejak Jum, 22 Mar"


def test_the_strip_numbers_days_as_the_safe_reading_counts_them():
    cells = clocks.strip(EXAMINATION, TODAY, D(2024, 11, 4))
    assert [(cell.day.day, cell.note) for cell in cells if cell.day] == [
        (4, "1"), (5, "2"), (6, "3"), (7, "4"), (8, "5"), (9, "libur"), (10, "libur"), (11, "6"), (12, "7"),
        (13, "batas luar"),
    ]  # fmt: skip
    assert "batas" in cells[8].looks
    assert cells[9].looks == ["kini", "luar"]


def test_a_count_that_begins_the_next_day_marks_its_start():
    due = Due(due=D(2024, 11, 16), readings=(Reading("calendar", "exclusive", D(2024, 11, 16)),))
    cells = clocks.strip(due, TODAY, D(2024, 11, 9))
    assert [cell.note for cell in cells] == ["mulai", "1", "2", "3", "4", "5", "6", "7"]


def test_weekends_are_off_in_a_count_of_office_days_even_when_nobody_listed_them():
    due = Due(due=D(2024, 11, 12), readings=(Reading("working", "inclusive", D(2024, 11, 12)),))
    assert [c.note for c in clocks.strip(due, TODAY, D(2024, 11, 8))] == ["1", "libur", "libur", "2", "3"]


def test_a_paper_filed_before_an_event_is_drawn_up_to_the_event():
    due = Due(due=D(2024, 11, 14), kind="file_by")
    cells = clocks.strip(due, TODAY, D(2024, 11, 20))
    assert cells[0].day == D(2024, 11, 14)
    assert (cells[-1].day, cells[-1].note) == (D(2024, 11, 20), "hari-H")


def test_a_long_strip_is_shortened_and_keeps_today_and_the_limit():
    due = Due(due=D(2024, 12, 31), readings=(Reading("calendar", "exclusive", D(2024, 12, 31)),))
    cells = clocks.strip(due, D(2024, 12, 20), D(2024, 9, 1))
    assert len(cells) <= clocks.LONGEST
    assert any(cell.day is None for cell in cells)
    assert {D(2024, 9, 1), D(2024, 12, 20), D(2024, 12, 31)} <= {cell.day for cell in cells}


def test_an_unknown_limit_has_no_strip():
    assert clocks.strip(Due(due=None), TODAY, TODAY) == []
