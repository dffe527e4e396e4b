"""Evidence and the name at the desk: copies to look at, originals with a reason, custodians who are asked."""

import hashlib
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake import evidence, services
from kondusif.intake.models import IdentityOpening, Report
from kondusif.intake.tests.support import draft, picture, receive, released
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.vault.models import Disclosure
from kondusif.vault.services import answer_disclosure, seat_custodian
from support.cast import Cast, person
from support.keys import ring, unlock_client, with_key

pytestmark = pytest.mark.django_db
WHY = "Perlu meminta keterangan kepada saksi satu-satunya."
NAME = "Wulan Prasetyo"
TRACE = "kenari-kamera-90ae"


@pytest.fixture
def report(places: None) -> Report:
    """A named report with one photo that carries camera data."""
    files = evidence.examine_all([("IMG_2041.jpg", picture(note=TRACE))])
    return receive(draft(), files=files).report


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


@pytest.fixture
def custodians(keys: Cast) -> Cast:
    """Three custodians of three institutions: reports from now on are of level 2."""
    people = [keys.kemal, person("dina", "Dina", Role.CUSTODIAN, None), person("tomi", "Tomi", Role.CUSTODIAN, None)]
    for seat, (one, place) in enumerate(zip(people, ("Inspektorat", "Ombudsman", "Universitas"), strict=True), start=1):
        with_key(one)
        seat_custodian(keys.budi, ring(keys.budi), seat=seat, person=one, institution=place)
    return keys


def at(report: Report, part: str = "") -> str:
    return f"/ruang/laporan/{report.number}/{part}"


# The safe copy ------------------------------------------------------------------------------


def test_the_safe_copy_is_shown_and_carries_nothing_of_the_camera(budi: Client, report: Report) -> None:
    answer = budi.get(at(report, "bukti/1/"))
    assert answer["Content-Type"].startswith("image/")
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert TRACE.encode() not in answer.content
    assert Image.open(BytesIO(answer.content)).size == (64, 48)


def test_the_page_names_the_file_as_the_device_did_with_both_digests(budi: Client, report: Report) -> None:
    page = budi.get(at(report)).content.decode()
    copy = budi.get(at(report, "bukti/1/")).content
    assert "IMG_2041.jpg" in page
    assert hashlib.sha256(copy).hexdigest() in page
    note = report.attachments.get().file_note(report.key)
    assert note.sha256 in page


def test_with_a_closed_key_the_file_leads_to_the_report(client: Client, keys: Cast, report: Report) -> None:
    client.force_login(keys.budi)
    answer = client.get(at(report, "bukti/1/"))
    assert answer.status_code == 302
    assert answer["Location"] == at(report)
    assert "IMG_2041" not in client.get(at(report)).content.decode()


@pytest.mark.parametrize("part", ["bukti/2/", "bukti/0/", "bukti/2/asli/"])
def test_a_file_that_is_not_there_is_not_found(budi: Client, report: Report, part: str) -> None:
    assert budi.get(at(report, part)).status_code == 404


# The original --------------------------------------------------------------------------------


def test_the_original_stays_shut_while_the_name_does(budi: Client, report: Report) -> None:
    assert "asli/" not in budi.get(at(report)).content.decode()
    assert budi.get(at(report, "bukti/1/asli/")).status_code == 404
    assert budi.post(at(report, "bukti/1/asli/"), {"reason": WHY}).status_code == 404


def test_a_released_original_comes_with_a_warning_a_reason_and_a_line_for_the_reporter(
    budi: Client, report: Report
) -> None:
    released(report)
    assert at(report, "bukti/1/asli/") in budi.get(at(report)).content.decode()
    asked = budi.get(at(report, "bukti/1/asli/"))
    assert "dapat memuat program yang merusak" in asked.content.decode()
    refused = budi.post(at(report, "bukti/1/asli/"), {"reason": "mau lihat"})
    assert refused.status_code == 422
    assert not IdentityOpening.objects.exists()
    given = budi.post(at(report, "bukti/1/asli/"), {"reason": WHY})
    assert TRACE.encode() in given.content
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Content-Type"] == "application/octet-stream"
    assert WHY in IdentityOpening.objects.get().reason
    assert Entry.objects.latest("seq").action == "intake.identity.opened"


# The name ------------------------------------------------------------------------------------


def test_at_level_1_only_the_reporter_can_open_the_name_and_nobody_can_be_asked(budi: Client, report: Report) -> None:
    page = budi.get(at(report)).content.decode()
    assert "Hanya pelapor yang dapat membukanya" in page
    assert "Minta dua kustodian" not in page
    assert NAME not in page
    answer = budi.post(at(report, "kustodian/"), {"reason": WHY})
    assert answer.status_code == 422
    assert not Disclosure.objects.exists()
    refused = budi.post(at(report, "pelapor/"), {"reason": WHY})
    assert refused.status_code == 422
    assert NAME not in refused.content.decode()


def test_what_the_reporter_erased_is_said_and_gone(budi: Client, report: Report) -> None:
    released(report)
    services.erase_identity(PUBLIC_ACTOR, report)
    page = budi.get(at(report)).content.decode()
    assert "Dihapus pelapor pada" in page
    assert "Buka nama pelapor" not in page
    assert budi.post(at(report, "pelapor/"), {"reason": WHY}).status_code == 422
    assert budi.get(at(report, "bukti/1/asli/")).status_code == 404
    assert budi.get(at(report, "bukti/1/")).status_code == 200


def test_what_the_reporter_withdrew_is_shut_again(budi: Client, report: Report) -> None:
    services.withdraw_identity(PUBLIC_ACTOR, released(report))
    assert "Nama tersegel" in budi.get(at(report)).content.decode()
    assert NAME not in budi.post(at(report, "pelapor/"), {"reason": WHY}).content.decode()


def test_two_of_three_custodians_open_the_name_and_every_word_is_shown(
    custodians: Cast, budi: Client, report: Report
) -> None:
    assert "Minta dua kustodian" in budi.get(at(report)).content.decode()
    short = budi.post(at(report, "kustodian/"), {"reason": "tolong"})
    assert short.status_code == 422
    assert "tolong" in short.content.decode()
    assert budi.post(at(report, "kustodian/"), {"reason": WHY}).status_code == 302
    row = Disclosure.objects.get()
    waiting = budi.get(at(report)).content.decode()
    assert "menunggu kustodian" in waiting
    assert WHY in waiting
    assert "Kirim permintaan" not in waiting
    again = budi.post(at(report, "kustodian/"), {"reason": WHY})
    assert again.status_code == 422
    for one, agreed in (("kemal", False), ("dina", True), ("tomi", True)):
        user = type(custodians.kemal).objects.get(username=one)
        assert NAME not in budi.post(at(report, "pelapor/"), {"reason": WHY}).content.decode()
        answer_disclosure(user, ring(user), row, agreed=agreed, note="Sudah dibaca." if agreed else "")
        row.refresh_from_db()
    page = budi.get(at(report)).content.decode()
    assert "Ombudsman" in page
    assert "tidak setuju" in page
    assert "Dua kustodian membukanya" in page
    assert NAME in budi.post(at(report, "pelapor/"), {"reason": WHY}).content.decode()


def test_who_asked_stands_in_the_trail_without_the_reason(custodians: Cast, budi: Client, report: Report) -> None:
    budi.post(at(report, "kustodian/"), {"reason": WHY})
    entry = Entry.objects.get(action="vault.disclosure.asked")
    assert entry.actor == actor_of(custodians.budi).ref
    assert WHY not in str(entry.facts)
