"""The private calendar, read back by the library that reads calendars."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar, Event

from kondusif.accounts.models import CalendarKey, User
from kondusif.accounts.selectors import actor_of
from kondusif.accounts.services import make_calendar_key, name_substitute, withdraw_calendar_key
from kondusif.cases.models import Case, Deadline, DeadlineMove
from kondusif.cases.tests.factories import SUMMARY
from kondusif.cases.tests.test_due_list import clock
from kondusif.institutions.models import City
from kondusif.kernel.clock import now
from support.cast import TODAY, Cast


def local(text: str) -> datetime:
    """A moment of the city's own clock, without a zone."""
    return datetime.fromisoformat(text)


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/kalender/{make_calendar_key(actor_of(cast.hana), cast.hana)}.ics"


def events(address: str) -> list[Event]:
    calendar = Calendar.from_ical(Client().get(address).content)
    return list(calendar.walk("VEVENT"))


def test_each_running_clock_is_one_event_on_its_safe_day(cast: Cast, address: str) -> None:
    row = clock(cast, TODAY + timedelta(days=5), TODAY + timedelta(days=7))
    Deadline.objects.update(office_by=None)
    clock(cast, None)
    (event,) = events(address)
    assert event.decoded("dtstart") == date(2024, 11, 18)
    assert event.decoded("dtend") == date(2024, 11, 19)
    assert str(event["summary"]) == f"Latihan: Pemeriksaan setelah panggilan, {row.case.number}"
    assert str(event["url"]).endswith(f"/ruang/penanganan/{row.case.number}/")
    assert "Menurut hitungan lain sampai Rabu, 20 November 2024." in str(event["description"])
    assert "Mengapa tanggal ini:" in str(event["description"])


@pytest.mark.parametrize(("zone", "hours"), [("WIB", 7), ("WITA", 8), ("WIT", 9)])
def test_an_office_hour_is_a_moment_in_the_citys_zone(cast: Cast, address: str, zone: str, hours: int) -> None:
    clock(cast, TODAY + timedelta(days=5))
    Deadline.objects.update(office_by="2024-11-18T16:00")
    City.objects.update(zone=zone)
    (event,) = events(address)
    start = event.decoded("dtstart")
    assert start.utcoffset() == timedelta(hours=hours)
    assert start.replace(tzinfo=None) == local("2024-11-18 16:00")
    calendar = Calendar.from_ical(Client().get(address).content)
    (block,) = calendar.walk("VTIMEZONE")
    assert ZoneInfo(str(block["tzid"])).utcoffset(local("2024-11-18 00:00")) == timedelta(hours=hours)
    assert block.walk("STANDARD")[0].decoded("tzoffsetto") == timedelta(hours=hours)


def test_a_clock_counted_in_hours_is_a_moment(cast: Cast, address: str) -> None:
    clock(cast, TODAY + timedelta(days=1), hour=time(9, 30))
    Deadline.objects.update(office_by=None)
    (event,) = events(address)
    assert event.decoded("dtstart").replace(tzinfo=None) == local("2024-11-14 09:30")


def test_nothing_in_it_names_a_person_a_unit_or_the_matter(cast: Cast, address: str) -> None:
    row = clock(cast, TODAY + timedelta(days=5))
    text = Client().get(address).content.decode().replace("\r\n ", "")
    for word in (row.case.title, SUMMARY[:30], "Hana", "Gita", "Semanggi", "Inspektorat", "SKB-D"):
        assert word not in text


def test_a_moved_date_keeps_its_name_and_counts_its_sequence(cast: Cast, address: str) -> None:
    row = clock(cast, TODAY + timedelta(days=5))
    (before,) = events(address)
    Deadline.objects.filter(pk=row.pk).update(due_on=TODAY + timedelta(days=8), outer_on=TODAY + timedelta(days=9))
    DeadlineMove.objects.create(
        deadline=row, cause="amendment", old_started="2024-11-11", old_due="2024-11-18", old_outer="2024-11-18",
        old_edition="2024.1.1", new_due="2024-11-21", new_outer="2024-11-22", new_edition="2024.1.2",
    )  # fmt: skip
    (after,) = events(address)
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("last-modified") >= before.decoded("last-modified")


def test_only_the_owners_running_clocks_are_in_it(cast: Cast, address: str) -> None:
    mine = clock(cast, TODAY + timedelta(days=5))
    other = clock(cast, TODAY + timedelta(days=5))
    paused = clock(cast, TODAY + timedelta(days=5))
    Case.objects.filter(pk=other.case_id).update(handler=cast.gita)
    Deadline.objects.filter(pk=paused.pk).update(paused_since=TODAY)
    assert [str(event["summary"]).endswith(mine.case.number) for event in events(address)] == [True]
    name_substitute(actor_of(cast.gita), cast.gita, substitute=cast.hana, first=TODAY, last=None, on=TODAY)
    assert len(events(address)) == 2


def test_the_answer_is_private_tagged_and_makes_no_cookie(cast: Cast, address: str) -> None:
    clock(cast, TODAY + timedelta(days=5))
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"].startswith("private")
    assert not answer.cookies
    again = Client().get(address, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert not again.content
    Deadline.objects.update(due_on=TODAY + timedelta(days=6), outer_on=TODAY + timedelta(days=6), office_by=None)
    assert Client().get(address, headers={"if-none-match": answer["ETag"]}).status_code == 200
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in answer.content


def test_an_unchanged_calendar_is_the_same_to_the_byte(cast: Cast, address: str) -> None:
    clock(cast, TODAY + timedelta(days=5))
    assert Client().get(address).content == Client().get(address).content


def test_a_wrong_withdrawn_or_expired_address_is_not_found_at_the_same_cost(cast: Cast, address: str) -> None:
    expired = f"/kalender/{make_calendar_key(actor_of(cast.gita), cast.gita)}.ics"
    CalendarKey.objects.filter(user=cast.gita).update(expires_at=now())
    withdraw_calendar_key(actor_of(cast.hana), cast.hana)
    costs = set()
    for path in (address, expired, "/kalender/salah.ics", "/kalender/%20.ics"):
        with CaptureQueriesContext(connection) as asked:
            answer = Client().get(path)
        costs.add(len(asked))
        assert answer.status_code == 404
        assert not answer.cookies
    assert len(costs) == 1


def test_who_has_lost_the_account_or_the_role_has_lost_the_calendar(cast: Cast, address: str) -> None:
    clock(cast, TODAY + timedelta(days=5))
    cast.hana.grants.all().delete()
    assert events(address) == []
    User.objects.filter(pk=cast.hana.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_account_page_hands_out_the_address(client: Client, cast: Cast) -> None:
    client.force_login(cast.hana)
    page = client.post("/akun/kalender/", {"tindakan": "buat"}).content.decode()
    address = page.split('value="http://testserver')[1].split('"')[0]
    assert Client().get(address).status_code == 200
    assert address not in client.get("/akun/kalender/").content.decode()
