"""The index of a roster: which entries are meant by a written name, with reasons and a calibrated score."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from kondusif.engine.names.align import FEATURES, Aligner, Fit, telling
from kondusif.engine.names.asking import Question, taken_apart
from kondusif.engine.names.build import Progress, write_index
from kondusif.engine.names.evidence import PLACE, Asked, Floats, chances, nearest_rows, place_values, weights
from kondusif.engine.names.normalise import Folded, normalise
from kondusif.engine.names.result import Match, Reason, Settings
from kondusif.engine.names.retrieve import Variants, candidates, otherwise_written, variants
from kondusif.engine.names.store import Ints, Store
from kondusif.engine.names.words import line_of

MOST_WEIGHED, ALWAYS_WEIGHED, MOST_REMEMBERED, MOST_ASKED = 24, 10, 60_000, 5
MOST_OTHERWISE, MOST_ROWS_SEEN, TIED, MOST_SLIPS = 12, 4_000, 0.5, 1.6
WHOLE, SLIPS, JOINED = (FEATURES.index(name) for name in ("whole", "slips", "joined"))
OUT = pa.schema([("id", pa.string()), ("rank", pa.int32()), ("nip", pa.string()), ("score", pa.float32()),
                 ("explain", pa.string())])  # fmt: skip


def build(table: pa.Table, folder: Path, settings: Settings | None = None, progress: Progress | None = None) -> "Index":
    """Build the index of a roster into a folder, whole or not at all, and open it (`build.write_index`)."""
    write_index(table, folder, settings, progress)
    return Index.open(folder)


@dataclass(slots=True)
class Weighed:
    """Rows that may be meant, with all that speaks for and against each.

    Args:
        rows: numbers of rows of the roster.
        values: (rows, features of the name and of the place).
        counts: how many rows of the roster each stands for (homonyms that were left aside).
        fits: the fit of the name of each row; homonyms: how many rows share that name.
    """

    rows: Ints
    values: Floats
    counts: Floats
    fits: list[Fit]
    homonyms: list[int]
    outside: Floats

    def of_name(self, scores: Floats) -> Floats:
        """For every row the chance that anybody of its name is meant, namesakes together."""
        _fits, group = np.unique([id(fit) for fit in self.fits], return_inverse=True)
        return np.asarray(np.bincount(group, scores * self.counts)[group], dtype=np.float64)


class Index:
    """An opened index. Read only; open one in every process."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.floor = float(store.header["floor"])
        self._remembered: dict[str, Variants] = {}

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Map the index of a folder.

        Raises:
            Refused: `engine.index.version`, `engine.index.missing`.
        """
        return cls(Store(folder))

    def match(self, name: str, *, unit: str = "", area: str = "", top: int = 5) -> list[Match]:
        """The entries that may be meant by a written name, likeliest first; none where no name fits well enough.

        A place told behind the name (`..., orang kelurahan Jebres`) counts as the unit where none is given.

        The score is the chance that the entry is the person, calibrated on invented rosters. Ties keep the order
        of the roster.

        Source: docs/algorithms/names.md, section 4
        Cost: grows with the logarithm of the roster; see bench/names.py.
        """
        asked: Question[str] = taken_apart(name)
        folded = normalise(asked.name)
        weighed = self.weigh(folded, unit or asked.place, area)
        if weighed is None:
            return []
        learnt = weights()
        scores = chances(weighed.values @ learnt.fit, weighed.counts, float(weighed.outside @ learnt.outside))
        order = np.lexsort((weighed.rows, -scores))[:top]
        whole = weighed.of_name(scores)
        return [self._match(weighed, place, float(scores[place]), folded) for place in order.tolist()
                if whole[place] >= self.floor]  # fmt: skip

    def match_many(self, table: pa.Table, top: int = 5) -> pa.Table:
        """Every name of a table (id, nama, and where given unit, wilayah): id, rank, nip, score, explain, in order."""
        rows = [
            (asked, rank, match.nip, match.score, line_of(match.reasons))
            for asked, rank, match in self._all(table, top)
        ]
        columns = list(zip(*rows, strict=True)) or [()] * len(OUT)
        return pa.table([pa.array(cells, field.type) for cells, field in zip(columns, OUT, strict=True)], schema=OUT)

    def _all(self, table: pa.Table, top: int) -> Iterator[tuple[str, int, Match]]:
        blank = [""] * len(table)
        columns = [table[name].cast(pa.string()).to_pylist() if name in table.column_names else blank
                   for name in ("id", "nama", "unit", "wilayah")]  # fmt: skip
        for asked, name, unit, area in zip(*columns, strict=True):
            for rank, match in enumerate(self.match(name or "", unit=unit or "", area=area or "", top=top), 1):
                yield asked or "", rank, match

    def weigh(self, folded: Folded, unit: str, area: str) -> Weighed | None:
        """Everything that is known of the rows that may be meant; None where no row has anything of the name."""
        if not folded.words:
            return None
        asked = Asked(unit, area)
        words = [self._variants(word) for word in folded.words[:MOST_ASKED]]
        unseen = [math.log(self.store.rows + 1)] * len(folded.words[MOST_ASKED:])
        aligner = Aligner(folded.words, folded.initials, [self._weight(word) for word in words] + unseen)
        fits = self._fits(aligner, self._best(candidates(self.store, words), words, asked))
        if not any(_is_plain(fit) for fit in fits.values()):
            loosely = all(fit.values[WHOLE] == 0 for fit in fits.values())
            for read, names in otherwise_written(self.store, list(folded.words[:MOST_ASKED]), loosely=loosely):
                names = np.setdiff1d(self._best(names, read, asked)[:MOST_OTHERWISE], list(fits))
                fits |= self._fits(aligner, names)
        return self._rows(fits, asked, words, folded) if fits else None

    def _variants(self, word: str) -> Variants:
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = variants(self.store, word)
        return found

    def _best(self, names: Ints, words: list[Variants], asked: Asked) -> Ints:
        """The names worth a closer look, by a rough sum over their words."""
        if len(names) <= MOST_WEIGHED:
            return names
        found, _lengths = self.store.words_of(names)
        weight = np.log((self.store.rows + 1) / (self.store.word_rows[found] + 1.0)) * (found > 0)
        total, free = np.zeros(len(names)), np.ones(found.shape, dtype=bool)
        for word in words:
            alike = _rough(word, found) * free
            best = alike.argmax(axis=1)
            here = np.arange(len(names)), best
            total += alike[here] * self._weight(word)
            free[here] &= alike[here] <= 0
        total -= 0.35 * (weight * free).sum(axis=1)
        order = np.argsort(-total, kind="stable")
        level = np.flatnonzero(total >= total[order[MOST_WEIGHED]] - TIED)
        if len(level) > MOST_WEIGHED and (asked.unit or asked.area):
            sure = order[:ALWAYS_WEIGHED]
            total[level] += self._in_place(names[level], asked)
            total[sure] = np.inf
            order = np.argsort(-total, kind="stable")
        return names[order[:MOST_WEIGHED]]

    def _in_place(self, names: Ints, asked: Asked) -> Floats:
        """The best that unit and area say of any row of each name; where not all rows were seen, nothing bad."""
        starts, ends = self.store.row_start[names], self.store.row_start[names + 1]
        sizes = np.minimum(ends - starts, MOST_ROWS_SEEN // len(names) + 1)
        owner = np.repeat(np.arange(len(names)), sizes)
        offset = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = self.store.name_rows[starts[owner] + offset]
        said = place_values(self.store, rows, asked) @ weights().fit[len(FEATURES) :]
        best = np.full(len(names), -np.inf)
        np.maximum.at(best, owner, said)
        return np.where(sizes < ends - starts, np.maximum(best, 0.0), best)

    def _fits(self, aligner: Aligner, names: Ints) -> dict[int, Fit]:
        if not len(names):
            return {}
        found, lengths = self.store.words_of(names)
        texts, heard = (column[np.maximum(found - 1, 0)] for column in (self.store.vocabulary, self.store.keys))
        out = {}
        for place, name in enumerate(names.tolist()):
            size = int(lengths[place])
            words, keys = ([text.decode() for text in block[place, :size].tolist()] for block in (texts, heard))
            weight = telling(self.store.rows, self.store.word_rows[found[place, :size]])
            out[name] = aligner.fit(words, keys, weight)
        return out

    def _rows(self, fits: dict[int, Fit], asked: Asked, words: list[Variants], folded: Folded) -> Weighed:
        own = weights().fit[: len(FEATURES)]
        ranked = sorted(fits.items(), key=lambda pair: (-float(np.dot(pair[1].values, own)), pair[0]))[:MOST_WEIGHED]
        rows, counts, of_row, homonyms = [], [], [], []
        for name, fit in ranked:
            every = self.store.rows_of(name)
            near, aside = nearest_rows(self.store, every, asked)
            rows.append(near)
            counts += [1.0] * (len(near) - 1) + [1.0 + aside]
            of_row += [fit] * len(near)
            homonyms += [len(every)] * len(near)
        numbers = np.concatenate(rows)
        place = place_values(self.store, numbers, asked)
        values = np.hstack([np.array([fit.values for fit in of_row]), place])
        weight = sum(self._weight(word) for word in words)
        outside = np.array(
            [1.0, math.log(self.store.rows + 1), weight, float(bool(asked.unit)), float(bool(asked.area))]
        )
        return Weighed(numbers, values, np.array(counts), of_row, homonyms, outside)

    def _weight(self, word: Variants) -> float:
        rows = int(self.store.word_rows[word.ids[0]]) if len(word.ids) and word.alike[0] == 1.0 else 0
        return math.log((self.store.rows + 1) / (rows + 1)) if len(word.word) > 1 else 0.0

    def _match(self, weighed: Weighed, place: int, score: float, folded: Folded) -> Match:
        store, row = self.store, int(weighed.rows[place])
        unit, area = store.units[int(store.row_unit[row])].as_py(), store.areas[int(store.row_area[row])].as_py()
        values = dict(zip((*FEATURES, *PLACE), weighed.values[place].tolist(), strict=True))
        reasons = _reasons(folded, weighed.fits[place], values, unit, area, weighed.homonyms[place])
        return Match(row, store.nips[row].as_py(), store.written[row].as_py(), unit, area, round(score, 4), reasons)


def _is_plain(fit: Fit) -> bool:
    """Whether a name fits word by word, so that no other reading need be tried."""
    return fit.values[WHOLE] == 1 and fit.values[JOINED] == 0 and fit.values[SLIPS] < MOST_SLIPS


def _rough(word: Variants, found: "np.ndarray") -> "np.ndarray":
    """How alike one written word is to every word of a block: known variants, and words that begin with it."""
    out = np.zeros(found.shape)
    inside = (found >= word.low) & (found < word.high)
    out[inside] = 0.6
    if len(word.ids):
        order = np.argsort(word.ids)
        ids, alike = word.ids[order], word.alike[order]
        places = np.minimum(np.searchsorted(ids, found), len(ids) - 1)
        known = ids[places] == found
        out[known] = np.maximum(out[known], alike[places[known]])
    return out


def _reasons(
    folded: Folded, fit: Fit, values: dict[str, float], unit: str, area: str, homonyms: int
) -> tuple[Reason, ...]:
    """Why this row, in the order of reading: taken off, read, laid together, the place."""
    out = []
    for change in folded.changes:
        kind = "short_form" if change.kind == "same_word" else change.kind
        out.append(Reason(kind, change.asked, change.found))
    for kind, asked, found in fit.found:
        out.append(Reason({"sound": "typo", "cut_off": "short_form"}.get(kind, kind), asked, found))
    if values["unit_same"] or values["unit_alike"]:
        out.append(Reason("unit", found=unit))
    if values["area_same"] or values["area_around"]:
        out.append(Reason("area", found=area))
    if homonyms > 1:
        out.append(Reason("homonym", found=str(homonyms)))
    return tuple(out)
