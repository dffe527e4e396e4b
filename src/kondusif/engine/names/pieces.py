"""A table of names in pieces, so that several processes look for them in one mapped index."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from kondusif.engine.executor import Progress, cores, map_partitions
from kondusif.engine.names.index import OUT, Index
from kondusif.kernel.errors import KondusifError

PIECE_NAMES, FEW_NAMES = 1_000, 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some names of a file, and the index in which they are looked for."""

    index: str
    names: str
    start: int
    count: int
    top: int


@lru_cache(maxsize=2)
def _opened(folder: str) -> Index:
    return Index.open(Path(folder))


@lru_cache(maxsize=2)
def _names(path: str) -> pa.Table:
    with pa.memory_map(path) as source:
        return pa.ipc.open_file(source).read_all()


def match_piece(piece: Piece) -> pa.Table:
    """Look for the names of one piece."""
    return _opened(piece.index).match_many(_names(piece.names).slice(piece.start, piece.count), piece.top)


def match_table(
    index: Path, names: pa.Table, top: int, scratch: Path, *, workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[pa.Table]:  # fmt: skip
    """Look for every name of a table; the answers come in its order, the same whatever the number of workers.

    Args:
        index: folder of the index.
        names: id, nama, and where known unit and wilayah.
        scratch: a folder for the pieces; the caller removes it.
        workers: processes; as many as there are cores, without it. Few names are looked for in this process.
    Raises:
        KondusifError: what a piece was refused for.
    """
    if names.num_rows <= FEW_NAMES or (workers or cores()) == 1:
        opened = Index.open(index)
        for start in range(0, max(names.num_rows, 1), PIECE_NAMES):
            yield opened.match_many(names.slice(start, PIECE_NAMES), top)
        return
    path = scratch / "names.arrow"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, names.schema) as writer:
        writer.write_table(names.combine_chunks())
    starts = range(0, names.num_rows, PIECE_NAMES)
    pieces = [Piece(str(index), str(path), start, PIECE_NAMES, top) for start in starts]
    done = map_partitions(match_piece, pieces, workers=workers, folder=scratch / "done", progress=progress)
    for result in done:
        if result.failure:
            raise KondusifError(result.failure.code, **result.failure.facts)
        yield result.table()


def empty() -> pa.Table:
    """The answer to no name at all."""
    return OUT.empty_table()
