"""Reads a territory list that somebody hands in: CSV, also gzipped, as offices and spreadsheets write it.

Every physical line is read by itself, so that one open quote or one bad letter costs one row and not the rest.
"""

import csv
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from kondusif.kernel.areas import is_area_code
from kondusif.kernel.errors import Refused
from kondusif.territory.rules import RefusedRow, SheetRow, clean_name, fault_of

MEGABYTE = 1024 * 1024
LARGEST = 64 * MEGABYTE
LARGEST_SHEET = 24 * MEGABYTE  # the whole national list is 3 MB
LONGEST_LINE = 4000
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEADS = {"kode": "kode", "code": "kode", "nama": "nama", "name": "nama", "pengganti": "pengganti"}


@dataclass(slots=True)
class Sheet:
    """What could be read: rows to take, rows to refuse, and every code that was mentioned."""

    rows: list[SheetRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)


def bytes_of(path: Path) -> bytes:
    """The content of a file, unpacked where it is gzipped.

    Raises:
        Refused: the file is missing, a folder, closed to us, empty, too large or damaged.
    """
    try:
        if path.is_dir():
            raise Refused("territory.file.folder", file=path.name[:80])
        if path.stat().st_size > LARGEST:
            raise Refused("territory.file.huge", file=path.name[:80], most=LARGEST // MEGABYTE)
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Refused("territory.file.missing", file=path.name[:80]) from None
    except (OSError, ValueError):
        raise Refused("territory.file.closed", file=path.name[:80]) from None
    return _unpacked(raw, path.name[:80]) if raw.startswith(_GZIP) else raw


def area_sheet(raw: bytes) -> Sheet:
    """The rows of a list with the columns `kode` and `nama` (and `pengganti`, if there).

    Raises:
        Refused: the whole content is no such list: empty, not text, too large, without its columns, without rows.
    """
    if len(raw) > LARGEST_SHEET:
        raise Refused("territory.sheet.huge", most=LARGEST_SHEET // MEGABYTE)
    lines = text_of(raw).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise Refused("territory.sheet.empty")
    delimiter = max(",;\t", key=lines[start].count)
    heads = _heads_of(lines[start], delimiter)
    sheet = Sheet()
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if line.strip(" \t,;"):
            _take(sheet, number, line, delimiter, heads)
    if not sheet.rows and not sheet.refused:
        raise Refused("territory.sheet.no_rows")
    return sheet


def _take(sheet: Sheet, number: int, line: str, delimiter: str, heads: dict[str, int]) -> None:
    """Read one line into the sheet, as a row or as a refusal."""
    shown = line.strip()[:80].encode("utf-8", "replace").decode()
    cells = cells_of(line, delimiter)
    if cells is None or len(line) > LONGEST_LINE:
        sheet.refused.append(RefusedRow(number, shown, "baris tidak terbaca; periksa tanda kutip dan panjangnya"))
        return
    picked = {head: cells[at].strip() if at < len(cells) else "" for head, at in heads.items()}
    code, name, successor = picked["kode"], clean_name(picked["nama"]), picked.get("pengganti", "")
    if is_area_code(code):
        sheet.mentioned.add(code)
    fault = fault_of(code, name)
    if fault is None and successor and (not is_area_code(successor) or successor == code):
        fault = "kode pengganti tidak berbentuk kode wilayah lain"
    if fault:
        sheet.refused.append(RefusedRow(number, shown, fault))
    else:
        sheet.rows.append(SheetRow(number, code, name, successor))


def cells_of(line: str, delimiter: str) -> list[str] | None:
    """The cells of one line; None where its quotes do not close."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return None


def _heads_of(line: str, delimiter: str) -> dict[str, int]:
    cells = cells_of(line, delimiter) or []
    heads: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = _HEADS.get(cell.strip().lower())
        if name and name not in heads:
            heads[name] = at
    if not {"kode", "nama"} <= heads.keys():
        raise Refused("territory.sheet.no_columns")
    return heads


def text_of(raw: bytes) -> str:
    """The content as text. A byte that is no UTF-8 is kept visible, so that only its own row is refused."""
    if not raw.strip():
        raise Refused("territory.sheet.empty")
    if raw.startswith(_UTF16):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            raise Refused("territory.sheet.not_text") from None
    if b"\x00" in raw[:65536]:
        raise Refused("territory.sheet.not_text")
    return raw.decode("utf-8-sig", "surrogateescape")


def _unpacked(raw: bytes, name: str) -> bytes:
    try:
        content = b"".join(_pieces(raw, name))
    except (OSError, EOFError, zlib.error):
        raise Refused("territory.file.damaged", file=name) from None
    return content


def _pieces(raw: bytes, name: str) -> Iterator[bytes]:
    read = 0
    with gzip.GzipFile(fileobj=BytesIO(raw)) as packed:
        while piece := packed.read(1024 * 1024):
            read += len(piece)
            if read > LARGEST:
                raise Refused("territory.file.huge", file=name, most=LARGEST // MEGABYTE)
            yield piece
