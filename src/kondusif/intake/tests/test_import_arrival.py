"""A sheet says of each row by which way it came and when; a form that was kept says so once and for all."""

from datetime import date

import pytest
from django.test import Client

from kondusif.intake.models import Report
from kondusif.intake.tests.test_enter_report import PAGE, send
from kondusif.intake.tests.test_enter_report import intan as typist
from kondusif.intake.tests.test_import_sheet import BASE, Bring, bring, intan, sheet, slip_of

__all__ = ["bring", "intan", "typist"]  # fixtures
pytestmark = pytest.mark.django_db
HEADS = "jenis;uraian;tanggal diketahui;saluran;tanggal diterima"


def test_each_row_keeps_its_way_and_its_day(bring: Bring, intan: Client) -> None:
    rows = [
        "netralitas;Camat berorasi.;10 November 2024;surat;11/11/2024",
        "netralitas;Lurah membagikan uang.;10 November 2024;Datang langsung;",
        "keamanan;Spanduk dirusak.;10 November 2024;;",
    ]
    page = bring(sheet(*rows, heads=HEADS))
    intan.post(BASE + "simpan/", {"slip": slip_of(page)})
    found = list(Report.objects.order_by("pk").values_list("channel", "received_on"))
    today = date(2024, 11, 13)
    assert found == [("letter", date(2024, 11, 11)), ("walk_in", today), ("sheet", today)]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("netralitas;Camat berorasi.;10 November 2024;merpati;", "saluran", "“merpati” tidak dikenal"),
        ("netralitas;Camat berorasi.;10 November 2024;;14 November 2024", "tanggal diterima", "belum tiba"),
        ("netralitas;Camat berorasi.;10 November 2024;;9 November 2024", "tanggal diterima", "mendahului"),
        ("netralitas;Camat berorasi.;10 November 2024;;lusa", "tanggal diterima", "tidak terbaca"),
    ],
)
def test_a_wrong_way_or_day_is_named_by_row_and_column(bring: Bring, row: str, column: str, problem: str) -> None:
    (bad,) = bring(sheet(row, heads=HEADS)).context["bad"]
    assert (bad.row.line, [(name, problem in words) for name, words in bad.faults]) == (2, [(column, True)])


@pytest.mark.parametrize("other", [{"channel": "phone"}, {"arrived_on": "12 November 2024"}])
def test_a_used_form_with_another_way_or_day_is_refused_and_not_taken_for_the_first(
    typist: Client, other: dict[str, str]
) -> None:
    form = typist.get(PAGE)
    assert send(typist, form, channel="letter", arrived_on="11 November 2024").status_code == 200
    assert send(typist, form, channel="letter", arrived_on="11 November 2024").status_code == 200
    assert send(typist, form, **{"channel": "letter", "arrived_on": "11 November 2024"} | other).status_code == 409
    assert Report.objects.get().channel == "letter"
