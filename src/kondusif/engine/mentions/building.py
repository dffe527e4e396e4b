"""Writes the index of a roster: titles dropped, names numbered, everything in arrays that can be mapped."""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.mentions.persons import _PAIR, ALONE, GOES_ON, STARTS, VERSION, Shelf, places_of
from kondusif.engine.mentions.titles import kept
from kondusif.engine.mentions.words import BLANK, Block, Hashes, Longs, Octets, Phrase, blocks
from kondusif.kernel.errors import Refused

_COMMA = ord(",")
_NOWHERE = 1 << 62


@dataclass(slots=True)
class _Tables:
    """The small tables, filled block by block."""

    shelf: Shelf
    flags: Octets
    pairs: Octets

    @classmethod
    def for_rows(cls, rows: int) -> "_Tables":
        shelf = Shelf.for_rows(rows)
        return cls(shelf, *(np.zeros(1 << bits, np.uint8) for bits in (shelf.flags, shelf.pairs)))

    def note(self, words: Hashes, flag: int) -> None:
        at = np.unique(places_of(words, self.shelf.flags))
        self.flags[at] |= flag

    def note_pairs(self, sums: Hashes) -> None:
        self.pairs[places_of(Phrase.stirred(sums, _PAIR), self.shelf.pairs)] = 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """The names of one block: which rows have one, its number, its letters."""

    rows: Longs
    numbers: Hashes
    names: pa.Array
    longest: int


def write(table: pa.Table, folder: Path) -> None:
    """Write the index of a roster. It appears whole or not at all.

    Raises:
        Refused: the table lacks nip or nama.
    """
    missing = [name for name in ("nip", "nama") if name not in table.column_names]
    if missing:
        raise Refused("engine.table.columns", missing=", ".join(missing))
    tables = _Tables.for_rows(len(table))
    pieces = list(_pieces(table.column("nama"), tables))
    rows = np.concatenate([piece.rows for piece in pieces] or [np.zeros(0, np.int64)])
    numbers = np.concatenate([piece.numbers for piece in pieces] or [np.zeros(0, np.uint64)])
    names = pa.chunked_array([piece.names for piece in pieces], pa.large_binary())
    longest = max((piece.longest for piece in pieces), default=0)
    order = np.argsort(numbers, kind="stable")
    numbers, names = numbers[order], names.take(pa.array(order)).combine_chunks()
    order, new = _apart(numbers, names, order)
    first = np.flatnonzero(new)
    arrays = {
        "flags": tables.flags,
        "pairs": tables.pairs,
        "numbers": numbers[first],
        "first_rows": np.append(first, len(numbers)).astype(np.uint32),
    }
    arrays["directory"] = _directory(arrays["numbers"], tables.shelf.directory)
    entries = _entries(table, rows[order])
    about = {
        "kind": "persons",
        "version": VERSION,
        "longest": longest,
        "rows": len(rows),
        "shelf": asdict(tables.shelf),
    }
    arrays["name_starts"], arrays["names"] = _laid_out(names.take(pa.array(first)))
    _save(folder, arrays, entries, about)


def _pieces(names: pa.ChunkedArray, tables: _Tables) -> Iterator[_Piece]:
    for block in blocks(names.cast(pa.large_string())):
        if len(block.hashes):
            yield _piece(block, tables, names)


def _piece(block: Block, tables: _Tables, names: pa.ChunkedArray) -> _Piece:
    """Drop the titles of a block's names and number what stays."""
    size = len(block.text_starts) - 1
    row = np.repeat(np.arange(size), np.diff(np.searchsorted(block.starts, block.text_starts)))
    stays = kept(block.hashes, row, block.starts, _first_commas(names.slice(block.first, size), block))
    words = np.flatnonzero(stays)
    row, numbers, starts, ends = row[words], block.hashes[words], block.starts[words], block.ends()[words]
    first = np.flatnonzero(np.diff(row, prepend=-1))
    sizes = np.diff(np.append(first, len(row)))
    place = np.arange(len(row)) - np.repeat(first, sizes)
    short = np.repeat(sizes <= Phrase.longest, sizes)
    weights = Phrase.weights.take(np.minimum(place, Phrase.longest - 1))
    sums = np.add.reduceat(numbers * weights, first)
    several = np.repeat(sizes > 1, sizes)
    tables.note(numbers[several & (place == 0) & short], STARTS)
    tables.note(numbers[several & (place > 0) & short], GOES_ON)
    tables.note(numbers[~several], ALONE)
    pair = first[sizes > 1]
    tables.note_pairs(numbers[pair] * Phrase.weights[0] + numbers[pair + 1] * Phrase.weights[1])
    letters = _letters(block.folded, starts[first], ends[first + sizes - 1])
    longest = int(min(sizes.max(initial=0), Phrase.longest))
    return _Piece(block.first + row[first], Phrase.stirred(sums, sizes), letters, longest)


def _first_commas(names: pa.ChunkedArray, block: Block) -> Longs:
    """By row, where the first comma stands in the block; far away where there is none."""
    at = pc.find_substring(pc.fill_null(names, ""), ",").combine_chunks()
    if isinstance(at, pa.ChunkedArray):
        at = pa.concat_arrays(at.chunks)
    if not block_is_plain(block, names):
        at = pa.array([name.find(",") for name in pc.fill_null(names, "").to_pylist()], pa.int64())
    commas = at.to_numpy(zero_copy_only=False).astype(np.int64)
    return np.where(commas < 0, _NOWHERE, commas + block.text_starts[:-1])


def block_is_plain(block: Block, names: pa.ChunkedArray) -> bool:
    """Whether bytes and characters of these names are the same."""
    characters = int(block.text_starts[-1] - block.text_starts[0]) - len(names)
    return characters == (pc.sum(pc.binary_length(pc.fill_null(names, ""))).as_py() or 0)


def _letters(folded: Octets, starts: Longs, ends: Longs) -> pa.Array:
    """The folded letters of every name, one blank between words."""
    turns = np.zeros(len(folded) + 1, np.int8)
    turns[starts] = 1
    turns[ends] = -1
    inside = np.cumsum(turns[:-1], dtype=np.int8).view(bool)
    doubled = np.zeros(len(folded), bool)
    doubled[1:] = (folded[1:] == BLANK) & (folded[:-1] == BLANK)
    inside &= ~doubled
    before = np.concatenate([[0], np.cumsum(inside)])
    offsets = np.append(before[starts], before[ends[-1]]).astype(np.int64)
    data = pa.py_buffer(folded[inside].tobytes())
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(starts), [None, pa.py_buffer(offsets), data])


def _apart(numbers: Hashes, names: pa.Array, order: Longs) -> tuple[Longs, Any]:
    """Mark where another name begins; names that share a number by chance are laid apart."""
    new = np.ones(len(numbers), bool)
    if len(numbers) < 2:
        return order, new
    other = pc.not_equal(names.slice(1), names.slice(0, len(names) - 1)).to_numpy(zero_copy_only=False)
    new[1:] = (numbers[1:] != numbers[:-1]) | other
    return order, new


def _directory(numbers: Hashes, bits: int) -> Any:
    borders = np.arange(1, 1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    return np.concatenate([[0], np.searchsorted(numbers, borders), [len(numbers)]]).astype(np.uint32)


def _entries(table: pa.Table, rows: Longs) -> pa.Table:
    nips = pc.fill_null(table.column("nip").cast(pa.large_string()), "")
    areas = table.column("wilayah") if "wilayah" in table.column_names else pa.nulls(len(table), pa.string())
    areas = pa.chunked_array([areas]) if isinstance(areas, pa.Array) else areas
    areas = pc.fill_null(areas.cast(pa.string()), "").combine_chunks()
    at = pa.array(rows)
    return pa.table({"nip": nips.take(at), "area": areas.dictionary_encode().take(at)})


def _laid_out(names: pa.Array) -> tuple[Any, Octets]:
    """Where each name begins, and the letters of all."""
    starts = np.frombuffer(names.buffers()[1], np.int64)[names.offset : names.offset + len(names) + 1]
    kind = np.uint32 if starts[-1] < 1 << 32 else np.int64
    data = names.buffers()[2]
    letters = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    return starts.astype(kind), letters[: starts[-1]]


def _save(folder: Path, arrays: dict[str, Any], entries: pa.Table, about: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.json").unlink(missing_ok=True)
    for old in (*folder.glob("*.npy"), *folder.glob("*.arrow")):
        old.unlink()  # who has it mapped keeps the old file
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    joined = entries.combine_chunks()
    batches = joined.to_batches() or [pa.RecordBatch.from_pylist([], schema=joined.schema)]
    with pa.OSFile(str(folder / "rows.arrow"), "wb") as sink, pa.ipc.new_file(sink, joined.schema) as writer:
        writer.write_batch(batches[0])
    draft = folder / f".{secrets.token_hex(4)}"
    draft.write_text(json.dumps(about))
    os.replace(draft, folder / "index.json")
