"""Staff pages of the kit, and what the public sees of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.outreach.models import KeptOut, Piece
from kondusif.outreach.rules import KeptOutKind, Language, PieceKind, PieceStatus
from kondusif.outreach.services import kit
from kondusif.outreach.services.kept_out import Entry, add_kept_out
from support.cast import Cast

pytestmark = pytest.mark.django_db
STAFF = "/ruang/pencegahan/materi/"
WRITTEN = {
    "kind": "poster", "language": "id", "title": "Tetap bertetangga", "body": "Ronda tetap bersama.", "group": "",
    "basis": "imbauan, bukan aturan tertulis",
}  # fmt: skip


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def released(cast: Cast, **changes: object) -> Piece:
    first = {"kind": PieceKind.POSTER, "language": Language.INDONESIAN, "title": "Tetap bertetangga",
             "body": "Ronda tetap bersama.\n\nHari: {hari_pemungutan}.", "basis": "imbauan"}  # fmt: skip
    piece = kit.draft_piece(actor_of(cast.intan), kit.Draft(**{**first, **changes}))  # type: ignore[arg-type]
    return kit.release_piece(actor_of(cast.lukman), piece)


def test_a_piece_goes_from_the_desk_over_a_second_person_to_everybody_and_back(client: Client, cast: Cast) -> None:
    as_(client, cast.intan).post(f"{STAFF}baru/", WRITTEN)
    piece = Piece.objects.get()
    own = client.get(f"{STAFF}{piece.number}/").content.decode()
    assert "menunggu orang selain Intan" in own
    assert "Terbitkan materi" not in own
    assert client.get("/materi/").content.decode().count(piece.title) == 0
    second = as_(client, cast.laras).get(f"{STAFF}{piece.number}/").content.decode()
    assert "Terbitkan materi" in second
    client.post(f"{STAFF}{piece.number}/terbit/", {"version": piece.version})
    assert "Tetap bertetangga" in Client().get("/materi/").content.decode()
    piece.refresh_from_db()
    answer = client.post(f"{STAFF}{piece.number}/tarik/", {"version": piece.version, "reason": "Alamatnya keliru."})
    assert answer.status_code == 302
    assert Client().get(f"/materi/{piece.number}/").status_code == 404


def test_the_writer_who_releases_by_hand_gets_the_reason_and_nothing_changes(client: Client, cast: Cast) -> None:
    as_(client, cast.intan).post(f"{STAFF}baru/", WRITTEN)
    piece = Piece.objects.get()
    answer = client.post(f"{STAFF}{piece.number}/terbit/", {"version": piece.version})
    assert answer.status_code == 422
    assert "Orang lain yang menerbitkannya" in answer.content.decode()
    assert Piece.objects.get().status == PieceStatus.DRAFT


def test_a_release_of_a_version_that_has_gone_by_is_refused(client: Client, cast: Cast) -> None:
    as_(client, cast.intan).post(f"{STAFF}baru/", WRITTEN)
    piece = Piece.objects.get()
    client.post(f"{STAFF}{piece.number}/ubah/", {**WRITTEN, "body": "Arisan tetap bersama.", "version": piece.version})
    answer = as_(client, cast.lukman).post(f"{STAFF}{piece.number}/terbit/", {"version": piece.version})
    assert answer.status_code == 422
    assert Piece.objects.get().status == PieceStatus.DRAFT


def test_a_refused_word_stands_at_the_body_and_nothing_typed_is_lost(client: Client, cast: Cast) -> None:
    add_kept_out(actor_of(cast.intan), Entry(KeptOutKind.SLOGAN, "Kota Maju Bersama", "spanduk"))
    answer = as_(client, cast.intan).post(f"{STAFF}baru/", {**WRITTEN, "body": "Mari #KotaMajuBersama, warga."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "#KotaMajuBersama" in page
    assert "slogan" in page
    assert not Piece.objects.exists()


@pytest.mark.parametrize(("role", "writes", "releases"), [("intan", True, True), ("lukman", False, True),
                         ("laras", False, True), ("eko", False, False), ("ani", False, False)])  # fmt: skip
def test_who_may_do_what_with_the_kit(client: Client, cast: Cast, role: str, writes: bool, releases: bool) -> None:
    piece = kit.draft_piece(actor_of(cast.intan), kit.Draft(PieceKind.POSTER, Language.INDONESIAN, "A", "B", "imbauan"))
    as_(client, getattr(cast, role))
    assert client.get(STAFF).status_code == 200
    assert (client.get(f"{STAFF}baru/").status_code == 200) is writes
    assert (client.post(f"{STAFF}{piece.number}/terbit/", {"version": 1}).status_code != 403) is releases


@pytest.mark.parametrize("name", ["citra", "budi", "hana", "mira"])
def test_others_of_the_city_are_told_that_the_room_is_closed_to_them(client: Client, cast: Cast, name: str) -> None:
    assert as_(client, getattr(cast, name)).get(STAFF).status_code == 403


def test_the_texts_that_come_along_are_offered_once_and_taken_as_drafts(client: Client, cast: Cast) -> None:
    assert "naskah awal dapat dimuat sebagai konsep" in as_(client, cast.intan).get(STAFF).content.decode()
    client.post(f"{STAFF}naskah-awal/")
    assert Piece.objects.filter(status=PieceStatus.DRAFT, drafted_by=cast.intan).count() == Piece.objects.count() > 20
    page = client.get(STAFF).content.decode()
    assert "konsep materi menunggu orang kedua, 0 sudah terbit" in page
    assert "naskah awal dapat dimuat sebagai konsep" not in page


def test_the_list_is_filtered_and_says_so_when_nothing_fits(client: Client, cast: Cast) -> None:
    released(cast)
    as_(client, cast.eko)
    assert "Tetap bertetangga" in client.get(STAFF, {"status": "released"}).content.decode()
    assert "Tidak ada materi yang cocok" in client.get(STAFF, {"language": "jv"}).content.decode()


def test_a_name_written_down_later_is_told_on_the_list_and_takes_the_piece_off_the_public_page(
    client: Client, cast: Cast
) -> None:
    piece = released(cast, body="Kampung Wahyu Prasetyo tetap rukun.")
    as_(client, cast.intan).post(f"{STAFF}tidak-dimuat/tambah/", {
        "kind": "candidate", "text": "Wahyu Prasetyo", "source": "Pengumuman KPU"})  # fmt: skip
    assert "tidak tampil lagi untuk umum" in client.get(STAFF).content.decode()
    assert "memuat yang tidak boleh dimuat" in client.get(f"{STAFF}{piece.number}/").content.decode()
    for path in ("", "teks.txt", "berkas/pdf/"):
        assert Client().get(f"/materi/{piece.number}/{path}").status_code == 404


def test_a_sheet_is_looked_at_before_it_is_written_down(client: Client, cast: Cast) -> None:
    sheet = "jenis;teks;dasar\nCalon;Wahyu Prasetyo;Pengumuman KPU\nslogan;Kota Maju Bersama;Spanduk\n"
    as_(client, cast.intan)
    path = f"{STAFF}tidak-dimuat/impor/"
    seen = client.post(path, {"file": SimpleUploadedFile("daftar.csv", sheet.encode("utf-8-sig"))}).content.decode()
    assert "Dua baris terbaca, belum ada yang disimpan" in seen
    assert not KeptOut.objects.exists()
    client.post(path, {"sheet": sheet, "simpan": "1"})
    assert set(KeptOut.objects.values_list("kind", "text")) == {
        ("candidate", "Wahyu Prasetyo"), ("slogan", "Kota Maju Bersama")}  # fmt: skip
    client.post(path, {"sheet": sheet, "simpan": "1"})
    assert KeptOut.objects.count() == 2


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("jenis,teks\ncalon,Wahyu Prasetyo\n", "dasar"),
        ("jenis,teks,dasar\nkawan,Wahyu Prasetyo,KPU\n", "Baris 2"),
        ("jenis,teks,dasar\ncalon,Wahyu Prasetyo,KPU\ncalon,,KPU\n", "Baris 3"),
        ("jenis,teks,dasar\ncalon,Al,KPU\n", "terlalu pendek"),
        ("jenis,teks,dasar\n", "tidak ada baris"),
        ("", "Pilih berkas CSV"),
        ('jenis,teks,dasar\ncalon,"Wahyu,KPU\n', "tanda kutip"),
    ],
)
def test_a_wrong_sheet_is_refused_with_its_row_and_column(client: Client, cast: Cast, sheet: str, said: str) -> None:
    files = {"file": SimpleUploadedFile("daftar.csv", sheet.encode())} if sheet else {}
    answer = as_(client, cast.intan).post(f"{STAFF}tidak-dimuat/impor/", files)
    assert answer.status_code == 422
    assert said.lower() in answer.content.decode().lower()
    assert not KeptOut.objects.exists()


def test_a_row_is_ended_and_moves_to_those_that_no_longer_hold(client: Client, cast: Cast) -> None:
    row = add_kept_out(actor_of(cast.intan), Entry(KeptOutKind.KIN, "Sri Wahyuni", "pengumuman KPU"))
    path = f"{STAFF}tidak-dimuat/"
    as_(client, cast.intan).post(f"{path}{row.pk}/akhiri/")
    assert "Sri Wahyuni" not in client.get(path).content.decode()
    assert "Sri Wahyuni" in client.get(path, {"ended": "ya"}).content.decode()
    again = client.post(f"{path}tambah/", {"kind": "kin", "text": "SRI WAHYUNI", "source": "KPU"})
    assert again.status_code == 302
    assert KeptOut.objects.get().ended_on is None
    twice = client.post(f"{path}tambah/", {"kind": "kin", "text": "Sri Wahyuni", "source": "KPU"})
    assert twice.status_code == 422
    assert "sudah tercatat" in twice.content.decode()


def test_the_public_page_of_a_piece_has_its_words_to_copy_and_no_script_or_cookie(client: Client, cast: Cast) -> None:
    piece = released(cast)
    answer = client.get(f"/materi/{piece.number}/")
    page = answer.content.decode()
    assert "Hari: Rabu, 27 November 2024." in page
    assert "PKPU 2/2024 (belum diperiksa)" in page
    assert "<textarea" in page
    assert "<script" not in page
    assert not answer.cookies
    assert "Intan" not in page
    assert "Lukman" not in page
    text = client.get(f"/materi/{piece.number}/teks.txt")
    assert text["Content-Type"].startswith("text/plain")
    assert "Tetap bertetangga\n\nRonda tetap bersama." in text.content.decode()


def test_a_draft_is_nowhere_to_be_found_by_the_public(client: Client, cast: Cast) -> None:
    piece = kit.draft_piece(actor_of(cast.intan), kit.Draft(PieceKind.POSTER, Language.INDONESIAN, "A", "B", "imbauan"))
    for path in (f"{piece.number}/", f"{piece.number}/teks.txt", f"{piece.number}/berkas/pdf/", "MAT-0/"):
        assert client.get(f"/materi/{path}").status_code == 404
    assert "Belum ada materi yang terbit" in client.get("/materi/").content.decode()


def test_the_kit_in_one_language_holds_that_language_alone(client: Client, cast: Cast) -> None:
    released(cast)
    released(cast, language=Language.JAVANESE, title="Tetep tetanggan")
    page = client.get("/materi/", {"bahasa": "jv"}).content.decode()
    assert "Tetep tetanggan" in page
    assert "Tetap bertetangga" not in page
