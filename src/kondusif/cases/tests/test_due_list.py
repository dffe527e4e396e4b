"""Due work in order of lateness, on the page and in the file."""

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.accounts.services import name_substitute
from kondusif.cases.due_work import ORDER, Band, Scope, counted, due_work, lines
from kondusif.cases.models import Case, Deadline
from kondusif.cases.tests.factories import a_case
from kondusif.cases.tests.test_remind import a_summoned_case
from kondusif.institutions.models import Unit
from support.cast import TODAY, Cast, person

NOON = datetime.combine(TODAY, time(12))
URL = "/ruang/tenggat/"
# Wednesday 13 November 2024: what each pair of dates is, said by hand.
SAID = [
    (date(2024, 11, 8), date(2024, 11, 12), None, Band.LATE),
    (date(2024, 11, 12), date(2024, 11, 12), None, Band.LATE),
    (date(2024, 11, 12), date(2024, 11, 13), None, Band.BEYOND_SAFE),
    (date(2024, 11, 13), date(2024, 11, 13), None, Band.TODAY),
    (date(2024, 11, 13), date(2024, 11, 13), time(11, 59), Band.LATE),
    (date(2024, 11, 13), date(2024, 11, 13), time(12, 1), Band.TODAY),
    (date(2024, 11, 14), date(2024, 11, 20), None, Band.WEEK),
    (date(2024, 11, 17), date(2024, 11, 17), None, Band.WEEK),
    (date(2024, 11, 18), date(2024, 11, 18), None, Band.LATER),
    (None, None, None, Band.NO_DATE),
]


def clock(cast: Cast, due: date | None, outer: date | None = None, hour: time | None = None) -> Deadline:
    """A case with one clock, on the dates given."""
    case = a_summoned_case(cast)
    case.deadlines.exclude(step="examination").delete()
    case.deadlines.update(due_on=due, outer_on=outer or due, due_time=hour, outer_time=hour)
    return case.deadlines.get()


def bands(user: User, scope: Scope = Scope.ALL) -> list[Band]:
    return [line.band for line in lines(due_work(user, scope, NOON))]


@pytest.mark.parametrize(("due", "outer", "hour", "band"), SAID)
def test_a_clock_stands_in_its_band(
    cast: Cast, due: date | None, outer: date | None, hour: time | None, band: Band
) -> None:
    clock(cast, due, outer, hour)
    assert bands(cast.hana) == [band]


def test_the_most_pressing_comes_first_and_every_band_is_counted(cast: Cast) -> None:
    for due, outer, hour, _band in reversed(SAID):
        clock(cast, due, outer, hour)
    paused = clock(cast, date(2024, 11, 1))
    Deadline.objects.filter(pk=paused.pk).update(paused_since=date(2024, 11, 5), pause_reason="x")
    found = bands(cast.hana)
    assert found == sorted(found, key=ORDER.index)
    counts = counted(due_work(cast.hana, Scope.ALL, NOON))
    assert list(counts.items()) == [(band, found.count(band)) for band in ORDER]
    assert sum(counts.values()) == len(SAID) + 1


def test_mine_is_what_i_handle_cover_or_stand_in_for(cast: Cast) -> None:
    third = person("joko", "Joko", Role.HANDLER, "inspektorat")
    a_summoned_case(cast)
    a_summoned_case(cast, handler=third, substitute=cast.gita)
    mine = {user.username: len(bands(user, Scope.MINE)) for user in (cast.hana, cast.gita, third)}
    assert mine["hana"] == mine["gita"] == mine["joko"] > 0
    name_substitute(actor_of(cast.hana), cast.hana, substitute=third, first=TODAY, last=None, on=TODAY)
    assert len(bands(User.objects.get(pk=third.pk), Scope.MINE)) == mine["joko"] + mine["hana"]


def test_my_unit_is_whoever_works_in_it(cast: Cast) -> None:
    a_summoned_case(cast)
    assert bands(cast.gita, Scope.MINE) == []
    assert bands(cast.gita, Scope.UNIT) == bands(cast.gita, Scope.ALL) != []
    assert bands(cast.intan, Scope.UNIT) == []


def test_who_stands_over_the_examined_unit_sees_none_of_it(cast: Cast) -> None:
    a_summoned_case(cast)
    User.objects.filter(pk=cast.gita.pk).update(unit=Unit.objects.get(key="kel-semanggi"))
    assert bands(User.objects.get(pk=cast.gita.pk)) == []


def test_a_met_or_closed_clock_is_gone(cast: Cast) -> None:
    row = clock(cast, TODAY)
    Case.objects.filter(pk=row.case_id).update(
        status="closed", approved_by=cast.gita, proposed_by=cast.hana, closed_on=TODAY
    )
    assert bands(cast.hana) == []


def test_the_page_says_the_counts_and_why_nothing_is_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.hana)
    assert "Tidak ada tenggat yang berjalan pada Anda" in client.get(URL).content.decode()
    clock(cast, TODAY - timedelta(days=3))
    clock(cast, TODAY)
    page = client.get(URL).content.decode()
    assert "2 tenggat berjalan: 1 lewat, 1 jatuh tempo hari ini" in page
    assert "NET-3372-2024-0001" in page
    chat = page.split("<textarea")[1].split("</textarea>")[0]
    assert "NET-3372-2024-0002" in chat
    assert "grup" not in chat
    assert "Hana" not in chat


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("lingkup=semua&prosedur=disiplin-pp94", 2), ("lingkup=semua&prosedur=bawaslu-pilkada", 0),
        ("lingkup=semua&wilayah=33.72.03", 2), ("lingkup=semua&wilayah=33.72.04", 0),
        ("lingkup=semua&keadaan=hari-ini", 1), ("lingkup=semua&keadaan=lewat", 1), ("lingkup=semua&keadaan=nanti", 0),
        ("lingkup=entah&prosedur=entah&wilayah=entah&keadaan=entah&halaman=entah", 2),
    ],
)  # fmt: skip
def test_filters_narrow_the_page_and_the_file_alike(client: Client, cast: Cast, query: str, total: int) -> None:
    clock(cast, TODAY - timedelta(days=3))
    clock(cast, TODAY)
    client.force_login(cast.hana)
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 200
    assert answer.context["page"].paginator.count == total
    assert len(sheet(client, query)) == total


def sheet(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{URL}unduh/?{query}")
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[union-attr]
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_holds_numbers_and_dates_and_no_matter(client: Client, cast: Cast) -> None:
    row = clock(cast, TODAY, TODAY + timedelta(days=1))
    client.force_login(cast.hana)
    (line,) = sheet(client)
    assert (line["nomor"], line["tanggal_aman"], line["batas_luar"]) == (
        row.case.number, "2024-11-13", "2024-11-14"
    )  # fmt: skip
    assert row.case.title not in str(line)


def test_ten_thousand_clocks_page_in_few_questions_and_the_file_has_them_all(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    """Acceptance 8 in small: the file ends, and its count equals the screen's."""
    case = a_case(cast)
    case.deadlines.all().delete()
    Deadline.objects.bulk_create(
        Deadline(
            case=case, procedure="disiplin-pp94", step="examination", event=f"e{n}", started_on=date(2024, 11, 1),
            due_on=TODAY + timedelta(days=n % 90 - 30), outer_on=TODAY + timedelta(days=n % 90 - 28),
            edition="2024.1.1", actor="examiners",
        )
        for n in range(10_000)
    )  # fmt: skip
    client.force_login(cast.hana)
    with django_assert_max_num_queries(20):
        answer = client.get(f"{URL}?halaman=7")
    assert answer.context["page"].paginator.count == 10_000
    assert len(answer.content) < 300_000
    assert len(sheet(client)) == 10_000


def test_print_shows_the_list_without_pages(client: Client, cast: Cast) -> None:
    for _ in range(3):
        clock(cast, TODAY)
    client.force_login(cast.hana)
    assert not client.get(f"{URL}?cetak=1").context["page"].has_other_pages()


def test_leaders_see_all_first_and_the_list_stands_in_the_menu(client: Client, cast: Cast) -> None:
    clock(cast, TODAY)
    client.force_login(cast.lukman)
    page = client.get(URL).content.decode()
    assert "1 tenggat berjalan: 0 lewat, 1 jatuh tempo hari ini" in page
    assert f'href="{URL}" aria-current="page"' in page
