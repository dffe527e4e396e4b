"""Cuts files of texts into pieces of about the same size. The cuts depend on the files alone, never on who reads."""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kondusif.engine.tables import BadRow, Layout, as_texts, kind_of, layout_of, parse_csv
from kondusif.kernel.errors import Refused

PIECE_BYTES = 8 << 20
REQUIRED, OPTIONAL = ("id", "text"), ("date", "wilayah")


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one file.

    Args:
        path: the file, as every process finds it.
        name: how the file is named to a person.
        layout: how the file lies.
        start, stop: bytes of a CSV, or row groups of a Parquet file; end exclusive.
        skip, take: rows within these row groups; a take below zero is all of them.
        size: about how many bytes of text it holds.
    """

    path: str
    name: str
    layout: Layout
    start: int
    stop: int
    skip: int = 0
    take: int = -1
    size: int = 0


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a piece: columns id, text, date, wilayah; and how many rows were left out, and why."""

    table: pa.Table
    bad_rows: int
    without_id: int


def text_files(path: Path) -> list[Path]:
    """The files to read: the one named, or every table in the folder and below, in sorted order.

    Raises:
        Refused: nothing is there, or a folder holds no table.
    """
    if not path.exists():
        raise Refused("engine.table.missing_file", name=str(path)[-200:])
    if not path.is_dir():
        kind_of(path)
        return [path]
    found = [file for file in path.rglob("*") if file.suffix.lower() in (".parquet", ".pq", ".csv", ".tsv")]
    found = [file for file in found if file.is_file() and not any(part.startswith(".") for part in _below(file, path))]
    if not found:
        raise Refused("engine.screening.empty_folder", name=str(path)[-200:])
    return sorted(found, key=lambda file: _below(file, path))


def _below(file: Path, folder: Path) -> tuple[str, ...]:
    return file.relative_to(folder).parts


def cut(path: Path, name: str, size: int = PIECE_BYTES) -> Iterator[Piece]:
    """The pieces of one file, in order.

    Args:
        path: CSV or Parquet with the columns id and text.
        name: how the file is named to a person.
        size: bytes of text in a piece, about.
    Raises:
        Refused: the file is missing, unreadable or lacks a column.
    Cost: a Parquet file's footer; one pass over the bytes of a CSV, since only that tells where a row ends.
    """
    layout = layout_of(path, REQUIRED)
    first = Piece(str(path.resolve()), name, layout, layout.start, layout.start)
    return _of_parquet(first, size) if layout.kind == "parquet" else _of_csv(first, size)


def _of_parquet(first: Piece, size: int) -> Iterator[Piece]:
    """Small row groups are read together; a large one is read in slices."""
    footer = pq.read_metadata(first.path)
    wanted = set(first.layout.columns((*REQUIRED, *OPTIONAL)).values())
    start = held = 0
    for number in range(footer.num_row_groups):
        group = footer.row_group(number)
        columns = (group.column(at) for at in range(group.num_columns))
        weight = sum(one.total_uncompressed_size for one in columns if one.path_in_schema in wanted)
        if held and held + weight > size:
            yield replace(first, start=start, stop=number, size=held)
            start, held = number, 0
        if weight > 2 * size:
            rows = max(1, group.num_rows * size // weight)
            for skip in range(0, group.num_rows, rows):
                take = min(rows, group.num_rows - skip)
                share = weight * take // group.num_rows
                yield replace(first, start=number, stop=number + 1, skip=skip, take=take, size=share)
            start, held = number + 1, 0
        else:
            held += weight
    if held:
        yield replace(first, start=start, stop=footer.num_row_groups, size=held)


def _of_csv(first: Piece, size: int) -> Iterator[Piece]:
    end = Path(first.path).stat().st_size
    if first.start >= end:
        return
    if first.layout.encoding == "utf-16":  # a byte of it says nothing about where a row ends
        yield replace(first, start=0, stop=end, size=end)
        return
    with Path(first.path).open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = first.start
        for stop in _row_ends(data, start, end, size, _quoted(first.layout.delimiter)):
            yield replace(first, start=start, stop=stop, size=stop - start)
            start = stop


def _quoted(delimiter: str) -> re.Pattern[bytes]:
    """A quoted cell: it begins where a cell begins, and ends at the first quote that is not doubled."""
    return re.compile(rb'(?<![^%s\r\n])"[^"]*+(?:""[^"]*+)*+"' % re.escape(delimiter.encode()))


def _row_ends(data: mmap.mmap, start: int, end: int, size: int, quoted: re.Pattern[bytes]) -> Iterator[int]:
    """Bytes behind a line break that stands in no quoted cell, about `size` apart; the last is the end."""
    at, wanted = start, start + size
    for cell in quoted.finditer(data, start):
        first, beyond = cell.span()
        while wanted < first:
            found = data.find(b"\n", max(wanted, at), first)
            if found < 0:
                break
            yield found + 1
            wanted = found + 1 + size
        at = beyond
    while wanted < end:
        found = data.find(b"\n", max(wanted, at), end)
        if found < 0 or found + 1 >= end:
            break
        yield found + 1
        wanted = found + 1 + size
    yield end


def texts_of(piece: Piece) -> Texts:
    """Read a piece.

    Raises:
        Refused: its bytes are no table any more, or a column holds what is no text.
    """
    wanted = (*REQUIRED, *OPTIONAL)
    columns = piece.layout.columns(wanted)
    bad: list[BadRow] = []
    try:
        found = (
            _rows_of_parquet(piece, columns) if piece.layout.kind == "parquet" else _rows_of_csv(piece, columns, bad)
        )
        table = as_texts(found, columns, wanted, piece.name)
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise Refused("engine.table.unreadable", name=piece.name[-80:]) from error
    named = table.filter(pc.not_equal(table["id"], ""))
    return Texts(named, len(bad), table.num_rows - named.num_rows)


def _rows_of_parquet(piece: Piece, columns: dict[str, str]) -> pa.Table:
    with pq.ParquetFile(piece.path) as file:
        groups = list(range(piece.start, piece.stop))
        found = file.read_row_groups(groups, columns=list(columns.values()), use_threads=False)
    return found if piece.take < 0 else found.slice(piece.skip, piece.take)


def _rows_of_csv(piece: Piece, columns: dict[str, str], bad: list[BadRow]) -> pa.Table:
    with Path(piece.path).open("rb") as stream:
        stream.seek(piece.start)
        data = stream.read(piece.stop - piece.start)
    return parse_csv(data, piece.layout, columns, bad, piece.name)
