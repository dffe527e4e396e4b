import io
from datetime import date

import pytest
import xlsxwriter

from kondusif.kernel.errors import BadSheet, Refused
from kondusif.roster.places import Place, Places
from kondusif.roster.rules import Kind
from kondusif.roster.sheets.cells import grids_of
from kondusif.roster.sheets.rows import Read, read_grids
from kondusif.roster.tests.factories import HEADS, cells_of, csv_of, nip_of, workbook

PLACES = Places(
    [
        Place("bkpsdm", "BKPSDM", "personnel", "33.72"),
        Place("disdik", "Dinas Pendidikan", "agency", "33.72"),
        Place("kec-jebres", "Kecamatan Jebres", "district", "33.72.04"),
        Place("kel-jebres", "Kelurahan Jebres", "village", "33.72.04.1010"),
        Place("kel-semanggi", "Kelurahan Semanggi", "village", "33.72.03.1002"),
    ],
    "Kota Surakarta",
)


def read(raw: bytes) -> Read:
    return read_grids(grids_of(raw), PLACES, "33.72")


def faults(told: Read) -> list[tuple[int, str, str]]:
    return [(row.line, column, problem) for row in told.bad for column, problem in row.faults]


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ({"NIP": nip_of(1)[:17]}, "NIP", "17 angka"),
        ({"NIP": "3372010203040001"}, "NIP", "NIK"),
        ({"NIP": "1.98501E+17"}, "NIP", "notasi ilmiah"),
        ({"NIP": "1,98501E+17"}, "NIP", "notasi ilmiah"),
        ({"NIP": "19850101201001100A"}, "NIP", "selain angka"),
        ({"NIP": ""}, "NIP", "belum diisi"),
        ({"Nama": ""}, "Nama", "belum diisi"),
        ({"Nama": "12345"}, "Nama", "tidak memuat huruf"),
        ({"Nama": "Wahyu " * 40}, "Nama", "200 huruf"),
        ({"TMT": "31 Februari 2010"}, "TMT", "tidak terbaca"),
        ({"TMT": "2010-13-01"}, "TMT", "tidak terbaca"),
        ({"Status": "Pensiun"}, "Status", "tidak lagi bekerja"),
    ],
    ids=[
        "nip of 17 digits", "nik as nip", "nip in scientific notation", "the same with a comma", "letter in a nip",
        "no nip", "no name", "number as name", "endless name", "31 february", "month 13", "retired",
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_line_column_and_problem(changes: dict[str, str], column: str, says: str) -> None:
    told = read(csv_of(cells_of(1), cells_of(2, **changes), cells_of(3)))
    assert [(line, name) for line, name, _problem in faults(told)] == [(3, column)]
    assert says in faults(told)[0][2]
    assert [row.line for row in told.rows] == [2, 4]


def test_one_row_names_all_its_faults() -> None:
    told = read(csv_of(cells_of(1, Nama="", NIP="123", TMT="kemarin")))
    assert [column for _line, column, _problem in faults(told)] == ["Nama", "TMT", "NIP"]


def test_a_nip_that_excel_kept_as_a_number_is_refused_because_its_end_is_lost() -> None:
    told = read(workbook(list(HEADS), [1, 198501012010011000.0, "Wahyu Setiawan", "PNS", "", "BKPSDM", "", ""]))
    assert "tersimpan sebagai angka" in faults(told)[0][2]


def test_two_rows_of_one_nip_are_both_refused_and_name_each_other() -> None:
    told = read(csv_of(cells_of(1), cells_of(2), cells_of(3, NIP=nip_of(1))))
    assert [(line, problem) for line, _column, problem in faults(told)] == [
        (2, "NIP ini juga ada pada baris 4"), (4, "NIP ini juga ada pada baris 2"),
    ]  # fmt: skip
    assert [row.line for row in told.rows] == [3]


def test_the_same_row_twice_counts_once_and_says_so() -> None:
    told = read(csv_of(cells_of(1), cells_of(1)))
    assert len(told.rows) == 1
    assert told.doubts == [(3, "baris ini sama dengan baris 2, dihitung sekali")]


def test_columns_may_stand_in_any_order_and_under_other_names() -> None:
    heads = ("UNIT ORGANISASI", "NAMA LENGKAP", "JENIS PEGAWAI", "NIP BARU", "GOL/RUANG", "GELAR BLK", "TMT CPNS")
    cells: list[object] = ["Kel. Jebres", "Sri Lestari", "CPNS", "'" + nip_of(5), "III/b", "S.Sos.", "01/03/2019"]
    (row,) = read(csv_of(cells, heads=heads)).rows
    assert (row.nip, row.name, row.kind, row.unit) == (nip_of(5), "Sri Lestari, S.Sos.", Kind.PNS, "kel-jebres")
    assert (row.rank, row.since, row.area_code) == ("III/b", date(2019, 3, 1), "33.72.04.1010")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1 Januari 2010", date(2010, 1, 1)), ("01/03/2011", date(2011, 3, 1)), ("2022-01-01", date(2022, 1, 1)),
        ("45292", date(2024, 1, 1)), ("20190301", date(2019, 3, 1)), ("-", None), ("", None),
    ],
)  # fmt: skip
def test_a_date_is_read_however_the_sheet_holds_it(cell: str, day: date | None) -> None:
    assert read(csv_of(cells_of(1, TMT=cell))).rows[0].since == day


def test_a_workbook_s_own_dates_and_day_numbers_are_dates() -> None:
    rows = [[*cells_of(1)[:7], date(2015, 4, 1)], [*cells_of(2)[:7], 42095]]
    assert [row.since for row in read(workbook(list(HEADS), *rows)).rows] == [date(2015, 4, 1)] * 2


@pytest.mark.parametrize(
    ("sign", "encoding"), [(";", "cp1252"), (",", "utf-8-sig"), ("\t", "utf-16")],
    ids=["semicolons in cp1252", "commas with a mark", "tabs in utf-16"],
)  # fmt: skip
def test_a_csv_is_read_however_excel_saved_it(sign: str, encoding: str) -> None:
    told = read(csv_of(cells_of(1, Nama="Rénata Wibowo"), sign=sign, encoding=encoding))
    assert [row.name for row in told.rows] == ["Rénata Wibowo"]


def test_a_title_blank_lines_and_a_row_of_column_numbers_are_no_people() -> None:
    raw = b"DAFTAR PEGAWAI;;;;;;;\r\n;;;;;;;\r\n" + csv_of(["1", "2", "3", "4", "5", "6", "7", "8"], cells_of(1))
    told = read(raw)
    assert ([row.line for row in told.rows], told.skipped, told.bad) == ([5], 1, [])


def test_a_heading_that_comes_again_on_each_printed_page_is_skipped() -> None:
    told = read(csv_of(cells_of(1), list(HEADS), cells_of(2)))
    assert (len(told.rows), told.skipped, told.bad) == (2, 1, [])


def test_a_heading_of_two_lines_is_read_as_one() -> None:
    top: list[object] = ["NO", "NAMA", "NIP", "JABATAN", "", "STATUS", "UNIT KERJA"]
    below: list[object] = ["", "", "", "NAMA", "TMT", "", ""]
    people: list[object] = ["1", "Tri Utami", nip_of(3), "Analis", "1 Mei 2012", "PNS", "Dinas Pendidikan"]
    merged = ((0, 3, 0, 4, "JABATAN"), (0, 0, 1, 0, "NO"), (0, 1, 1, 1, "NAMA"), (0, 2, 1, 2, "NIP"))
    (row,) = read(workbook(top, below, people, merged=merged)).rows
    assert (row.name, row.post, row.unit, row.line) == ("Tri Utami", "Analis", "disdik", 3)


def test_a_unit_merged_over_several_rows_counts_for_each_of_them() -> None:
    rows = [cells_of(number, **{"Unit Kerja": "Dinas Pendidikan" if number == 1 else ""}) for number in (1, 2, 3)]
    told = read(workbook(list(HEADS), *rows, merged=((1, 5, 3, 5, "Dinas Pendidikan"),)))
    assert [row.unit for row in told.rows] == ["disdik"] * 3


def test_a_name_merged_over_two_rows_is_refused_on_the_second() -> None:
    rows = [cells_of(1), cells_of(2, Nama="")]
    told = read(workbook(list(HEADS), *rows, merged=((1, 2, 2, 2, "Eko Santoso"),)))
    assert [(line, column) for line, column, _problem in faults(told)] == [(3, "Nama")]
    assert "digabung" in faults(told)[0][2]


def test_a_row_that_names_a_group_is_the_unit_of_those_below() -> None:
    heads = ("Nama", "NIP", "Status", "No")
    rows: list[list[object]] = [
        ["", "", "", "KELURAHAN SEMANGGI"], ["Sri Lestari", nip_of(1), "PNS", "1"],
        ["", "", "", "KELURAHAN JEBRES"], ["Eko Wibowo", nip_of(2), "PNS", "2"],
    ]  # fmt: skip
    told = read(csv_of(*rows, heads=heads))
    assert [row.unit for row in told.rows] == ["kel-semanggi", "kel-jebres"]
    assert "unit" in told.fields


@pytest.mark.parametrize(
    ("unit", "key"),
    [
        ("Kelurahan Jebres", "kel-jebres"), ("Kel. Jebres", "kel-jebres"), ("KEC JEBRES", "kec-jebres"),
        ("Semanggi", "kel-semanggi"), ("Dinas Pendidikan Kota Surakarta", "disdik"), ("Jebres", ""),
        ("Puskesmas Tipes", ""),
    ],
    ids=["whole", "short", "capitals", "bare", "with the city", "two units of one name", "no unit of the tree"],
)  # fmt: skip
def test_a_unit_is_found_by_how_the_sheet_writes_it_or_kept_as_written(unit: str, key: str) -> None:
    told = read(csv_of(cells_of(1, **{"Unit Kerja": unit})))
    assert (told.rows[0].unit, told.rows[0].unit_name, bool(told.doubts)) == (key, unit, not key)


def test_contract_staff_without_a_nip_keep_their_key_from_sheet_to_sheet() -> None:
    first = read(csv_of(cells_of(1, NIP="", Status="Tenaga Kontrak"))).rows[0]
    again = read(csv_of(cells_of(7), cells_of(1, NIP="-", Status="Honorer"))).rows[1]
    assert first.nip == again.nip
    assert first.nip.startswith("TK-")
    assert first.kind == Kind.CONTRACT


def test_two_contract_staff_of_one_name_and_unit_need_a_number_of_their_own() -> None:
    heads = (*HEADS, "Nomor Pegawai")
    same = {"NIP": "", "Status": "Kontrak", "Nama": "Sri Lestari"}
    told = read(csv_of([*cells_of(1, **same), ""], [*cells_of(2, **same), ""], heads=heads))
    assert [line for line, _column, _problem in faults(told)] == [2, 3]
    told = read(csv_of([*cells_of(1, **same), "A-1"], [*cells_of(2, **same), "A-2"], heads=heads))
    assert len({row.nip for row in told.rows}) == 2


@pytest.mark.parametrize(
    ("nip", "says"),
    [
        ("198513012010011001", "bukan tanggal lahir"), ("198501012010991001", "status pegawai"),
        ("198501012010001001", "ke-13"), ("198501012010013001", "ke-15"), ("198501011990011001", "pengangkatan"),
    ],
)  # fmt: skip
def test_a_doubtful_nip_is_taken_and_named(nip: str, says: str) -> None:
    told = read(csv_of(cells_of(1, NIP=nip)))
    assert len(told.rows) == 1
    assert says in "; ".join(words for _line, words in told.doubts)


def test_a_nip_says_pns_or_pppk_where_the_sheet_has_no_status() -> None:
    heads = ("NIP", "Nama", "Unit Kerja")
    told = read(csv_of([nip_of(1), "Sri Lestari", ""], [nip_of(2, Kind.PPPK), "Eko Wibowo", ""], heads=heads))
    assert [row.kind for row in told.rows] == [Kind.PNS, Kind.PPPK]


def test_one_open_quote_costs_one_row_and_not_the_rest() -> None:
    rows = [cells_of(number) for number in range(1, 30)]
    rows[4][2] = '"Budi Hartono'
    told = read(csv_of(*rows))
    assert [line for line, _column, _problem in faults(told)] == [6]
    assert len(told.rows) == 28


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "roster.sheet.empty"), (b"  \r\n ", "roster.sheet.empty"), (b"PK\x03\x04broken", "roster.sheet.damaged"),
        (b"\xd0\xcf\x11\xe0rest", "roster.sheet.damaged"), (b"%PDF-1.7 x", "roster.sheet.not_a_table"),
        (b"\xff\xd8\xff\xe0 x", "roster.sheet.not_a_table"), (b"nama;alamat\r\nSri;Solo", "roster.sheet.no_heads"),
        (csv_of(), "roster.sheet.no_rows"), (b"a" * (24 * 1024 * 1024 + 1), "roster.sheet.huge"),
        ((";".join("x" * 1 for _ in range(300)) + "\n").encode(), "roster.sheet.too_wide"),
    ],
    ids=["nothing", "blanks", "torn xlsx", "torn xls", "pdf", "photo", "no nip", "no rows", "25 MB", "300 columns"],
)  # fmt: skip
def test_what_is_no_personnel_sheet_is_refused_with_what_to_do(raw: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(raw)
    assert refusal.value.code == code


def test_two_columns_of_nip_are_refused() -> None:
    with pytest.raises(BadSheet) as refusal:
        read(csv_of([nip_of(1), nip_of(2), "Sri Lestari"], heads=("NIP", "NIP", "Nama")))
    assert (refusal.value.line, refusal.value.column) == (1, "NIP")


def test_fifty_thousand_rows_are_read_with_the_one_bad_row_named() -> None:
    lines = [";".join(HEADS), *(f"{n};;Sri Lestari {n};Kontrak;;BKPSDM;;" for n in range(1, 50_001))]
    lines[40_000] = "40000;;;Kontrak;;BKPSDM;;"
    told = read("\r\n".join(lines).encode())
    assert faults(told) == [(40_001, "Nama", "belum diisi")]
    assert len(told.rows) == 49_999


def test_more_rows_than_a_city_has_people_are_refused() -> None:
    lines = [";".join(HEADS), *(f"{n};;Sri {n};Kontrak;;BKPSDM;;" for n in range(1, 60_002))]
    with pytest.raises(Refused) as refusal:
        read("\r\n".join(lines).encode())
    assert refusal.value.code == "roster.sheet.too_wide"


def test_one_nip_on_ten_thousand_rows_names_the_first_lines_only() -> None:
    lines = [";".join(HEADS), *(f"{n};{nip_of(1)};Sri {n};PNS;;BKPSDM;;" for n in range(10_000))]
    told = read("\r\n".join(lines).encode())
    assert len(told.bad) == 10_000
    assert told.bad[-1].faults[0][1] == "NIP ini juga ada pada baris 2, 3, 4, 5, 6, 7 dan 9994 baris lain"


def test_two_sheets_with_people_in_one_book_are_refused_by_name() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in ("Guru", "Staf"):
            sheet = book.add_worksheet(name)
            for line, cells in enumerate([list(HEADS), cells_of(1)]):
                sheet.write_row(line, 0, cells)
    with pytest.raises(Refused) as refusal:
        read(out.getvalue())
    assert refusal.value.facts == {"sheets": "Guru, Staf"}


def test_a_second_heading_in_another_order_is_refused_by_line_and_column() -> None:
    swapped: list[object] = ["No", "NIP", "Nama", "Status", "Unit Kerja", "Jabatan", "Golongan", "TMT"]
    with pytest.raises(BadSheet) as refusal:
        read(csv_of(cells_of(1), swapped, cells_of(2)))
    assert (refusal.value.line, refusal.value.column) == (3, "Unit Kerja")
    assert "judul kedua" in refusal.value.problem


def test_a_heading_of_two_lines_that_comes_again_is_skipped() -> None:
    top: list[object] = ["NO", "NAMA", "NIP", "JABATAN", "", "STATUS", "UNIT KERJA"]
    below: list[object] = ["", "", "", "NAMA", "TMT", "", ""]
    people = [[str(number), "Tri Utami", nip_of(number), "Analis", "1 Mei 2012", "PNS", "BKPSDM"] for number in (1, 2)]
    told = read(csv_of(below, people[0], top, below, people[1], heads=tuple(map(str, top))))
    assert ([row.line for row in told.rows], told.skipped, told.bad) == ([3, 6], 2, [])


@pytest.mark.parametrize("error", ["#N/A", "#REF!"])
def test_a_formula_that_failed_is_no_name_and_no_unit(error: str) -> None:
    told = read(csv_of(cells_of(1, Nama=error), cells_of(2, **{"Unit Kerja": error})))
    assert [(line, column) for line, column, _problem in faults(told)] == [(2, "Nama"), (3, "Unit Kerja")]
    assert all("rumus di sel ini gagal" in problem for _line, _column, problem in faults(told))


@pytest.mark.parametrize("text", ["'01/03/2010", "1-3-2010", "1 Mar 2010", "01.03.2010", "2010/03/01"])
def test_a_date_typed_as_text_is_a_date(text: str) -> None:
    assert read(csv_of(cells_of(1, TMT=text))).rows[0].since == date(2010, 3, 1)
