"""The pages of sessions, as each reader meets them."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.outreach.models import Session
from kondusif.outreach.rules import PictureKind, SessionStatus
from kondusif.outreach.services.planning import plan_session
from kondusif.outreach.tests.conftest import RT, RW_WITHOUT_RT
from kondusif.outreach.tests.factories import ProgrammeFactory, SessionFactory, paper, photo
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")
SENT = {
    "topic": "Tolak politik uang", "village": SEMANGGI, "place": "Pendopo kelurahan", "groups": ["residents"],
    "held_on": "13 November 2024", "held_time": "09.30", "attending": "24", "leader_name": "Wahyu Prasetyo",
    "leader_post": "Lurah Semanggi", "reached": [RT[0], RT[2]], "question_1": "Bolehkah?", "answer_1": "Tidak.",
}  # fmt: skip
PLAN = {
    "topic": "Temu warga", "village": SEMANGGI, "place": "Balai RW", "groups": ["residents"],
    "planned_on": "20 November 2024", "planned_time": "19.00", "invited": "Ketua RT",
}  # fmt: skip


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def jpeg(name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(), "image/jpeg")


def planned(cast: Cast, **changes: object) -> Session:
    first = {
        "programme": None, "topic": "Temu warga", "place": "Balai RW", "area_code": SEMANGGI, "groups": ["residents"],
        "planned_on": TODAY,
    }  # fmt: skip
    return plan_session(actor_of(cast.intan), **{**first, **changes})  # type: ignore[arg-type]


def test_an_empty_list_says_why_it_is_empty(client: Client, cast: Cast) -> None:
    page = as_(client, cast.intan).get(reverse("outreach:sessions")).content.decode()
    assert "Belum ada sesi sosialisasi" in page
    assert "Sesi tampil di sini setelah" in page


def test_the_heading_counts_held_sessions_and_those_that_lack_something(client: Client, cast: Cast) -> None:
    SessionFactory(recorded_by=cast.citra, evidence=PictureKind.PHOTO)
    SessionFactory(recorded_by=cast.citra)
    page = as_(client, cast.intan).get(reverse("outreach:sessions")).content.decode()
    assert "Dua sesi terlaksana, satu di antaranya belum dihitung" in page
    assert "belum ada foto atau pindaian daftar hadir" in page


def test_an_officer_reads_and_writes_the_own_area_alone(client: Client, cast: Cast) -> None:
    mine = SessionFactory(recorded_by=cast.citra, topic="Sesi di Semanggi")
    other = SessionFactory(recorded_by=cast.intan, topic="Sesi di Jebres", area_code=JEBRES)
    browser = as_(client, cast.citra)
    page = browser.get(reverse("outreach:sessions")).content.decode()
    assert "Sesi di Semanggi" in page
    assert "Sesi di Jebres" not in page
    for name in ("session", "correct_session", "cancel_session", "pack", "pack_pdf", "invitation"):
        assert browser.get(reverse(f"outreach:{name}", args=[other.number])).status_code == 404, name
    assert browser.get(reverse("outreach:session", args=[mine.number])).status_code == 200
    answer = browser.post(reverse("outreach:record_session"), {**SENT, "village": JEBRES})
    assert answer.status_code == 422
    assert Session.objects.count() == 2


def test_a_stranger_finds_nothing(client: Client, cast: Cast) -> None:
    session = SessionFactory(recorded_by=cast.citra)
    assert client.get(reverse("outreach:session", args=[session.number])).status_code == 404
    assert as_(client, cast.dewi).get(reverse("outreach:session", args=[session.number])).status_code == 404


def test_an_officer_records_a_session_with_a_photo(client: Client, cast: Cast) -> None:
    sent = {**SENT, "photos": [jpeg()]}
    answer = as_(client, cast.citra).post(reverse("outreach:record_session"), sent)
    session = Session.objects.get()
    assert answer.url == reverse("outreach:session", args=[session.number])
    assert (session.origin, session.attending, session.area_code) == ("field", 24, SEMANGGI)
    assert [row.area_code for row in session.reached.all()] == [RT[0], RT[2]]
    page = client.get(answer.url).content.decode()
    assert "24 orang dari dua RT hadir, dan sesi ini dihitung" in page
    picture = client.get(reverse("outreach:picture", args=[session.number, session.pictures.get().pk]))
    assert (picture["Content-Type"], picture.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert "no-store" in picture["Cache-Control"]


def test_the_same_form_sent_fifty_times_makes_one_session(client: Client, cast: Cast) -> None:
    browser, key = as_(client, cast.citra), str(uuid4())
    places = {
        browser.post(reverse("outreach:record_session"), {**SENT, "key": key, "photos": [jpeg()]}).url
        for _ in range(50)
    }
    assert len(places) == 1
    assert Session.objects.get().pictures.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"attending": "-3"}, "Jumlah hadir tidak dapat -3"),
        ({"attending": "10.000"}, "Jumlah hadir 10000 lebih dari 5000"),
        ({"attending": "dua puluh"}, "tidak terbaca sebagai bilangan bulat"),
        ({"held_on": "20 November 2024"}, "Tanggal sesi masih di depan"),
        ({"reached": [f"{SEMANGGI}.099"]}, "tidak ada dalam daftar kota"),
        ({"leader_name": ""}, "nama dan jabatan pemimpin sesi harus ditulis"),
        ({"groups": []}, "Pilih sekurangnya satu sasaran."),
        ({"village": "", "village_text": "Semangi"}, "tidak ditemukan"),
        ({"village": ""}, "Pilih kelurahan dari daftar, atau ketik namanya."),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(
    client: Client, cast: Cast, change: dict[str, object], words: str
) -> None:
    answer = as_(client, cast.intan).post(reverse("outreach:record_session"), {**SENT, **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Pendopo kelurahan" in page
    assert not Session.objects.exists()


def test_a_session_before_its_programme_is_refused_at_the_date(client: Client, cast: Cast) -> None:
    programme = ProgrammeFactory(created_by=cast.intan, starts_on=TODAY)
    sent = {**SENT, "programme": programme.number, "held_on": "12 November 2024"}
    page = as_(client, cast.intan).post(reverse("outreach:record_session"), sent).content.decode()
    assert "mendahului programnya, yang mulai 13/11/2024" in page


def test_a_photo_of_forty_megabytes_is_refused_with_a_sentence_and_nothing_is_lost(client: Client, cast: Cast) -> None:
    large = SimpleUploadedFile("besar.jpg", photo() + b"\x00" * 40_000_000, "image/jpeg")
    answer = as_(client, cast.citra).post(reverse("outreach:record_session"), {**SENT, "photos": [large]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "lebih besar dari 24 MB" in page
    assert "Pendopo kelurahan" in page
    assert f'value="{RT[2]}" id="rt-{RT[2]}" checked' in page


def test_a_place_is_chosen_by_list_and_by_text(client: Client, cast: Cast) -> None:
    """Acceptance 18: without a map, with a keyboard and a screen reader."""
    browser = as_(client, cast.intan)
    page = browser.get(reverse("outreach:record_session")).content.decode()
    assert '<label for="id_village">' in page
    assert '<label for="id_village_text">' in page
    assert "<optgroup" in page
    sent = {**SENT, "village": "", "village_text": "kel. semanggi, Pasar Kliwon"}
    browser.post(reverse("outreach:record_session"), sent)
    browser.post(reverse("outreach:record_session"), {**SENT, "held_time": "13.00"})
    assert [row.area_code for row in Session.objects.all()] == [SEMANGGI, SEMANGGI]


def test_the_rt_of_a_kelurahan_come_by_rw_also_without_script(client: Client, cast: Cast) -> None:
    browser = as_(client, cast.intan)
    piece = browser.get(reverse("outreach:session_parts"), {"village_text": "Semanggi"}).content.decode()
    assert piece.count("<fieldset") == 3
    assert f'value="{RW_WITHOUT_RT}"' in piece
    assert "<html" not in piece
    assert (
        "<select"
        in browser.get(reverse("outreach:session_parts"), {"village": SEMANGGI, "untuk": "rw"}).content.decode()
    )
    page = browser.post(reverse("outreach:record_session"), {**SENT, "muat": "1"})
    assert page.status_code == 200
    assert "Lurah Semanggi" in page.content.decode()
    assert not Session.objects.exists()


def test_a_link_from_another_page_has_chosen_place_programme_and_group(client: Client, cast: Cast) -> None:
    programme = ProgrammeFactory(created_by=cast.intan)
    asked = {"wilayah": SEMANGGI, "rw": f"{SEMANGGI}.002", "program": programme.number, "group": "schools"}
    page = as_(client, cast.intan).get(reverse("outreach:plan_session"), asked).content.decode()
    for chosen in (f'value="{SEMANGGI}"', f'value="{SEMANGGI}.002"', f'value="{programme.number}"'):
        assert f"{chosen} selected" in page
    assert 'value="schools"' in page


def test_a_session_may_be_planned_in_one_rw_and_keeps_it_when_recorded(client: Client, cast: Cast) -> None:
    browser = as_(client, cast.intan)
    browser.post(reverse("outreach:plan_session"), {**PLAN, "planned_on": "13 November 2024", "rw": f"{SEMANGGI}.002"})
    session = Session.objects.get()
    assert session.area_code == f"{SEMANGGI}.002"
    page = browser.get(reverse("outreach:record_planned", args=[session.number])).content.decode()
    assert f'value="{SEMANGGI}.002" selected' in page
    browser.post(reverse("outreach:record_planned", args=[session.number]), {**SENT, "rw": f"{SEMANGGI}.002"})
    session.refresh_from_db()
    assert (session.status, session.area_code) == ("held", f"{SEMANGGI}.002")


def test_the_desk_plans_gives_and_cancels(client: Client, cast: Cast) -> None:
    browser = as_(client, cast.intan)
    answer = browser.post(reverse("outreach:plan_session"), {**PLAN, "assigned_to": "citra"})
    session = Session.objects.get()
    assert answer.url == reverse("outreach:session", args=[session.number])
    assert session.assigned_to == cast.citra
    page = browser.get(answer.url).content.decode()
    assert "Sesi direncanakan Rabu, 20 November 2024" in page
    browser.post(reverse("outreach:assign_session", args=[session.number]), {"assigned_to": "", "version": 1})
    session.refresh_from_db()
    assert session.assigned_to is None
    path = reverse("outreach:cancel_session", args=[session.number])
    assert browser.post(path, {"reason": "", "version": 2}).status_code == 422
    assert browser.post(path, {"reason": "Hujan deras.", "version": 2}).status_code == 302
    assert "Hujan deras." in browser.get(answer.url).content.decode()


def test_an_officer_plans_for_the_own_hand_alone(client: Client, cast: Cast) -> None:
    browser = as_(client, cast.citra)
    assert "assigned_to" not in browser.get(reverse("outreach:plan_session")).content.decode()
    browser.post(reverse("outreach:plan_session"), {**PLAN, "assigned_to": "intan"})
    assert Session.objects.get().assigned_to == cast.citra
    assert browser.post(reverse("outreach:plan_session"), {**PLAN, "village": JEBRES}).status_code == 422


def test_a_plan_changes_and_a_second_editor_is_told(client: Client, cast: Cast) -> None:
    session = planned(cast)
    browser = as_(client, cast.intan)
    path = reverse("outreach:change_plan", args=[session.number])
    assert "Temu warga" in browser.get(path).content.decode()
    assert browser.post(path, {**PLAN, "place": "Balai RW 2", "version": 1}).status_code == 302
    answer = browser.post(path, {**PLAN, "place": "Balai RW 3", "version": 1})
    assert answer.status_code == 422
    session.refresh_from_db()
    assert session.place == "Balai RW 2"


def test_a_planned_session_is_recorded_under_its_number(client: Client, cast: Cast) -> None:
    session = planned(cast)
    path = reverse("outreach:record_planned", args=[session.number])
    browser = as_(client, cast.citra)
    assert "Balai RW" in browser.get(path).content.decode()
    answer = browser.post(path, {**SENT, "lists": [SimpleUploadedFile("hadir.pdf", paper(1), "application/pdf")]})
    assert answer.url == reverse("outreach:session", args=[session.number])
    session.refresh_from_db()
    assert (session.status, session.pictures.get().kind) == (SessionStatus.HELD, "attendance_list")


def test_a_correction_shows_both_values(client: Client, cast: Cast) -> None:
    as_(client, cast.citra).post(reverse("outreach:record_session"), SENT)
    session = Session.objects.get()
    path = reverse("outreach:correct_session", args=[session.number])
    assert f'value="{RT[2]}" id="rt-{RT[2]}" checked' in client.get(path).content.decode()
    changed = {**SENT, "attending": "19", "reached": [RT[0]], "reason": "Salah hitung.", "version": 1}
    assert client.post(path, changed).status_code == 302
    page = client.get(reverse("outreach:session", args=[session.number])).content.decode()
    assert "<del>24</del>" in page
    assert "<ins>19</ins>" in page
    assert "Salah hitung." in page


def test_evidence_is_added_later_and_taken_away_with_a_reason(client: Client, cast: Cast) -> None:
    session = SessionFactory(recorded_by=cast.citra)
    browser = as_(client, cast.citra)
    path = reverse("outreach:add_picture", args=[session.number])
    assert browser.post(path, {"kind": "photo"}).status_code == 422
    assert "Pilih berkas gambar" in browser.post(path, {"kind": "photo"}).content.decode()
    bad = SimpleUploadedFile("foto.jpg", b"bukan gambar", "image/jpeg")
    assert "tidak dapat dibaca sebagai gambar" in browser.post(path, {"kind": "photo", "file": bad}).content.decode()
    assert browser.post(path, {"kind": "photo", "file": jpeg()}).status_code == 302
    gone = reverse("outreach:remove_picture", args=[session.number, session.pictures.get().pk])
    assert browser.get(gone).status_code == 200
    assert browser.post(gone, {"reason": "Wajah anak terlihat."}).status_code == 302
    assert not session.pictures.exists()


def test_filters_narrow_the_list_and_the_export(client: Client, cast: Cast) -> None:
    SessionFactory(recorded_by=cast.citra, topic="Di Semanggi", groups=["schools"])
    SessionFactory(recorded_by=cast.intan, topic="Di Jebres", area_code=JEBRES, held_on=TODAY - timedelta(days=9))
    browser = as_(client, cast.intan)
    for chosen in ({"area": "33.72.04"}, {"until": "5 November 2024"}, {"text": "jebres"}, {"group": "residents"}):
        page = browser.get(reverse("outreach:sessions"), chosen).content.decode()
        assert "Di Jebres" in page, chosen
        assert "Di Semanggi" not in page, chosen
    sheet = b"".join(browser.get(reverse("outreach:export_sessions"), {"text": "jebres"}).streaming_content).decode()
    assert sheet.splitlines()[0].lstrip("\ufeff").startswith("nomor,status,dihitung,kekurangan")
    assert "Di Jebres" in sheet
    assert "Di Semanggi" not in sheet
    assert "Tidak ada sesi yang cocok" in browser.get(reverse("outreach:sessions"), {"text": "zz"}).content.decode()


def test_the_workbook_opens_and_holds_no_formula(client: Client, cast: Cast) -> None:
    SessionFactory(recorded_by=cast.citra, topic="=1+1", reached=[RT[0]])
    answer = as_(client, cast.intan).get(reverse("outreach:export_sessions"), {"jenis": "xlsx"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][6] == "'=1+1"
    assert rows[1][13] == RT[0]


def test_a_leader_reads_and_changes_nothing(client: Client, cast: Cast) -> None:
    session = SessionFactory(recorded_by=cast.citra)
    browser = as_(client, cast.lukman)
    page = browser.get(reverse("outreach:session", args=[session.number])).content.decode()
    for words in ("Koreksi catatan", "Tambahkan gambar", "Batalkan sesi", "Paket SPJ"):
        assert words not in page
    assert browser.get(reverse("outreach:record_session")).status_code == 403


def test_the_pack_is_offered_with_its_blanks_named(client: Client, cast: Cast) -> None:
    session = planned(cast)
    browser = as_(client, cast.intan)
    page = browser.get(reverse("outreach:pack", args=[session.number])).content.decode()
    assert "bagian masih bergaris titik" in page
    pdf = browser.get(reverse("outreach:pack_pdf", args=[session.number]), {"rows": "40", "order_number": "094/7"})
    assert pdf.content[:5] == b"%PDF-"
    docx = browser.get(reverse("outreach:pack_docx", args=[session.number]))
    assert docx.content[:2] == b"PK"
    assert browser.get(reverse("outreach:invitation", args=[session.number])).content[:5] == b"%PDF-"


def test_a_long_list_is_paged_and_keeps_its_filter(client: Client, cast: Cast) -> None:
    SessionFactory.create_batch(51, recorded_by=cast.citra)
    page = as_(client, cast.intan).get(reverse("outreach:sessions"), {"status": "held"}).content.decode()
    assert "status=held&amp;hal=2" in page
