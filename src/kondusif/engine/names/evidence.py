"""What unit and area say of the rows of one name, and how everything becomes one calibrated score."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from kondusif.engine.names.align import FEATURES
from kondusif.engine.names.fold import data
from kondusif.engine.names.store import Ints, Store
from kondusif.engine.names.units import fold_unit

Floats = npt.NDArray[np.float64]
PLACE = (
    "unit_same", "unit_alike", "unit_other", "area_same", "area_around", "area_other", "place_telling",
)  # fmt: skip
OUTSIDE = ("always", "log_rows", "weight", "unit_said", "area_said")
WHOLE, ALIKE = 0.999, 0.80
MOST_ROWS = 40
NO_UNIT, ALL_ASKED = -1, -2
NO_AREA, AROUND, SAME_AREA = 0, 1, 2
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt by tools/calibrate_names.py on invented rosters with known truth."""

    fit: Floats
    outside: Floats
    curve_from: Floats
    curve_to: Floats


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    table = data("names_weights")
    fit = [float(table["fit"][name]) for name in (*FEATURES, *PLACE)]
    outside = [float(table["outside"][name]) for name in OUTSIDE]
    return Weights(np.array(fit), np.array(outside), *(np.array(table["curve"][end]) for end in ("raw", "true")))


class Asked:
    """What is said of the place, folded; both may be empty. Lives for one question and remembers what it counted."""

    def __init__(self, unit: str, area: str) -> None:
        self.unit, self.area = fold_unit(unit or ""), (area or "").strip()
        self._units: Ints | None = None
        self._holds: npt.NDArray[np.bool_] | None = None
        self._told: dict[tuple[int, int], float] = {}

    def units(self, store: Store) -> Ints:
        """The units whose names hold every asked word."""
        if self._units is None:
            self._units = store.units_with(self.unit.split())
        return self._units

    def holds(self, store: Store) -> npt.NDArray[np.bool_]:
        """For every unit whether its name holds every asked word."""
        if self._holds is None:
            self._holds = np.zeros(len(store.units), dtype=bool)
            self._holds[self.units(store)] = True
        return self._holds

    def telling(self, store: Store, unit: int, around: int) -> float:
        """Log of all rows by those in that unit (or `ALL_ASKED`, `NO_UNIT`) and in an area that fits so well."""
        known = self._told.get((unit, around))
        if known is None:
            known = self._told[unit, around] = self._count(store, unit, around)
        return known

    def _count(self, store: Store, unit: int, around: int) -> float:
        if unit == NO_UNIT and around == NO_AREA:
            return 0.0
        counts = store.counts()
        areas = None if around == NO_AREA else counts.around(self.area, same=around == SAME_AREA)
        if unit == NO_UNIT and areas is not None:
            rows = counts.of_areas(areas)
        else:
            rows = counts.of_units(self.units(store) if unit == ALL_ASKED else np.array([unit]), areas)
        return float(np.log((store.rows + 1) / (rows + 1)))


def place_values(store: Store, rows: Ints, asked: Asked) -> Floats:
    """One row of numbers for every row of the roster: `PLACE`. What is not said counts neither way."""
    out = np.zeros((len(rows), len(PLACE)))
    if asked.unit:
        units, back = np.unique(store.row_unit[rows], return_inverse=True)
        names = store.unit_texts(units)
        scores = cdist([asked.unit], names, scorer=fuzz.token_set_ratio, dtype=np.float32)[0][back] / 100
        numbers = set(_NUMBER.findall(asked.unit))
        if numbers:  # the school of another number is another school
            scores *= np.array([numbers <= set(_NUMBER.findall(name)) for name in names])[back]
        known = np.array([bool(name) for name in names])[back]
        out[:, 0] = (scores >= WHOLE) & known
        out[:, 1] = (scores >= ALIKE) & (scores < WHOLE) & known
        out[:, 2] = (scores < ALIKE) & known
    if asked.area:
        counts, areas = store.counts(), store.row_area[rows]
        same, near = (counts.around(asked.area, same=one)[areas] for one in (True, False))
        out[:, 3], out[:, 4], out[:, 5] = same, near & ~same, counts.named[areas] & ~near
    out[:, 6] = _telling(store, rows, asked, out)
    return out


def _telling(store: Store, rows: Ints, asked: Asked, out: Floats) -> Floats:
    """How telling it is that unit and area fit: log of all rows by the rows of the roster that fit as well.

    In a village office of twelve a fitting unit says much less of who is meant than in the roster of a country.
    """
    unit = np.where(out[:, 0] + out[:, 1] > 0, store.row_unit[rows], NO_UNIT)
    unit[(out[:, 0] > 0) & asked.holds(store)[store.row_unit[rows]]] = ALL_ASKED
    around = np.where(out[:, 3] > 0, SAME_AREA, np.where(out[:, 4] > 0, AROUND, NO_AREA))
    fits, back = np.unique(unit.astype(np.int64) * 4 + around, return_inverse=True)
    return np.array([asked.telling(store, *divmod(fit, 4)) for fit in fits.tolist()])[back]


def nearest_rows(store: Store, rows: Ints, asked: Asked) -> tuple[Ints, float]:
    """At most forty rows of one name, those of the asked area and unit first.

    Returns:
        The rows, and how many rows like the last of them the ones left aside weigh.
    """
    if len(rows) <= MOST_ROWS:
        return rows, 0.0
    if not asked.unit and not asked.area:
        return rows[:MOST_ROWS], float(len(rows) - MOST_ROWS)
    said = place_values(store, rows, asked) @ weights().fit[len(FEATURES) :]
    order = np.argsort(-said, kind="stable")
    last, aside = said[order[MOST_ROWS - 1]], said[order[MOST_ROWS:]]
    return rows[order[:MOST_ROWS]], float(np.exp(aside - last).sum())


def chances(scores: Floats, counts: Floats, outside: float) -> Floats:
    """The chance of every row, against all others and against being nobody of the roster.

    Args:
        scores: (rows,) sums of weighted evidence.
        counts: (rows,) how many rows of the roster each stands for.
        outside: the evidence for a person who is not in the roster.
    Returns:
        (rows,), each for one row of the roster, after the calibration curve; together at most 1.
    """
    top = max(float(scores.max(initial=outside)), outside)
    parts = np.exp(scores - top)
    total = float((parts * counts).sum()) + np.exp(outside - top)
    learnt = weights()
    calibrated: Floats = np.interp(parts / total, learnt.curve_from, learnt.curve_to)
    return calibrated / max(float((calibrated * counts).sum()), 1.0)
