"""Whole columns of names folded at once, each word once; the result is that of `normalise`, row by row."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.names.fold import fold, modern
from kondusif.engine.names.normalise import (
    LONGEST_NAME,
    MOST_WORDS,
    all_behind,
    front_titles,
    is_title_segment,
    normalise,
)

Ints = npt.NDArray[np.int32]
CHUNK = 400_000
FRONT_ROUNDS = 6


@dataclass(slots=True)
class FoldedColumn:
    """Folded names of a column.

    Args:
        vocabulary: the folded words; word n of the matrix is vocabulary[n - 1].
        words: (rows, 8), 0 where a name has no more words.
    """

    vocabulary: list[str]
    words: Ints


class _Known:
    """What was learnt of written words so far: each is folded once in a column."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._front, self._closing = front_titles(), _closing_words()

    def number(self, word: str) -> int:
        return self.numbers.setdefault(word, len(self.numbers) + 1)

    def look_up(self, written: list[str]) -> tuple[Ints, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Number of the folded word (0 for an empty one), may it open a name as a title, may it close one."""
        packed = np.fromiter((self._learnt(word) for word in written), dtype=np.int64, count=len(written))
        return (packed >> 2).astype(np.int32), (packed & 1).astype(bool), (packed & 2).astype(bool)

    def _learnt(self, word: str) -> int:
        packed = self._seen.get(word)
        if packed is None:
            read, kept = modern(word), fold(word)
            number = self.number(kept) if kept else 0
            packed = self._seen[word] = number << 2 | (read in self._front) | (read in self._closing) << 1
        return packed


def fold_column(names: pa.ChunkedArray | pa.Array) -> FoldedColumn:
    """Fold a column of names; null is an empty name.

    Cost: one pass; the folding itself is done once for each different word.
    """
    known = _Known()
    parts: list[Ints] = []
    chunks = names.chunks if isinstance(names, pa.ChunkedArray) else [names]
    for chunk in chunks:
        for start in range(0, len(chunk), CHUNK):
            parts.append(_fold_chunk(chunk.slice(start, CHUNK).cast(pa.string()), known))
    empty = np.zeros((0, MOST_WORDS), dtype=np.int32)
    return FoldedColumn(list(known.numbers), np.concatenate(parts) if parts else empty)


def _fold_chunk(names: pa.Array, known: "_Known") -> Ints:
    names = pc.fill_null(names, "")
    apart = pc.split_pattern(pc.ascii_upper(names), ",", max_splits=1)
    has_tail = pc.greater(pc.list_value_length(apart), 1).to_numpy(zero_copy_only=False)
    heads = pc.list_element(apart, 0)
    slow = ~pc.string_is_ascii(names).to_numpy(zero_copy_only=False)
    slow |= pc.binary_length(names).to_numpy(zero_copy_only=False) > LONGEST_NAME
    tails = pc.list_element(apart.filter(pa.array(has_tail)), 1)
    slow[has_tail] |= ~_are_titles(tails)
    glued = pc.replace_substring_regex(heads, "['`]", "")
    lists = pc.split_pattern_regex(pc.ascii_trim(pc.replace_substring_regex(glued, "[^A-Z]+", " "), " "), " ")
    matrix = _matrix(lists, known, slow)
    for row in np.flatnonzero(slow):
        matrix[row] = 0
        for place, word in enumerate(normalise(names[int(row)].as_py()).words):
            matrix[row, place] = known.number(word)
    return matrix


def _are_titles(tails: pa.Array) -> npt.NDArray[np.bool_]:
    encoded = tails.dictionary_encode()
    verdict = [all(is_title_segment(part) for part in tail.split(",")) for tail in encoded.dictionary.to_pylist()]
    return np.asarray(verdict, dtype=bool)[encoded.indices.to_numpy()] if len(tails) else np.zeros(0, dtype=bool)


def _matrix(lists: pa.Array, known: "_Known", slow: npt.NDArray[np.bool_]) -> Ints:
    """The folded words of the plain rows; rows that need a closer look are marked in `slow`."""
    encoded = lists.flatten().dictionary_encode()
    written, ids = encoded.dictionary.to_pylist(), encoded.indices.to_numpy()
    starts = lists.offsets.to_numpy()[:-1].astype(np.int64)
    ends = lists.offsets.to_numpy()[1:].astype(np.int64)
    folded, is_front, is_close = known.look_up(written)
    if not len(ids):
        return np.zeros((len(starts), MOST_WORDS), dtype=np.int32)
    several = ends - starts > 1
    slow |= several & is_close[ids[np.maximum(ends - 1, 0)]]
    slow |= (folded[ids[np.minimum(starts, len(ids) - 1)]] == 0) | (ends - starts > MOST_WORDS)
    for _round in range(FRONT_ROUNDS):
        several = ends - starts > 1
        starts += several & is_front[ids[np.minimum(starts, len(ids) - 1)]]
    slow |= (ends - starts > 1) & is_front[ids[np.minimum(starts, len(ids) - 1)]]
    places = starts[:, None] + np.arange(MOST_WORDS)
    return np.where(places < ends[:, None], folded[ids[np.minimum(places, len(ids) - 1)]], 0).astype(np.int32)


def _closing_words() -> frozenset[str]:
    """Every word that may be the last of a title: only such rows can lose something at their end."""
    return frozenset(title[start:] for title in all_behind() for start in range(len(title)))
