"""Finds the persons of a roster in running text by their whole name, for rosters of any size.

Every name is the number of its words in a row. A text's words have the same numbers, so a name is found by a look-up
and then compared letter by letter: nothing is ever reported because two numbers happened to be alike. The index lies
in one folder of plain arrays that every process maps read-only.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kondusif.engine.mentions.words import Block, Hashes, Longs, Octets, Phrase
from kondusif.kernel.errors import Refused

VERSION = "1"
STARTS, GOES_ON, ALONE = 1, 2, 4
LONGEST_GAP = 40
_PAIR = 99


@dataclass(frozen=True, slots=True)
class Shelf:
    """How many bits of a word's number choose its place in each of the small tables."""

    flags: int
    pairs: int
    directory: int

    @classmethod
    def for_rows(cls, rows: int) -> "Shelf":
        """Tables in step with the roster, so that a city's index is small and a country's still tells words apart."""
        size = max(rows, 1).bit_length()
        return cls(min(max(size + 3, 16), 24), min(max(size + 3, 16), 26), max(size - 1, 8))


def places_of(numbers: Hashes, bits: int) -> Longs:
    """The first bits of each number, as places in a table."""
    return (numbers >> np.uint64(64 - bits)).view(np.int64)


@dataclass(frozen=True, slots=True)
class Hit:
    """One name in one text.

    Args:
        text: number of the text in the batch.
        start, end: code points within that text.
        name: number of the name in the index.
        words: how many words it has.
    """

    text: int
    start: int
    end: int
    name: int
    words: int


@dataclass(frozen=True, slots=True)
class PersonIndex:
    """The index of a roster. Open it once a process; the pages are shared by all processes that map it."""

    folder: Path
    shelf: Shelf
    flags: Octets
    pairs: Octets
    directory: Any
    numbers: Hashes
    first_rows: Any
    name_starts: Any
    names: memoryview
    rows: pa.RecordBatch
    longest: int

    @classmethod
    def build(cls, table: pa.Table, folder: Path) -> "PersonIndex":
        """Write the index of a roster and open it.

        Args:
            table: columns nip, nama and, where there is one, wilayah.
            folder: made if missing; an index in it is replaced.
        Raises:
            Refused: a column is missing (engine.table.columns).
        Cost: linear in the names but for one sort.
        """
        from kondusif.engine.mentions.building import write

        write(table, folder)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> "PersonIndex":
        """Map an index read-only.

        Raises:
            Refused: there is none, or another version wrote it (engine.index.missing, engine.index.version).
        Cost: a few milliseconds whatever the size; pages are read when they are needed.
        """
        try:
            about = json.loads((folder / "index.json").read_text())
        except (OSError, ValueError) as error:
            raise Refused("engine.index.missing", folder=folder.name[:80]) from error
        if about.get("kind") != "persons" or about.get("version") != VERSION:
            raise Refused("engine.index.version", have=str(about.get("version"))[:12], need=VERSION)
        arrays = {
            name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
            for name in ("flags", "pairs", "directory", "numbers", "first_rows", "name_starts", "names")
        }
        names = memoryview(arrays.pop("names").data)
        with pa.memory_map(str(folder / "rows.arrow")) as file:
            rows = pa.ipc.open_file(file).get_batch(0)
        return cls(folder, Shelf(**about["shelf"]), **arrays, names=names, rows=rows, longest=about["longest"])

    def __len__(self) -> int:
        return int(self.first_rows[-1])

    def rows_of(self, name: int) -> range:
        """The entries of the roster that bear a name, in the roster's order."""
        return range(int(self.first_rows[name]), int(self.first_rows[name + 1]))

    def nip(self, row: int) -> str:
        """The number of one entry."""
        return str(self.rows.column(0)[row].as_py())

    def rows_within(self, name: int, area: str) -> list[int]:
        """The entries that bear a name and whose area code begins like this one."""
        entries = self.rows_of(name)
        areas = self.rows.column(1).slice(entries.start, len(entries))
        inside = pc.starts_with(areas.dictionary, area).take(areas.indices)
        return (np.flatnonzero(inside.to_numpy(zero_copy_only=False)) + entries.start).tolist()

    def flags_of(self, numbers: Hashes) -> Octets:
        """What each word can be in a name: its beginning, its inside, or all of it."""
        return self.flags.take(places_of(numbers, self.shelf.flags))

    def whole_names(self, block: Block) -> Iterator[Hit]:
        """Names of two or more words, the longest at each beginning, none inside another.

        Cost: linear in the words; the words that begin a name and are followed by one that goes on are looked at twice.
        """
        numbers = block.hashes
        if len(numbers) < 2:
            return
        flags = self.flags_of(numbers)
        begin = np.flatnonzero(flags[:-1] & (flags[1:] >> 1) & STARTS)
        if len(begin):
            yield from self._settled(block, begin)

    def _settled(self, block: Block, begin: Longs) -> Iterator[Hit]:
        """The longest true name at each beginning."""
        candidates = list(self._sizes(block, begin))
        if not candidates:
            return
        words = np.concatenate([words for _size, words, _names in candidates])
        sizes = np.repeat(
            [size for size, _words, _names in candidates], [len(words) for _size, words, _n in candidates]
        )
        names = np.concatenate([names for _size, _words, names in candidates])
        order = np.lexsort((-sizes, words))
        yield from self.told(block, words[order], sizes[order], names[order])

    def told(self, block: Block, words: Longs, sizes: Longs, names: Longs) -> Iterator[Hit]:
        """Those candidates whose letters are those of the name, none inside another; the first of a place wins."""
        if not len(words):
            return
        texts = block.text_of(words)
        lists = [
            words,
            sizes,
            names,
            texts,
            block.text_starts[texts],
            block.starts[words],
            block.starts[words + sizes - 1],
        ]
        beyond = -1
        for word, size, name, text, base, start, stop in zip(*(each.tolist() for each in lists), strict=True):
            if word < beyond:
                continue
            end = block.letters.index(b" ", stop)
            true = self.verified(block.letters[start:end], name)
            if true >= 0:
                beyond = word + size
                yield Hit(block.first + text, start - base, end - base, true, size)

    def _sizes(self, block: Block, begin: Longs) -> Iterator[tuple[int, Longs, Longs]]:
        """Word numbers where a name of a size may stand, and the name; shorter sizes first."""
        numbers = block.hashes
        sums = numbers[begin] * Phrase.weights[0] + numbers[begin + 1] * Phrase.weights[1]
        alive = self.pairs.take(places_of(Phrase.stirred(sums, _PAIR), self.shelf.pairs)) != 0
        begin, sums = begin[alive], sums[alive]
        alive = block.gaps_before(begin + 1, LONGEST_GAP) <= LONGEST_GAP
        text = block.text_of(begin)
        alive &= block.text_of(begin + 1) == text
        begin, sums, text = begin[alive], sums[alive], text[alive]
        for size in range(2, self.longest + 1):
            if not len(begin):
                return
            found = self.lookup(Phrase.stirred(sums, size))
            hit = found >= 0
            yield size, begin[hit], found[hit]
            last = begin + size
            alive = last < len(numbers)
            begin, sums, text, last = begin[alive], sums[alive], text[alive], last[alive]
            alive = (self.flags.take(places_of(numbers[last], self.shelf.flags)) & GOES_ON) != 0
            alive &= block.gaps_before(last, LONGEST_GAP) <= LONGEST_GAP
            alive &= block.text_of(last) == text
            begin, text, last = begin[alive], text[alive], last[alive]
            sums = sums[alive] + numbers[last] * Phrase.weights[size]

    def lookup(self, numbers: Hashes) -> Longs:
        """The first name of the index that has each number, or -1."""
        place = places_of(numbers, self.shelf.directory)
        at, stop = self.directory.take(place).astype(np.int64), self.directory.take(place + 1)
        found = np.full(len(numbers), -1, np.int64)
        left = np.flatnonzero(at < stop)
        while len(left):
            same = self.numbers.take(at[left]) == numbers[left]
            found[left[same]] = at[left[same]]
            at[left] += 1
            left = left[~same & (at[left] < stop[left])]
        return found

    def verified(self, letters: bytes, name: int) -> int:
        """The name with these letters, among the names that share a number from `name` on; -1 where none is."""
        if b"  " in letters:
            letters = b" ".join(letters.split())
        number = self.numbers[name]
        while name < len(self.numbers) and self.numbers[name] == number:
            if self.names[self.name_starts[name] : self.name_starts[name + 1]] == letters:
                return name
            name += 1
        return -1
