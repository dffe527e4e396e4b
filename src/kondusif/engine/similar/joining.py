"""Which texts belong together.

Two texts are linked when they share a whole band of their signatures and the estimated similarity reaches the
threshold; what is linked, directly or through others, is one cluster. Equal signatures count as one text. A band that
already holds `FULL_BAND` different texts takes in no more of them; later texts are still compared with those.
"""

import numpy as np
import numpy.typing as npt

from kondusif.engine.similar.sketch import PLACES, U32

FULL_BAND = 64
COMPARED_AT_ONCE = 1 << 14
_WEIGHTS = np.array([0x9E3779B97F4A7C15 * (2 * place + 1) ** 7 % 2**64 | 1 for place in range(PLACES)], np.uint64)
I64 = npt.NDArray[np.int64]


def linked(rows: U32, threshold: float, bands: int) -> I64:
    """The cluster of every signature, as the number of its first one.

    Args:
        rows: (texts, 120), in the order in which the texts came.
    Cost: linear in the texts; each is compared with at most 64 others in each band, mostly with one.
    """
    names = np.arange(len(rows))
    if not len(rows):
        return names
    distinct, leader = _distinct(rows)
    names = _joined(names, names, leader)
    seats = [_Band(rows, distinct, band, PLACES // bands) for band in range(bands)]
    for seat in range(FULL_BAND):
        for band in seats:
            one, other = band.pairs(seat, names)
            alike = _alike(rows, one, other, threshold)
            names = _joined(names, one[alike], other[alike])
        seats = [band for band in seats if band.longer_than(seat + 2, names)]
    return names


class _Band:
    """The different signatures that share what stands in one band, run after run, each run in order of coming."""

    def __init__(self, rows: U32, distinct: I64, band: int, width: int) -> None:
        # One number for what stands in the band. Two contents with one number would only be compared for nothing.
        keys = rows[distinct, band * width : (band + 1) * width] @ _WEIGHTS[:width]
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        new = np.concatenate([[True], keys[1:] != keys[:-1]])
        self.members = distinct[order]
        self.start = np.flatnonzero(new)[np.cumsum(new) - 1]
        self._keep(np.bincount(self.start, minlength=len(order))[self.start] > 1)

    def _keep(self, mask: npt.NDArray[np.bool_]) -> None:
        """Drop whole runs."""
        shift = np.cumsum(~mask)
        self.members = self.members[mask]
        self.start = (self.start - shift[self.start])[mask]
        self.place = np.arange(len(self.members)) - self.start

    def pairs(self, seat: int, names: I64) -> tuple[I64, I64]:
        """Each member behind the seat with the one that sits there, where they are not one cluster yet."""
        behind = np.flatnonzero(self.place > seat)
        one, other = self.members[self.start[behind] + seat], self.members[behind]
        apart = names[one] != names[other]
        return one[apart], other[apart]

    def longer_than(self, seats: int, names: I64) -> bool:
        """Forget the runs that end before this seat or are one cluster by now; whether any is left."""
        named = names[self.members]
        strange = np.bincount(self.start, named != named[self.start], minlength=len(named))
        count = np.bincount(self.start, minlength=len(named))
        self._keep((strange[self.start] > 0) & (count[self.start] >= seats))
        return len(self.members) > 0


def _distinct(rows: U32) -> tuple[I64, I64]:
    """(the first of every different signature, in order; for each row the first with its signature)."""
    keys = np.ascontiguousarray(rows).view(f"V{4 * PLACES}").ravel()
    _values, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return np.sort(first).astype(np.int64), first[inverse].astype(np.int64)


def _alike(rows: U32, one: I64, other: I64, threshold: float) -> npt.NDArray[np.bool_]:
    found = [
        (rows[one[at : at + COMPARED_AT_ONCE]] == rows[other[at : at + COMPARED_AT_ONCE]]).sum(axis=1)
        for at in range(0, len(one), COMPARED_AT_ONCE)
    ]
    return reaches(np.concatenate(found), threshold) if found else np.zeros(0, bool)


def reaches(equal_places: npt.NDArray[np.integer], threshold: float) -> npt.NDArray[np.bool_]:
    """Whether so many equal places are enough."""
    return equal_places >= threshold * PLACES - 1e-9


def _joined(names: I64, one: I64, other: I64) -> I64:
    """The names after these pairs became one; the smallest number of a cluster is its name."""
    while len(one):
        first, second = names[one], names[other]
        apart = first != second
        one, other = one[apart], other[apart]
        if not len(one):
            break
        low, high = np.minimum(first, second)[apart], np.maximum(first, second)[apart]
        np.minimum.at(names, high, low)
        while not np.array_equal(shorter := names[names], names):
            names = shorter
    return names
