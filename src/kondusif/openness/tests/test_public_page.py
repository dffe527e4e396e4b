"""The public figures as everybody meets them."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.test import Client

from kondusif.audit.models import Entry
from kondusif.base.csv_answer import csv_answer
from kondusif.incidents.tests.factories import IncidentFactory
from kondusif.institutions.models import City
from kondusif.institutions.services import set_contest
from kondusif.intake.rules import Outcome
from kondusif.openness.models import Edition
from kondusif.openness.selectors import latest, sheet_rows
from kondusif.openness.services import publish_if_due
from kondusif.openness.tests.factories import ReportFactory, decided
from support.cast import HOUSE, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")
SUNDAY = date(2024, 11, 10)


@pytest.fixture
def figures(cast: Cast) -> Edition:
    """34 reports of the contest: 9 wait, 12 became cases, 8 incidents, 3 were dismissed, 2 were not ours."""
    ReportFactory.create_batch(9, area_code="33.72.04.1010")
    decided(Outcome.CASE, 12)
    decided(Outcome.INCIDENT, 8, area_code="33.72.05.1001")
    decided(Outcome.DISMISSED, 3, area_code="33.72.05.1001")
    decided(Outcome.NOT_OURS, 2)
    IncidentFactory.create_batch(4, recorded_by=cast.citra, recorded_on=SUNDAY, happened_on=SUNDAY)
    edition = publish_if_due(HOUSE)
    assert edition is not None
    return edition


def in_table(key: str) -> dict[str, int | None]:
    edition = latest()
    assert edition is not None
    table = next(row for row in edition.tables if row["key"] == key)
    return {"": table["total"], **{cell["key"]: cell["count"] for cell in table["cells"]}}


def test_the_page_says_its_finding_and_what_it_withholds(client: Client, figures: Edition) -> None:
    page = client.get("/transparansi/").content.decode()
    assert "34 laporan diterima sampai 10 November 2024" in page
    assert "ditahan, nol juga" in page
    assert "Cara hitung" in page
    assert "Pilkada serentak 2024" in page
    assert figures.trail_short in page
    assert "Kanaria" not in page


def test_small_counts_and_what_would_give_them_away_are_withheld(figures: Edition) -> None:
    assert in_table("reports.outcome") == {
        "": 34, "waiting": 9, "case": 12, "incident": 8, "information": None, "not_ours": None, "dismissed": None,
    }  # fmt: skip
    assert in_table("reports.district") == {"": 34, "33.72.03": 14, "33.72.04": 9, "33.72.05": 11}
    assert set(in_table("incidents.kind").values()) == {None}
    assert set(in_table("cases.stage").values()) == {None}


def test_what_is_kept_holds_no_withheld_count(figures: Edition) -> None:
    kept = json.dumps(Edition.objects.get().tables)
    counts = [row["count"] for table in Edition.objects.get().tables for row in table["cells"]]
    assert all(count is None or count >= 5 for count in counts)
    assert "Kanaria" not in kept


def test_only_this_contest_is_counted(cast: Cast) -> None:
    """Counts on every board are for this election only (Apollo 557)."""
    ReportFactory.create_batch(6, received_on=date(2023, 12, 1))
    ReportFactory.create_batch(7, received_on=date(2024, 10, 1))
    publish_if_due(HOUSE)
    assert in_table("reports.outcome")[""] == 7


def test_the_week_that_runs_is_not_counted_yet(cast: Cast) -> None:
    ReportFactory.create_batch(6, received_on=SUNDAY)
    ReportFactory.create_batch(6, received_on=SUNDAY + timedelta(days=1))
    publish_if_due(HOUSE)
    assert in_table("reports.outcome")[""] == 6


def test_an_edition_is_made_once_with_one_entry_in_the_trail(figures: Edition) -> None:
    assert publish_if_due(HOUSE) is None
    assert Edition.objects.count() == 1
    assert Entry.objects.filter(action="openness.edition.published").count() == 1


def test_a_small_change_of_a_kecamatan_leaves_its_table_standing(figures: Edition) -> None:
    ReportFactory(received_on=SUNDAY + timedelta(days=3))
    edition = publish_if_due(HOUSE, TODAY + timedelta(days=7))
    assert edition is not None
    tables = {row["key"]: row for row in edition.tables}
    assert tables["reports.outcome"]["total"] == 35
    assert tables["reports.district"]["until"] == "2024-11-10"
    assert tables["reports.district"]["total"] == 34


def test_before_the_first_edition_the_page_says_why_it_is_empty(client: Client, city: City) -> None:
    page = client.get("/transparansi/").content.decode()
    assert "Belum ada angka yang diterbitkan" in page
    assert b"".join(client.get("/transparansi/angka.csv")).decode().splitlines()[1:] == []  # type: ignore[call-overload]
    assert client.get("/transparansi/angka.json").json()["tables"] == []


def test_without_a_contest_nothing_is_counted(client: Client, city: City) -> None:
    set_contest(HOUSE, "")
    assert publish_if_due(HOUSE) is None
    assert "belum memilih kontes" in client.get("/transparansi/").content.decode()


def test_the_files_carry_the_same_figures_as_the_page(client: Client, figures: Edition) -> None:
    answer = client.get("/transparansi/angka.csv")
    text = b"".join(answer).decode()  # type: ignore[call-overload]
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    data = client.get("/transparansi/angka.json").json()
    listed = {(t["title"], r["key"]): r["count"] for t in data["tables"] for r in t["rows"]}
    for row in rows:
        if row["kunci"]:
            count = listed[row["tabel"], row["kunci"]]
            assert row["jumlah"] == ("" if count is None else str(count))
            assert bool(row["keterangan"]) == (count is None)
    assert len(rows) == len(listed) + len(data["tables"])
    assert data["smallest_count_shown"] == 5


def test_no_cell_of_the_csv_is_a_formula(figures: Edition) -> None:
    Edition.objects.update(contest="=HYPERLINK(1)")
    text = csv_answer(sheet_rows(Edition.objects.get()), "angka").getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("path", ["/transparansi/", "/transparansi/angka.csv", "/transparansi/angka.json"])
def test_reading_leaves_no_cookie(client: Client, figures: Edition, path: str) -> None:
    assert client.get(path).cookies == {}


def test_the_page_asks_the_rooms_for_nothing(client: Client, figures: Edition) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get("/transparansi/")
    said = " ".join(row["sql"] for row in asked)
    assert not any(table in said for table in ("intake_report", "cases_case", "incidents_incident"))
    assert SEMANGGI not in said
