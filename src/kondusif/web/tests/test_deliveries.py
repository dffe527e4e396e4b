"""What the desk decides about notes that wait: held, different, from a lost phone, or handed in as a file."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.clock import now
from kondusif.outreach.models import Session
from kondusif.web.field import devices, pieces
from kondusif.web.models import Device, Item, Part
from kondusif.web.rules import written
from support.cast import Cast
from support.phone import Phone, incident, picture, session

pytestmark = pytest.mark.django_db
LIST, FILE, PHONES = "/ruang/pencegahan/kiriman/", "/ruang/pencegahan/kiriman/berkas/", "/ruang/pencegahan/perangkat/"


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.intan)
    return client


def upload(desk: Client, data: bytes) -> tuple[int, str]:
    answer = desk.post(FILE, {"file": SimpleUploadedFile("lapangan.kondusif", data)})
    return answer.status_code, answer.content.decode()


def test_a_refused_note_waits_at_the_desk_with_its_sentence(phone: Phone, desk: Client) -> None:
    note = phone.write(session(topic="Terlalu ramai", attending=10_000, held_time="09:30"), picture())
    phone.send(note)
    page = desk.get(LIST).content.decode()
    assert "Satu kiriman lapangan menunggu keputusan" in page
    assert "10000 lebih dari 5000" in page
    assert "Terlalu ramai" not in page
    opened = desk.get(f"{LIST}{note.key}/").content.decode()
    assert "Terlalu ramai" in opened
    assert "09.30" in opened
    shown = desk.get(f"{LIST}{note.key}/foto/0/")
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    again = desk.post(f"{LIST}{note.key}/terima/")
    assert again.status_code == 422
    assert not Session.objects.exists()
    assert desk.post(f"{LIST}{note.key}/buang/").status_code == 302
    assert (Item.objects.get().state, bytes(Item.objects.get().sealed)) == ("discarded", b"")
    assert not Part.objects.exists()


def test_a_note_from_a_lost_phone_is_taken_only_by_a_person(phone: Phone, desk: Client, cast: Cast) -> None:
    note = phone.write(session(topic="Dari ponsel hilang"), picture())
    device = Device.objects.get()
    assert desk.post(f"{PHONES}{device.pk}/cabut/").status_code == 302
    phone.client.force_login(cast.citra)
    assert phone.send(note)["state"] == "quarantined"
    assert "Dari ponsel hilang" in desk.get(f"{LIST}{note.key}/").content.decode()
    assert desk.post(f"{LIST}{note.key}/terima/").status_code == 302
    made = Session.objects.get()
    assert (made.recorded_by, made.pictures.count()) == (cast.intan, 1)
    assert phone.send(note)["state"] == "taken"
    assert Session.objects.count() == 1


def test_revoking_ends_the_bearers_sessions_and_is_written_down(phone: Phone, cast: Cast) -> None:
    assert phone.client.get("/lapangan/").status_code == 200
    devices.revoke(actor_of(cast.intan), cast.intan, Device.objects.get())
    assert phone.client.get("/lapangan/").status_code == 404
    assert Entry.objects.filter(action="web.device.revoked").count() == 1


def test_whoever_revokes_the_own_lost_phone_at_a_desk_ends_what_is_open_on_the_phone(phone: Phone, cast: Cast) -> None:
    at_a_desk = Client()
    at_a_desk.force_login(cast.citra)
    assert at_a_desk.post(f"{PHONES}{Device.objects.get().pk}/cabut/").status_code == 302
    assert phone.client.get("/lapangan/bekal.json").status_code == 404
    assert at_a_desk.get(PHONES).status_code == 200


def test_an_officer_sees_and_revokes_the_own_phone_alone(phone: Phone, cast: Cast) -> None:
    other = devices.register(actor_of(cast.intan), cast.intan, uuid.uuid4(), "Android")
    page = phone.client.get(PHONES).content.decode()
    assert "Intan" not in page
    assert phone.client.post(f"{PHONES}{other.pk}/cabut/").status_code == 404
    assert phone.client.post(f"{PHONES}{Device.objects.get(user=cast.citra).pk}/cabut/").status_code == 302


def test_a_file_is_handed_in_once_and_the_phone_may_still_send(phone: Phone, desk: Client, cast: Cast) -> None:
    notes = [phone.write(session(topic=f"Lewat berkas {n}"), picture()) for n in range(3)]
    data = phone.as_file(*notes)
    for _time in range(2):
        status, page = upload(desk, data)
        assert status == 200
        assert "3 dari 3 catatan tercatat" in page
    assert [phone.send(note)["state"] for note in notes] == ["taken"] * 3
    assert Session.objects.count() == 3
    assert {row.recorded_by for row in Session.objects.all()} == {cast.intan}


def test_a_file_from_a_lost_phone_is_held(phone: Phone, desk: Client) -> None:
    data = phone.as_file(phone.write(session()))
    Device.objects.update(revoked_at=now())
    status, page = upload(desk, data)
    assert (status, "0 dari 1 catatan tercatat" in page) == (200, True)
    assert Item.objects.get().state == "quarantined"


@pytest.mark.parametrize(("damage", "words"), [
    (lambda data: b"PK" + data, "bukan antrean Lapangan"),
    (lambda data: data[:-7], "terpotong"),
    (lambda data: data.replace(b'"v": 1', b'"v": 9'), "bukan antrean Lapangan"),
    (lambda data: b"", "kosong"),
])  # fmt: skip
def test_a_bad_file_is_said(phone: Phone, desk: Client, damage: object, words: str) -> None:
    status, page = upload(desk, damage(phone.as_file(phone.write(session()))))  # type: ignore[operator]
    assert status == 422
    assert words in page
    assert not Item.objects.exists()


def test_a_damaged_note_in_a_file_stops_none_of_the_others(phone: Phone, desk: Client) -> None:
    good, bad = phone.write(session()), phone.write(session())
    bad.listed["sha256"] = "0" * 64
    _status, page = upload(desk, phone.as_file(bad, good))
    assert "Catatan rusak di jalan" in page
    assert Session.objects.count() == 1


def test_a_conflict_shows_the_note_and_a_person_chooses(phone: Phone, desk: Client) -> None:
    first = phone.write(session(topic="Satu"))
    phone.send(first)
    Session.objects.update(version=9, topic="Dari Desk")
    second = phone.write(session(topic="Dua"), replaces=first.key)
    assert phone.send(second)["state"] == "conflict"
    assert "sudah dikoreksi orang lain" in desk.get(f"{LIST}{second.key}/").content.decode()
    assert desk.post(f"{LIST}{second.key}/terima/").status_code == 302
    assert Session.objects.get().topic == "Dua"


def test_what_was_settled_is_not_settled_twice(phone: Phone, desk: Client) -> None:
    note = phone.write(incident())
    phone.send(note)
    assert desk.post(f"{LIST}{note.key}/terima/").status_code == 409
    assert desk.post(f"{LIST}{note.key}/buang/").status_code == 409


def test_only_the_desk_reads_notes(phone: Phone, cast: Cast) -> None:
    note = phone.write(incident())
    phone.send(note)
    for user, status in ((cast.citra, 403), (cast.budi, 403), (cast.ani, 403), (cast.dewi, 404), (cast.intan, 200)):
        client = Client()
        client.force_login(user)
        assert client.get(f"{LIST}{note.key}/").status_code == status
    assert Client().get(LIST).status_code == 404


def test_a_key_that_is_gone_leaves_the_note_and_says_so(phone: Phone, desk: Client) -> None:
    phone.public = bytes(phone.public[::-1])
    note = phone.write(incident())
    assert phone.send(note)["state"] == "refused"
    assert "tidak dapat dibuka dengan kunci" in desk.get(f"{LIST}{note.key}/").content.decode()


def test_a_moment_is_corrected_and_never_lies_ahead() -> None:
    server = now()
    registered = server - timedelta(days=30)
    for off in (timedelta(days=-730), timedelta(), timedelta(days=730)):
        found = written(server + off - timedelta(hours=3), server + off, server, registered)
        assert (found.at, found.certain) == (server - timedelta(hours=3), True)
    for claimed in (server + timedelta(days=1), server - timedelta(days=31)):
        found = written(claimed, server, server, registered)
        assert (found.at, found.certain) == (server, False)


def test_pieces_have_names_of_ours_alone() -> None:
    with pytest.raises(ValueError, match="not the name"):
        pieces.path_of("../../etc/passwd")
