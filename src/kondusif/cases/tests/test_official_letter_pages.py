"""The pages of official letters: what reception sees before saving, who reads what, and the scan behind a key."""

import html
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.audit.models import Entry
from kondusif.base import disk
from kondusif.cases.letter_kinds import kinds
from kondusif.cases.letters import open_scan
from kondusif.cases.models import Case
from kondusif.cases.official import OfficialLetter
from kondusif.cases.tests.factories import a_case
from kondusif.cases.tests.letters import NUMBER, a_letter
from kondusif.institutions.models import Unit
from kondusif.intake import jobs
from kondusif.intake.evidence import examine
from kondusif.intake.tests.support import picture
from kondusif.kernel.errors import Refused
from kondusif.territory.tests.factories import load_surakarta
from kondusif.vault import files
from kondusif.vault.boxes import Broken
from support.cast import Cast, person
from support.keys import ring, unlock_client

URL = "/ruang/penanganan/surat/"
NEW = URL + "baru/"
DEVICE = "KENARI-SURAT.png"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    load_surakarta()
    client.force_login(cast.intan)
    return client


def typed(**more: object) -> dict[str, object]:
    return {
        "macam": "rekomendasi-disiplin", "body": "bawaslu", "number": NUMBER, "dated_on": "6 November 2024",
        "received_on": "11 November 2024", "subject": "Rekomendasi atas dugaan ajakan memilih",
        "unit": "kel-semanggi", "examined": "pns", "handler": "", "langkah": "periksa", **more,
    }  # fmt: skip


def words_of(answer: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())  # type: ignore[attr-defined]


def sheet(name: str = DEVICE, data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if data is None else data)


def as_user(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


# Typing and looking ----------------------------------------------------------------------------------------------


def test_reception_chooses_the_kind_first(desk: Client) -> None:
    page = words_of(desk.get(NEW))
    for kind in kinds().values():
        assert kind.title in page
    assert desk.get(NEW, {"macam": "rekomendasi-disiplin"}).status_code == 200


def test_the_one_body_that_sends_such_letters_is_chosen_already_and_a_missing_one_is_said(desk: Client) -> None:
    page = desk.get(NEW, {"macam": "penerusan-etik"}).content.decode()
    assert '<option value="bawaslu" selected>' in page
    assert "belum ada dalam daftar" not in page
    assert "Admin menambahkannya di Pengaturan" in words_of(desk.get(NEW, {"macam": "putusan-pengadilan"}))


def test_a_kind_that_is_not_there_is_said(desk: Client) -> None:
    answer = desk.get(NEW, {"macam": "surat-cinta"})
    assert answer.status_code == 422
    assert "Macam surat ini tidak ada" in words_of(answer)


def test_before_saving_reception_sees_the_case_the_clocks_and_why(desk: Client, cast: Cast) -> None:
    page = words_of(desk.post(NEW, typed()))
    assert "tenggat terdekatnya Jumat, 29 November 2024" in page
    assert "Batas luar Senin, 2 Desember 2024" in page
    assert "Mengapa tanggal ini?" in page
    assert cast.gita.full_name in page
    assert "Belum ada yang disimpan" in page
    assert not Case.objects.exists()
    assert not Entry.objects.filter(action__startswith="cases.").exists()


def test_saving_opens_the_case_and_leads_to_the_letter(desk: Client) -> None:
    answer = desk.post(NEW, typed(langkah="simpan"))
    letter = OfficialLetter.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"{URL}{letter.pk}/"
    page = words_of(desk.get(answer["Location"]))
    assert letter.case.number in page
    assert "menunggu jawaban" in page


def test_what_was_shown_is_what_is_kept(desk: Client, cast: Cast) -> None:
    page = desk.post(NEW, typed()).content.decode()
    (handler,) = re.findall(r'name="handler" value="(\d+)"', page)
    a_case(cast, handler=cast.gita)
    desk.post(NEW, typed(langkah="simpan", handler=handler))
    assert OfficialLetter.objects.get().case.handler == cast.gita


def test_back_to_the_form_loses_nothing(desk: Client) -> None:
    answer = desk.post(NEW, typed(langkah="ubah"))
    assert NUMBER in answer.content.decode()
    assert "Ganti macam surat" in words_of(answer)


@pytest.mark.parametrize("step", ["periksa", "simpan"])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"dated_on": "12 November 2024"}, "Tanggal surat jatuh sesudah tanggal terima"),
        ({"received_on": "20 November 2024"}, "Tanggal terima belum terjadi"),
        ({"body": "antah-berantah"}, "Lembaga ini tidak ada dalam daftar"),
        ({"body": ""}, "Pilih lembaga yang mengirim"),
        ({"number": ""}, "Isi nomor surat."),
        ({"number": "1" * 81}, "80"),
        ({"subject": ""}, "Isi perihal surat."),
        ({"received_on": "kemarin dulu"}, "Tanggal ini tidak terbaca"),
        ({"examined": "kepala_daerah"}, "Tidak ada prosedur dari surat ini yang berlaku"),
        ({"handler": "999999"}, "Pilihan ini tidak ada"),
    ],
)
def test_wrong_input_is_said_in_one_sentence_and_nothing_typed_is_lost(
    desk: Client, wrong: dict[str, str], said: str, step: str
) -> None:
    answer = desk.post(NEW, typed(langkah=step, **wrong))
    assert answer.status_code == 422
    assert said in words_of(answer)
    if "number" not in wrong:
        assert NUMBER in answer.content.decode()
    assert not OfficialLetter.objects.exists()


def test_a_letter_typed_twice_names_the_case_and_keeps_what_was_typed(desk: Client, cast: Cast) -> None:
    standing = a_letter(cast)
    for step in ("periksa", "simpan"):
        answer = desk.post(NEW, typed(langkah=step, subject="Perihal yang diketik ulang"))
        assert answer.status_code == 422
        assert standing.case.number in words_of(answer)
        assert "Perihal yang diketik ulang" in answer.content.decode()
    assert OfficialLetter.objects.count() == 1


def test_a_double_click_keeps_one_letter(desk: Client) -> None:
    assert desk.post(NEW, typed(langkah="simpan")).status_code == 302
    assert desk.post(NEW, typed(langkah="simpan")).status_code == 422
    assert (Case.objects.count(), OfficialLetter.objects.count()) == (1, 1)


def test_nobody_free_to_handle_it_is_one_sentence(desk: Client, cast: Cast) -> None:
    for one in (cast.hana, cast.gita):
        one.grants.all().update(ends_on=date(2024, 1, 2))
    answer = desk.post(NEW, typed())
    assert answer.status_code == 422
    assert "Belum ada penangan yang bebas" in words_of(answer)


def test_a_letter_about_an_open_case_joins_it(desk: Client, cast: Cast) -> None:
    case = a_case(cast, subject="pns")
    page = words_of(desk.post(NEW, typed(case=case.number)))
    assert f"Surat ini masuk ke {case.number}" in page
    assert "sudah tercatat, tetap berlaku" in page
    desk.post(NEW, typed(case=case.number, langkah="simpan"))
    assert OfficialLetter.objects.get().case == case
    assert Case.objects.count() == 1


def test_the_table_speaks_english_to_who_reads_english(cast: Cast) -> None:
    with translation.override("en"):
        assert kinds()["rekomendasi-disiplin"].title == "Recommendation of a disciplinary sanction"


# Who reads what --------------------------------------------------------------------------------------------------


def test_the_desk_sees_letter_case_number_and_clocks_and_not_who_is_examined(cast: Cast, client: Client) -> None:
    letter = a_letter(cast)
    page = words_of(as_user(client, cast.intan).get(f"{URL}{letter.pk}/"))
    assert letter.case.number in page
    assert "Tindak lanjut PPK" in page
    assert "Kelurahan Semanggi" not in page
    assert "Kelurahan Semanggi" in words_of(as_user(client, cast.lukman).get(f"{URL}{letter.pk}/"))


def test_the_leader_sees_it_on_the_case_list(cast: Cast, client: Client) -> None:
    letter = a_letter(cast)
    page = words_of(as_user(client, cast.lukman).get("/ruang/penanganan/"))
    assert f"{letter.case.number} {letter.subject} surat resmi" in page
    shown = words_of(client.get(f"/ruang/penanganan/{letter.case.number}/"))
    assert "Satu surat resmi, menunggu jawaban" in shown


def test_who_stands_over_the_unit_sees_no_letter_unless_they_typed_it(cast: Cast, client: Client) -> None:
    rina = person("rina", "Rina", Role.DESK, "kec-pasar-kliwon")
    letter = a_letter(cast)
    assert as_user(client, rina).get(f"{URL}{letter.pk}/").status_code == 404
    assert letter.case.number not in client.get(URL).content.decode()
    own = a_letter(cast, by=rina, number="2/B/2024")
    page = client.get(f"{URL}{own.pk}/")
    assert own.case.number in words_of(page)
    assert f'href="/ruang/penanganan/{own.case.number}/"' not in page.content.decode()


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("intan", (200, 200, 200, 200)), ("hana", (200, 200, 200, 200)), ("lukman", (200, 403, 200, 403)),
        ("eko", (200, 403, 200, 403)), ("budi", (403, 403, 403, 403)), ("dewi", (404, 404, 404, 404)),
    ],
)  # fmt: skip
def test_who_may_pass(cast: Cast, client: Client, who: str, statuses: tuple[int, ...]) -> None:
    letter = a_letter(cast)
    as_user(client, getattr(cast, who))
    urls = (URL, NEW, f"{URL}{letter.pk}/", f"{URL}{letter.pk}/jawaban/")
    assert tuple(client.get(url).status_code for url in urls) == statuses


def test_the_list_as_a_sheet_holds_no_name_and_no_formula(cast: Cast, client: Client) -> None:
    a_letter(cast, subject="=HYPERLINK(1)")
    answer = as_user(client, cast.intan).get(URL, {"berkas": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert NUMBER in text
    assert "2024-11-29" in text
    assert "'=HYPERLINK" in text
    assert not any(one.full_name in text for one in (cast.hana, cast.gita, cast.intan))


def test_the_list_costs_the_same_however_long(
    cast: Cast, client: Client, django_assert_max_num_queries: object
) -> None:
    for n in range(12):
        a_letter(cast, number=f"{n}/B/2024")
    as_user(client, cast.intan).get(URL)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        answer = client.get(URL)
    assert "Daftar: 12" in words_of(answer)


def test_the_answer_is_recorded_at_the_desk(cast: Cast, client: Client) -> None:
    letter = a_letter(cast)
    as_user(client, cast.intan)
    url = f"{URL}{letter.pk}/jawaban/"
    wrong = client.post(url, {"replied_on": "10 November 2024", "number": "800/1/2024"})
    assert wrong.status_code == 422
    assert "Jawaban tidak dapat mendahului surat" in words_of(wrong)
    assert "800/1/2024" in wrong.content.decode()
    assert client.post(url, {"replied_on": "13 November 2024", "number": "800/1/2024"}).status_code == 302
    assert "dijawab Rabu, 13 November 2024" in words_of(client.get(f"{URL}{letter.pk}/"))
    assert "tidak ada yang menunggu jawaban" in words_of(client.get(URL))


def test_the_closing_page_says_that_the_sender_waits(cast: Cast, client: Client) -> None:
    letter = a_letter(cast)
    page = words_of(as_user(client, cast.hana).get(f"/ruang/penanganan/{letter.case.number}/penutupan/"))
    assert f"Surat {NUMBER}" in page
    assert "belum dapat ditutup" in page


# The scan --------------------------------------------------------------------------------------------------------


def test_the_scan_is_kept_sealed_and_read_with_the_handlers_own_key(keys: Cast, desk: Client) -> None:
    desk.post(NEW, typed(langkah="simpan", scan=sheet()))
    letter = OfficialLetter.objects.get()
    assert letter.scan_sha256
    stored = files.path_of(letter.scan_name).read_bytes()
    assert stored.startswith(b"age-encryption.org")
    url = f"{URL}{letter.pk}/pindaian/"
    assert desk.get(url).status_code == 403
    handler = letter.case.handler
    desk.force_login(handler)
    assert desk.get(url)["Location"].startswith("/ruang/kunci/buka/?next=")
    assert not Entry.objects.filter(action="cases.letter.read").exists()
    answer = unlock_client(desk, handler).get(url)
    assert answer["Content-Type"].startswith("image/")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert DEVICE not in str(answer.headers)
    assert desk.get(url).status_code == 200
    assert Entry.objects.filter(action="cases.letter.read", subject=letter.case.number).count() == 2


def test_another_units_key_opens_no_scan(keys: Cast) -> None:
    letter = a_letter(keys, scan=examine(DEVICE, picture()))
    assert open_scan(ring(keys.budi), letter) is None
    assert open_scan(ring(keys.gita), letter) is not None
    letter.scan_name = files.keep_all([b"x"], date(2024, 11, 13))[0].name
    with pytest.raises(Broken):
        open_scan(ring(keys.gita), letter)  # the key of one scan does not open another


def test_a_unit_without_a_key_is_said_at_the_scan_and_the_letter_may_come_without(desk: Client) -> None:
    answer = desk.post(NEW, typed(langkah="simpan", scan=sheet()))
    assert answer.status_code == 422
    assert "belum memegang kunci" in words_of(answer)
    assert NUMBER in answer.content.decode()
    assert not Case.objects.exists()
    assert not list(files.folder().glob("??/*"))
    assert desk.post(NEW, typed(langkah="simpan")).status_code == 302


def test_on_a_full_disk_the_letter_is_taken_without_its_scan(
    keys: Cast, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "free_share", lambda: 0.04)
    answer = desk.post(NEW, typed(langkah="simpan", scan=sheet()))
    assert answer.status_code == 422
    assert "Ruang simpan server hampir penuh" in words_of(answer)
    assert NUMBER in answer.content.decode()
    assert not Case.objects.exists()
    assert desk.post(NEW, typed(langkah="simpan")).status_code == 302


@pytest.mark.parametrize("data", [b"", b"MZ\x90 bukan pindaian", b"%PDF-1.7 rusak"])
def test_a_sheet_that_is_none_is_refused_and_nothing_is_opened(keys: Cast, desk: Client, data: bytes) -> None:
    answer = desk.post(NEW, typed(langkah="simpan", scan=sheet(data=data)))
    assert answer.status_code == 422
    assert NUMBER in answer.content.decode()
    assert "Pindaian surat" in words_of(answer)
    assert not Case.objects.exists()


def test_a_letter_without_a_scan_says_so(keys: Cast, client: Client) -> None:
    letter = a_letter(keys)
    with pytest.raises(Refused) as caught:
        open_scan(ring(keys.gita), letter)
    assert caught.value.code == "cases.letter.no_scan"
    answer = unlock_client(client, keys.gita).get(f"{URL}{letter.pk}/pindaian/")
    assert "dicatat tanpa pindaian" in words_of(answer)


def test_the_sweep_leaves_the_scans_of_letters(keys: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = a_letter(keys, scan=examine(DEVICE, picture()))
    (orphan,) = files.keep_all([b"tak bertuan"], date(2024, 11, 13))
    monkeypatch.setattr(jobs, "ORPHAN_AGE", -jobs.ORPHAN_AGE)
    jobs.sweep_orphans()
    assert files.path_of(letter.scan_name).exists()
    assert not files.path_of(orphan.name).exists()


def test_the_unit_of_a_second_handler_gets_no_scan_by_taking_over(keys: Cast, client: Client) -> None:
    """A hand-over moves work, not keys: the new unit is told that the scan is sealed to the former one."""
    letter = a_letter(keys, scan=examine(DEVICE, picture()))
    maya = person("maya", "Maya", Role.HANDLER, "bkpsdm")
    Case.objects.filter(pk=letter.case_id).update(handler=maya, unit=Unit.objects.get(key="kel-semanggi"))
    assert as_user(client, maya).get(f"{URL}{letter.pk}/pindaian/").status_code == 302
