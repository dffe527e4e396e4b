import pytest

from kondusif.outreach.kept_out import KeptText, found_in, numbers_in, same_person

KEPT = [
    KeptText("candidate", "H. Supri Yono, S.H."),
    KeptText("office_holder", "Prasetyo Wibowo"),
    KeptText("slogan", "Kota Bersinar"),
    KeptText("slogan", "#MajuBersama"),
]


@pytest.mark.parametrize(
    "said",
    [
        "nomor urut 1", "Nomor Urut dua", "no. urut 3", "Coblos nomor 2!", "coblos no 2", "pilihlah paslon 02",
        "paslon 02", "Pasangan calon nomor 1", "01 menang", "Ingat 02", "salam dua jari", "acungkan satu jari",
        "Dukung nomor 3", "pilih 2", "coblos dua", "#Menang02", "#2PastiBisa", "calon nomor urut 4", "kandidat no. 1",
        "Nomor 2 di hati", "menangkan nomor 10", "PASLON 1", "nomor  urut  1",
    ],
)  # fmt: skip
def test_the_number_of_a_candidate_is_found(said: str) -> None:
    assert numbers_in(said), said


@pytest.mark.parametrize(
    "said",
    [
        "RT 02/RW 07", "RW 01", "Datang ke TPS 02", "27 November 2024", "pukul 07.00 WIB", "pukul 08.30", "0271-123456",
        "UU Nomor 10 Tahun 2016", "Undang-Undang nomor 7", "Jalan Slamet Riyadi No. 2", "01 November 2024",
        "Pasal 71 ayat (2)", "01/11/2024", "Hubungi nomor 110", "pilih pemimpin, jangan pilih karena uang",
        "#Pilkada2024", "Rp1.000.000", "5 tahun sekali", "pasangan calon 22 September", "SD Negeri 02",
        "Peraturan KPU Nomor 2 Tahun 2024", "kembalikan 100 persen", "Langkah 01: baca dulu", "3 langkah",
    ],
)  # fmt: skip
def test_an_ordinary_number_is_left_alone(said: str) -> None:
    assert numbers_in(said) == (), said


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Bersama Pak Supriyono kita jaga kota", "Supriyono"),
        ("Bersama SUPRI  YONO", "SUPRI  YONO"),
        ("Salam dari Dr. H. Prasétyo Wibowo, M.Si.", "Prasétyo Wibowo"),
        ("Menuju KOTA BERSINAR!", "KOTA BERSINAR"),
        ("#kotabersinar2024", "#kotabersinar2024"),
        ("ayo maju bersama", "maju bersama"),
    ],
)
def test_names_and_slogans_are_found_however_they_are_written(said: str, quote: str) -> None:
    assert quote in [hit.quote for hit in found_in(said, KEPT)]


@pytest.mark.parametrize("said", ["Kota kita bersinar di malam hari", "Wibowo menang lomba", "Maju, lalu bersama-sama"])
def test_words_that_only_look_alike_pass(said: str) -> None:
    assert found_in(said, KEPT) == ()


def test_a_hit_says_where_it_stands() -> None:
    text = "Ajakan: coblos nomor 2 untuk Kota Bersinar"
    assert [(text[hit.start : hit.end], hit.kind) for hit in found_in(text, KEPT)] == [
        ("coblos nomor 2", "number"),
        ("Kota Bersinar", "slogan"),
    ]


@pytest.mark.parametrize(
    ("name", "kept", "same"),
    [
        ("H. Wahyu Setiawan, S.Sos., M.Si.", "wahyu setiawan", True),
        ("Wahyusetiawan", "Wahyu Setiawan", True),
        ("Wahyu Setiawan", "Wahyu Setiawan Nugroho", True),
        ("Wahyu", "Wahyu Setiawan", False),
        ("Supardi", "SUPARDI", True),
        ("Supardi Hartono", "Supardi", False),
        ("Setiawan Wahyu", "Wahyu Setiawan", False),
        ("R. B. Kusuma", "Kusuma", False),
        ("", "Wahyu Setiawan", False),
        ("Drs. H.", "Wahyu Setiawan", False),
    ],
)
def test_two_spellings_of_one_name(name: str, kept: str, same: bool) -> None:
    assert same_person(name, kept) is same
