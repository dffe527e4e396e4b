"""The pages of a unit's head and of the proof, and who may come in."""

import csv
import io
from collections.abc import Iterator

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base.planning import know_size
from kondusif.circulars import office_time
from kondusif.circulars.models import Addressee, PaperList, Reminder
from kondusif.circulars.selectors.proof import person_sheet
from kondusif.circulars.services.keeping import keep_counts, names_go_on
from kondusif.circulars.tests.heads import Sent, leader, on_leave, photo, sent_circular
from kondusif.circulars.tests.reading import drafted
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import system_actor
from kondusif.roster.models import Employee
from kondusif.roster.rules import Status
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db
ROOT = "/ruang/pencegahan/edaran/"


@pytest.fixture(autouse=True)
def _apart(tmp_path: object, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    for room in ("views.heads", "services.reminding"):
        monkeypatch.setattr(f"kondusif.circulars.{room}.is_open", lambda _local: True)


@pytest.fixture
def sent(cast: Cast) -> Sent:
    return sent_circular(cast)


class Desk:
    """Somebody signed in, at the pages of one circular."""

    def __init__(self, user: User, sent: Sent) -> None:
        self.client, self.base = Client(), f"{ROOT}{sent.circular.number}/"
        self.client.force_login(user)

    def get(self, path: str) -> HttpResponse:
        return self.client.get(self.base + path)  # type: ignore[return-value]

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, path: str, **typed: object) -> HttpResponse:
        return self.client.post(self.base + path, typed)  # type: ignore[return-value]

    def rows(self, path: str) -> list[list[str]]:
        parts: Iterator[bytes] = self.get(path).streaming_content  # type: ignore[attr-defined]
        return list(csv.reader(io.StringIO(b"".join(parts).decode("utf-8-sig"))))


def test_the_tree_opens_with_the_finding_and_names_who_is_asked(cast: Cast, sent: Sent) -> None:
    sent.sign(4)
    page = Desk(cast.lukman, sent).text("unit/")
    assert "5 dari 6 orang belum menandatangani" in page
    assert sent.staff[3].name in page
    assert "Kelurahan Semanggi" in page
    assert "Inspektorat" not in page  # nobody is asked there


def test_a_head_gets_the_own_branch_and_404_beside_it(cast: Cast, sent: Sent) -> None:
    camat = Desk(leader("camat", "kec-pasar-kliwon"), sent)
    page = camat.text("unit/")
    assert "4 dari 4 orang belum menandatangani" in page
    assert "BKPSDM" not in page
    for path in ("unit/bkpsdm/", "unit/bkpsdm/slip/", "unit/bkpsdm/cetak/", "unit/bkpsdm/kertas/", "unit/tanpa-unit/"):
        assert camat.get(path).status_code == 404
    assert camat.post("unit/bkpsdm/ingatkan/").status_code == 404


def test_whoever_may_not_see_names_gets_no_list(cast: Cast, sent: Sent) -> None:
    for user in (cast.eko, cast.mira, cast.budi, cast.laras):
        for path in ("unit/", "unit/kel-semanggi/", "unit/kel-semanggi/slip/"):
            assert Desk(user, sent).get(path).status_code == 403
    assert Client().get(f"{ROOT}{sent.circular.number}/unit/").status_code == 404
    assert Desk(cast.dewi, sent).get("unit/").status_code == 404


def test_a_draft_has_no_list(cast: Cast) -> None:
    version = drafted(cast.intan)
    made = Sent(version.circular, version, [])
    assert Desk(cast.intan, made).get("unit/").status_code == 404


def test_the_list_says_who_is_on_leave_who_heads_a_unit_below_and_what_to_paste(cast: Cast, sent: Sent) -> None:
    on_leave(sent.staff[2])
    page = Desk(cast.intan, sent).text("unit/kec-pasar-kliwon/")
    assert "3 dari 3 orang belum menandatangani" in page
    assert "sedang cuti sampai" in page
    assert "kepala Kelurahan Semanggi" in page
    assert "Mohon izin mengingatkan Bapak/Ibu di Kecamatan Pasar Kliwon" in page
    assert "Ingatkan 2 orang" in page
    message = page.split("<textarea")[1].split("</textarea>")[0]
    assert not any(row.name in message for row in sent.staff)


def test_a_unit_without_a_head_is_said_on_the_page(cast: Cast, sent: Sent) -> None:
    Employee.objects.filter(pk=sent.staff[3].pk).update(status=Status.LEFT, left_on=TODAY)
    page = Desk(cast.intan, sent).text("unit/kel-semanggi/")
    assert f"belum ada kepala yang bertugas; daftarnya dipegang {sent.staff[1].name}" in page


def test_the_filter_finds_a_name_and_says_when_it_finds_none(cast: Cast, sent: Sent) -> None:
    desk = Desk(cast.intan, sent)
    page = desk.text("unit/setda/?bawah=on&cari=bendahara")
    assert sent.staff[4].name in page
    assert "1 nama terbuka" in page
    assert "Tidak ada nama terbuka yang cocok" in desk.text("unit/setda/?cari=%3Cscript%3E")
    assert "2 nama terbuka" in desk.text("unit/kel-semanggi/?hal=999999&cari=" + "x" * 200)  # too long: not narrowed


def test_one_click_reminds_and_the_second_says_so(cast: Cast, sent: Sent) -> None:
    desk = Desk(cast.lukman, sent)
    assert desk.post("unit/kel-semanggi/ingatkan/").status_code == 302
    page = desk.text("unit/kel-semanggi/")
    assert "Untuk 2 orang tanpa akun, cetak slip" in page
    assert "sudah diingatkan hari ini" in page
    desk.post("unit/kel-semanggi/ingatkan/", cara="print")
    assert Reminder.objects.count() == 1
    desk.post("unit/kel-semanggi/ingatkan/", cara="copy")
    assert Reminder.objects.count() == 2
    assert desk.get("unit/kel-semanggi/ingatkan/").status_code == 405


def test_outside_working_hours_the_page_offers_no_reminder(
    cast: Cast, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("views.heads", "services.reminding"):
        monkeypatch.setattr(f"kondusif.circulars.{room}.is_open", lambda _local: False)
    desk = Desk(cast.lukman, sent)
    assert "Kantor sedang tutup" in desk.text("unit/kel-semanggi/")
    desk.post("unit/kel-semanggi/ingatkan/")
    assert not Reminder.objects.exists()
    assert office_time.is_open is not None


def test_slips_hold_a_link_each_and_no_number_of_a_person(cast: Cast, sent: Sent) -> None:
    answer = Desk(cast.lukman, sent).get("unit/kel-semanggi/slip/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    for row in (sent.staff[3], sent.staff[4]):
        assert row.name in text
        assert row.nip not in text
    assert Desk(cast.lukman, sent).get("unit/kel-semanggi/slip/?bagian=9").status_code == 404
    assert Desk(cast.lukman, sent).get("unit/kel-semanggi/slip/?bagian=-1").status_code == 200


def test_the_printed_list_holds_the_pledge_and_a_line_for_each(cast: Cast, sent: Sent) -> None:
    page = Desk(cast.lukman, sent).text("unit/kel-semanggi/cetak/")
    assert all(point in page for point in sent.version.pledge)
    assert sent.staff[3].name in page
    assert sent.staff[3].nip not in page
    assert "Tanda tangan" in page


def test_a_paper_list_is_entered_with_its_photo_and_shown_to_its_head_only(cast: Cast, sent: Sent) -> None:
    lurah = Desk(leader("lurah", "kel-semanggi"), sent)
    file = SimpleUploadedFile("daftar.jpg", photo())
    typed = {"signed_on": "13 November 2024", "version": 1, "people": [sent.staff[3].pk, sent.staff[4].pk]}
    assert lurah.post("unit/kel-semanggi/kertas/", photo=file, **typed).status_code == 302
    page = lurah.text("unit/kel-semanggi/")
    assert "Semua 2 orang sudah menandatangani" in page
    assert "2 tanda tangan baru" in page
    path = f"kertas/{PaperList.objects.get().pk}/"
    assert lurah.get(path)["Content-Type"] == "image/jpeg"
    assert Desk(leader("kepala", "bkpsdm"), sent).get(path).status_code == 404
    assert Desk(cast.eko, sent).get(path).status_code == 403


def test_a_wrong_paper_list_says_what_is_missing_at_its_field(cast: Cast, sent: Sent) -> None:
    desk = Desk(cast.lukman, sent)
    assert desk.post("unit/kel-semanggi/kertas/").status_code == 422
    file = SimpleUploadedFile("daftar.jpg", b"%PDF-1.4 nothing")
    wrong = {"signed_on": "31 Februari", "version": 1, "people": [sent.staff[5].pk], "photo": file}
    page = desk.post("unit/kel-semanggi/kertas/", **wrong).content.decode()
    assert "Tanggal ini tidak terbaca" in page
    assert "tidak lagi termasuk daftar" in page
    assert not PaperList.objects.exists()


def test_the_proof_says_who_was_asked_when_which_version_and_counts(cast: Cast, sent: Sent) -> None:
    sent.sign(4)
    Employee.objects.filter(pk=sent.staff[5].pk).update(status=Status.LEFT, left_on=TODAY)
    page = Desk(cast.mira, sent).text("bukti/")
    assert "1 dari 5 orang sudah menandatangani" in page
    assert "6 orang pernah diminta" in page
    assert sent.version.letter_number in page
    assert "tautan pribadi 1" in page
    assert not any(row.name in page for row in sent.staff)


def test_bawaslu_gets_counts_and_only_the_auditor_persons(cast: Cast, sent: Sent) -> None:
    for user in (cast.mira, cast.intan, cast.lukman, cast.ani):
        assert Desk(user, sent).get("bukti/unit.csv").status_code == 200
        assert Desk(user, sent).get("bukti/orang.csv").status_code == 403
    rows = Desk(cast.eko, sent).rows("bukti/orang.csv")
    assert {row[1] for row in rows[1:]} == {row.nip for row in sent.staff}
    entry = Entry.objects.get(action="circulars.persons.exported")
    assert entry.facts == {"people": 6, "after": 0}
    assert entry.subject == sent.circular.number


def test_the_counts_by_unit_add_up_to_the_screen(cast: Cast, sent: Sent) -> None:
    sent.sign(0)
    rows = Desk(cast.eko, sent).rows("bukti/unit.csv")
    heads = rows[0]
    assert sum(int(row[heads.index("orang")]) for row in rows[1:]) == 6
    assert sum(int(row[heads.index("sudah")]) for row in rows[1:]) == 1


def test_no_cell_of_the_export_is_a_formula(cast: Cast, sent: Sent) -> None:
    Employee.objects.filter(pk=sent.staff[0].pk).update(name="=HYPERLINK(1)", post="@x")
    rows = Desk(cast.eko, sent).rows("bukti/orang.csv")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-"))]


def test_an_export_of_100_000_rows_ends_resumes_and_its_count_is_the_screens(cast: Cast, sent: Sent) -> None:
    """Acceptance 8; the rows are read while they are written, so the memory does not grow with them."""
    one = sent.staff[0]
    many, edition = 100_000 - 6, one.edition
    Employee.objects.bulk_create(
        (Employee(nip=f"{n:018d}", name="Sri Utami", kind="pns", edition=edition, unit=one.unit) for n in range(many)),
        batch_size=70,
    )
    keys = Employee.objects.filter(nip__startswith="000").values_list("pk", flat=True)
    Addressee.objects.bulk_create(
        (Addressee(circular=sent.circular, employee_id=key, asked_on=TODAY, secret="0" * 24) for key in keys),
        batch_size=150,
    )
    know_size(Employee, Addressee)
    assert "100.000 orang pernah diminta" in Desk(cast.eko, sent).text("bukti/")
    rows = Desk(cast.eko, sent).rows("bukti/orang.csv")
    assert len(rows) - 1 == 100_000
    assert rows[-1][0] == "100000"
    rest = Desk(cast.eko, sent).rows("bukti/orang.csv?sesudah=99990")
    assert rest[1:] == rows[-10:]


def test_who_is_asked_while_an_export_runs_is_not_in_it(cast: Cast, sent: Sent) -> None:
    sheet = person_sheet(sent.circular)
    Employee.objects.create(nip="9" * 18, name="Rina Astuti", kind="pns", edition=sent.staff[0].edition)
    late = Employee.objects.get(nip="9" * 18)
    Addressee.objects.create(circular=sent.circular, employee=late, asked_on=TODAY, secret="0" * 24)
    assert len(list(sheet.lines())) - 1 == sheet.count == 6


def test_when_names_are_erased_the_proof_shows_what_was_kept_and_the_lists_say_why(cast: Cast, sent: Sent) -> None:
    sent.sign(5)
    day = names_go_on(sent.circular)
    assert day is not None
    keep_counts(system_actor("edaran"), on=day)
    page = Desk(cast.mira, sent).text("bukti/")
    assert "yang tersisa hitungannya" in page
    assert not any(row.name in page for row in sent.staff)
    assert ["1", "BKPSDM", "1", "1"] in Desk(cast.mira, sent).rows("bukti/unit.csv")
    for user, path in ((cast.lukman, "unit/"), (cast.lukman, "unit/kel-semanggi/"), (cast.eko, "bukti/orang.csv")):
        answer = Desk(user, sent).get(path)
        assert answer.status_code in (409, 422)
        assert "sudah dihapus menurut masa simpan" in answer.content.decode()


def test_a_head_who_is_accused_keeps_the_list_because_this_room_knows_no_case(cast: Cast, sent: Sent) -> None:
    """Only places are known here: what stands in a case changes nothing that a head sees, so it tells nobody of it."""
    lurah = leader("lurah", "kel-semanggi")
    before = Desk(lurah, sent).text("unit/kel-semanggi/")
    Unit.objects.filter(key="kel-semanggi").update(head_name=sent.staff[3].name)
    assert "2 dari 2 orang belum menandatangani" in before
    assert "2 dari 2 orang belum menandatangani" in Desk(lurah, sent).text("unit/kel-semanggi/")
    assert actor_of(lurah).user_id == lurah.pk
