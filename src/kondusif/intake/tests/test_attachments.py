"""Evidence: what is taken, what is refused in one sentence, how it is kept, and what a verifier may open."""

import io
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corpus import offices, papers, pictures
from kondusif.base import cleaner, cleaner_child, disk
from kondusif.base.errors import sentence
from kondusif.intake import evidence, jobs
from kondusif.intake.models import Attachment, Report
from kondusif.intake.selectors import open_attachment, open_report
from kondusif.intake.services import receiving
from kondusif.intake.tests.support import Pelapor, draft, fields_of, receive
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.vault import files as vault_files
from support.cast import Cast
from support.keys import ring, unlock_client

CANARY = "CANARY-difoto-di-rumah-Wulan"
ORDINARY = {
    "jpeg": pictures.telling("JPEG", CANARY), "a phone's two views": pictures.telling("MPO", CANARY),
    "png": pictures.telling("PNG", CANARY), "webp": pictures.telling("WEBP", CANARY),
    "heic": pictures.telling("HEIF", CANARY), "pdf": papers.telling(CANARY),
    "docx": offices.letter(CANARY.replace("-", "")), "xlsx": offices.workbook([["Nama"]], CANARY.replace("-", "")),
    "padded": pictures.saved(pictures.photo()) + b"\0" * 64,
    "a photo that moves on the phone": pictures.saved(pictures.photo()) + b"ftypmp42" + b"\1" * 200,
}  # fmt: skip
KIND = {"a phone's two views": "jpeg", "padded": "jpeg", "a photo that moves on the phone": "jpeg"}


def one_photo() -> list[evidence.Evidence]:
    return evidence.examine_all([("foto.jpg", ORDINARY["jpeg"])])


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_evidence_is_taken_with_a_copy_that_says_nothing_of_the_reporter(name: str) -> None:
    taken = evidence.examine(f"{CANARY}.bin", ORDINARY[name])
    assert taken.kind == KIND.get(name, name)
    assert taken.data == ORDINARY[name]
    assert taken.sha256 != taken.safe_sha256
    for canary in (CANARY, CANARY.replace("-", "")):
        assert canary.encode() not in taken.safe
    if taken.safe_kind == "pdf":
        assert len(pypdfium2.PdfDocument(taken.safe)) == taken.pages
    else:
        with Image.open(io.BytesIO(taken.safe)) as copy:
            assert (copy.format, taken.pages) == (taken.safe_kind.upper(), 1)


def test_the_name_and_the_type_that_a_browser_sends_decide_nothing() -> None:
    assert evidence.examine("laporan.pdf", ORDINARY["png"]).kind == "png"
    with pytest.raises(Refused, match="unreadable"):
        evidence.examine("foto.jpg", b"#!/bin/sh\nrm -rf /")


def test_on_a_nearly_full_disk_files_wait_and_the_report_comes_in(
    pelapor: Pelapor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T6: pictures cannot fill the disk; what was typed stays and is taken without them, on the way back as well."""
    monkeypatch.setattr(disk, "free_share", lambda: disk.LEAST_FREE - 0.001)
    pelapor.walk(4)
    pelapor.press("kirim", evidence=SimpleUploadedFile("foto.jpg", ORDINARY["jpeg"]))
    assert (pelapor.page.status_code, Report.objects.count()) == (422, 0)
    assert "Ruang simpan server hampir penuh" in pelapor.page.content.decode()
    assert fields_of(pelapor.page)["words"].startswith("Staf kelurahan membagikan kaus")
    assert pelapor.press("kirim").status_code == 200
    assert (Report.objects.count(), Attachment.objects.count()) == (1, 0)


def test_just_enough_room_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free_share", lambda: disk.LEAST_FREE)
    assert one_photo()
    monkeypatch.setattr(disk, "free_share", lambda: 0.0)
    assert evidence.examine_all([]) == [], "no file, no question of room"
    with pytest.raises(Refused, match="no_room"):
        one_photo()


def test_too_many_and_too_much_are_refused_before_any_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(data: bytes) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(cleaner, "clean", never)
    with pytest.raises(Refused, match="too_many"):
        evidence.examine_all([(str(number), b"%d" % number) for number in range(6)])
    with pytest.raises(Refused, match="too_much"):
        evidence.examine_all([(str(number), b"\1" * (7 * 2**20)) for number in range(3)])


def test_where_no_helper_is_free_the_sentence_asks_to_send_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = cleaner.Pool(1, patience=0.05)
    pool._take()
    monkeypatch.setattr(cleaner, "_pool_here", lambda: pool)
    with pytest.raises(Refused) as caught:
        one_photo()
    assert "kirim lagi" in sentence(caught.value)


@given(st.text())
def test_a_file_name_never_leaves_its_folder(name: str) -> None:
    shown = evidence.shown_name(name)
    assert "/" not in shown
    assert "\x00" not in shown
    assert 0 < len(shown) <= 80


# In a report ----------------------------------------------------------------------------


def stored(home: Path) -> list[Path]:
    return [path for path in (home / "berkas").rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_copy_is_there_when_the_report_is_and_only_the_verifier_opens_it(
    places: None, home: Path, cast: Cast
) -> None:
    report = receive(draft(), files=one_photo()).report
    item = Attachment.objects.get()
    locked = Report.objects.get(pk=report.pk)
    with pytest.raises(Refused, match="locked"):
        open_attachment(locked, item)
    opened = open_attachment(open_report(ring(cast.budi), locked), item)
    assert (opened.media_type, opened.suffix, opened.picture) == ("image/jpeg", ".jpg", True)
    with Image.open(io.BytesIO(opened.content)) as picture:
        assert picture.size == (320, 240)
    assert CANARY.encode() not in opened.content


@pytest.mark.django_db
def test_nothing_on_the_disk_can_be_read_without_a_key(places: None, home: Path) -> None:
    files = one_photo()
    receive(draft(), files=files)
    assert len(stored(home)) == 2
    for path in stored(home):
        sealed = path.read_bytes()
        assert sealed.startswith(b"age-encryption.org/v1")
        assert CANARY.encode() not in sealed
        assert files[0].safe[:64] not in sealed


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "type_"), [("jpeg", "image/jpeg"), ("docx", "application/pdf")])
def test_the_reporter_attaches_a_file_and_the_verifier_opens_the_safe_copy(
    pelapor: Pelapor, cast: Cast, client: Client, name: str, type_: str
) -> None:
    pelapor.walk(4)
    pelapor.press("kirim", evidence=[SimpleUploadedFile("rumah Wulan.bin", ORDINARY[name])])
    report = Report.objects.get()
    unlock_client(client, cast.budi)
    answer = client.get(f"/ruang/laporan/{report.number}/bukti/1/")
    assert answer["Content-Type"] == type_
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "Wulan" not in answer["Content-Disposition"]
    body = b"".join(answer) if answer.streaming else answer.content
    assert CANARY.encode() not in body


@pytest.mark.django_db
def test_a_refused_file_keeps_everything_typed_and_says_which(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    page = pelapor.press("kirim", evidence=SimpleUploadedFile("virus.exe", b"MZ" + b"\0" * 50))
    assert page.status_code == 422
    assert "virus.exe" in page.content.decode()
    assert "Wulan Prasetyo" in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "kosong"), (papers.locked(), "sandi"), (offices.with_macros()["docm"], "makro"),
     (papers.paper(pages=41), "40 halaman"), (pictures.bombs()["PNG of 60,000 x 60,000"], "40 megapiksel")],
    ids=["empty", "password", "macros", "long", "bomb"],
)  # fmt: skip
def test_a_refusal_says_what_to_do_instead(pelapor: Pelapor, data: bytes, said: str) -> None:
    pelapor.walk(4)
    page = pelapor.press("kirim", evidence=SimpleUploadedFile("berkas-itu.bin", data)).content.decode()
    assert "berkas-itu.bin" in page
    assert said in page
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_files_of_a_report_that_failed_are_not_left_behind(
    places: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise Refused("intake.busy")

    monkeypatch.setattr(receiving, "record", broken)
    with pytest.raises(Refused):
        receive(draft(), files=one_photo())
    assert not Report.objects.exists()
    assert stored(home) == []


@pytest.mark.django_db
def test_the_sweep_removes_only_old_files_without_a_row(
    places: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(draft(), files=one_photo())
    item = Attachment.objects.get()
    (orphan,) = vault_files.keep_all([b"orphan"], now().date())
    jobs.sweep_orphans()
    assert vault_files.path_of(orphan.name).exists()
    later = now() + 3 * jobs.ORPHAN_AGE
    monkeypatch.setattr(jobs, "now", lambda: later)
    jobs.sweep_orphans()
    assert not vault_files.path_of(orphan.name).exists()
    for name in (item.safe_name, item.original_name):
        assert vault_files.path_of(name).exists()


def test_whatever_the_door_takes_the_helper_can_take() -> None:
    assert evidence.MAX_FILE_BYTES <= cleaner_child.MAX_FILE_BYTES
