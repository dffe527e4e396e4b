import csv
import os
import random
import re
from datetime import date
from pathlib import Path

import pytest

from kondusif.engine.chat import Dropper, Limits, PlaceNames, propose, read

PLACES = PlaceNames.from_rows(
    [("33.72.03.1002", "Semanggi"), ("33.72.03", "Pasar Kliwon"), ("33.72.03.1001", "Joyosuran")]
)
LIMITS = Limits(copy_hours=12, matter_minutes=90, added_minutes=5, most_drafts=500, words=2000)
FREQUENCIES = Path(os.environ.get("KONDUSIF_SHARED", "../shared"), "data", "names", "token_frequencies.csv")


def dropped(text: str, *senders: str) -> str:
    return Dropper(senders, PLACES).drop(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hp 0812-3456-7890", "hp [nomor]"),
        ("+62 812 3456 7890 saksi", "[nomor] saksi"),
        ("NIK 3372051212800001", "NIK [nomor]"),
        ("NIP 19801212 200501 1 001", "NIP [nomor]"),
        ("rek BRI 1234-01-000123-50-1", "rek BRI [nomor]"),
        ("mobil AD 1234 XY putih", "mobil [nomor] putih"),
        ("kirim ke tokoh@contoh.id", "kirim ke [surel]"),
        ("lihat https://contoh.id/x?y=1 ya", "lihat [tautan] ya"),
        ("cek @628123456789", "cek [nama]"),
        ("cek @lurah_baru.surakarta", "cek [nama]"),
        ("rumah di Jl. Mawar No. 15", "rumah di Jl. Mawar No. [nomor]"),
    ],
)
def test_numbers_by_which_a_person_is_found_go(text: str, kept: str) -> None:
    assert dropped(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hub 081.234.567.890", "hub [nomor]"),
        ("rp 081234567890", "rp [nomor]"),
        ("saksi 08 12 34 56 78 90", "saksi [nomor]"),
        ("Ketua TPS 081234567890", "Ketua TPS [nomor]"),
        ("hub.081234567890", "hub.[nomor]"),
        ("saksi,081234567890", "saksi,[nomor]"),
        ("0812 - 3456 - 7890 saksi", "[nomor] saksi"),
        ("0812_3456_7890 saksi", "[nomor] saksi"),
        ("saksi (0812) 3456 7890", "saksi [nomor]"),
        ("62 812 3456 7890", "[nomor]"),
        ("628.123.456.789", "[nomor]"),
        ("(+62) 812-3456-7890", "([nomor]"),
        ("Rp +62 271 123456", "Rp [nomor]"),
        ("Rp 628.123.456.789", "Rp [nomor]"),
        ("hub 0812 3456 7890/0813 1111 2222", "hub [nomor]"),
        ("hub 0812-3456-7890 atau 0813.1111.2222", "hub [nomor] atau [nomor]"),
        ("0271-123456/0271-654321", "[nomor]"),
    ],
)
def test_a_telephone_number_goes_however_it_is_written_and_whatever_stands_before_it(text: str, kept: str) -> None:
    assert dropped(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "tanggal 08/12/2024 08.15", "tanggal 08-12-2024 20.15", "jaga 08.15-12.00 13.00-16.00",
        "TPS 08 09 10 11 12", "uang Rp 800.000.000", "pukul 08.15 - 12.00", "Rp 62.812.345.678",
        "masa tenang 08.12.2024 - 09.12.2024",
    ],
)  # fmt: skip
def test_days_hours_and_lists_that_begin_like_a_telephone_number_stay(text: str) -> None:
    assert dropped(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "uang Rp 1.500.000 dalam amplop", "tanggal 12/11/2024", "tanggal 12-11-2024", "pukul 08.00-12.00",
        "TPS 01 02 03 04 05", "RT 02/RW 07", "TPS 012 Semanggi", "350 orang", "paslon nomor 2", "2024-11-12 20.15",
    ],
)  # fmt: skip
def test_numbers_that_tell_what_happened_stay(text: str) -> None:
    assert dropped(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("dipukul Pak Paijan Kartoredjo", "dipukul Pak [nama]"),
        ("lapor bu wagiyem tadi", "lapor bu [nama] tadi"),
        ("PAK WAGIYEM DIPUKUL DI SEMANGGI", "PAK [nama] DIPUKUL DI SEMANGGI"),
        ("Ketua RT 03 H. Paijan melapor", "Ketua RT 03 H. [nama] melapor"),
        ("Pak Lurah dan Pak RT 03 hadir", "Pak Lurah dan Pak RT 03 hadir"),
        ("di Jl. Slamet Riyadi depan kantor", "di Jl. Slamet Riyadi depan kantor"),
        ("Lurah Semanggi hadir", "Lurah Semanggi hadir"),
        ("warga Pasar Kliwon resah", "warga Pasar Kliwon resah"),
    ],
)
def test_names_go_and_offices_and_places_stay(text: str, kept: str) -> None:
    assert dropped(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("tadi budi bilang ada amplop", "tadi [nama] bilang ada amplop"),
        ("pak slamet marah", "pak [nama] marah"),
        ("katanya wibawa lestari kasih uang", "katanya [nama] kasih uang"),
        ("ayu lestari ikut rapat", "[nama] ikut rapat"),
        ("putri dipukul orang", "[nama] dipukul orang"),
        ("kata zubrowati kartoyo aman", "kata [nama] aman"),
    ],
)
def test_a_bare_name_in_small_letters_goes_by_what_is_said_of_it(text: str, kept: str) -> None:
    assert dropped(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "tetangga marah karena bising", "kata warga ada tawuran di semanggi", "pedagang mengamuk di pasar",
        "menurut saksi kaca posko pecah", "anak dipukul preman", "hari ini aman", "angin merusak atap balai",
        "pohon tumbang menutup jalan", "oleh petugas langsung dilerai", "selamat pagi semua", "massa membakar ban",
        "semanggi melapor nihil", "warga joyosuran protes soal undangan", "jumlah kerusakan masih dihitung",
        "linmas melapor ada baliho robek", "kata ketua rt sudah selesai", "sopir truk dipukul dua orang",
    ],
)  # fmt: skip
def test_ordinary_words_places_and_harms_in_small_letters_stay(text: str) -> None:
    assert dropped(text) == text


def test_who_writes_in_the_chat_is_dropped_wherever_they_are_named() -> None:
    assert dropped("tadi zubrowati lapor", "Zubrowati Linmas Semanggi") == "tadi [nama] lapor"
    assert dropped("linmas semanggi siap", "Zubrowati Linmas Semanggi") == "linmas semanggi siap"


def drawn(dice: random.Random) -> list[str]:
    rows: dict[str, tuple[list[str], list[int]]] = {}
    with FREQUENCIES.open() as file:
        for row in csv.DictReader(file):
            names, counts = rows.setdefault(row["position"], ([], []))
            names.append(row["token"])
            counts.append(int(row["count"]))
    picked = [dice.choices(*rows[position])[0] for position in ("first", "last") for _ in range(200)]
    return [word for word in picked if len(word) > 2]


@pytest.mark.skipif(not FREQUENCIES.exists(), reason="the shared frequencies of names are not here")
@pytest.mark.parametrize(
    ("told", "case", "least"),
    [
        ("Tadi malam Pak {} dipukul orang di Semanggi", str.title, 0.98),
        ("tadi malam pak {} dipukul orang di semanggi", str.lower, 0.92),
        ("Menurut saksi, {} merusak baliho di Semanggi", str.title, 0.92),
        ("Lurah {} hadir di kampanye", str.title, 0.97),
        ("tadi {} bilang ada amplop di posko", str.lower, 0.95),
        ("kemarin {} marah-marah di tps", str.lower, 0.95),
        ("kata {} tadi ada pembagian beras", str.lower, 0.95),
        ("{} merusak baliho dekat pasar", str.lower, 0.95),
    ],
)
def test_names_drawn_by_their_frequency_are_dropped(told: str, case: object, least: float) -> None:
    words = drawn(random.Random(20241127))
    half = len(words) // 2
    dropper = Dropper([], PLACES)
    left = 0
    for first, last in zip(words[:half], words[half:], strict=False):
        shape = case(f"{first} {last}")  # type: ignore[operator]
        kept = dropper.drop(told.format(shape)).lower()
        left += sum(bool(re.search(rf"\b{re.escape(word.lower())}\b", kept)) for word in (first, last))
    assert 1 - left / (2 * half) >= least


def test_a_draft_holds_what_the_same_sender_added_and_no_name() -> None:
    text = (
        "12/11/24 08.00 - Tukiran: ada tawuran barusan\n"
        "12/11/24 08.02 - Tukiran: lokasi depan balai Semanggi, pelapor Pak Paijan\n"
        "12/11/24 08.20 - Suratmi: tawuran di kel semanggi, 10 remaja\n"
        "12/11/24 21.00 - Suratmi: tawuran lagi di semanggi dekat pasar\n"
    )
    drafts, counts = propose(read(text, date(2024, 11, 13)), PLACES, LIMITS)
    assert [draft.area for draft in drafts] == ["33.72.03.1002", "33.72.03.1002"]
    assert counts["merged"] == 1
    assert "Paijan" not in drafts[0].words
    assert "depan balai Semanggi" in drafts[0].words
    assert ("several", "2") in drafts[0].why


def words_of(text: str) -> list[str]:
    return [draft.words for draft in propose(read(text, date(2024, 11, 13)), PLACES, LIMITS)[0]]


@pytest.mark.parametrize(
    "between",
    [
        "12/11/24 08.01 - Tukiran: tawuran remaja di kel semanggi dekat pasar",  # joins what Suratmi told
        "12/11/24 08.01 - Tukiran: kel semanggi nihil",
        "12/11/24 08.01 - Tukiran: baliho dirusak di kelurahan Semanggi",
    ],
    ids=["a telling that joins another's", "a nil report", "a harm that was offered before"],
)
def test_what_follows_a_later_telling_is_not_added_to_an_earlier_matter(between: str) -> None:
    text = (
        "12/11/24 07.50 - Suratmi: tawuran remaja di kel semanggi dekat pasar\n"
        "12/11/24 08.00 - Tukiran: pohon tumbang menutup jalan kampung sewu\n"
        f"{between}\n12/11/24 08.02 - Tukiran: pelakunya sudah lari semua\n"
    )
    drafts, _counts = propose(read(text, date(2024, 11, 13)), PLACES, LIMITS, lambda source: "baliho" in source)
    tree = next(draft.words for draft in drafts if "pohon tumbang" in draft.words)
    assert "lari" not in tree
    if "remaja" in between:
        assert "lari" in next(draft.words for draft in drafts if "tawuran" in draft.words)


def test_what_names_another_place_is_not_added() -> None:
    text = "12/11/24 08.00 - A: baliho dirusak di Semanggi\n12/11/24 08.01 - A: {}\n"
    assert "rapat" not in words_of(text.format("rapat besok di kantor Kelurahan Joyosuran"))[0]
    assert "balai" in words_of(text.format("tepatnya di balai Semanggi Pasar Kliwon"))[0]


def test_without_heads_only_the_paragraph_right_behind_is_added() -> None:
    told = words_of("baliho dirusak di Semanggi\n\ndekat balai kampung\n\nbesok rapat jam sembilan")
    assert "balai" in told[0]
    assert "rapat" not in told[0]


def test_two_accounts_of_two_civil_servants_are_never_one() -> None:
    text = (
        "12/11/24 08.00 - A: Diduga staf kelurahan Semanggi ikut kampanye paslon di lapangan kota kemarin sore\n"
        "12/11/24 08.05 - B: Diduga guru kelurahan Semanggi ikut kampanye paslon di lapangan kota kemarin sore\n"
        "12/11/24 08.09 - C: Diduga guru kelurahan Semanggi ikut kampanye paslon di lapangan kota kemarin sore\n"
    )
    drafts, counts = propose(read(text, date(2024, 11, 13)), PLACES, LIMITS)
    assert len(drafts) == 2
    assert counts["merged"] == 1


def test_more_drafts_than_a_person_can_read_are_counted_not_made() -> None:
    text = "\n".join(f"12/11/24 08.{at:02} - A{at}: tawuran di gang {at} dekat toko nomor {at}" for at in range(60))
    few = Limits(copy_hours=0, matter_minutes=0, added_minutes=0, most_drafts=10, words=2000)
    drafts, counts = propose(read(text, date(2024, 11, 13)), PLACES, few)
    assert len(drafts) == 10
    assert counts["over"] == 60 - 10 - counts["merged"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("si Tumpluk mukul warga", "si [nama] mukul warga"),
        ("anaknya kasino ikut", "anaknya [nama] ikut"),
        ("hp 08l2-3456-7890", "hp [nomor]"),
        ("akun budi_santoso99 menyebar", "akun [nama][nama] menyebar"),
        ("anaknya dipukul", "anaknya dipukul"),
        ("si pelaku lari", "si pelaku lari"),
        ("TPS 12 dan 2 orang", "TPS 12 dan 2 orang"),
    ],
)
def test_somebodys_child_and_names_written_together_go_too(text: str, kept: str) -> None:
    assert dropped(text) == kept
