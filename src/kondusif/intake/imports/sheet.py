"""A sheet of reports: which column says what, and its rows as texts. A row that cannot be read costs only itself."""

import csv
from dataclasses import dataclass

from kondusif.base.sheets import RISKY, SIGNS, delimiter_of, text_of
from kondusif.kernel.errors import Refused

MOST_ROWS = 2000
MOST_LINES = 20_000  # empty rows between the others included
_MOST_LINES_IN_A_CELL = 200
PROBLEM = "masalah"  # the column that a file of bad rows has in addition
# Field of the typed form -> the heading of its column, in the order of the sample.
HEADS = {
    "channel": "saluran", "received_on": "tanggal diterima", "kind": "jenis", "track": "jalur", "words": "uraian",
    "happened_on": "tanggal kejadian", "happened_time": "pukul", "known_on": "tanggal diketahui",
    "evidence_words": "bukti", "area": "kelurahan", "place_words": "tempat", "accused_name": "nama terlapor",
    "accused_post": "jabatan terlapor", "accused_unit": "unit terlapor", "accused_is_head": "memimpin unit",
    "accused_other": "instansi terlapor", "accused_address": "alamat terlapor", "name": "nama pelapor",
    "address": "alamat pelapor", "phone": "telepon pelapor", "email": "surel pelapor",
}  # fmt: skip
NEEDED = ("kind", "words", "known_on")
_ALSO = {
    "isilaporan": "words", "kronologi": "words", "tanggaltahu": "known_on", "waktukejadian": "happened_time",
    "teleponpelapor": "phone", "nomorpelapor": "phone", "emailpelapor": "email", "lokasi": "place_words",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row.

    Args:
        line: number of its row, as a sheet program shows it: empty rows count, the lines of one cell do not.
        cells: as they stand.
        told: field -> text.
        torn: its quotes do not close.
    """

    line: int
    cells: tuple[str, ...]
    told: dict[str, str]
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was read.

    Args:
        heads: the headings as written.
        unread: headings that no field has.
    """

    heads: tuple[str, ...]
    rows: list[SheetRow]
    unread: tuple[str, ...]


def folded(text: str) -> str:
    """Letters and digits, small."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


_FIELDS = {folded(head): name for name, head in HEADS.items()} | _ALSO


def looks_like_sheet(raw: bytes) -> bool:
    """Whether the first line names at least two known columns."""
    text = text_of(raw)
    if not text:
        return False
    lines = text[:8192].replace("\r", "\n").split("\n")
    first = lines[1] if lines[0].lower().startswith("sep=") and len(lines) > 1 else lines[0]
    cells = next(csv.reader([first], delimiter=delimiter_of([first])), [])
    return len({folded(cell) for cell in cells} & _FIELDS.keys()) > 1


def read_sheet(raw: bytes) -> Sheet:
    """The rows of a sheet.

    Raises:
        Refused: it is no text, a needed column is missing, a column stands twice, or there are too many rows.
    """
    text = text_of(raw)
    if text is None:
        raise Refused("intake.import.what")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    skip = 1 if lines[0].lower().startswith("sep=") else 0
    sign = lines[0][4:5] if skip and lines[0][4:5] in SIGNS else delimiter_of(lines[skip : skip + 1])
    found = _whole(lines, skip, sign) or _by_line(lines, skip, sign)
    if not found:
        raise Refused("intake.import.empty")
    (_line, heads, _torn), *rest = found
    columns = _columns(heads)
    if len(rest) > MOST_ROWS:
        raise Refused("intake.import.many_rows", count=len(rest), limit=MOST_ROWS)
    if found[-1][0] > MOST_LINES:
        raise Refused("intake.import.many_rows", count=found[-1][0], limit=MOST_LINES)
    rows = [SheetRow(line, tuple(cells), _told(cells, columns), torn) for line, cells, torn in rest]
    unread = tuple(head.strip() for head in heads if head.strip() and folded(head) not in {*_FIELDS, PROBLEM})
    return Sheet(tuple(heads), rows, unread)


def _columns(heads: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, head in enumerate(heads):
        if field := _FIELDS.get(folded(head)):
            if field in columns:
                raise Refused("intake.import.twice", column=HEADS[field])
            columns[field] = at
    if lacking := [HEADS[name] for name in NEEDED if name not in columns]:
        raise Refused("intake.import.heads", columns=", ".join(lacking))
    return columns


def _told(cells: list[str], columns: dict[str, int]) -> dict[str, str]:
    return {name: _plain(cells[at]) if at < len(cells) else "" for name, at in columns.items()}


def _plain(cell: str) -> str:
    """A cell without the sign that keeps a sheet program from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in RISKY and cell[1:] else cell


Found = list[tuple[int, list[str], bool]]


def _whole(lines: list[str], skip: int, sign: str) -> Found | None:
    """The table as CSV means it, line ends inside a cell included; None where a quote stays open."""
    rows: Found = []
    reader = csv.reader((f"{line}\n" for line in lines[skip:]), delimiter=sign, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.count("\n") > _MOST_LINES_IN_A_CELL for cell in cells):
                return None
            if any(cell.strip() for cell in cells):
                rows.append((number, cells, False))
    except csv.Error:
        return None
    return rows


def _by_line(lines: list[str], skip: int, sign: str) -> Found:
    """The same line by line, so that one open quote costs one row and not the rest."""
    rows: Found = []
    for number, line in enumerate(lines[skip:], start=1):
        if not line.strip():
            continue
        try:
            rows.append((number, next(csv.reader([line], delimiter=sign, strict=True)), False))
        except (csv.Error, StopIteration):
            rows.append((number, [line[:400]], True))
    return rows
