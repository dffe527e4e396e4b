"""Reads a list of names and slogans that somebody hands in: CSV with the columns `jenis`, `teks` and `dasar`."""

import csv
import io

from kondusif.base.fields import clean_line
from kondusif.kernel.errors import BadSheet, Refused
from kondusif.outreach.rules import KeptOutKind
from kondusif.outreach.services.kept_out import Entry, check_entry

COLUMNS = ("jenis", "teks", "dasar")
KINDS = {
    "pejabat": KeptOutKind.OFFICE_HOLDER,
    "calon": KeptOutKind.CANDIDATE,
    "bakal calon": KeptOutKind.CANDIDATE,
    "keluarga": KeptOutKind.KIN,
    "slogan": KeptOutKind.SLOGAN,
    "tagar": KeptOutKind.SLOGAN,
    "nomor": KeptOutKind.SLOGAN,
}
MOST_ROWS, LONGEST, MOST_BYTES = 1000, {"teks": 160, "dasar": 200}, 200_000
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def text_of(raw: bytes) -> str:
    """The words of a file.

    Raises:
        BadSheet: it is too large, or no text.
    """
    if len(raw) > MOST_BYTES:
        raise BadSheet(1, "", f"berkas lebih dari {MOST_BYTES // 1000} kB; bagi menjadi beberapa")
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadSheet(1, "", "berkas ini bukan teks CSV; simpan lembarnya sebagai CSV")
    try:
        return raw.decode("utf-16") if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadSheet(line, "", "hurufnya tidak terbaca; simpan sebagai CSV UTF-8") from error


def entries_of(text: str) -> list[Entry]:
    """The rows of a sheet, in its order.

    Raises:
        BadSheet: a column is missing, there are no rows or too many, or a row says what it should not; the first one
            is named by line and column.
    """
    rows = [
        (number, cells) for number, cells in _lines(text.removeprefix(_MARK)) if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise BadSheet(1, "", "lembar ini kosong")
    heads = [cell.strip().lower() for cell in rows[0][1]]
    missing = next((name for name in COLUMNS if name not in heads), None)
    if missing:
        raise BadSheet(rows[0][0], missing, f"kolom ini tidak ada; baris pertama memuat {', '.join(COLUMNS)}")
    if len(rows) == 1:
        raise BadSheet(rows[0][0], "", "tidak ada baris di bawah judul kolom")
    if len(rows) - 1 > MOST_ROWS:
        raise BadSheet(rows[MOST_ROWS + 1][0], "", f"paling banyak {MOST_ROWS} baris sekali muat")
    return [_entry(number, dict(zip(heads, cells, strict=False))) for number, cells in rows[1:]]


def _entry(line: int, cells: dict[str, str]) -> Entry:
    given = {name: clean_line(cells.get(name, "")) for name in COLUMNS}
    for name, most in LONGEST.items():
        if not given[name]:
            raise BadSheet(line, name, "belum diisi")
        if len(given[name]) > most:
            raise BadSheet(line, name, f"paling banyak {most} huruf")
    kind = KINDS.get(given["jenis"].lower())
    if kind is None:
        raise BadSheet(line, "jenis", f"harus satu dari: {', '.join(KINDS)}")
    entry = Entry(kind, given["teks"], given["dasar"])
    try:
        check_entry(entry)
    except Refused as refusal:
        raise BadSheet(line, "teks", "terlalu pendek, akan menolak kata yang biasa") from refusal
    return entry


def _lines(text: str) -> list[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    found = []
    try:
        for cells in reader:
            found.append((reader.line_num, cells))
    except csv.Error as error:
        raise BadSheet(reader.line_num, "", "baris tidak terbaca; periksa tanda kutipnya") from error
    return found
