"""What one process does with one piece: it opens the index once, reads the texts, and counts."""

import hashlib
import json
import resource
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.screening.pieces import Piece, texts_of

PROPOSALS = pa.schema(
    [
        ("id", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("kind", pa.string()),
        ("ref", pa.string()),
        ("score", pa.float32()),
        ("quote", pa.string()),
    ]
)
COUNTS, IDS = b"kondusif.counts", b"kondusif.ids"
LONG_ID = 64
_STEP, _SIZE = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)
Numbers = npt.NDArray[np.uint64]


class Reader(Protocol):
    """Whatever reads texts and proposes."""

    def read(self, texts: pa.Table) -> pa.Table:
        """Proposals for a table with the columns id, text, date, wilayah."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a process opens its reader: a function that every process can import, and where the index lies."""

    by: Callable[[str], Reader]
    index: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a piece held."""

    texts: int
    bad_rows: int
    without_id: int


_OPEN: dict[Opening, Reader] = {}
_ONE_AT_A_TIME = threading.Lock()


def opened(opening: Opening) -> Reader:
    """The reader of this process; opened by the first piece and kept."""
    with _ONE_AT_A_TIME:
        if opening not in _OPEN:
            _OPEN[opening] = opening.by(opening.index)
        return _OPEN[opening]


def read_piece(opening: Opening, piece: Piece) -> pa.Table:
    """The proposals of one piece, with its counts and the numbers of its ids beside them.

    Raises:
        Refused: the piece cannot be read.
    """
    texts = texts_of(piece)
    found = plain_quotes(opened(opening).read(texts.table).select(PROPOSALS.names).cast(PROPOSALS))
    counts = Counts(texts.table.num_rows, texts.bad_rows, texts.without_id)
    ids = numbers_of(texts.table["id"]).tobytes()
    return found.replace_schema_metadata({COUNTS: json.dumps(asdict(counts)).encode(), IDS: ids})


def plain_quotes(found: pa.Table) -> pa.Table:
    """Quotes without null bytes, which no CSV may hold; a sign of the same length takes their place."""
    at = found.schema.get_field_index("quote")
    return found.set_column(at, "quote", pc.replace_substring(found["quote"], "\x00", "\ufffd"))


def counts_of(table: pa.Table) -> Counts:
    """What a piece said of itself."""
    return Counts(**json.loads(table.schema.metadata[COUNTS]))


def ids_of(table: pa.Table) -> Numbers:
    """The numbers of the ids of a piece."""
    return np.frombuffer(table.schema.metadata[IDS], np.uint64)


def numbers_of(ids: pa.ChunkedArray) -> Numbers:
    """A number for each id, the same in every process; two different ids share one once in some 10^19 pairs.

    Cost: one pass for each of the first 64 bytes over all ids at once.
    """
    flat = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
    if isinstance(flat, pa.ChunkedArray):
        flat = pa.concat_arrays(flat.chunks) if flat.num_chunks else pa.array([], pa.string())
    if not len(flat):
        return np.zeros(0, np.uint64)
    raw = flat.buffers()
    ends = np.frombuffer(raw[1], np.int32)[flat.offset : flat.offset + len(flat) + 1].astype(np.int64)
    letters = np.frombuffer(raw[2] or b"\x00", np.uint8)
    starts, sizes = ends[:-1], np.diff(ends)
    made = sizes.astype(np.uint64) * _SIZE
    with np.errstate(over="ignore"):
        for place in range(min(int(sizes.max()), LONG_ID)):
            there = np.flatnonzero(sizes > place)
            mixed = (made[there] ^ letters[starts[there] + place]) * _STEP
            made[there] = mixed ^ (mixed >> np.uint64(29))
    for row in np.flatnonzero(sizes > LONG_ID).tolist():
        made[row] = int.from_bytes(hashlib.blake2b(flat[row].as_py().encode(), digest_size=8).digest(), "little")
    return made


def measure_piece(opening: Opening, piece: Piece) -> pa.Table:
    """One row: seconds to open and to read, texts, bytes, and megabytes before and after reading."""
    began = monotonic()
    reader = opened(opening)
    ready, before = monotonic(), _megabytes()
    texts = texts_of(piece)
    reader.read(texts.table)
    row: dict[str, list[Any]] = {
        "open_s": [ready - began],
        "read_s": [monotonic() - ready],
        "texts": [texts.table.num_rows],
        "bytes": [piece.size],
        "before_mb": [before],
        "after_mb": [_megabytes()],
    }
    return pa.table(row)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
