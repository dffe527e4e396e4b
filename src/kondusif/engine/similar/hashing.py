"""From texts to the hashes of their shingles, for many texts at once.

The words of a whole batch lie in one buffer of bytes. A word is hashed from the bytes between its edges, eight at a
time; a shingle from the hashes of its words. Texts that need cleaning first (`wording.normalise`) are cleaned one by
one, the others as they stand; both ways give the same hashes, which a test holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.similar.wording import CHAT_FORMS, MARK_WORDS, normalise, shingles

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

BATCH_BYTES = 1 << 18
LONGEST_WORD = 64
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_PLACES = (np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA0761D6478BD642F), np.uint64(0xE7037ED1A0B428DB))
_KEEP = np.array([(1 << (8 * count)) - 1 for count in range(9)], np.uint64)
_FORM_SHIFT = np.uint64(52)
_LINE_END = (pa.scalar("", pa.large_string()), pa.scalar("\n", pa.large_string()))
_PAD = b"\n" + b"\x00" * 8


@dataclass(frozen=True, slots=True)
class Hashes:
    """The shingles of many texts.

    Args:
        flat: the hashes of all, text after text.
        counts: how many belong to each text, in the order of `rows`.
        rows: which text each is; plain texts first, then those that were cleaned.
    """

    flat: U64
    counts: I64
    rows: I64

    def offsets(self) -> U64:
        """Where each text begins in `flat`, and where the last one ends."""
        return np.concatenate([[0], np.cumsum(self.counts)]).astype(np.uint64)


def hash_texts(texts: pa.Array) -> Hashes:
    """The hashed shingles of every text. The same words give the same hashes on every machine.

    Cost: linear in the bytes; one pass over pieces that fit the cache of a core.
    """
    plain = pc.fill_null(texts.cast(pa.large_string()), "")
    parts, dirty = [], []
    for start, count in _pieces(plain):
        piece = plain.slice(start, count)
        found, odd = _hash_piece(piece, may_be_odd=True)
        keep = np.flatnonzero(~odd)
        parts.append((found[0], found[1][keep], keep + start))
        dirty.append(np.flatnonzero(odd) + start)
    rows = np.concatenate(dirty) if dirty else np.zeros(0, np.int64)
    cleaned = pa.array([normalise(plain[int(row)].as_py()) for row in rows], pa.large_string())
    for start, count in _pieces(cleaned):
        found, _odd = _hash_piece(cleaned.slice(start, count), may_be_odd=False)
        parts.append((found[0], found[1], rows[start : start + count]))
    if not parts:
        return Hashes(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    flat, counts, order = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Hashes(flat, counts, order)


def keyed_hashes(text: str, key: bytes) -> U64:
    """The shingles of one text under a secret: nobody without the key can make one of them."""
    secret = key if len(key) <= 64 else blake2b(key).digest()
    made = (blake2b(one.encode(), key=secret, digest_size=8, person=b"shingle").digest() for one in shingles(text))
    return np.frombuffer(b"".join(made), "<u8").astype(np.uint64)


def _pieces(texts: pa.Array) -> list[tuple[int, int]]:
    """(first text, how many) of pieces that fit the cache of a core."""
    ends = np.cumsum(np.asarray(pc.binary_length(texts), np.int64))
    if not len(ends):
        return []
    marks = np.arange(BATCH_BYTES, ends[-1] + BATCH_BYTES, BATCH_BYTES)
    cuts = np.unique(np.concatenate([[0], np.searchsorted(ends, marks, "right"), [len(ends)]]))
    return [(first, after - first) for first, after in pairwise(cuts.tolist())]


def _hash_piece(texts: pa.Array, *, may_be_odd: bool) -> tuple[tuple[U64, I64], npt.NDArray[np.bool_]]:
    """(hashes, number for each text) of the clean texts, and which texts are not clean.

    A text that is not clean has no hashes here but keeps its place in the numbers, with nought.
    """
    data, ends = _buffer(texts)
    is_word = ((data - np.uint8(97)) < 26) | ((data - np.uint8(48)) < 10) | (data > 127)
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, stops = edges[::2], edges[1::2]
    eights = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    hashes, first = _word_hashes(data, eights, starts, stops - starts)
    _FORMS.write_out(hashes, first)
    last = np.searchsorted(starts, ends)
    begin = np.concatenate([[0], last[:-1]])
    odd = np.zeros(len(ends), bool)
    if may_be_odd:
        odd = _odd(data, ends, starts, first)
    return _shingle_hashes(hashes, begin, last, odd), odd


def _buffer(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], I64]:
    """Lower-case bytes of all texts with a line's end before and after each, and where each ends."""
    lines = pc.binary_join_element_wise(pc.ascii_lower(texts), *_LINE_END)
    offsets = np.frombuffer(lines.buffers()[1], np.int64)[lines.offset : lines.offset + len(lines) + 1]
    body = lines.buffers()[2]
    inner = memoryview(body)[offsets[0] : offsets[-1]] if body is not None else b""
    return np.frombuffer(b"\n" + bytes(inner) + _PAD, np.uint8), offsets[1:] - offsets[0]


def _word_hashes(data: npt.NDArray[np.uint8], eights: U64, starts: I64, lengths: I64) -> tuple[U64, U64]:
    """One hash a word, and its first eight bytes."""
    first = eights[starts] & _KEEP[np.minimum(lengths, 8)]
    hashes = _mixed(first ^ (lengths.astype(np.uint64) * _STEP))
    long = np.flatnonzero(lengths > 8)
    done = 8
    while len(long) and done < LONGEST_WORD:
        more = eights[starts[long] + done] & _KEEP[np.minimum(lengths[long] - done, 8)]
        hashes[long] = _mixed((hashes[long] + _STEP) ^ more)
        done += 8
        long = long[lengths[long] > done]
    for at in long:  # a word longer than any word
        whole = data[starts[at] : starts[at] + lengths[at]].tobytes()
        hashes[at] = int.from_bytes(blake2b(whole, digest_size=8).digest(), "little")
    return hashes, first


class _Forms:
    """The short forms of chat, found by the first eight bytes of a word, which is all there is of them."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        short, long = (_hashes_of(words) for words in (list(forms), list(forms.values())))
        heads, hashes = short[1], long[0]
        tried = (np.uint64(0x9E3779B97F4A7C15 * (2 * turn + 1) % 2**64) for turn in range(10_000))
        self._factor = next(one for one in tried if len(np.unique(heads * one >> _FORM_SHIFT)) == len(heads))
        seats = self._seat(heads)
        self._heads = np.zeros(1 << 12, np.uint64)
        self._hashes = np.zeros(1 << 12, np.uint64)
        self._heads[seats], self._hashes[seats] = heads, hashes

    def _seat(self, heads: U64) -> U64:
        return heads * self._factor >> _FORM_SHIFT

    def write_out(self, hashes: U64, first: U64) -> None:
        """Give each short form the hash of its word."""
        seats = self._seat(first)
        found = np.flatnonzero(self._heads[seats] == first)
        hashes[found] = self._hashes[seats[found]]


def _hashes_of(words: list[str]) -> tuple[U64, U64]:
    data = np.frombuffer("\n".join(words).encode() + _PAD, np.uint8)
    lengths = np.array([len(word) for word in words])
    starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]])
    return _word_hashes(data, np.ndarray((len(data) - 7,), "<u8", data, strides=(1,)), starts, lengths)


def _shingle_hashes(hashes: U64, begin: I64, last: I64, odd: npt.NDArray[np.bool_]) -> tuple[U64, I64]:
    """Three words in a row, within one text; fewer than three words are one shingle."""
    count = last - begin
    number = np.where(odd, 0, np.where(count >= 3, count - 2, np.minimum(count, 1)))
    padded = np.concatenate([hashes, np.zeros(2, np.uint64)])
    near = padded[:-2] * _PLACES[0], padded[1:-1] * _PLACES[1], padded[2:] * _PLACES[2]
    made = near[0] + near[1] + near[2]
    short = np.flatnonzero((count > 0) & (count < 3))
    if len(short):
        second = np.where(count[short] == 2, near[1][begin[short]], np.uint64(0))
        made[begin[short]] = near[0][begin[short]] + second
    kept = np.zeros(len(hashes) + 1, np.int8)
    busy = number > 0
    kept[begin[busy]] += 1
    kept[(begin + number)[busy]] -= 1
    return _mixed(made[np.cumsum(kept[:-1], dtype=np.int8) > 0]), number


def _odd(data: npt.NDArray[np.uint8], ends: I64, starts: I64, first: U64) -> npt.NDArray[np.bool_]:
    """Texts that must be cleaned: a foreign character, a slash, a `www` or a mark of forwarding stands in them."""
    where = [np.flatnonzero((data > 127) | (data == 47))]
    for word in ("www", *MARK_WORDS):
        head = np.uint64(int.from_bytes(word.encode()[:8], "little"))
        where.append(starts[first == head])
    odd = np.zeros(len(ends), bool)
    odd[np.searchsorted(ends, np.concatenate(where))] = True
    return odd


def _mixed(values: U64) -> U64:
    """Every bit of the result depends on every bit of the value (the finish of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))


_FORMS = _Forms(CHAT_FORMS)
