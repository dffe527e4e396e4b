"""A note from a phone arrives once, whatever happens on the way."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base import pictures
from kondusif.incidents.models import Incident, NilReport
from kondusif.institutions.selectors import today
from kondusif.kernel.clock import now
from kondusif.outreach.models import Session
from kondusif.web.desk import gathering
from kondusif.web.field import devices, pieces
from kondusif.web.field.supplies import held_of, item_line
from kondusif.web.models import Device, Item, Part
from kondusif.web.rules import HELD
from support.cast import JEBRES, SEMANGGI, Cast
from support.phone import Phone, incident, noise, picture, session

pytestmark = pytest.mark.django_db


def test_a_session_becomes_a_record_with_its_photo(phone: Phone, cast: Cast) -> None:
    answer = phone.send(phone.write(session(topic="Tolak politik uang"), picture()))
    made = Session.objects.get()
    assert (answer["state"], answer["subject"]) == ("taken", made.number)
    assert (made.topic, made.attending, made.held_on, made.recorded_by) == (
        "Tolak politik uang", 30, today(), cast.citra,
    )  # fmt: skip
    assert made.pictures.count() == 1
    assert made.origin == "field"
    assert not Part.objects.exists()
    assert not list(pieces.folder().rglob("?" * 32))


def test_the_same_note_fifty_times_is_one_record(phone: Phone) -> None:
    note = phone.write(session(), picture())
    answers = [phone.send(note) for _time in range(50)]
    assert {answer["subject"] for answer in answers} == {Session.objects.get().number}
    assert Item.objects.count() == 1


def test_a_picture_goes_on_from_where_it_was_cut(phone: Phone) -> None:
    note = phone.write(incident(), noise())
    answer = phone.begin(note).json()
    whole = note.photos[0]
    assert answer["got"] == [0]
    assert len(whole) > 2 * 262144
    path = f"/lapangan/kiriman/{note.key}/foto/0/?dari="
    assert phone.post(f"{path}0", whole[:262144]).json()["got"] == 262144
    assert phone.post(f"{path}0", whole[:262144]).json()["got"] == 262144
    assert phone.post(f"{path}524288", whole[524288:600000]).json()["got"] == 262144
    assert phone.begin(note).json()["got"] == [262144]
    early = phone.post(f"/lapangan/kiriman/{note.key}/selesai/", {})
    assert (early.status_code, early.json()["code"]) == (422, "web.item.parts_missing")
    assert phone.send(note)["state"] == "taken"


def test_a_picture_damaged_on_the_way_begins_anew(phone: Phone) -> None:
    note = phone.write(incident(), picture())
    phone.begin(note)
    bad = bytes(len(note.photos[0]))
    assert phone.post(f"/lapangan/kiriman/{note.key}/foto/0/?dari=0", bad).json()["got"] == 0
    assert phone.send(note)["state"] == "taken"


def test_a_nil_report_takes_one_note_and_a_second_one_changes_nothing(phone: Phone) -> None:
    for _time in range(2):
        answer = phone.send(phone.write({"kind": "nil", "area_code": SEMANGGI}))
        assert (answer["state"], answer["subject"]) == ("taken", SEMANGGI)
    report = NilReport.objects.get()
    assert (report.area_code, report.on_date, report.on_behalf) == (SEMANGGI, today(), False)


def test_an_incident_keeps_its_photo_sealed_beside_it(phone: Phone) -> None:
    answer = phone.send(phone.write(incident(), picture()))
    assert answer["subject"] == Incident.objects.get().number
    part = Part.objects.get()
    assert pieces.read(part.name)[:1] == b"\x01"


@pytest.mark.parametrize(
    "off", [timedelta(days=-731), timedelta(days=731), timedelta()], ids=["behind", "ahead", "right"]
)
def test_a_clock_two_years_off_does_not_move_the_day(phone: Phone, off: timedelta) -> None:
    phone.off = off
    Device.objects.update(registered_at=now() - timedelta(days=9))
    phone.send(phone.write(session(), ago=timedelta(days=2)))
    assert Session.objects.get().held_on == today() - timedelta(days=2)
    facts = Item.objects.get().facts
    assert facts["certain"] is True
    assert abs(facts["off"] - off.total_seconds()) < 60


def test_a_clock_set_right_before_sending_gives_the_day_of_arrival(phone: Phone) -> None:
    phone.off = timedelta(days=-731)
    note = phone.write(session())
    phone.off = timedelta()
    phone.send(note)
    assert Session.objects.get().held_on == today()
    assert Item.objects.get().facts["certain"] is False


def test_days_before_are_counted_from_the_writing(phone: Phone) -> None:
    phone.send(phone.write(session(days_before=1)))
    assert Session.objects.get().held_on == date(2024, 11, 12)


@pytest.mark.parametrize(("body", "code"), [
    (session(attending=-3), "outreach.session.attending_negative"),
    (session(attending=10_000), "outreach.session.attending_too_many"),
    (session(reached=["33.72.03.1002.099"]), "outreach.reach.unknown"),
    (session(area=JEBRES), "web.item.elsewhere"),
    (session(programme="PRG-3372-2024-0001"), "outreach.session.programme_unknown"),
    (incident(harm="criticism"), "incidents.kind.criticism"),
    (session(nama="x"), "web.item.malformed"),
])  # fmt: skip
def test_what_cannot_be_true_is_kept_and_said(phone: Phone, body: dict[str, Any], code: str) -> None:
    answer = phone.send(phone.write(body, picture()))
    item = Item.objects.get()
    assert (item.state, item.code) == ("refused", code)
    assert answer["sentence"]
    assert (bytes(item.sealed)[:1], item.parts.count()) == (b"\x01", 1)
    assert [row["key"] for row in phone.greet()["held"]] == [str(item.key)]
    assert not Session.objects.exists()
    assert Entry.objects.filter(action="web.item.held").count() == 1


def test_a_refused_note_is_mended_by_another_that_keeps_its_photo(phone: Phone) -> None:
    bad = phone.write(session(attending=-3), picture())
    phone.send(bad)
    told = phone.client.get(f"/lapangan/kiriman/{bad.key}/isi.json").json()
    assert (told["body"]["attending"], told["photos"]) == (-3, [0])
    good = phone.write(told["body"] | {"attending": 3}, replaces=bad.key, kept=(0,))
    answer = phone.send(good)
    assert answer["state"] == "taken"
    made = Session.objects.get()
    assert (made.attending, made.pictures.count()) == (3, 1)
    assert Item.objects.get(key=bad.key).state == "replaced"
    assert phone.greet()["held"] == []


def test_a_picture_that_is_no_picture_is_said(phone: Phone) -> None:
    phone.send(phone.write(session(), b"bukan gambar"))
    assert Item.objects.get().code == "base.picture.unreadable"


def test_another_content_under_the_same_key_is_refused(phone: Phone) -> None:
    note, other = phone.write(session()), phone.write(session())
    phone.begin(note)
    other.listed["key"] = note.listed["key"]
    answer = phone.begin(other)
    assert (answer.status_code, answer.json()["code"]) == (422, "web.item.other_content")


def test_an_envelope_that_says_something_else_is_refused(phone: Phone) -> None:
    note, other = phone.write(session()), phone.write(session())
    note.blob, note.listed["sha256"] = other.blob, other.listed["sha256"]
    phone.send(note)
    assert Item.objects.get().code == "web.item.mixed_up"


def test_another_account_never_sends_somebody_elses_queue(phone: Phone, cast: Cast) -> None:
    note = phone.write(session())
    phone.client.force_login(cast.intan)
    answer = phone.begin(note)
    assert (answer.status_code, answer.json()["code"]) == (422, "web.device.not_yours")
    assert phone.client.get(f"/lapangan/kiriman/{note.key}/").status_code == 404
    assert not Item.objects.exists()


def test_a_new_phone_starts_empty_and_overwrites_nothing(phone: Phone) -> None:
    """Acceptance 11 (monitorizare-vot 90)."""
    phone.send(phone.write(session(topic="Pertama")))
    before = Session.objects.values().get()
    new = Phone(phone.client)
    told = new.greet()
    assert told["held"] == []
    assert Device.objects.count() == 2
    assert Session.objects.values().get() == before


def test_a_note_from_a_revoked_phone_is_held(phone: Phone, cast: Cast) -> None:
    """T8 of the threat model: what a revoked phone still sends waits for a person."""
    note = phone.write(session())
    devices.revoke(actor_of(cast.intan), cast.intan, Device.objects.get())
    assert phone.client.get("/lapangan/").status_code == 404
    phone.client.force_login(cast.citra)
    assert phone.send(note)["state"] == "quarantined"
    assert not Session.objects.exists()


def test_edits_out_of_order_end_as_in_order(phone: Phone) -> None:
    """Acceptance 12 (ODK Central 669), the first half."""
    first = phone.write(session(topic="Satu", attending=1))
    second = phone.write(session(topic="Dua", attending=2), replaces=first.key)
    third = phone.write(session(topic="Tiga", attending=3), picture(), replaces=second.key)
    assert phone.send(third)["state"] == "waiting"
    assert phone.send(second)["state"] == "waiting"
    assert phone.send(first)["state"] == "taken"
    made = Session.objects.get()
    assert (made.topic, made.attending, made.pictures.count()) == ("Tiga", 3, 1)
    assert [Item.objects.get(key=one.key).state for one in (first, second, third)] == ["replaced", "replaced", "taken"]


def test_an_edit_of_which_one_photo_is_refused_leaves_no_photo_on_the_disk(phone: Phone) -> None:
    first = phone.write(session(topic="Satu"))
    phone.send(first)
    bad = phone.write(session(topic="Dua"), picture("#112233"), b"bukan gambar", replaces=first.key)
    assert phone.send(bad)["state"] == "refused"
    assert Session.objects.get().topic == "Satu"
    assert not list(pictures.folder().rglob("*.jpg"))


def test_held_notes_are_listed_with_the_same_number_of_reads_however_many_they_are(
    phone: Phone, django_assert_max_num_queries: Any
) -> None:
    for _time in range(4):
        phone.send(phone.write(session(attending=-3), picture()))
    person = Device.objects.get().user
    with django_assert_max_num_queries(2):
        assert [item_line(row)["got"] != [] for row in held_of(person)] == [True] * 4


def test_two_edits_of_one_note_are_a_conflict(phone: Phone) -> None:
    """Acceptance 12 (ODK Central 669), the other half."""
    first = phone.write(session(topic="Satu"))
    phone.send(first)
    phone.send(phone.write(session(topic="Dua"), replaces=first.key))
    answer = phone.send(phone.write(session(topic="Tiga"), replaces=first.key))
    assert answer["state"] == "conflict"
    assert Session.objects.get().topic == "Dua"


def test_an_edit_over_what_the_desk_changed_is_a_conflict(phone: Phone) -> None:
    first = phone.write(session(topic="Satu"))
    phone.send(first)
    Session.objects.update(version=7, topic="Dari Desk")
    assert phone.send(phone.write(session(topic="Dua"), replaces=first.key))["state"] == "conflict"
    assert Session.objects.get().topic == "Dari Desk"


def test_an_incident_is_corrected_by_another_note(phone: Phone) -> None:
    first = phone.write(incident())
    phone.send(first)
    phone.send(phone.write(incident(severity="heavy"), replaces=first.key))
    assert Incident.objects.get().severity == "heavy"


def test_a_stranger_finds_nothing_and_another_role_is_told(cast: Cast) -> None:
    assert Client().get("/lapangan/").status_code == 404
    client = Client()
    client.force_login(cast.budi)
    assert client.get("/lapangan/bekal.json").status_code == 403


def test_the_page_holds_nothing_of_its_reader(phone: Phone, cast: Cast) -> None:
    page = phone.client.get("/lapangan/")
    assert cast.citra.full_name not in page.content.decode()
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "'wasm-unsafe-eval'" in page.headers["Content-Security-Policy"]
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    other = phone.client.get("/ruang/kejadian/")
    assert "wasm" not in other.headers["Content-Security-Policy"]
    assert "camera=()" in other.headers["Permissions-Policy"]


def test_supplies_name_places_and_no_report(phone: Phone) -> None:
    told = phone.greet()
    assert [row["code"] for row in told["places"]] == [SEMANGGI]
    assert told["nil"] == [{"code": SEMANGGI, "name": "Semanggi", "told": False, "nil": False}]
    assert "laporan masuk" not in str(told).lower()


def test_the_private_half_lies_in_a_file_and_nowhere_else(phone: Phone, settings: Any) -> None:
    (kept,) = Path(settings.HOME).glob("*.secret")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len(kept.read_text()) == 64
    assert datetime.fromtimestamp(kept.stat().st_mtime, now().tzinfo) <= now()


def test_a_note_of_this_morning_waits_since_today_by_the_citys_own_zone(phone: Phone, cast: Cast) -> None:
    """Seven in the evening of the day before in UTC is two in the morning here."""
    phone.send(phone.write({"kind": "nil", "area_code": SEMANGGI}))
    for hour, days in (("2024-11-12T19:00:00+00:00", 0), ("2024-11-12T16:00:00+00:00", 1)):
        Item.objects.update(state=min(HELD), arrived_at=datetime.fromisoformat(hour))
        pile = next(line for line in gathering.lines(cast.intan, date(2024, 11, 13)) if line.key == "phones")
        assert (pile.count.number, pile.days) == (1, days)
