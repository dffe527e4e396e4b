"""A result file, CSV or Parquet, as rows; whatever is wrong with it is one sentence."""

import csv
import io
import math
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kondusif.kernel.errors import Refused
from kondusif.screening.rules import LONGEST_QUOTE, MOST_ROWS, Row, fault_of

COLUMNS = ("id", "start", "end", "kind", "ref", "score", "quote")
TEXTS = ("id", "kind", "ref", "quote")
LARGEST = 20 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
PARQUET = b"PAR1"
FAULTS = ("id", "kind", "span", "score", "quote", "ref")


def rows_of(data: bytes) -> list[Row]:
    """Every row of a result, in its order.

    Raises:
        Refused: `screening.result.*`: too large, unreadable, a missing column, or the first row that cannot be.
    """
    if len(data) > LARGEST:
        raise Refused("screening.result.too_large", limit=LARGEST // 1024 // 1024)
    if not data.strip():
        raise Refused("screening.result.empty")
    lines = _parquet(data) if data[:4] == PARQUET else _csv(data)
    found: list[Row] = []
    seen: set[tuple[str, int, int, str, str]] = set()
    for line, raw in lines:
        if len(found) == MOST_ROWS:
            raise Refused("screening.result.too_many", limit=MOST_ROWS)
        row = _row(line, raw)
        if row.key in seen:
            raise Refused("screening.result.twice", line=line)
        seen.add(row.key)
        found.append(row)
    return found


def _row(line: int, raw: Mapping[str, Any]) -> Row:
    try:
        score = float(raw["score"])
        row = Row(
            str(raw["id"]), _whole(raw["start"]), _whole(raw["end"]), str(raw["kind"]), str(raw["ref"]), score,
            str(raw["quote"]),
        )  # fmt: skip
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused("screening.result.span", line=line) from error
    fault = fault_of(row)
    if fault in FAULTS:
        raise Refused(f"screening.result.{fault}", line=line)
    quote = _plain(row.quote)
    if not quote:
        raise Refused("screening.result.quote", line=line)
    return Row(row.text_id, row.start, row.end, row.kind, row.ref, row.score, quote)


def _whole(value: object) -> int:
    number = int(str(value)) if not isinstance(value, float) else math.nan
    if isinstance(number, float):
        raise ValueError(value)
    return number


def _plain(text: str) -> str:
    """One line without signs that nobody sees or that turn the line around."""
    shown = "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else sign for sign in text)
    return " ".join(shown.split())


def _csv(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    if b"\x00" in data:
        raise Refused("screening.result.unreadable")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("screening.result.unreadable") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        _demand(reader.fieldnames or ())
        for raw in reader:
            if None in raw.values() or None in raw:
                raise Refused("screening.result.torn", line=reader.line_num)
            yield reader.line_num, raw
    except csv.Error as error:
        raise Refused("screening.result.torn", line=reader.line_num) from error


def _parquet(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Texts stay dictionaries until they are known to be short: a small file may hold a very long one many times."""
    try:
        file = pq.ParquetFile(io.BytesIO(data), read_dictionary=list(TEXTS))
        _demand(file.schema_arrow.names)
        if file.metadata.num_rows > MOST_ROWS:
            raise Refused("screening.result.too_many", limit=MOST_ROWS)
        if sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups)) > UNPACKED:
            raise Refused("screening.result.too_large", limit=LARGEST // 1024 // 1024)
        line = 0
        for batch in file.iter_batches(batch_size=5_000, columns=list(COLUMNS)):
            _demand_short(batch)
            for raw in batch.to_pylist():
                line += 1
                yield line, raw
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Refused("screening.result.unreadable") from error


def _demand(names: object) -> None:
    missing = [name for name in COLUMNS if name not in list(names)]  # type: ignore[call-overload]
    if missing:
        raise Refused("screening.result.columns", missing=", ".join(missing))


def _demand_short(batch: pa.RecordBatch) -> None:
    for name in TEXTS:
        column = batch.column(name)
        words = column.dictionary if isinstance(column, pa.DictionaryArray) else column
        if pa.types.is_string(words.type) or pa.types.is_large_string(words.type):
            longest = pc.max(pc.utf8_length(words)).as_py() or 0
            if longest > LONGEST_QUOTE:
                raise Refused("screening.result.long", limit=LONGEST_QUOTE)
