"""Tables in files, CSV or Parquet by extension: read with every wanted column as text, written whole or not at all."""

import codecs
import csv
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from kondusif.kernel.errors import Refused

PARQUET, CSV = frozenset({".parquet", ".pq"}), frozenset({".csv", ".tsv"})
DELIMITERS = ",;\t|"
HEAD_BYTES = 1 << 20
BLOCK_BYTES, LARGEST_BLOCK = 16 << 20, 1 << 30
NO_TEXT = (pa.types.is_floating, pa.types.is_nested, pa.types.is_boolean)
WRITTEN_ROWS = 100_000
FIRST_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lies in its file.

    Args:
        kind: "csv" or "parquet".
        names: the columns as the file writes them.
        encoding, delimiter: of a CSV.
        start: the byte where the rows begin, of a CSV.
    """

    kind: str
    names: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    start: int = 0

    def columns(self, wanted: Iterable[str]) -> dict[str, str]:
        """Wanted name -> name in the file. Case, spaces around a name and underscores do not matter."""
        known = {_plain(name): name for name in reversed(self.names)}
        return {name: known[_plain(name)] for name in wanted if _plain(name) in known}


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a CSV that has too many or too few cells. `line` counts rows; the heading is 1."""

    line: int
    expected: int
    found: int


def _plain(name: str) -> str:
    return name.strip().strip("\ufeff").strip().casefold().replace("_", " ")


def kind_of(path: Path) -> str:
    """The kind of a table, by its extension.

    Raises:
        Refused: neither CSV nor Parquet.
    """
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        return "parquet"
    if suffix in CSV:
        return "csv"
    raise Refused("engine.table.kind", name=path.name[:80] or str(path)[:80])


def layout_of(path: Path, required: Sequence[str] = ()) -> Layout:
    """Look at the head of a file: its columns, and for a CSV its encoding and delimiter.

    Args:
        path: the file.
        required: columns that must be there; they also tell which delimiter is meant.
    Raises:
        Refused: the file is missing, unreadable, of another kind, or lacks a column.
    """
    kind = kind_of(path)
    if not path.exists():
        raise Refused("engine.table.missing_file", name=str(path)[-200:])
    if not path.is_file():
        raise Refused("engine.table.not_a_file", name=str(path)[-200:])
    try:
        layout = _csv_layout(path, required) if kind == "csv" else Layout("parquet", tuple(pq.read_schema(path).names))
    except (pa.ArrowException, OSError, UnicodeError, csv.Error) as error:
        raise Refused("engine.table.unreadable", name=path.name[:80]) from error
    found = layout.columns(required)
    if missing := [name for name in required if name not in found]:
        raise Refused(
            "engine.table.missing_column",
            name=path.name[:80],
            missing=", ".join(missing),
            found=", ".join(name.strip()[:40] for name in layout.names[:20]) or "-",
        )
    return layout


def _csv_layout(path: Path, required: Sequence[str]) -> Layout:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip():
        raise Refused("engine.table.no_rows", name=path.name[:80])
    encoding = encoding_of(path)
    first = _first_line(head.decode(encoding, "ignore"))
    marks = [(len(_matched(_cells(first, mark), required)), first.count(mark), mark) for mark in DELIMITERS]
    delimiter = max(marks, key=lambda one: one[:2])[2]
    start = len(first.encode(encoding))  # utf-8-sig puts its mark before the line by itself
    return Layout("csv", tuple(_cells(first, delimiter)), encoding, delimiter, min(start, path.stat().st_size))


def _first_line(text: str) -> str:
    found = FIRST_LINE.match(text.removeprefix("\ufeff"))
    return found.group() if found else ""


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _matched(cells: Iterable[str], required: Sequence[str]) -> set[str]:
    return {_plain(cell) for cell in cells} & {_plain(name) for name in required}


def encoding_of(path: Path) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else the Windows code page; the whole file is asked."""
    with path.open("rb") as stream:
        head = stream.read(4)
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        marked = head[:3] == codecs.BOM_UTF8
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := stream.read(HEAD_BYTES):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig" if marked else "utf-8"


def read_table(
    path: Path | str, required: Sequence[str], optional: Sequence[str] = (), *, bad: list[BadRow] | None = None
) -> pa.Table:
    """Read a table whose columns are text.

    Args:
        path: CSV (comma, semicolon, tab or bar; UTF-8, UTF-16 or the Windows code page) or Parquet, by extension.
        required: columns that must be there.
        optional: columns that are read where they are there, and empty where not.
        bad: receives the rows with a wrong number of cells, which are left out; without it such a row is refused.
    Returns:
        The columns in the order asked for, type string; an empty cell is an empty text, never null.
    Raises:
        Refused: missing, unreadable, without rows, without a column, or with a row of another length.
    """
    path = Path(path)
    layout = layout_of(path, required)
    columns = layout.columns((*required, *optional))
    try:
        table = _parquet(path, columns) if layout.kind == "parquet" else _csv(path, layout, columns, bad)
        shown = as_texts(table, columns, (*required, *optional), path.name)
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise Refused("engine.table.unreadable", name=path.name[:80]) from error
    if not shown.num_rows:
        raise Refused("engine.table.no_rows", name=path.name[:80])
    return shown


def _parquet(path: Path, columns: dict[str, str]) -> pa.Table:
    return pq.read_table(path, columns=list(columns.values()), partitioning=None)


def _csv(path: Path, layout: Layout, columns: dict[str, str], bad: list[BadRow] | None) -> pa.Table:
    """A cell may be longer than a block, so the block grows until every row fits."""
    block = BLOCK_BYTES
    while True:
        try:
            with pa.OSFile(str(path)) as stream:
                stream.seek(layout.start if layout.encoding != "utf-16" else 0)
                return _parsed(stream, layout, columns, bad, path.name, block=block)
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return parse_csv(b"", layout, columns, bad, path.name)
            if "straddling" not in str(error) or block >= LARGEST_BLOCK:
                raise
            block *= 8


def parse_csv(data: bytes, layout: Layout, columns: dict[str, str], bad: list[BadRow] | None, name: str) -> pa.Table:
    """The rows in some whole lines of a CSV, without its heading, as a table of texts under the file's names."""
    if not data.strip():
        return pa.table({column: pa.array([], pa.string()) for column in columns.values()})
    return _parsed(pa.BufferReader(data), layout, columns, bad, name, block=min(len(data) + 1, (1 << 31) - 1))


def _parsed(
    source: object, layout: Layout, columns: dict[str, str], bad: list[BadRow] | None, name: str, *, block: int
) -> pa.Table:
    seen: list[BadRow] = []

    def skip(row: pa_csv.InvalidRow) -> str:
        seen.append(BadRow((row.number or 0) + 1, row.expected_columns, row.actual_columns))
        return "skip"

    wide = layout.encoding == "utf-16"
    table = pa_csv.read_csv(
        source,
        pa_csv.ReadOptions(
            use_threads=False,
            block_size=block,
            column_names=list(layout.names),
            skip_rows=1 if wide else 0,
            encoding="utf-8" if layout.encoding == "utf-8-sig" else layout.encoding,
        ),
        pa_csv.ParseOptions(delimiter=layout.delimiter, newlines_in_values=True, invalid_row_handler=skip),
        pa_csv.ConvertOptions(
            include_columns=list(columns.values()),
            column_types=dict.fromkeys(columns.values(), pa.string()),
            strings_can_be_null=False,
        ),
    )
    if seen and bad is None:
        row = seen[0]
        raise Refused("engine.table.bad_row", name=name[:80], line=row.line, expected=row.expected, found=row.found)
    if bad is not None:
        bad.extend(seen)
    return table


def as_texts(table: pa.Table, columns: dict[str, str], wanted: Sequence[str], name: str) -> pa.Table:
    """The wanted columns as plain texts under the wanted names.

    Raises:
        Refused: a column holds what has no exact text, such as numbers with a fraction (an NIP kept as one is spoiled).
    """
    made = {}
    for column in wanted:
        if column not in columns:
            made[column] = pa.chunked_array([pa.repeat(pa.scalar(""), table.num_rows)], pa.string())
            continue
        found = table.column(columns[column])
        if any(test(found.type) for test in NO_TEXT):
            raise Refused("engine.table.column_type", name=name[:80], column=column, type=str(found.type))
        if pa.types.is_dictionary(found.type):
            found = found.cast(found.type.value_type)
        made[column] = found.cast(pa.string()).fill_null("") if found.type != pa.string() else found.fill_null("")
    return pa.table(made)


def batches(table: pa.Table, rows: int = WRITTEN_ROWS) -> Iterator[pa.Table]:
    """Slices of a fixed number of rows, so that the bytes written do not depend on how the table was put together."""
    for start in range(0, table.num_rows, rows):
        yield table.slice(start, rows).combine_chunks()


def write_table(table: pa.Table, path: Path | str) -> None:
    """Write a table whole or not at all; what stood there before stays until the new file is complete.

    Raises:
        Refused: the extension is neither CSV nor Parquet, or nothing can be written there.
        OSError: the disk is full.
    """
    path = Path(path)
    with table_writer(path, table.schema) as write:
        for batch in batches(table):
            write(batch)


@contextmanager
def table_writer(path: Path, schema: pa.Schema) -> Iterator["Write"]:
    """A function that takes table after table; the file appears under its name when all went well."""
    kind = kind_of(path)
    with whole_file(path) as unfinished, Write(unfinished, schema, kind) as write:
        yield write


class Write:
    """Appends tables to an open file of the given kind."""

    def __init__(self, path: Path, schema: pa.Schema, kind: str) -> None:
        self._schema = schema
        self._file: Any = None
        if kind == "parquet":
            self._sink: Any = pq.ParquetWriter(path, schema, compression="zstd", store_schema=False)
            return
        self._file = pa.OSFile(str(path), "wb")
        self._file.write((",".join(schema.names) + "\n").encode())
        self._sink = pa_csv.CSVWriter(self._file, schema, write_options=pa_csv.WriteOptions(include_header=False))

    def __enter__(self) -> "Write":
        return self

    def __call__(self, table: pa.Table) -> None:
        self._sink.write_table(table.cast(self._schema))

    def __exit__(self, *_error: object) -> None:
        self._sink.close()
        if self._file is not None:
            self._file.close()


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside the wanted one that takes its place, on the disk for good, when the block ends well.

    Raises:
        Refused: nothing can be written beside it.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.belum")
    try:
        unfinished.touch()
    except OSError as error:
        raise Refused("engine.table.not_writable", name=str(path)[-200:]) from error
    try:
        yield unfinished
        keep(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def keep(unfinished: Path, path: Path) -> None:
    """Bring a finished file to the disk and give it its name, in one step that a crash cannot split."""
    descriptor = os.open(unfinished, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if path.is_dir():
        raise Refused("engine.table.not_writable", name=str(path)[-200:])
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
