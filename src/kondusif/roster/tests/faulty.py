"""Sheets as offices send them, each named for its fault, with what the preview must say of it."""

from collections.abc import Callable
from dataclasses import dataclass

from kondusif.roster.rules import Kind
from kondusif.roster.tests.factories import HEADS, cells_of, csv_of, name_of, nip_of, workbook

Fault = tuple[int, str, str]  # line, column, words of the problem


@dataclass(frozen=True)
class Expected:
    """What becomes of a sheet: the people who can land, and every fault by line, column and problem."""

    raw: bytes
    people: int
    faults: tuple[Fault, ...] = ()


def merged_cells() -> Expected:
    """A name merged over two rows, and a unit merged over three: the unit counts for all, the name for nobody twice."""
    rows = [cells_of(number, **{"Unit Kerja": ""}) for number in (1, 2, 3)]
    rows[1][2] = ""
    merged = ((1, 2, 2, 2, name_of(1)), (1, 5, 3, 5, "BKPSDM"))
    return Expected(workbook(list(HEADS), *rows, merged=merged), 2, ((3, "Nama", "digabung dengan baris lain"),))


def two_headings() -> Expected:
    """A heading of two merged lines that comes again on the second printed page."""
    top: list[object] = ["NO", "NAMA", "NIP", "JABATAN", "", "STATUS", "UNIT KERJA"]
    below: list[object] = ["", "", "", "NAMA", "TMT", "", ""]
    people: list[list[object]] = [
        [str(number), name_of(number), nip_of(number), "Analis", "1 Mei 2012", "PNS", "BKPSDM"] for number in (1, 2, 3)
    ]
    people[2][2] = "12"
    merged = ((0, 3, 0, 4, "JABATAN"), (0, 0, 1, 0, "NO"), (0, 1, 1, 1, "NAMA"), (0, 2, 1, 2, "NIP"))
    raw = workbook(top, below, people[0], top, below, *people[1:], merged=merged)
    return Expected(raw, 2, ((7, "NIP", "terdiri atas 2 angka"),))


def dates_as_text() -> Expected:
    """Dates typed as text in the ways of four offices, one of them a day that no calendar has."""
    said = ("1 Maret 2010", "'01/03/2010", "2010-03-01", "45292", "31/02/2010", "03/25/2010")
    rows = [cells_of(number, TMT=text) for number, text in enumerate(said, start=1)]
    faults = tuple((line, "TMT", f"“{text}” tidak terbaca") for line, text in ((6, said[4]), (7, said[5])))
    return Expected(workbook(list(HEADS), *rows), 4, faults)


def doubled_nip() -> Expected:
    """One NIP on two rows with different names: both are named, and neither lands."""
    rows = [cells_of(1), cells_of(2), cells_of(3, NIP=nip_of(1))]
    faults = ((2, "NIP", "juga ada pada baris 4"), (4, "NIP", "juga ada pada baris 2"))
    return Expected(workbook(list(HEADS), *rows), 1, faults)


def nip_of_17_digits() -> Expected:
    """A digit was lost in typing."""
    rows = [cells_of(1), cells_of(2, NIP=nip_of(2)[:17])]
    return Expected(workbook(list(HEADS), *rows), 1, ((3, "NIP", "terdiri atas 17 angka, seharusnya 18"),))


def nip_kept_as_a_number() -> Expected:
    """Excel kept fifteen digits and made the rest nought."""
    rows = [cells_of(1), cells_of(2)]
    rows[1][1] = float(nip_of(2))
    return Expected(workbook(list(HEADS), *rows), 1, ((3, "NIP", "tersimpan sebagai angka"),))


def columns_in_another_order() -> Expected:
    """The columns of another office's file, with a column that nobody asked for, and one row without a name."""
    heads = ("UNIT ORGANISASI", "NO HP", "NAMA LENGKAP", "JENIS PEGAWAI", "NIP BARU", "GOL/RUANG")
    rows: list[list[object]] = [
        ["BKPSDM", "0", name_of(1), "PNS", nip_of(1), "III/b"],
        ["BKPSDM", "0", "", "PPPK", nip_of(2, Kind.PPPK), "IX"],
    ]
    return Expected(csv_of(*rows, heads=heads), 1, ((3, "NAMA LENGKAP", "belum diisi"),))


def semicolons_from_excel() -> Expected:
    """CSV of an Indonesian Excel: semicolons, cp1252, a line end inside a cell, empty lines at its end."""
    rows = [cells_of(1, Nama="Rénata Wibowo", Jabatan='"Analis\r\nkebijakan"'), cells_of(2, Status="Pensiun")]
    raw = b"sep=;\r\n" + csv_of(*rows) + b";;;;;;;\r\n" * 3
    return Expected(raw, 1, ((5, "Status", "tidak lagi bekerja"),))


def failed_formulas() -> Expected:
    """A lookup to another file that was not sent along."""
    rows = [cells_of(1, Jabatan="#N/A"), cells_of(2)]
    return Expected(csv_of(*rows), 1, ((2, "Jabatan", "rumus di sel ini gagal"),))


def fifty_thousand_rows(count: int = 50_000) -> Expected:
    """As many rows as the largest regency has people, one of them without a name."""
    rows = [["", "", f"Sri Lestari {number}", "Kontrak", "", "BKPSDM", "", ""] for number in range(count)]
    rows[count - 2][2] = ""
    return Expected(csv_of(*(list(map(str, row)) for row in rows)), count - 1, ((count, "Nama", "belum diisi"),))


FAULTY: dict[str, Callable[[], Expected]] = {
    make.__name__: make
    for make in (
        merged_cells, two_headings, dates_as_text, doubled_nip, nip_of_17_digits, nip_kept_as_a_number,
        columns_in_another_order, semicolons_from_excel, failed_formulas,
    )
}  # fmt: skip
