"""Builds the index of a roster: arrays in a folder that every worker maps and nobody copies."""

import json
import os
import shutil
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.names.bulk import FoldedColumn, fold_column
from kondusif.engine.names.normalise import MOST_WORDS
from kondusif.engine.names.result import Plan, Settings
from kondusif.engine.names.units import fold_unit
from kondusif.engine.names.words_table import as_bytes, distinct, keys_of, near_table
from kondusif.kernel.errors import Refused

VERSION = 2
HEADER = "header.json"
PIECE_ROWS, SECONDS_A_ROW, BYTES_A_ROW = 400_000, 5.5e-6, 130
Progress = Callable[[str, float], None]
Arrays = dict[str, npt.NDArray]
MIX = np.random.default_rng(335_872).integers(1, 2**63, MOST_WORDS, dtype=np.uint64) | np.uint64(1)


def plan(rows: int) -> Plan:
    """What building an index of so many rows takes; the figures come from bench/names.py."""
    return Plan(max(1, -(-rows // PIECE_ROWS)), 0.3 + rows * SECONDS_A_ROW, 200_000 + rows * BYTES_A_ROW)


def check(table: pa.Table, settings: Settings) -> pa.Table:
    """The four columns as text, null as empty.

    Raises:
        Refused: `engine.names.missing_column`, `engine.names.doubled_nip`, `engine.names.no_names`.
    """
    for column in (settings.nip, settings.name):
        if column not in table.column_names:
            raise Refused("engine.names.missing_column", column=column, have=", ".join(table.column_names)[:200])
    blank = pa.nulls(len(table), pa.string())
    chosen = {}
    for short, column in (("nip", settings.nip), ("nama", settings.name), ("unit", settings.unit)):
        chosen[short] = table[column] if column in table.column_names else pa.chunked_array([blank])
    chosen["wilayah"] = table[settings.area] if settings.area in table.column_names else pa.chunked_array([blank])
    text = pa.table({short: pc.fill_null(cells.cast(pa.string()), "") for short, cells in chosen.items()})
    _refuse_doubled(text["nip"])
    return text


def _refuse_doubled(numbers: pa.ChunkedArray) -> None:
    try:  # different as whole numbers means different as texts; sorting numbers is much faster
        whole = np.sort(numbers.cast(pa.int64()).to_numpy())
        if not (whole[1:] == whole[:-1]).any():
            return
    except pa.ArrowInvalid:
        pass
    if pc.count_distinct(numbers).as_py() == len(numbers):
        return
    seen: dict[str, int] = {}
    for row, number in enumerate(numbers.to_pylist()):
        if number in seen:
            raise Refused("engine.names.doubled_nip", first=seen[number] + 2, second=row + 2)
        seen[number] = row


def write_index(
    table: pa.Table, folder: Path, settings: Settings | None = None, progress: Progress | None = None
) -> dict[str, object]:
    """Build the index of a roster into a folder, whole or not at all; returns the header.

    Rows without a readable name are passed over and counted in the header. The same table gives the same bytes.

    Args:
        table: nip, nama, and where known unit and wilayah (other names by the settings).
        progress: is told each stage and the share that is done.
    Raises:
        Refused: see `check`; `engine.names.no_names` where no row has a readable name.
    Source: docs/algorithms/names.md, section 3
    Cost: some six microseconds a row; one sort of two entries for every pair of words of a different name.
    """
    chosen = settings or Settings()
    tell = progress or (lambda _stage, _share: None)
    tell("check", 0.0)
    text = check(table, chosen)
    tell("fold", 0.05)
    column = _in_order(fold_column(text["nama"]))
    if not column.words.any():
        raise Refused("engine.names.no_names", rows=len(text))
    tell("names", 0.5)
    arrays = _names(column.words)
    tell("pairs", 0.6)
    arrays |= _pairs(arrays["name_start"], arrays["name_words"], len(column.vocabulary))
    tell("words", 0.75)
    id_bits = max(len(column.vocabulary).bit_length(), 1)
    arrays["vocabulary"] = as_bytes(column.vocabulary)
    arrays["keys"] = keys_of(column.vocabulary)
    arrays["near"] = near_table(arrays["keys"], id_bits)
    tell("write", 0.9)
    header = {
        "version": VERSION, "rows": len(text), "words": len(column.vocabulary), "names": len(arrays["name_start"]) - 1,
        "nameless": int((column.words[:, 0] == 0).sum()), "id_bits": id_bits, "floor": chosen.floor,
        "source": chosen.source,
    }  # fmt: skip
    _write(folder, text, arrays, header)
    tell("done", 1.0)
    return header


def _in_order(column: FoldedColumn) -> FoldedColumn:
    """The vocabulary in alphabetical order, so that a beginning is a range of numbers."""
    words = pa.array(column.vocabulary, pa.string())
    order = pc.array_sort_indices(words).to_numpy()
    new = np.zeros(len(order) + 1, dtype=np.int32)
    new[order + 1] = np.arange(1, len(order) + 1, dtype=np.int32)
    return FoldedColumn(words.take(pa.array(order)).to_pylist(), new[column.words])


def _names(words: npt.NDArray[np.int32]) -> Arrays:
    """Different folded names, short ones first, with their words and their rows."""
    rows = np.flatnonzero(words[:, 0])
    own = words[rows]
    mixed = np.zeros(len(rows), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(MOST_WORDS):
            mixed = (mixed ^ (mixed >> np.uint64(31))) * MIX[place] + own[:, place].astype(np.uint64)
    lengths = (own > 0).sum(axis=1).astype(np.uint64)
    mixed = (lengths << np.uint64(60)) | (mixed >> np.uint64(4))
    _values, first, group, sizes = np.unique(mixed, return_index=True, return_inverse=True, return_counts=True)
    if not (own == own[first][group]).all():
        raise ArithmeticError("two names share one number")
    mine = own[first]
    return {
        "name_start": _starts((mine > 0).sum(axis=1)), "name_words": mine[mine > 0],
        "row_start": _starts(sizes), "name_rows": rows[np.argsort(group, kind="stable")].astype(np.int32),
        "word_rows": np.bincount(own[own > 0], minlength=int(own.max()) + 1).astype(np.int32),
    }  # fmt: skip


def _starts(sizes: npt.NDArray) -> npt.NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def _pairs(starts: npt.NDArray[np.int32], flat: npt.NDArray[np.int32], size: int) -> Arrays:
    """Every ordered pair of words of a name, sorted by both words and then by name; (word, 0) for a lone word.

    One search finds the names that hold two words, or a word and another with a given beginning, however common
    each is by itself.
    """
    bits = max(size.bit_length(), 1)
    name_bits = max(len(starts).bit_length(), 1)
    lengths = np.diff(starts)
    keys, names = [], []
    for length in range(1, MOST_WORDS + 1):
        chosen = np.flatnonzero(lengths == length)
        if not len(chosen):
            continue
        words = flat[starts[chosen][:, None] + np.arange(length)].astype(np.int64)
        if length == 1:
            keys.append(words[:, 0] << bits)
            names.append(chosen)
        for one, other in permutations(range(length), 2):
            keys.append((words[:, one] << bits) | words[:, other])
            names.append(chosen)
    pair, name = np.concatenate(keys), np.concatenate(names)
    if 2 * bits + name_bits <= 63:
        packed = distinct((pair << name_bits) | name)
        return {"pair": packed >> name_bits, "pair_name": (packed & ((1 << name_bits) - 1)).astype(np.int32)}
    order = np.lexsort((name, pair))
    return {"pair": pair[order], "pair_name": name[order].astype(np.int32)}


def _places(row_unit: npt.NDArray, row_area: npt.NDArray, areas: int) -> Arrays:
    """Every unit with every area it lies in, and how many rows are there: what a fitting place is worth."""
    both, rows = np.unique(row_unit.astype(np.int64) * areas + row_area, return_counts=True)
    return {
        "place_unit": (both // areas).astype(np.int32), "place_area": (both % areas).astype(np.int32),
        "place_rows": rows.astype(np.int32),
    }  # fmt: skip


def _write(folder: Path, text: pa.Table, arrays: Arrays, header: dict[str, object]) -> None:
    """Everything into a folder beside, then that folder into its place."""
    beside = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, array in arrays.items():
        np.save(beside / f"{name}.npy", np.ascontiguousarray(array))
    units = text["unit"].combine_chunks().dictionary_encode()
    areas = text["wilayah"].combine_chunks().dictionary_encode()
    row_unit, row_area = units.indices.to_numpy(), areas.indices.to_numpy()
    own = {"row_unit": row_unit, "row_area": row_area} | _places(row_unit, row_area, len(areas.dictionary))
    for name, array in own.items():
        np.save(beside / f"{name}.npy", array)
    _write_arrow(beside / "people.arrow", pa.table({"nip": text["nip"], "nama": text["nama"]}))
    folded = pa.array([fold_unit(unit) for unit in units.dictionary.to_pylist()], pa.string())
    _write_arrow(beside / "units.arrow", pa.table({"unit": units.dictionary, "folded": folded}))
    _write_arrow(beside / "areas.arrow", pa.table({"area": areas.dictionary}))
    header["bytes"] = sum(file.stat().st_size for file in beside.iterdir())
    with (beside / HEADER).open("w", encoding="utf-8") as file:
        json.dump(header, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    old = folder.with_name(f"{folder.name}.{os.getpid()}.old")
    if folder.exists():
        os.replace(folder, old)
    os.replace(beside, folder)
    shutil.rmtree(old, ignore_errors=True)


def _write_arrow(path: Path, table: pa.Table) -> None:
    whole = table.combine_chunks()
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, whole.schema) as writer:
        writer.write_table(whole)
