"""The vocabulary of an index: folded words in order, what is heard of them, and which words lie one slip apart."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.names.fold import HEARD, LONGEST_WORD, SAME

Longs = npt.NDArray[np.int64]
Numbers = TypeVar("Numbers", npt.NDArray[np.int32], npt.NDArray[np.int64])
Words = npt.NDArray[np.bytes_]
KEY_LETTERS = 16
SHORTEST_LOOSE, SHORTEST_TWICE = 3, 6
_SAME_BYTES = np.arange(256, dtype=np.uint8)
for _written, _sound in SAME.items():
    _SAME_BYTES[_written] = _sound
_BASE = 0x9E3779B97F4A7C15 | 1
_MASK = (1 << 64) - 1


def as_bytes(vocabulary: list[str]) -> Words:
    """Words of a vocabulary as one array of fixed width."""
    return np.array([word.encode() for word in vocabulary] or [b""], dtype=f"S{LONGEST_WORD}")[: len(vocabulary)]


def keys_of(vocabulary: list[str]) -> Words:
    """What is heard of every word (`fold.key`), the first 16 letters: all words at once, with the same result."""
    heard = pc.replace_substring_regex(pa.array(vocabulary, pa.string()), "^CH", "C", max_replacements=1)
    for written, sound in HEARD:
        heard = pc.replace_substring(heard, written, sound)
    lengths = pc.binary_length(heard).to_numpy(zero_copy_only=False).astype(np.int64)
    letters = np.frombuffer(heard.buffers()[2] or b"", dtype=np.uint8)[: lengths.sum()]
    owner = np.repeat(np.arange(len(lengths)), lengths)
    first = np.ones(len(owner), dtype=bool)
    first[1:] = owner[1:] != owner[:-1]
    kept = first | (letters != ord("H"))
    letters, owner = _SAME_BYTES[letters[kept]], owner[kept]
    fresh = np.ones(len(owner), dtype=bool)
    fresh[1:] = (letters[1:] != letters[:-1]) | (owner[1:] != owner[:-1])
    letters, owner = letters[fresh], owner[fresh]
    sizes = np.bincount(owner, minlength=len(lengths))
    place = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    table = np.zeros((len(lengths), KEY_LETTERS), dtype=np.uint8)
    inside = place < KEY_LETTERS
    table[owner[inside], place[inside]] = letters[inside]
    return table.view(f"S{KEY_LETTERS}").reshape(-1)


def near_table(keys: Words, id_bits: int) -> Longs:
    """For every key: itself and itself without one letter, hashed, with the word's number (from 1) in the low bits.

    Sorted; a key that shares an entry with another differs from it by one letter put in, left out, replaced or
    exchanged with its neighbour. The hash of a key without a letter is put together from that of its beginning and
    that of its end.

    Source: docs/algorithms/names.md, section 3 (symmetric deletion).
    Cost: O(words x letters), vectorised.
    """
    letters = keys.view(np.uint8).reshape(len(keys), KEY_LETTERS).astype(np.uint64)
    lengths = np.char.str_len(keys)
    ids = np.arange(1, len(keys) + 1, dtype=np.uint64)
    powers = np.array([pow(_BASE, power, 1 << 64) for power in range(KEY_LETTERS + 1)], dtype=np.uint64)
    front = [np.zeros(len(keys), dtype=np.uint64)]
    for place in range(KEY_LETTERS):
        inside = place < lengths
        front.append(np.where(inside, front[place] * np.uint64(_BASE) + letters[:, place], front[place]))
    parts = [_packed(front[KEY_LETTERS], ids, id_bits)]
    end = np.zeros(len(keys), dtype=np.uint64)
    for gone in range(KEY_LETTERS - 1, -1, -1):
        inside = lengths > gone
        behind = powers[np.where(inside, lengths - 1 - gone, 0)]
        rows = np.flatnonzero(inside & (lengths >= SHORTEST_LOOSE))
        parts.append(_packed(front[gone][rows] * behind[rows] + end[rows], ids[rows], id_bits))
        end = np.where(inside, end + letters[:, gone] * behind, end)
    return distinct(np.concatenate(parts))


def distinct(numbers: Numbers) -> Numbers:
    """The different numbers in order; sorting in place is faster here than numpy's table of hashes."""
    numbers.sort()
    fresh = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=fresh[1:])
    return numbers[fresh]


def _packed(hashes: npt.NDArray[np.uint64], ids: npt.NDArray[np.uint64], id_bits: int) -> Longs:
    mixed = (hashes ^ (hashes >> np.uint64(29))) * np.uint64(_BASE)
    head = (mixed >> np.uint64(1 + id_bits)) << np.uint64(id_bits)
    return (head | ids).astype(np.int64)


def probes(word_key: str, id_bits: int) -> Longs:
    """The hashes under which words close to a key lie: itself, one letter less, and for long keys two letters less."""
    short = word_key[:KEY_LETTERS]
    forms = {short}
    if len(short) >= SHORTEST_LOOSE:
        once = {short[:place] + short[place + 1 :] for place in range(len(short))}
        forms |= once
        if len(short) >= SHORTEST_TWICE:
            forms |= {form[:place] + form[place + 1 :] for form in once for place in range(len(form))}
    return np.sort(np.array([_hash(form, id_bits) for form in forms], dtype=np.int64))


def _hash(form: str, id_bits: int) -> int:
    value = 0
    for letter in form.encode():
        value = (value * _BASE + letter) & _MASK
    mixed = ((value ^ (value >> 29)) * _BASE) & _MASK
    return (mixed >> (1 + id_bits)) << id_bits
