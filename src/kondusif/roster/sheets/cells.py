"""The cells of a file: a workbook (xlsx, xls, ods), or CSV with any usual delimiter in UTF-8, UTF-16 or cp1252."""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from kondusif.base.sheets import SIGNS, delimiter_of, text_of
from kondusif.kernel.errors import Refused

Cell = str | int | float | bool | date | datetime | time | timedelta | None
MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED = 24 * MEGABYTE, 400 * MEGABYTE
MOST_LINES, MOST_COLUMNS = 60_000, 200
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_LINES_IN_A_CELL = 6


@dataclass(slots=True)
class Grid:
    """One sheet.

    Args:
        rows: (number of the line in the file, its cells).
        merged: (line, column) -> (line, column) of the cell that holds the value of a merged block.
        torn: lines whose quotes do not close; they are no row.
    """

    name: str
    rows: list[tuple[int, list[Cell]]]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    torn: list[tuple[int, str]] = field(default_factory=list)


def grids_of(raw: bytes) -> list[Grid]:
    """Every sheet of a file.

    Raises:
        Refused: it is empty, too large, damaged, locked with a password, or no table at all.
    """
    if len(raw) > LARGEST:
        raise Refused("roster.sheet.huge", most=LARGEST // MEGABYTE)
    if not raw.strip():
        raise Refused("roster.sheet.empty")
    if raw.startswith((_ZIP, _OLE)):
        return _workbook(raw)
    return [_csv(_text_of(raw))]


def _workbook(raw: bytes) -> list[Grid]:
    if raw.startswith(_ZIP):
        _check_unpacked(raw)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(raw)) as book:
            return [_sheet(book, name) for name in book.sheet_names]
    except Refused:
        raise
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise Refused("roster.sheet.damaged") from error


def _check_unpacked(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise Refused("roster.sheet.damaged") from error
    if size > LARGEST_UNPACKED:
        raise Refused("roster.sheet.huge", most=LARGEST // MEGABYTE)


def _sheet(book: CalamineWorkbook, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_LINES * 2 or sheet.total_width > MOST_COLUMNS:
        raise Refused("roster.sheet.too_wide", lines=MOST_LINES, columns=MOST_COLUMNS)
    rows: list[tuple[int, list[Cell]]] = [
        (number, list(row)) for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    while rows and not any(_filled(cell) for cell in rows[-1][1]):
        rows.pop()
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for line in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                if (line, column) != (top, left):
                    merged[line + 1, column] = (top + 1, left)
    return Grid(name, rows, merged)


def _filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _text_of(raw: bytes) -> str:
    text = text_of(raw)
    if text is None:
        raise Refused("roster.sheet.not_a_table")
    return text


def _csv(text: str) -> Grid:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    skip = 1 if lines[0].lower().startswith("sep=") else 0
    delimiter = lines[0][4:5] if skip and lines[0][4:5] in SIGNS else delimiter_of(lines)
    grid = _read_whole(lines, skip, delimiter) or _read_by_line(lines, skip, delimiter)
    if len(grid.rows) > MOST_LINES * 2 or any(len(row) > MOST_COLUMNS for _line, row in grid.rows):
        raise Refused("roster.sheet.too_wide", lines=MOST_LINES, columns=MOST_COLUMNS)
    return grid


def _read_whole(lines: list[str], skip: int, delimiter: str) -> Grid | None:
    """The table as CSV means it, cells with line ends included; None where a quote stays open."""
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader((f"{line}\n" for line in lines[skip:]), delimiter=delimiter, strict=True)
    start = skip + 1
    try:
        for cells in reader:
            if any(cell.count("\n") > _MOST_LINES_IN_A_CELL for cell in cells):
                return None
            if any(cell.strip() for cell in cells):
                rows.append((start, list(cells)))
            start = skip + reader.line_num + 1
    except csv.Error:
        return None
    return Grid("", rows)


def _read_by_line(lines: list[str], skip: int, delimiter: str) -> Grid:
    """The same line by line, so that one open quote costs one row and not the rest."""
    grid = Grid("", [])
    for number, line in enumerate(lines[skip:], start=skip + 1):
        if not line.strip():
            continue
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            grid.torn.append((number, line[:400]))
        else:
            grid.rows.append((number, list(cells)))
    return grid
