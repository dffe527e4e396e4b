"""The reporter's own name: sealed, given later, opened, taken back, erased. Only the code does any of it."""

from pathlib import Path

import pytest

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake import services
from kondusif.intake.codes import Code, make_code
from kondusif.intake.evidence import examine
from kondusif.intake.models import Attachment, IdentityOpening, Report
from kondusif.intake.selectors import open_original, open_report, report_by_code
from kondusif.intake.tests.support import BACK, draft, fields_of, picture, receive
from kondusif.intake.tests.way_back import Returning
from kondusif.kernel.clock import zone_of
from kondusif.kernel.errors import Refused
from kondusif.vault.models import Wrap
from kondusif.vault.selectors import unit_key_of
from kondusif.vault.services import answer_disclosure, ask_disclosure, seat_custodian
from support.cast import Cast, person
from support.keys import ring, with_key
from support.pages import without_tokens

pytestmark = pytest.mark.django_db
REASON = "Perlu meminta keterangan tambahan."


@pytest.fixture
def kept(places: None) -> tuple[Report, Code]:
    code = make_code()
    return receive(draft(), code=code, files=[examine("asli.jpg", picture(note="rahasia"))]).report, code


@pytest.fixture
def custodians(keys: Cast) -> list[User]:
    """Three people of three institutions outside the city, each with a seat."""
    people = [person(f"kustodian{n}", f"Kustodian {n}", Role.CUSTODIAN, None) for n in (1, 2, 3)]
    for n, one in enumerate(people, start=1):
        with_key(one)
        seat_custodian(keys.budi, ring(keys.budi), seat=n, person=one, institution=f"Lembaga {n}")
    return people


def at_the_desk(cast: Cast, report: Report) -> Report:
    return open_report(ring(cast.budi), Report.objects.get(pk=report.pk))


def looks(cast: Cast, report: Report) -> str:
    """The name as Budi sees it, with his reason kept."""
    found = services.open_identity(actor_of(cast.budi), at_the_desk(cast, report), ring(cast.budi), reason=REASON)
    return found.name


def test_the_reporter_sees_the_own_name_and_the_desk_does_not(kept: tuple[Report, Code], keys: Cast) -> None:
    report, code = kept
    assert "Wulan Prasetyo" in Returning(code).text
    with pytest.raises(Refused, match="identity_sealed"):
        looks(keys, report)
    assert not IdentityOpening.objects.exists()


def test_releasing_says_what_goes_to_whom_and_then_the_desk_reads_it(kept: tuple[Report, Code], keys: Cast) -> None:
    report, code = kept
    reporter = Returning(code)
    reporter.press("buka")
    for told in ("Wulan Prasetyo", "0812000111", "1 berkas", "Badan Kesatuan Bangsa dan Politik"):
        assert told in reporter.text
    with pytest.raises(Refused, match="identity_sealed"):
        looks(keys, report)  # the question alone opens nothing
    reporter.press("buka-ya")
    assert "Nama Anda sudah dibuka" in reporter.text
    assert looks(keys, report) == "Wulan Prasetyo"
    original = open_original(ring(keys.budi), at_the_desk(keys, report), Attachment.objects.get())
    assert original is not None
    assert b"rahasia" in original
    text = Returning(code).text
    assert "Nama Anda dilihat satu kali" in text
    assert REASON in text
    assert "Budi" not in without_tokens(text)


def test_a_second_click_on_release_is_the_same_release(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    sent = fields_of(reporter.press("buka")) | {"ke": "buka-ya"}
    for _click in range(2):
        assert reporter.client.post(BACK, sent).status_code == 200
    assert Entry.objects.filter(action="intake.identity.released").count() == 1


def test_what_is_withdrawn_no_unit_opens_any_more(kept: tuple[Report, Code], keys: Cast) -> None:
    report, code = kept
    reporter = Returning(code)
    reporter.press("buka-ya")
    looks(keys, report)
    assert "Yang sudah membaca tetap tahu" in reporter.press("tarik").content.decode()
    reporter.press("tarik-ya")
    assert "Nama Anda sudah ditarik" in reporter.text
    with pytest.raises(Refused, match="identity_sealed"):
        looks(keys, report)
    assert open_original(ring(keys.budi), at_the_desk(keys, report), Attachment.objects.get()) is None
    reporter.press("buka-ya")
    assert looks(keys, report) == "Wulan Prasetyo"


def test_erasing_is_forever_for_the_desk_the_reporter_and_the_custodians(
    custodians: list[User], kept: tuple[Report, Code], keys: Cast, home: Path
) -> None:
    report, code = kept
    reporter = Returning(code)
    reporter.press("buka-ya")
    before = {path for path in home.rglob("*") if path.is_file()}
    page = reporter.press("hapus").content.decode()
    assert "tidak dapat dibatalkan" in page
    assert "Kustodian pun tidak dapat membukanya lagi" in page
    reporter.press("hapus-ya")
    assert "dihapus untuk selamanya" in reporter.text
    report.refresh_from_db()
    assert not Wrap.objects.filter(data_key=report.identity_key_id).exists()
    assert bytes(report.identity) == b""
    original = Attachment.objects.get()
    assert (original.original_name, bytes(original.original_note)) == ("", b"")
    gone = before - {path for path in home.rglob("*") if path.is_file()}
    assert len(gone) == 1
    with pytest.raises(Refused, match="no_identity"):
        looks(keys, report)
    unit_key = unit_key_of(keys.budi.unit_id)
    assert unit_key is not None
    with pytest.raises(Refused, match="no_custodians"):
        ask_disclosure(keys.budi, report.identity_key, unit_key, subject=report.number, reason="x" * 40)
    text = Returning(code).text
    assert "Wulan" not in text
    assert "Nama Anda dihapus" in text
    found = report_by_code(str(code))
    assert found is not None
    assert found.report.words == draft().words  # the account stays


def test_after_an_erasure_neither_a_release_nor_a_name_brings_it_back(kept: tuple[Report, Code], keys: Cast) -> None:
    report, code = kept
    reporter = Returning(code)
    old = fields_of(reporter.press("buka")) | {"ke": "buka-ya"}
    reporter.press("hapus-ya")
    page = reporter.client.post(BACK, old)
    assert page.status_code == 422
    assert reporter.press("isi-nama-ya", name="Nama Lain").status_code == 422
    assert not Wrap.objects.filter(data_key=report.identity_key_id).exists()


def test_evidence_after_an_erasure_keeps_its_safe_copy_alone(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    reporter.press("hapus-ya")
    reporter.press("kirim", ("baru.png", picture("PNG")))
    newest = Attachment.objects.last()
    assert newest is not None
    assert newest.original_name == ""
    assert newest.safe_name


def test_who_gave_no_name_gives_it_later_and_it_stays_sealed(places: None, keys: Cast) -> None:
    code = make_code()
    report = receive(draft(anonymous=True), code=code).report
    reporter = Returning(code)
    assert "Anda melapor tanpa nama" in reporter.text
    assert reporter.press("isi-nama-ya").status_code == 422
    assert "Isi nama Anda, atau cara menghubungi Anda." in reporter.text
    reporter.press("isi-nama-ya", name="Sri Handayani", phone="0813999")
    assert "Nama Anda tersegel" in reporter.text
    with pytest.raises(Refused, match="identity_sealed"):
        looks(keys, report)
    reporter.press("buka-ya")
    assert looks(keys, report) == "Sri Handayani"


def test_a_name_that_was_given_is_not_replaced_by_another(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    page = reporter.press("isi-nama-ya", name="Orang Lain")
    assert page.status_code == 422
    assert "Wulan Prasetyo" in Returning(kept[1]).text


def test_the_reporter_reads_what_custodians_were_asked_from_the_moment_of_asking(
    custodians: list[User], kept: tuple[Report, Code], keys: Cast
) -> None:
    report, code = kept
    reason = "Ada ancaman nyata terhadap pelapor dan ia perlu dijemput."
    asked = services.ask_custodians(actor_of(keys.budi), at_the_desk(keys, report), ring(keys.budi), reason=reason)
    text = Returning(code).text
    assert reason in text
    assert "Menunggu kustodian" in text
    for one in custodians[:2]:
        answer_disclosure(one, ring(one), asked, agreed=True)
    text = Returning(code).text
    assert "dibuka atas persetujuan dua kustodian" in text
    assert "Lembaga 1: setuju" in text
    assert "Budi" not in without_tokens(text)
    assert "Kustodian 1" not in text


def test_the_level_is_said_before_a_name_is_given(custodians: list[User], places: None) -> None:
    code = make_code()
    receive(draft(anonymous=True), code=code)
    assert "Dua dari tiga kustodian bersama-sama" in Returning(code).press("isi-nama").content.decode()


def test_each_step_is_kept_by_its_day_alone(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    for button in ("buka-ya", "tarik-ya", "hapus-ya"):
        reporter.press(button)
    for entry in Entry.objects.filter(action__startswith="intake.identity."):
        assert entry.at.astimezone(zone_of("WIB")).time().isoformat() == "00:00:00"
        assert "Wulan" not in str(entry.facts)
