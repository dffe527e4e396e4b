"""Sessions near the reader: chosen by list or by text, told honestly, without a name."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from kondusif.outreach.models import Session
from kondusif.outreach.rules import Group, PictureKind, SessionStatus
from kondusif.outreach.tests.factories import SessionFactory
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def sessions(cast: Cast) -> dict[str, Session]:
    """One of each kind in Semanggi, one to come in Jebres."""

    def planned(topic: str, on: date, **more: Any) -> Session:
        first = {"status": SessionStatus.PLANNED, "planned_on": on, "planned_time": time(19, 30), "held_on": None,
                 "attending": None, "recorded_by": None, "written_by": cast.intan, "recorded_on": None,
                 "leader_name": "Wahyu Prasetyo", "leader_post": "Lurah Semanggi"}  # fmt: skip
        return SessionFactory(topic=topic, **{**first, **more})

    return {
        "coming": planned("Pertemuan ketua RT", TOMORROW, groups=[Group.RT_RW_HEADS], invited="Ketua RT, Bu Sri"),
        "cancelled": planned("Rapat yang batal", TOMORROW, status=SessionStatus.CANCELLED,
                             cancelled_because="Pendopo dipakai"),
        "unrecorded": planned("Rapat tanpa catatan", TODAY - timedelta(days=3)),
        "held": SessionFactory(topic="Rapat yang jadi", held_on=TODAY - timedelta(days=2), attending=24,
                               recorded_by=cast.citra, notes="Catatan dalam", evidence=PictureKind.PHOTO),
        "bare": SessionFactory(topic="Rapat tanpa foto", held_on=TODAY - timedelta(days=4), recorded_by=cast.citra),
        "old": SessionFactory(topic="Rapat lama", held_on=TODAY - timedelta(days=200), recorded_by=cast.citra),
        "other": planned("Dialog di Jebres", TOMORROW, area_code=JEBRES),
    }  # fmt: skip


def page(client: Client, **query: str) -> str:
    answer = client.get("/sosialisasi/", query)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_a_kelurahan_chosen_from_the_list_shows_its_own_sessions(client: Client, sessions: dict[str, Session]) -> None:
    found = page(client, kelurahan=SEMANGGI)
    assert "Satu sosialisasi dijadwalkan di Semanggi" in found
    assert "Pertemuan ketua RT" in found
    assert "Dialog di Jebres" not in found


@pytest.mark.parametrize("text", ["semanggi", "Semangg", "pasar kliwon"])
def test_a_kelurahan_is_found_by_text(client: Client, sessions: dict[str, Session], text: str) -> None:
    assert "dijadwalkan di Semanggi" in page(client, q=text)


def test_a_text_that_means_nothing_says_so_and_keeps_what_was_typed(
    client: Client, sessions: dict[str, Session]
) -> None:
    found = page(client, q="Semarang <b>")
    assert "Tidak ada kelurahan atau kecamatan bernama" in found
    assert "Semarang &lt;b&gt;" in found


def test_without_a_choice_the_whole_city_stands_there(client: Client, sessions: dict[str, Session]) -> None:
    found = page(client)
    assert "Dua sosialisasi dijadwalkan di Kota Surakarta" in found
    assert "Dialog di Jebres" in found


@pytest.mark.parametrize("code", ["33.74.01.1001", "33.72.99", "bukan", "33.72.03"])
def test_a_place_that_is_no_kelurahan_of_the_city_falls_back_to_the_whole_city(
    client: Client, sessions: dict[str, Session], code: str
) -> None:
    assert "Dua sosialisasi dijadwalkan di Kota Surakarta" in page(client, kelurahan=code)


def test_past_sessions_are_told_as_they_are(client: Client, sessions: dict[str, Session]) -> None:
    found = page(client, kelurahan=SEMANGGI)
    assert "terlaksana, 24 orang hadir" in found
    assert found.count("belum disertai foto atau daftar hadir") == 1
    assert found.count("belum ada catatan pelaksanaan") == 1
    assert "dibatalkan" in found
    assert "Rapat lama" not in found


def test_no_name_no_note_and_no_reason_goes_out(client: Client, sessions: dict[str, Session]) -> None:
    shown = page(client) + "".join(
        client.get(f"/sosialisasi/{row.number}/").content.decode()
        + client.get(f"/sosialisasi/{row.number}/kalender.ics").content.decode()
        for row in sessions.values()
    )
    for kept in ("Wahyu Prasetyo", "Bu Sri", "Catatan dalam", "Pendopo dipakai", "Intan", "Citra"):
        assert kept not in shown
    assert "Lurah Semanggi" in shown


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("coming", "Sesi ini dijadwalkan Kamis, 14 November 2024."),
        ("cancelled", "Sesi yang direncanakan Kamis, 14 November 2024 ini dibatalkan."),
        ("unrecorded", "belum ada catatan pelaksanaannya"),
        ("held", "Sesi ini terlaksana dan dihadiri 24 orang."),
        ("bare", "belum disertai foto atau daftar hadir"),
    ],
)
def test_the_page_behind_the_code_of_an_invitation_says_how_the_session_stands(
    client: Client, sessions: dict[str, Session], which: str, said: str
) -> None:
    answer = client.get(f"/sosialisasi/{sessions[which].number}/")
    assert said in answer.content.decode()
    assert b"<script" not in answer.content
    assert not answer.cookies


def test_a_number_that_is_none_is_not_found(client: Client, sessions: dict[str, Session]) -> None:
    assert client.get("/sosialisasi/SOS-3372-2024-0404/").status_code == 404
    assert client.get("/sosialisasi/SOS-3372-2024-0404/kalender.ics").status_code == 404
    assert client.get("/sosialisasi/kalender.ics", {"kelurahan": "33.74.01.1001"}).status_code == 404


def test_the_calendar_of_a_kelurahan_holds_its_coming_sessions_with_hour_place_and_number(
    client: Client, sessions: dict[str, Session]
) -> None:
    answer = client.get("/sosialisasi/kalender.ics", {"kelurahan": SEMANGGI})
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    told = {str(event["uid"]).partition("@")[0]: event for event in events}
    assert set(told) == {sessions["coming"].number, sessions["cancelled"].number}
    coming = told[sessions["coming"].number]
    assert coming.decoded("dtstart").isoformat() == "2024-11-14T19:30:00+07:00"
    assert str(coming["location"]) == "Pendopo kelurahan, Semanggi, Pasar Kliwon"
    assert str(told[sessions["cancelled"].number]["status"]) == "CANCELLED"
    assert str(coming["summary"]) == "Latihan: Pertemuan ketua RT"


def test_a_session_without_an_hour_takes_the_whole_day(client: Client, sessions: dict[str, Session]) -> None:
    Session.objects.filter(pk=sessions["coming"].pk).update(planned_time=None)
    answer = client.get(f"/sosialisasi/{sessions['coming'].number}/kalender.ics")
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event.decoded("dtstart") == TOMORROW
    assert event.decoded("dtend") == TOMORROW + timedelta(days=1)


def test_where_nothing_is_planned_the_page_says_so_and_points_to_the_kit(client: Client, cast: Cast) -> None:
    found = page(client, kelurahan=SEMANGGI)
    assert "Belum ada sosialisasi yang dijadwalkan di Semanggi" in found
    assert 'href="/materi/"' in found
