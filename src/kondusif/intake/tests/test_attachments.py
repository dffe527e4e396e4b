"""Evidence: what is taken, what is refused in one sentence, and what a verifier may open."""

import io
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kondusif.base.errors import sentence
from kondusif.intake import evidence, jobs, services
from kondusif.intake.models import Attachment, Report
from kondusif.intake.selectors import attachments_of, open_attachment
from kondusif.intake.tests.support import Pelapor, document, draft, picture, receive
from kondusif.kernel.errors import Refused
from support.cast import Cast

PLACE_NOTE = "difoto di rumah Wulan"


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as pack:
        pack.writestr("a.txt", "x")
    return target.getvalue()


def bomb() -> bytes:
    """A PNG that says it is 30,000 pixels wide and high in a few hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def two_views() -> bytes:
    """A JPEG with a second picture behind the first, as phones make them."""
    target = io.BytesIO()
    views = [Image.new("RGB", (16, 16), color) for color in ("red", "blue")]
    views[0].save(target, "MPO", save_all=True, append_images=views[1:])
    return target.getvalue()


def moving() -> bytes:
    target = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture(), "jpeg"), (picture("PNG"), "png"), (picture("WEBP"), "webp"), (document(), "pdf"),
        (two_views(), "jpeg"),
        (picture() + b"\0" * 64, "jpeg"), (picture() + b"ftypmp42" + b"\1" * 200, "jpeg"),
    ],
    ids=["jpeg", "png", "webp", "pdf", "two views", "padded", "motion photo"],
)  # fmt: skip
def test_ordinary_evidence_is_taken(data: bytes, kind: str) -> None:
    assert evidence.examine("a.bin", data).kind == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"x" * (8 * 2**20 + 1), "too_big"), (b"GIF89a" + b"\0" * 50, "unreadable"),
        (b"MZ" + b"\0" * 100, "unreadable"), (zipped(), "unreadable"),
        (b"<html><script>alert(1)</script>", "unreadable"), (picture()[:200], "unreadable"),
        (picture("PNG")[:60], "unreadable"), (b"%PDF-1.4\nnothing", "unreadable"),
        (bomb(), "bomb"), (moving(), "moving"), (picture() + zipped(), "two_kinds"),
        (picture() + b"<script>alert(1)</script>", "two_kinds"),
        (picture("PNG") + b"<?php system($_GET[0]);", "two_kinds"),
        (document() + zipped(), "two_kinds"), (document(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "active"),
        (document(b"/AA<</S/Launch>>"), "active"), (document(b"/Encrypt 9 0 R"), "active"),
    ],
)  # fmt: skip
def test_hostile_or_damaged_files_get_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        evidence.examine("berkas saya.jpg", data)
    assert caught.value.code == f"intake.file.{code}"
    assert "berkas saya.jpg" in sentence(caught.value)


def test_a_picture_wider_than_anybody_needs_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(Refused, match="bomb"):
        evidence.examine("a.png", picture("PNG", size=(20_001, 3)))


def test_too_many_and_too_much_are_refused_and_twins_count_once() -> None:
    one, other = picture(), picture(size=(10, 10))
    with pytest.raises(Refused, match="too_many"):
        evidence.examine_all([("a", one)] * 6)
    assert [row.name for row in evidence.examine_all([("a", one), ("b", one), ("c", other)])] == ["b", "c"]


def taken_or_refused(data: bytes) -> bool:
    """Whether a file is taken and, if a picture, can be drawn anew; anything else than a refusal is a fault."""
    with suppress(Refused):
        one = evidence.examine("x", data)
        return one.kind == "pdf" or bool(evidence.cleaned(one.kind, one.data))
    return False


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_taken_or_refused_and_never_break(data: bytes) -> None:
    for head in (b"", picture()[:80], b"%PDF-1.4 "):
        assert taken_or_refused(head + data) in {True, False}


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_mutated_picture_is_taken_or_refused_and_never_breaks(at: int, bytes_: bytes) -> None:
    whole = picture("PNG", size=(40, 40))
    at %= len(whole)
    assert taken_or_refused(whole[:at] + bytes_ + whole[at + len(bytes_) :]) in {True, False}


@given(st.text())
def test_a_file_name_never_leaves_its_folder(name: str) -> None:
    shown = evidence.shown_name(name)
    assert "/" not in shown
    assert "\x00" not in shown
    assert 0 < len(shown) <= 80


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "a" * 31, "A" * 32])
def test_only_our_own_keys_name_a_file(key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        evidence.path_of(key)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_the_safe_copy_has_the_pixels_and_nothing_else(fmt: str) -> None:
    data = picture(fmt, note=PLACE_NOTE)
    assert PLACE_NOTE.encode() in data
    safe = evidence.cleaned(fmt.lower(), data)
    with Image.open(io.BytesIO(safe)) as drawn:
        assert not drawn.getexif()
        assert drawn.size == (64, 48)
        assert "exif" not in drawn.info
    assert PLACE_NOTE.encode() not in safe


def test_a_turned_photo_is_drawn_the_right_way_up() -> None:
    canvas, target = Image.new("RGB", (64, 48)), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    canvas.save(target, "JPEG", exif=exif)
    with Image.open(io.BytesIO(evidence.cleaned("jpeg", target.getvalue()))) as drawn:
        assert drawn.size == (48, 64)


# In a report ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_photo_is_closed_until_it_is_drawn_anew(places: None, home: Path) -> None:
    data = picture(note=PLACE_NOTE)
    report = receive(draft(), files=evidence.examine_all([("foto.jpg", data)])).report
    item = Attachment.objects.get()
    assert item.state == "raw"
    assert open_attachment(item.pk) is None
    assert attachments_of(report.number) == []
    assert evidence.path_of(item.key).read_bytes() == data
    jobs.clean_attachment(item.pk)
    opened = open_attachment(item.pk)
    assert opened is not None
    assert PLACE_NOTE.encode() not in opened.content.read()
    assert attachments_of(report.number)[0].public_label == "Bukti 1 (foto JPEG)"


@pytest.mark.django_db
def test_a_photo_that_cannot_be_drawn_stays_closed(places: None) -> None:
    receive(draft(), files=[evidence.Evidence("jpeg", "x.jpg", b"not a picture")])
    item = Attachment.objects.get()
    jobs.clean_what_waits()
    item.refresh_from_db()
    assert item.state == "broken"
    assert open_attachment(item.pk) is None


@pytest.mark.django_db
def test_the_job_is_queued_after_commit(places: None, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        receive(draft(), files=evidence.examine_all([("foto.jpg", picture())]))
    assert Attachment.objects.get().state == "clean"


@pytest.mark.django_db
def test_the_reporter_attaches_files_and_the_verifier_opens_the_safe_copies(
    pelapor: Pelapor, cast: Cast, client: Client
) -> None:
    pelapor.walk(4)
    files = [
        SimpleUploadedFile("rumah Wulan.jpg", picture(note=PLACE_NOTE)),
        SimpleUploadedFile("surat.pdf", document()),
    ]
    pelapor.press("kirim", evidence=files)
    report = Report.objects.get()
    jobs.clean_what_waits()
    client.force_login(cast.budi)
    photo, paper = (client.get(f"/ruang/laporan/{report.number}/bukti/{n}/") for n in (1, 2))
    assert photo["Content-Type"] == "image/jpeg"
    assert photo["Content-Disposition"].startswith("inline")
    assert paper["Content-Disposition"].startswith("attachment")
    for answer in (photo, paper):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert "Wulan" not in answer["Content-Disposition"]
    assert PLACE_NOTE.encode() not in b"".join(photo.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_refused_file_keeps_everything_typed_and_says_which(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    page = pelapor.press("kirim", evidence=SimpleUploadedFile("virus.exe", b"MZ" + b"\0" * 50))
    assert page.status_code == 422
    assert "virus.exe" in page.content.decode()
    assert "Wulan Prasetyo" in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_an_empty_file_gets_its_sentence(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    page = pelapor.press("kirim", evidence=SimpleUploadedFile("kosong.jpg", b""))
    assert "kosong.jpg kosong" in page.content.decode()


@pytest.mark.django_db
def test_files_of_a_report_that_failed_are_not_left_behind(
    places: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(services, "record", broken)
    with pytest.raises(RuntimeError):
        receive(draft(), files=evidence.examine_all([("foto.jpg", picture())]))
    assert not Report.objects.exists()
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_the_sweep_removes_only_old_files_without_a_row(places: None, home: Path) -> None:
    import os

    receive(draft(), files=evidence.examine_all([("foto.jpg", picture())]))
    orphan, young = evidence.keep(b"old"), evidence.keep(b"young")
    os.utime(evidence.path_of(orphan), (0, 0))
    os.utime(evidence.path_of(Attachment.objects.get().key), (0, 0))
    jobs.sweep_orphans()
    assert not evidence.path_of(orphan).exists()
    assert evidence.path_of(young).exists()
    assert evidence.path_of(Attachment.objects.get().key).exists()
