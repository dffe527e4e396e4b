"""The arrays of an index, mapped from its folder, and the small questions asked of them."""

import json
from collections.abc import Iterable
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kondusif.engine.names.build import HEADER, VERSION
from kondusif.engine.names.counts import PlaceCounts
from kondusif.engine.names.words_table import distinct, probes
from kondusif.kernel.errors import Refused

ARRAYS = (
    "vocabulary", "keys", "near", "pair", "pair_name", "name_start", "name_words", "row_start", "name_rows",
    "word_rows", "row_unit", "row_area", "place_unit", "place_area", "place_rows",
)  # fmt: skip
MOST_UNITS = 200_000
Longs = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]


class Store:
    """An index that stands in a folder: read only, shared by every process that opens it."""

    def __init__(self, folder: Path) -> None:
        """Map the folder.

        Raises:
            Refused: `engine.index.version` for an index of another version, `engine.index.missing` for none at all.
        """
        self.folder = folder
        self.header = _header(folder)
        self.rows: int = self.header["rows"]
        self.id_bits: int = self.header["id_bits"]
        self.word_count: int = self.header["words"]
        self._arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ARRAYS}
        self.vocabulary: npt.NDArray[np.bytes_] = self._arrays["vocabulary"]
        self.keys: npt.NDArray[np.bytes_] = self._arrays["keys"]
        self.pair, self.pair_name = self._arrays["pair"], self._arrays["pair_name"]
        self.name_start, self.name_words = self._arrays["name_start"], self._arrays["name_words"]
        self.row_start, self.name_rows = self._arrays["row_start"], self._arrays["name_rows"]
        self.word_rows = self._arrays["word_rows"]
        self.row_unit, self.row_area = self._arrays["row_unit"], self._arrays["row_area"]
        self._near = self._arrays["near"]
        self._maps: list[Any] = []
        self._unit_texts: list[str] = []
        self._area_codes: list[str] = []
        self._units_with: dict[str, Ints] = {}
        self._counts: PlaceCounts | None = None
        people = self._arrow("people")
        self.nips, self.written = people["nip"].chunk(0), people["nama"].chunk(0)
        units = self._arrow("units")
        self.units, self.folded_units = units["unit"].chunk(0), units["folded"].chunk(0)
        self.areas = self._arrow("areas")["area"].chunk(0)

    def _arrow(self, name: str) -> pa.Table:
        source = pa.memory_map(str(self.folder / f"{name}.arrow"))
        self._maps.append(source)
        return pa.ipc.open_file(source).read_all()

    def unit_texts(self, numbers: Ints) -> list[str]:
        """Folded names of units; of a roster with few different ones all are kept at hand."""
        if len(self.folded_units) > MOST_UNITS:
            texts: list[str] = self.folded_units.take(pa.array(numbers)).to_pylist()
            return texts
        if not self._unit_texts:
            self._unit_texts = self.folded_units.to_pylist()
        return [self._unit_texts[number] for number in numbers.tolist()]

    def units_with(self, words: Iterable[str]) -> Ints:
        """Numbers of the units whose folded names hold all these words."""
        if not self._units_with:
            gathered: dict[str, list[int]] = {}
            for number, name in enumerate(self.folded_units.to_pylist()):
                for word in set(name.split()):
                    gathered.setdefault(word, []).append(number)
            self._units_with = {word: np.array(units, dtype=np.int32) for word, units in gathered.items()}
        none = np.zeros(0, dtype=np.int32)
        found = [self._units_with.get(word, none) for word in words]
        return reduce(np.intersect1d, found) if found else none

    def counts(self) -> PlaceCounts:
        """How many rows lie where; made when a place is asked for."""
        if self._counts is None:
            unit, area, rows = (self._arrays[f"place_{name}"] for name in ("unit", "area", "rows"))
            self._counts = PlaceCounts(unit, area, rows, len(self.units), self.area_codes())
        return self._counts

    def area_codes(self) -> list[str]:
        """Every area of the roster, by its number."""
        if not self._area_codes:
            self._area_codes = self.areas.to_pylist()
        return self._area_codes

    def word(self, number: int) -> str:
        text: bytes = self.vocabulary[number - 1]
        return text.decode()

    def number(self, word: str) -> int:
        """The number of a folded word, 0 for an unknown one."""
        asked = np.bytes_(word.encode())
        place = int(np.searchsorted(self.vocabulary, asked))
        return place + 1 if place < self.word_count and self.vocabulary[place] == asked else 0

    def beginning(self, letters: str) -> tuple[int, int]:
        """The numbers of the words that begin so: from, and up to but not with."""
        ends = np.array([letters.encode(), letters.encode() + b"["], dtype=self.vocabulary.dtype)
        low, high = np.searchsorted(self.vocabulary, ends)
        return int(low) + 1, int(high) + 1

    def close_to(self, key: str) -> Ints:
        """Numbers of words whose key is the asked one or lies a slip away; some lie further and are weighed later."""
        asked = probes(key, self.id_bits)
        lows = np.searchsorted(self._near, asked)
        highs = np.searchsorted(self._near, asked + (1 << self.id_bits))
        parts = [self._near[low:high] for low, high in zip(lows.tolist(), highs.tolist(), strict=True) if high > low]
        if not parts:
            return np.zeros(0, dtype=np.int32)
        return distinct(np.concatenate(parts) & ((1 << self.id_bits) - 1)).astype(np.int32)

    def pair_ranges(self, first: Longs, low: Longs, high: Longs) -> tuple[Longs, Longs]:
        """Where names lie that hold the first word and one of low..high-1; (first, 0, 1) is the lone word."""
        bits = self.id_bits
        starts = np.searchsorted(self.pair, (first << bits) | low)
        return starts, np.searchsorted(self.pair, (first << bits) | high)

    def words_of(self, names: Ints) -> tuple[Ints, Ints]:
        """The words of names: (names, longest) with 0 behind the last, and how many each has."""
        starts = self.name_start[names]
        lengths = self.name_start[names + 1] - starts
        places = np.arange(int(lengths.max()) if len(names) else 1)
        inside = places < lengths[:, None]
        flat = np.minimum(starts[:, None] + places, len(self.name_words) - 1)
        return np.where(inside, self.name_words[flat], 0), lengths

    def rows_of(self, name: int) -> Ints:
        rows: Ints = self.name_rows[self.row_start[name] : self.row_start[name + 1]]
        return rows


def _header(folder: Path) -> dict[str, Any]:
    try:
        header: dict[str, Any] = json.loads((folder / HEADER).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused("engine.index.missing", folder=folder.name) from error
    if header.get("version") != VERSION:
        raise Refused("engine.index.version", have=str(header.get("version"))[:12], need=VERSION)
    return header
