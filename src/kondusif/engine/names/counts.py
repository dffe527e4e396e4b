"""How many rows of a roster lie in units and areas: what a fitting place tells."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
FEW, MOST_REMEMBERED = 64, 4_096


class PlaceCounts:
    """Rows by unit and area, from one line for each unit with each area that it lies in.

    `named` says of every area whether it has a code at all.

    Args:
        unit, area, rows: those lines, in the order of the units.
        units: how many units there are; codes: the area of each number.
    """

    def __init__(self, unit: Ints, area: Ints, rows: Ints, units: int, codes: list[str]) -> None:
        self._unit, self._area, self._rows, self._units, self._codes = unit, area, rows, units, codes
        self._starts = np.searchsorted(unit, np.arange(units + 1))
        self._total = np.concatenate([[0], np.cumsum(rows, dtype=np.int64)])
        self._of_area = np.bincount(area, rows, len(codes)).astype(np.int64)
        self.named = np.array([bool(code) for code in codes])
        self._known: dict[tuple[str, bool], Mask] = {}

    def of_areas(self, areas: Mask) -> int:
        """Rows anywhere in these areas."""
        return int(self._of_area[areas].sum())

    def of_units(self, units: Ints, areas: Mask | None) -> int:
        """Rows in these units, and in these areas where any are asked for."""
        low, high = self._starts[units], self._starts[units + 1]
        if areas is None:
            return int((self._total[high] - self._total[low]).sum())
        if len(units) <= FEW:
            lines = [slice(*ends) for ends in zip(low.tolist(), high.tolist(), strict=True)]
            return sum(int(self._rows[line][areas[self._area[line]]].sum()) for line in lines)
        wanted = np.zeros(self._units, dtype=bool)
        wanted[units] = True
        return int(self._rows[wanted[self._unit] & areas[self._area]].sum())

    def around(self, asked: str, *, same: bool) -> Mask:
        """Which areas are the asked one; with `same` false also those inside it and around it."""
        known = self._known.get((asked, same))
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            inside, whole = asked + ".", tuple(asked[:at] for at, sign in enumerate(asked) if sign == ".")
            known = self._known[asked, same] = np.array(
                [code == asked or (not same and (code in whole or code.startswith(inside))) for code in self._codes]
            )
        return known
