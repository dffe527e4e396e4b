"""A scan that shows who reports is kept with the name alone: no copy at the desk, in a case, or after an erasure."""

import secrets
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import Unit
from kondusif.intake import evidence, jobs, services
from kondusif.intake.codes import Code, make_code
from kondusif.intake.models import Attachment, HandedOver, Report
from kondusif.intake.secrecy import root_of
from kondusif.intake.selectors import open_attachment, open_original, open_report
from kondusif.intake.tests.support import draft, picture
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.kernel.errors import Refused
from kondusif.vault import files as vault_files
from support.cast import TODAY, Cast
from support.keys import ring, unlock_client

pytestmark = pytest.mark.django_db
SCAN, PHOTO = picture(size=(70, 90)), picture(size=(33, 44))
NAME = "surat-wulan-prasetyo.jpg"
WHY = "Perlu mencocokkan tanda tangan pada surat."


@pytest.fixture
def code() -> Code:
    return make_code()


@pytest.fixture
def report(places: None, keys: Cast, code: Code) -> Report:
    """A letter with its scan, which shows the reporter, and a photo that does not."""
    scan, photo = evidence.examine_all([(NAME, SCAN), ("kaus.jpg", PHOTO)])
    kept = services.enter_report(
        actor_of(keys.intan), draft(), channel="letter", received_on=date(2024, 11, 12), code=code,
        submission=secrets.token_hex(16), files=[evidence.only_original(scan), photo],
    )  # fmt: skip
    return open_report(ring(keys.budi), Report.objects.get(pk=kept.report.pk))


def pieces(report: Report) -> tuple[Attachment, Attachment]:
    scan, photo = report.attachments.select_related("report").order_by("order")
    scan.report = photo.report = report
    return scan, photo


def on_the_disk() -> set[str]:
    return {path.name for path in vault_files.folder().glob("??/*")}


def released(report: Report, code: Code) -> Report:
    return services.release_identity(PUBLIC_ACTOR, report, root_of(code, report.salt).private)


def test_three_files_lie_on_the_disk_two_originals_and_one_copy(report: Report) -> None:
    scan, photo = pieces(report)
    assert on_the_disk() == {scan.original_name, photo.original_name, photo.safe_name}
    assert scan.safe_kind == ""


def test_the_unit_that_reads_the_account_learns_neither_pixels_nor_file_name(report: Report) -> None:
    scan, photo = pieces(report)
    assert (scan.device_name, photo.device_name) == ("", "kaus.jpg")
    assert scan.file_note(report.key).secret == ""
    with pytest.raises(Refused) as refused:
        open_attachment(report, scan)
    assert refused.value.code == "intake.file.only_original"
    assert open_attachment(report, photo).content


def test_the_desk_says_why_there_is_no_copy(report: Report, keys: Cast, client: Client) -> None:
    unlock_client(client, keys.budi)
    page = client.get(f"/ruang/laporan/{report.number}/").content.decode()
    assert "menunjukkan pelapor, jadi tersegel bersama nama" in page
    assert f"/ruang/laporan/{report.number}/bukti/1/" not in page
    assert f"/ruang/laporan/{report.number}/bukti/2/" in page
    assert "wulan" not in page
    asked = client.get(f"/ruang/laporan/{report.number}/bukti/1/")
    assert asked.status_code in {409, 422}
    assert "menunjukkan siapa pelapornya" in asked.content.decode()


def test_it_is_never_handed_over_to_the_handling_unit(report: Report, keys: Cast) -> None:
    services.hand_over_evidence(actor_of(keys.budi), report, [1, 2], Unit.objects.get(key="inspektorat"))
    assert list(HandedOver.objects.values_list("attachment__order", flat=True)) == [2]


def test_the_reporter_releases_it_with_the_name_and_the_look_is_written_down(
    report: Report, code: Code, keys: Cast, client: Client
) -> None:
    scan, _photo = pieces(report)
    assert open_original(ring(keys.budi), report, scan) is None
    released(report, code)
    assert open_original(ring(keys.budi), report, scan) == SCAN
    unlock_client(client, keys.budi)
    page = client.get(f"/ruang/laporan/{report.number}/bukti/1/asli/")
    assert page.status_code == 200
    given = client.post(f"/ruang/laporan/{report.number}/bukti/1/asli/", {"reason": WHY})
    assert given.content == SCAN
    assert report.openings.get().reason.endswith(WHY)


def test_the_reporter_sees_that_it_is_there_and_for_whom(report: Report, code: Code, client: Client) -> None:
    page = client.post("/lapor/cek/", {"code": str(code)}).content.decode()
    assert "2 berkas bukti" in page
    assert "tersegel bersama nama Anda" in page


def test_an_erasure_takes_the_scan_and_leaves_the_copy_of_the_photo(report: Report, keys: Cast, client: Client) -> None:
    _scan, photo = pieces(report)
    services.erase_identity(PUBLIC_ACTOR, report)
    assert on_the_disk() == {photo.safe_name}
    unlock_client(client, keys.budi)
    page = client.get(f"/ruang/laporan/{report.number}/").content.decode()
    assert "dihapus pelapor bersama namanya" in page


def test_the_sweep_takes_none_of_it(report: Report, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    before = on_the_disk()
    monkeypatch.setattr(jobs, "ORPHAN_AGE", -jobs.ORPHAN_AGE)
    jobs.sweep_orphans.call_local()
    assert on_the_disk() == before


def test_two_scans_of_two_letters_stand_beside_each_other(report: Report, keys: Cast) -> None:
    scan = evidence.only_original(evidence.examine(NAME, picture(size=(71, 91))))
    services.enter_report(
        actor_of(keys.intan), draft(words="Surat kedua dari orang lain."), channel="letter", received_on=TODAY,
        code=make_code(), submission=secrets.token_hex(16), files=[scan],
    )  # fmt: skip
    assert Attachment.objects.filter(safe_kind="").count() == 2
