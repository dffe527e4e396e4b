"""Every wrong sheet of the offices from the upload to the list: named, to be mended, and landed by choice."""

import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kondusif.roster.models import Employee
from kondusif.roster.tests.faulty import FAULTY, Expected, fifty_thousand_rows
from support.cast import Cast

pytestmark = pytest.mark.django_db
CELLS = re.compile(
    r'<th scope="row" data-l="Baris">(\d+)</th><td data-l="Kolom">(.*?)</td><td data-l="Masalah">(.*?)</td>'
)


@pytest.fixture
def ani(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ani)
    return client


@pytest.fixture(params=list(FAULTY), ids=list(FAULTY))
def sheet(request: pytest.FixtureRequest) -> Expected:
    return FAULTY[request.param]()


def uploaded(client: Client, raw: bytes) -> str:
    name = "pegawai.xlsx" if raw.startswith(b"PK") else "pegawai.csv"
    answer = client.post(reverse("roster:imports"), {"file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def told(client: Client, where: str) -> list[tuple[int, str, str]]:
    """(line, column, problem) as the page of the preview says them."""
    page = client.get(where).content.decode()
    return [(int(line), unescape(column), unescape(problem)) for line, column, problem in CELLS.findall(page)]


def test_the_preview_names_row_column_and_problem_of_every_fault(ani: Client, sheet: Expected) -> None:
    found = told(ani, uploaded(ani, sheet.raw))
    assert [(line, column) for line, column, _problem in found] == [(line, column) for line, column, _w in sheet.faults]
    for (_line, _column, problem), (_l, _c, words) in zip(found, sheet.faults, strict=True):
        assert words in problem


def test_by_choice_nothing_lands_or_every_good_row(ani: Client, sheet: Expected) -> None:
    """Acceptance 9, with each fault."""
    assert ani.post(uploaded(ani, sheet.raw), {"choice": "none"}).status_code == 302
    assert not Employee.objects.exists()
    assert ani.post(uploaded(ani, sheet.raw), {"choice": "good"}).status_code == 302
    assert Employee.objects.count() == sheet.people


def test_the_file_of_bad_rows_holds_each_of_them_with_its_problem_and_no_other(ani: Client, sheet: Expected) -> None:
    raw = ani.get(f"{uploaded(ani, sheet.raw)}salah.xlsx").content
    rows = CalamineWorkbook.from_object(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert rows[0][-1] == "masalah"
    assert len(rows) - 1 == len({line for line, _column, _words in sheet.faults})
    for cells, (_line, column, words) in zip(rows[1:], sheet.faults, strict=True):
        assert f"{column}: " in str(cells[-1])
        assert words in str(cells[-1])


def test_the_file_of_bad_rows_can_be_uploaded_again_as_it_is_and_names_the_same_columns(
    ani: Client, sheet: Expected
) -> None:
    raw = ani.get(f"{uploaded(ani, sheet.raw)}salah.xlsx").content
    again = {column for _line, column, _problem in told(ani, uploaded(ani, raw))}
    assert again <= {column for _line, column, _words in sheet.faults}


def test_fifty_thousand_rows_land_but_for_the_one_that_is_named(ani: Client) -> None:
    sheet = fifty_thousand_rows()
    where = uploaded(ani, sheet.raw)
    assert told(ani, where) == [(50_000, "Nama", "belum diisi")]
    assert ani.post(where, {"choice": "good"}).status_code == 302
    assert Employee.objects.count() == 49_999
