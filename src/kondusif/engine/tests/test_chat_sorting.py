import pytest

from kondusif.engine.chat import PlaceNames, Sort, sort_of

PLACES = PlaceNames.from_rows([
    ("33.72.03", "Pasar Kliwon"), ("33.72.04", "Jebres"), ("33.72.03.1002", "Semanggi"),
    ("33.72.03.1001", "Joyosuran"), ("33.72.04.1010", "Jebres"), ("33.72.04.1006", "Pucangsawit"),
    ("33.72.01.1001", "Pajang"), ("33.72.05.1012", "Sumber"),
])  # fmt: skip


def sorted_as(text: str, sender: str = "") -> tuple[str, str, list[str]] | None:
    found = sort_of(text, sender, PLACES)
    return (found.sort, found.kind, [hit.code for hit in found.places]) if found else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada pengrusakan baliho di Semanggi", "damage"),
        ("tawuran remaja semalam", "violence"),
        ("petugas diancam lewat surat kaleng", "threat"),
        ("warga dihalangi masuk TPS 3", "obstruction"),
        ("RT ditekan agar warga memilih, ada intimidasi", "intimidation"),
        ("ada serangan fajar di gang 2", "offer"),
        ("beredar undangan palsu", "false_procedure"),
        ("pohon tumbang menutup jalan", "disaster"),
        ("Mohon petunjuk, tadi ada pemukulan petugas di Jebres", "violence"),
    ],
)
def test_every_harm_of_the_closed_list_is_seen(text: str, kind: str) -> None:
    found = sorted_as(text)
    assert found is not None
    assert found[:2] == (Sort.INCIDENT, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tadi malam kaca posko di Semanggi dilempar batu", "violence"),
        ("ada keributan antar pendukung di lapangan", "violence"),
        ("cekcok mulut antar simpatisan di Pajang, sudah dilerai", "violence"),
        ("pendukung saling dorong di depan kantor KPU", "violence"),
        ("mobil warga digores orang di Semanggi", "damage"),
        ("ada yang bagi-bagi beras di Jebres malam ini", "offer"),
        ("warga Semanggi dapat amplop 100rb dari tim sukses", "offer"),
        ("air masuk ke gudang logistik Jebres", "disaster"),
        ("ada ancaman lewat WA ke ketua KPPS", "threat"),
        ("ketua RT disuruh kumpulkan KTP di Joyosuran", "intimidation"),
        ("warga dipaksa tanda tangan dukungan di Pajang", "intimidation"),
        ("beredar kabar tps pindah di Sumber, itu tidak benar", "false_procedure"),
        ("petugas pengawas dilarang masuk ke lokasi di Sumber", "obstruction"),
        ("jalan ditutup massa di Pajang", "obstruction"),
    ],
)
def test_harms_in_the_words_of_a_posko_are_seen(text: str, kind: str) -> None:
    """Written by somebody who had not read the table; sixteen of twenty-five such messages were missed before."""
    found = sorted_as(text)
    assert found is not None
    assert found[:2] == (Sort.INCIDENT, kind)


@pytest.mark.parametrize(
    "text",
    [
        "latihan pengamanan bila jalan ditutup",
        "waspada cekcok antar simpatisan",
        "jangan terima amplop dari siapa pun",
        "tidak ada keributan di TPS",
        "antisipasi gudang terendam",
    ],
)
def test_the_same_words_feared_or_denied_are_no_draft(text: str) -> None:
    assert sorted_as(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "tidak ada perusakan, pemukulan, dan intimidasi",
        "waspada tawuran malam ini",
        "antisipasi banjir di wilayah masing-masing",
        "apakah ada tawuran?",
        "jangan sampai terjadi pengrusakan",
        "besok simulasi kebakaran di balai kota",
        "bakar sampah jangan di pinggir jalan",
        "makan sate dibakar arang",
        "warga unjuk rasa damai menolak kenaikan pajak",
        "pengajian akbar di lapangan",
        "rapat besok jam 9",
        "mohon segera laporan nihil yang belum",
        "semoga Semanggi aman kondusif",
        "Semanggi belum aman",
        "izin bertanya rapat jam berapa",
        "nihil",
    ],
)
def test_what_is_feared_denied_asked_or_a_right_is_no_draft(text: str) -> None:
    assert sorted_as(text) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kel. Semanggi nihil", ["33.72.03.1002"]),
        ("SEMANGGI AMAN TERKENDALI", ["33.72.03.1002"]),
        ("pucang sawit aman", ["33.72.04.1006"]),
        ("Semanggi: nihil\nJoyosuran: nihil", ["33.72.03.1002", "33.72.03.1001"]),
        ("kelurahan pajang nihil", ["33.72.01.1001"]),
    ],
)
def test_a_nil_report_names_its_kelurahan(text: str, codes: list[str]) -> None:
    assert sorted_as(text) == (Sort.NIL, "", codes)


def test_a_bare_nil_speaks_for_the_kelurahan_of_its_sender() -> None:
    assert sorted_as("nihil ndan", "Linmas Semanggi") == (Sort.NIL, "", ["33.72.03.1002"])
    found = sort_of("nihil ndan", "Linmas Semanggi", PLACES)
    assert found is not None
    assert ("sender_place",) in found.why


def test_a_name_that_a_kecamatan_bears_too_is_said() -> None:
    found = sort_of("Jebres aman", "", PLACES)
    assert found is not None
    assert found.places[0].shared


def test_a_nil_of_a_kecamatan_alone_is_a_draft_that_says_so() -> None:
    found = sort_of("kec. Jebres nihil", "Linmas Semanggi", PLACES)
    assert found is not None
    assert (found.sort, [hit.code for hit in found.places]) == (Sort.NIL, ["33.72.04"])
    assert ("district_only",) in found.why


def test_an_ordinary_word_is_no_place_without_the_word_before_it() -> None:
    assert sorted_as("pengrusakan, sumber dari warga") == (Sort.INCIDENT, "damage", [])
    assert sorted_as("pengrusakan baliho di kel. sumber") == (Sort.INCIDENT, "damage", ["33.72.05.1012"])


def test_an_act_of_a_civil_servant_is_a_report_and_the_same_act_asked_is_a_question() -> None:
    assert (sorted_as("Lurah Semanggi ikut kampanye paslon 2") or ("",))[0] == Sort.REPORT
    assert (sorted_as("Apakah boleh ASN ikut kampanye paslon?") or ("",))[0] == Sort.QUESTION
    assert (sorted_as("Mohon petunjuk, ASN kami diundang deklarasi paslon") or ("",))[0] == Sort.QUESTION
    assert sorted_as("ASN dilarang ikut kampanye paslon") is None


def test_reasons_hold_phrases_of_the_lexicon_and_no_word_of_the_writer() -> None:
    found = sort_of("Lurah Semanggi, Wagiyem Tukirah, ikut kampanye paslon 2", "", PLACES)
    assert found is not None
    assert "Wagiyem" not in str(found.why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("warga ditekan Pak Sutrisno memilih paslon 2 di Semanggi", ("harm", "intimidation", "ditekan … memilih")),
        ("kaca mobil Ngatinah pecah di Semanggi", ("harm", "damage", "kaca … pecah")),
        ("diduga guru ASN memihak, kata Wagiyem Tukirah", ("said", "memihak")),
        ("ada pengrusakannya Semanggi", ("harm", "damage", "pengrusakan")),
    ],
)
def test_a_reason_tells_the_phrase_of_the_table_and_never_the_words_in_its_gap(text: str, why: tuple[str, ...]) -> None:
    found = sort_of(text, "", PLACES)
    assert found is not None
    assert found.why == (why,)


# A recap -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Rekap: Semanggi nihil, Joyosuran nihil, Pucangsawit belum lapor", ["33.72.03.1002", "33.72.03.1001"]),
        ("Semanggi nihil dan Pucangsawit belum lapor", ["33.72.03.1002"]),
        ("Semanggi dan Joyosuran nihil kecuali Pucangsawit", ["33.72.03.1002", "33.72.03.1001"]),
        ("Laporan nihil dari Semanggi, Joyosuran, Pucangsawit", ["33.72.03.1002", "33.72.03.1001", "33.72.04.1006"]),
        ("Semanggi, Joyosuran belum lapor, Pucangsawit nihil", ["33.72.04.1006"]),
        ("Nihil:\nSemanggi\nJoyosuran\nBelum lapor:\nPucangsawit", ["33.72.03.1002", "33.72.03.1001"]),
        ("Belum lapor: Semanggi\nJoyosuran\nPucangsawit: nihil", ["33.72.04.1006"]),
        ("Semanggi: nihil\nJoyosuran: belum\nPucangsawit: aman", ["33.72.03.1002", "33.72.04.1006"]),
        ("Semanggi sampai saat ini belum ada kejadian, nihil", ["33.72.03.1002"]),
        ("Kel. Semanggi belum ada laporan kejadian", ["33.72.03.1002"]),
        ("Semanggi nihil, dokumentasi menyusul", ["33.72.03.1002"]),
    ],
)
def test_a_recap_speaks_for_those_who_told_and_not_for_the_silent(text: str, codes: list[str]) -> None:
    assert sorted_as(text) == (Sort.NIL, "", codes)


def test_a_recap_says_whom_it_calls_silent() -> None:
    found = sort_of("Semanggi nihil, Joyosuran belum lapor", "", PLACES)
    assert found is not None
    assert ("also_silent", "Joyosuran") in found.why
    assert sort_of("Joyosuran belum lapor, yang lain nihil", "", PLACES) is None
    assert sorted_as("Joyosuran belum lapor, sini nihil", "Lurah Semanggi") == (Sort.NIL, "", ["33.72.03.1002"])


def test_an_incident_is_where_its_own_clause_says_and_tells_of_the_nil_beside_it() -> None:
    found = sort_of("Semanggi nihil. Di Joyosuran ada pengeroyokan warga.", "", PLACES)
    assert found is not None
    assert (found.sort, [hit.code for hit in found.places]) == (Sort.INCIDENT, ["33.72.03.1001"])
    assert ("also_nil", "Semanggi") in found.why
    assert sorted_as("Ada pengeroyokan. Lokasinya di Semanggi.") == (Sort.INCIDENT, "violence", ["33.72.03.1002"])
