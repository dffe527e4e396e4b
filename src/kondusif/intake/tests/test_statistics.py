"""The figures of the desk: what they count, for whom small counts are withheld, and that no person stands in them."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.intake.models import SecondLook
from kondusif.intake.rules import Outcome, Status, Value
from kondusif.intake.selectors.statistics import desk_figures
from kondusif.intake.selectors.waiting import piles_of_reports
from kondusif.intake.tests.factories import ReportFactory
from support.cast import Cast
from support.pages import without_tokens

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)  # a Wednesday
PAGE = "/ruang/laporan/angka/"


@pytest.fixture
def made(keys: Cast) -> Callable[..., Any]:
    """Makes so many reports; decided ones by Budi."""

    def make(many: int = 1, **more: Any) -> list[Any]:
        if more.get("outcome"):
            more = {"status": Status.DECIDED, "decided_by": keys.budi, "decided_on": TODAY} | more
        return [ReportFactory(**more) for _one in range(many)]

    return make


def sheet(client: Client) -> dict[tuple[str, str, str], str]:
    answer = client.get(f"{PAGE}?berkas=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["bagian", "butir", "ukuran", "nilai"]
    return {(a, b, c): d for a, b, c, d in rows[1:]}


def test_the_first_look_is_counted_in_working_days(keys: Cast, made: Callable[..., Any]) -> None:
    friday = date(2024, 11, 8)
    made(received_on=friday, taken_on=date(2024, 11, 11))  # Monday: one working day
    made(received_on=friday, taken_on=friday)
    made(received_on=friday, taken_on=date(2024, 11, 13))
    made()
    found = desk_figures(keys.budi, TODAY)
    assert (found.total, found.never_looked) == (4, 1)
    assert (found.looked.counted, found.looked.median) == (3, 1)
    assert found.looked.within == {1: pytest.approx(2 / 3), 3: 1}


def test_ends_values_channels_and_the_telling_are_counted(keys: Cast, made: Callable[..., Any]) -> None:
    made(2, outcome=Outcome.INFORMATION, value=Value.POSSIBLE, told_on=TODAY, told_way="code")
    made(1, outcome=Outcome.DISMISSED, channel="phone")
    made(1)
    found = desk_figures(keys.budi, TODAY)
    assert {row.key: row.count for row in found.outcomes if row.count} == {"information": 2, "dismissed": 1, "": 1}
    assert {row.key: row.count for row in found.values if row.count} == {"possible": 2, "unknown": 1}
    assert {row.key: row.count for row in found.channels if row.count} == {"web": 3, "phone": 1}
    assert (found.told.counted, found.told.median, found.untold) == (2, 0, 1)


def test_only_this_election_counts(keys: Cast, made: Callable[..., Any]) -> None:
    made(received_on=TODAY)
    made(received_on=date(2023, 5, 1))
    found = desk_figures(keys.budi, TODAY)
    assert found.since is not None
    assert found.total == 1
    assert desk_figures(keys.budi, TODAY - timedelta(days=1)).total == 0


def test_months_without_reports_stand_there_too(keys: Cast, made: Callable[..., Any]) -> None:
    made(received_on=date(2024, 9, 30))
    made(2, received_on=date(2024, 11, 1))
    months = desk_figures(keys.budi, TODAY).months
    assert [(row.first_on.month, row.received) for row in months] == [(9, 1), (10, 0), (11, 2)]


def test_agreement_is_said_from_twenty_pairs_on(keys: Cast, made: Callable[..., Any]) -> None:
    rows = made(20, outcome=Outcome.INFORMATION)
    for number, report in enumerate(rows):
        outcome = Outcome.INFORMATION if number < 15 else Outcome.DISMISSED
        SecondLook.objects.create(report=report, outcome=outcome, looked_on=TODAY, looked_by=keys.budi)
    assert desk_figures(keys.budi, TODAY).agreement.share == 0.75
    SecondLook.objects.filter(report=rows[0]).delete()
    assert desk_figures(keys.budi, TODAY).agreement.share is None


@pytest.mark.parametrize("role", [Role.DESK, Role.LEADER, Role.AUDITOR])
def test_leaders_and_auditors_read_no_count_below_five(
    cast: Cast, client: Client, made: Callable[..., Any], role: Role
) -> None:
    made(9, outcome=Outcome.INFORMATION)
    made(7, outcome=Outcome.DISMISSED)
    made(2, outcome=Outcome.NOT_OURS, channel="phone")
    client.force_login(cast.by_role()[role])
    found = sheet(client)
    small = [where for where, value in found.items() if where[2] == "jumlah" and value in {"1", "2", "3", "4"}]
    assert small == []
    hidden = [where[1] for where, value in found.items() if where[0] == "putusan" and value == "ditahan"]
    shown = [where[1] for where, value in found.items() if where[0] == "putusan" and value != "ditahan"]
    assert (shown, len(hidden)) == (["Informasi awal"], 5)
    assert found["laporan", "semua", "jumlah"] == "18"
    assert "ditahan" in client.get(PAGE).content.decode()


def test_who_verifies_reads_all(cast: Cast, client: Client, made: Callable[..., Any]) -> None:
    made(2, outcome=Outcome.NOT_OURS, channel="phone")
    client.force_login(cast.by_role()[Role.VERIFIER])
    assert sheet(client)["putusan", "Bukan kewenangan kota", "jumlah"] == "2"


def test_a_verifier_counts_the_reports_that_the_own_eyes_may_read_and_no_other(
    keys: Cast, made: Callable[..., Any]
) -> None:  # fmt: skip
    made(3)
    made(2, accused_unit=keys.budi.unit)
    made(6, area_code="33.73.01.1001")
    assert desk_figures(keys.budi, TODAY).total == 3
    assert desk_figures(keys.lukman, TODAY).total == 11


def test_two_tables_together_give_nothing_small_away(keys: Cast, made: Callable[..., Any]) -> None:
    """How many are decided is the sum of the values, so they go where it is withheld."""
    made(2)
    made(9, outcome=Outcome.INFORMATION)
    found = desk_figures(keys.lukman, TODAY)
    assert [row.count for row in found.values if row.key == "unknown"] == [None]
    assert found.told.within == {}


def test_where_many_are_undecided_the_values_are_said(keys: Cast, made: Callable[..., Any]) -> None:
    made(8)
    made(7, outcome=Outcome.INFORMATION, value=Value.POSSIBLE)
    made(6, outcome=Outcome.INFORMATION)
    made(5, outcome=Outcome.DISMISSED)
    found = desk_figures(keys.lukman, TODAY)
    assert {row.key: row.count for row in found.outcomes if row.count} == {"information": 13, "": 8}
    assert {row.key: row.count for row in found.values if row.count} == {"unknown": 11}


def test_a_month_of_few_looks_says_no_median(keys: Cast, made: Callable[..., Any]) -> None:
    made(4, received_on=date(2024, 10, 30), taken_on=date(2024, 10, 31))
    made(4, received_on=date(2024, 10, 30))
    made(7, received_on=TODAY, taken_on=TODAY)
    for reader, medians in ((keys.budi, [1, 0]), (keys.lukman, [None, 0])):
        assert [row.median for row in desk_figures(reader, TODAY).months] == medians


def test_what_is_decided_of_a_month_is_for_verifiers(
    keys: Cast, client: Client, made: Callable[..., Any]
) -> None:  # fmt: skip
    made(9, outcome=Outcome.INFORMATION)
    for reader, said in ((keys.budi, True), (keys.lukman, False)):
        client.force_login(reader)
        assert (">Diputus</th>" in client.get(PAGE).content.decode()) is said
        assert (("bulan", "2024-11", "diputus") in sheet(client)) is said


@pytest.mark.parametrize("many", [0, 3])
def test_an_empty_or_tiny_desk_says_so(keys: Cast, client: Client, made: Callable[..., Any], many: int) -> None:
    made(many)
    for user, said in (
        (keys.budi, "Belum ada laporan" if many == 0 else "3 laporan"),
        (keys.lukman, "kurang dari lima"),
    ):
        client.force_login(user)
        page = client.get(PAGE).content.decode()
        assert "belum cukup" in page
        assert said in page


def test_no_person_stands_in_the_figures(cast: Cast, client: Client, made: Callable[..., Any]) -> None:
    made(6, outcome=Outcome.INFORMATION, name="Wulan Prasetyo", accused_name="Bambang Wijaya")
    client.force_login(cast.eko)
    page, cells = client.get(PAGE).content.decode(), " ".join(" ".join(row) for row in sheet(client))
    for name in ("Budi", "Wulan", "Bambang", "Semanggi"):
        assert name not in cells
        assert name not in without_tokens(page)


@pytest.mark.parametrize("role", [Role.HANDLER, Role.FIELD, Role.PARTNER, Role.ADMIN])
def test_others_do_not_pass(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(cast.by_role()[role])
    assert client.get(PAGE).status_code == 403


def test_what_a_desk_officers_own_line_is_reported_for_stands_in_no_figure_of_theirs(
    keys: Cast, made: Callable[..., Any]
) -> None:
    """The board leaves it out; a figure with it would tell by subtraction how many there are."""
    made(7)
    made(3, accused_unit=keys.intan.unit)
    board = {pile.key: pile.count.number for pile in piles_of_reports(keys.intan)}
    found = desk_figures(keys.intan, TODAY)
    assert found.total == board["new"] + board["review"] == 7
    assert desk_figures(keys.eko, TODAY).total == 10


def test_the_page_says_what_it_leaves_out(keys: Cast, client: Client) -> None:
    for user, said in ((keys.intan, True), (keys.eko, False), (keys.budi, False)):
        client.force_login(user)
        assert ("Tanpa laporan tentang unit Anda" in client.get(PAGE).content.decode()) is said
