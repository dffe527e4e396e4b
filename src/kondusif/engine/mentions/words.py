"""Splits a whole batch of texts into words at once, and gives every word a number, without a loop over letters.

Texts lie one behind the other in blocks that fit the cache. Inside a block every character is one folded byte: small
ASCII letters and digits, a blank for whatever separates, 255 for letters of other scripts. So positions in the block
are code points, and the same few array operations serve any text, however long or odd.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Octets = npt.NDArray[np.uint8]

BLOCK_BYTES = 96 * 1024
BLANK, FOREIGN = 32, 255
_EDGE = b" " * 16
_MARKUP = re.compile(r"<[^<>]{1,300}>|&(?:[A-Za-z]{2,8}|#[0-9]{1,6});")
_MARKUP_BYTES = re.compile(_MARKUP.pattern.encode())
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_LATE = np.uint64(0xC2B2AE3D27D4EB4F)
_SIZE = np.uint64(0x165667B19E3779F9)
_HALF = np.uint64(32)
_LAST_TABLED = 0x1FFFF
# From buffers: pa.array and pa.scalar import pandas where it stands, which takes longer than all else at the start.
_BREAK = pa.StringArray.from_buffers(1, pa.py_buffer(np.array([0, 1], np.int32)), pa.py_buffer(b"\n"))


def _folded_character(code: int) -> int:
    character = chr(code)
    plain = unicodedata.normalize("NFKD", character)[0]
    if plain.isascii():
        return ord(plain.lower()) if plain.isalnum() else BLANK
    return FOREIGN if unicodedata.category(character)[0] in "LNM" else BLANK


_ASCII = bytes(_folded_character(code) if code < 128 else FOREIGN for code in range(256))


@cache
def _wide() -> Octets:
    """The folded byte of every code point; what lies beyond the tabled ranges is a letter of another script."""
    table = np.full(_LAST_TABLED + 1, FOREIGN, np.uint8)
    for first, last in ((0, 0x3040), (0xD800, 0xE000), (0xFE00, 0x10000), (0x1D400, 0x1D800)):
        table[first:last] = [_folded_character(code) for code in range(first, last)]
    table[0xE000:0xF900] = BLANK
    table[0x1F000:0x1FB00] = BLANK
    table[_LAST_TABLED] = BLANK
    return table


def fold(text: str) -> bytes:
    """The folded characters of one text, as many as it has code points.

    Cost: linear in the text.
    """
    if text.isascii():
        return _unmarked(text).encode().translate(_ASCII)
    codes = np.frombuffer(_unmarked(text).encode("utf-32-le", "surrogatepass"), "<u4")
    return _wide().take(np.minimum(codes, _LAST_TABLED)).tobytes()


def _unmarked(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text
    return _MARKUP.sub(lambda found: " " * len(found.group()), text)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of texts, folded and split.

    Args:
        first: number of its first text within the batch.
        text_starts: where each of its texts begins in `folded`; one more at the end.
        letters, folded: one byte a character, sixteen blanks on either side; the same bytes, once as an array.
        starts: of the words, in `folded`.
        hashes: one for each word; equal words have equal hashes.
    """

    first: int
    text_starts: Longs
    letters: bytes
    folded: Octets
    starts: Longs
    hashes: Hashes

    def text_of(self, words: Longs) -> Longs:
        """Which text of the block each of the words stands in."""
        return np.searchsorted(self.text_starts, self.starts[words], side="right") - 1

    def gaps_before(self, words: Longs, longest: int) -> Longs:
        """How many blanks stand before each of the words; more than `longest` is not counted further."""
        gaps, at = np.zeros(len(words), np.int64), self.starts[words]
        left = np.arange(len(words))
        while len(left):
            left = left[(self.folded[at[left] - gaps[left] - 1] == BLANK) & (gaps[left] <= longest)]
            gaps[left] += 1
        return gaps

    def ends(self) -> Longs:
        """Where every word ends."""
        blank = self.folded == BLANK
        return np.flatnonzero(blank[1:] > blank[:-1]) + 1


def blocks(texts: pa.Array | pa.ChunkedArray) -> Iterator[Block]:
    """Fold and split a column of texts; missing ones count as empty.

    Cost: linear in the bytes, about five passes over data that stays in the cache.
    """
    column = pa.chunked_array([texts]) if isinstance(texts, pa.Array) else texts
    first = 0
    for chunk in column.chunks:
        filled = chunk.cast(pa.large_string())
        filled = pc.fill_null(filled, "") if filled.null_count else filled
        for low, high in _cuts(filled):
            yield _block(filled.slice(low, high - low), first + low)
        first += len(filled)


def _offsets(texts: pa.Array) -> Longs:
    whole = np.frombuffer(texts.buffers()[1], np.int64)
    return whole[texts.offset : texts.offset + len(texts) + 1]


def _cuts(texts: pa.Array) -> Iterator[tuple[int, int]]:
    if not len(texts):
        return
    offsets = _offsets(texts)
    low = 0
    while low < len(texts):
        high = int(np.searchsorted(offsets, offsets[low] + BLOCK_BYTES, side="right")) - 1
        high = min(max(high, low + 1), len(texts))
        yield low, high
        low = high


def _block(texts: pa.Array, first: int) -> Block:
    """Join the texts by a line break, fold them, find the words."""
    offsets = _offsets(texts)
    texts = texts.cast(pa.string())
    borders = pa.py_buffer(np.array([0, len(texts)], np.int32))
    listed = pa.Array.from_buffers(pa.list_(pa.string()), 1, [None, borders], children=[texts])
    joined = pc.binary_join(listed, _BREAK)
    data = joined[0].as_buffer().to_pybytes()
    if data.isascii():
        sizes = np.diff(offsets)
        if b"<" in data or b"&" in data:
            data = _MARKUP_BYTES.sub(lambda found: b" " * len(found.group()), data)
        small = data.translate(_ASCII)
    else:
        sizes = pc.utf8_length(texts).to_numpy()
        small = fold(data.decode("utf-8", "replace"))
    starts = np.empty(len(sizes) + 1, np.int64)
    starts[0] = len(_EDGE)
    np.cumsum(sizes + 1, out=starts[1:])
    starts[1:] += len(_EDGE)
    letters = b"".join((_EDGE, small, _EDGE))
    folded = np.frombuffer(letters, np.uint8)
    return Block(first, starts, letters, folded, *split(folded))


def split(folded: Octets) -> tuple[Longs, Hashes]:
    """Starts and numbers of the words of folded characters that have sixteen blanks on either side."""
    letter = folded != BLANK
    starts = np.flatnonzero(letter[1:] > letter[:-1])
    starts += 1
    return starts, hashed(folded, starts)


def hashed(folded: Octets, starts: Longs) -> Hashes:
    """A number for each word from its first sixteen characters.

    Longer words may share a number; whoever looks a word up compares the letters in the end.
    """
    eights = np.ndarray((len(folded) - 7,), "<u8", folded, strides=(1,))
    numbers, whole = _cut(eights.take(starts))
    numbers *= _SPREAD
    longer = np.flatnonzero(whole)
    if len(longer):
        late, _whole = _cut(eights.take(starts[longer] + 8))
        late *= _LATE
        late ^= late >> _HALF
        numbers[longer] += late
    numbers ^= numbers >> _HALF
    numbers *= _LATE
    return numbers


def _cut(eights: Hashes) -> tuple[Hashes, npt.NDArray[np.bool_]]:
    """Eight characters each, nothing kept behind the first blank, and whether there was none.

    The first blank is found with the old trick for the first zero byte of a word, all eight characters at once.
    """
    apart = eights ^ _BLANKS
    marks = apart - _ONES
    marks &= ~apart
    marks &= _HIGHS
    below = marks - np.uint64(1)
    below &= ~marks
    eights &= below
    return eights, marks == 0


_BLANKS, _ONES, _HIGHS = (np.uint64(0x0101010101010101 * byte) for byte in (BLANK, 1, 128))


def hash_of(word: str) -> int:
    """The number of one word, as texts have it."""
    folded = np.frombuffer(_EDGE + fold(word).strip() + _EDGE, np.uint8)
    return int(hashed(folded, np.array([len(_EDGE)]))[0])


class Phrase:
    """Numbers of several words in a row: a sum in which every place weighs otherwise, stirred at the end."""

    longest = 12
    weights: Hashes = np.array([pow(0xD6E8FEB86659FD93, place + 1, 2**64) for place in range(longest)], np.uint64)

    @staticmethod
    def stirred(sums: Hashes, size: int | Longs) -> Hashes:
        """The number of a phrase from the sum of its words and how many they are."""
        numbers = sums ^ (np.asarray(size, np.uint64) * _SIZE)
        numbers ^= numbers >> _HALF
        numbers *= _SPREAD
        numbers ^= numbers >> _HALF
        return numbers
