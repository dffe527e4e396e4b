"""Which of the texts on a shelf are like a new one, the most alike first. Only signatures are kept."""

from collections import OrderedDict

import numpy as np

from kondusif.engine.similar.joining import reaches
from kondusif.engine.similar.sketch import PLACES, unpacked

_SPARE = 256


class Nearest:
    """A shelf of signatures that is asked for the nearest ones; every one is compared, so none is overlooked.

    Args:
        threshold: the estimated similarity from which two texts count as alike.
        most: how many the shelf holds; when it is full, the one put there first goes.
    """

    def __init__(self, threshold: float, most: int) -> None:
        self.threshold, self.most = threshold, most
        self._seat: OrderedDict[int, int] = OrderedDict()
        self._rows = np.zeros((_SPARE, PLACES), np.uint32)
        self._ids = np.zeros(_SPARE, np.int64)
        self._free: list[int] = list(range(_SPARE - 1, -1, -1))
        self._taken = np.zeros(_SPARE, bool)
        self._top = 0

    def __len__(self) -> int:
        return len(self._seat)

    def __contains__(self, id: object) -> bool:
        return id in self._seat

    def add(self, id: int, signature: bytes) -> None:
        """Put one on the shelf; one that is there already changes nothing.

        Raises:
            Refused: a signature of another version.
        """
        if id in self._seat:
            return
        row = unpacked(signature)
        if len(self._seat) >= self.most:
            self.drop(next(iter(self._seat)))
        if not self._free:
            self._grow()
        seat = self._seat[id] = self._free.pop()
        self._rows[seat], self._ids[seat], self._taken[seat] = row, id, True
        self._top = max(self._top, seat + 1)

    def drop(self, id: int) -> None:
        """Take one from the shelf; nothing where it is not there."""
        seat = self._seat.pop(id, None)
        if seat is not None:
            self._taken[seat] = False
            self._free.append(seat)

    def keep_only(self, ids: set[int]) -> None:
        """Take away whatever is not among these."""
        for id in [one for one in self._seat if one not in ids]:
            self.drop(id)

    def like(self, signature: bytes) -> list[tuple[int, float]]:
        """(id, estimated similarity) of all that reach the threshold, the most alike first, then the lowest id.

        Raises:
            Refused: a signature of another version.
        Cost: one pass over the shelf.
        """
        if not self._seat:
            return []
        row, rows = unpacked(signature), self._rows[: self._top]
        equal = np.count_nonzero(rows == row, axis=1)
        found = np.flatnonzero(reaches(equal, self.threshold) & self._taken[: self._top])
        order = found[np.lexsort((self._ids[found], -equal[found]))]
        return [(int(self._ids[seat]), float(equal[seat]) / PLACES) for seat in order]

    def _grow(self) -> None:
        old = len(self._ids)
        self._rows = np.concatenate([self._rows, np.zeros((old, PLACES), np.uint32)])
        self._ids = np.concatenate([self._ids, np.zeros(old, np.int64)])
        self._taken = np.concatenate([self._taken, np.zeros(old, bool)])
        self._free = list(range(2 * old - 1, old - 1, -1))
