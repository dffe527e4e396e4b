"""Clusters of a whole table of texts."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.similar.bundles import THRESHOLD
from kondusif.engine.similar.hashing import I64, U64, Hashes, hash_texts
from kondusif.engine.similar.joining import linked
from kondusif.engine.similar.sketch import U32, bands_for, digests, has_company
from kondusif.kernel.errors import Refused


def cluster(table: pa.Table, threshold: float = THRESHOLD) -> pa.Table:
    """Join the texts that are copies of one another, give or take some words.

    Args:
        table: `id`, `text`.
        threshold: the estimated similarity from which two texts are linked.
    Returns:
        `id`, `cluster` (the id of its first text in the order of the table) and `score` (estimated Jaccard similarity
        to that text, four decimals; 1 for the first itself), a row for every id in the order of the table.
    Raises:
        Refused: an id that is empty or stands twice, or a threshold that cannot be kept.
    Source: docs/algorithms/similarity.md
    Cost: linear in the texts and their length.
    """
    ids = table["id"].combine_chunks() if isinstance(table["id"], pa.ChunkedArray) else table["id"]
    bands = bands_for(threshold)
    refuse_bad_ids(ids)
    hashes = hash_texts(one_array(table["text"]))
    close, rows = close_looks(hashes, bands)
    heads = np.arange(len(ids))
    scores = np.ones(len(ids))
    names = linked(rows, threshold, bands)
    heads[close] = close[names]
    scores[close] = (rows == rows[names]).mean(axis=1) if len(rows) else 1.0
    return pa.table({"id": ids, "cluster": ids.take(pa.array(heads)), "score": pa.array(np.round(scores, 4))})


def refuse_bad_ids(ids: pa.Array) -> None:
    """Raises Refused where an id is empty or stands twice; says which, and on which row for the second time."""
    empty = np.asarray(pc.fill_null(pc.equal(pc.utf8_trim_whitespace(ids), ""), True))
    if empty.any():
        raise Refused("engine.similar.no_id", row=int(empty.argmax()) + 1)
    counted = ids.dictionary_encode()
    places = np.asarray(counted.indices)
    if len(counted.dictionary) == len(places):
        return
    _values, first = np.unique(places, return_index=True)
    second = np.setdiff1d(np.arange(len(places)), first)[0]
    shown = "".join(character for character in str(ids[int(second)]) if character.isprintable())
    raise Refused("engine.similar.twin", id=shown[:60], row=int(second) + 1)


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """One array with room for more than two gigabytes of text."""
    large = column.cast(pa.large_string())
    return large.combine_chunks() if isinstance(large, pa.ChunkedArray) else large


def close_looks(hashes: Hashes, bands: int) -> tuple[I64, U32]:
    """The texts that share a band with another, in the order of the table, and their signatures."""
    chosen = np.flatnonzero(has_company(hashes, bands))
    chosen = chosen[np.argsort(hashes.rows[chosen], kind="stable")]
    return hashes.rows[chosen], digests(_subset(hashes, chosen))


def _subset(hashes: Hashes, chosen: I64) -> Hashes:
    counts = hashes.counts[chosen]
    ends = np.cumsum(counts)
    begin = hashes.offsets()[:-1].astype(np.int64)[chosen]
    within = np.arange(int(counts.sum())) - np.repeat(ends - counts, counts)
    flat: U64 = hashes.flat[np.repeat(begin, counts) + within]
    return Hashes(flat, counts, hashes.rows[chosen])
