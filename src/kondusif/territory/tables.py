"""Reads a small CSV that an office hands in, line by line, so that every fault can name its row and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kondusif.kernel.errors import BadSheet, Refused
from kondusif.territory.sheets import cells_of, text_of

LARGEST = 2 * 1024 * 1024
LONGEST_LINE = 400
MOST_FAULTS = 40
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and xls


@dataclass(frozen=True, slots=True)
class Line:
    """One row: where it stood in the file, and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that could be read.

    Args:
        faults: lines that could not be split into cells.
    """

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    faults: tuple[BadSheet, ...] = ()


def table_of(raw: bytes, heads: Mapping[str, tuple[str, ...]] | None = None) -> Table:
    """The rows of a CSV, also with semicolons or tabs, under the names of its first line.

    Args:
        heads: known columns with the other names that they go by; None keeps every column under its own name.
    Raises:
        Refused: too large, a workbook instead of CSV, empty, not text, or nothing below the first line.
    """
    if len(raw) > LARGEST:
        raise Refused("territory.table.huge", most=LARGEST // (1024 * 1024))
    if raw.startswith(_PACKED):
        raise Refused("territory.table.workbook")
    lines = text_of(raw).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    delimiter = max(",;\t", key=lines[start].count)
    columns = _columns(cells_of(lines[start], delimiter) or [], heads)
    rows: list[Line] = []
    faults: list[BadSheet] = []
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if not line.strip(" \t,;"):
            continue
        cells = cells_of(line, delimiter) if len(line) <= LONGEST_LINE else None
        if cells is None:
            faults.append(BadSheet(number, "", "baris tidak terbaca; periksa tanda kutip dan panjangnya"))
        else:
            rows.append(Line(number, {name: _plain(cell) for name, cell in zip(columns, cells, strict=False) if name}))
    if not rows and not faults:
        raise Refused("territory.table.no_rows")
    return Table(tuple(name for name in columns if name), tuple(rows), tuple(faults))


def column_of(columns: Iterable[str], *needed: str) -> BadSheet | None:
    """The first needed column that the first line lacks, as a fault; None where all are there."""
    there = set(columns)
    return next((BadSheet(1, name, f"kolom {name} tidak ada") for name in needed if name not in there), None)


def _plain(cell: str) -> str:
    """A cell with its broken bytes made visible, so that a fault can name it."""
    return cell.strip().encode("utf-8", "replace").decode()


def _columns(cells: Iterable[str], heads: Mapping[str, tuple[str, ...]] | None) -> list[str]:
    """The name of each column; one that is not asked for, or comes a second time, has none."""
    found: list[str] = []
    for cell in cells:
        name = _known(cell, heads)
        found.append("" if name in found else name)
    return found


def _known(cell: str, heads: Mapping[str, tuple[str, ...]] | None) -> str:
    said = "_".join(cell.replace(".", " ").casefold().split())
    if heads is None:
        return said
    return next((name for name, others in heads.items() if said in others), "")
