"""Bundles of texts that come one by one. Only signatures are needed, so sealed texts are bundled unread."""

from collections.abc import Iterable

import numpy as np

from kondusif.engine.similar.joining import FULL_BAND, reaches
from kondusif.engine.similar.sketch import PLACES, bands_for, similarity, unpacked
from kondusif.kernel.errors import Refused

THRESHOLD = 0.5


class Bundles:
    """Clusters that grow with every text; the same as those of `cluster` over these texts in this order.

    Args:
        threshold: the estimated similarity from which two texts are linked.
    """

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._width = PLACES // bands_for(threshold)
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._kept: list[bytes] = []
        self._first_with: dict[bytes, int] = {}
        self._bands: dict[tuple[int, bytes], list[int]] = {}
        self._rows = np.zeros((64, PLACES), np.uint32)
        self._parent: list[int] = []

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, signature: bytes) -> str:
        """Take one text in and say its cluster by the id of the cluster's first text.

        The same id with the same signature changes nothing. An empty signature (no words) stays alone.

        Raises:
            Refused: a signature of another version, or this id with another signature.
        """
        signature = bytes(signature)
        if id in self._numbers:
            if self._kept[self._numbers[id]] != signature:
                raise Refused("engine.similar.changed")
            return self.cluster_of(id)
        row = unpacked(signature) if signature else None
        number = self._numbers[id] = len(self._ids)
        self._ids.append(id)
        self._kept.append(signature)
        self._parent.append(number)
        if row is not None:
            self._link(number, signature, row)
        return self.cluster_of(id)

    def add_all(self, pairs: Iterable[tuple[str, bytes]]) -> None:
        """Take many texts in, in this order."""
        for id, signature in pairs:
            self.add(id, signature)

    def cluster_of(self, id: str) -> str:
        """The id of the first text of its cluster. It may become an earlier one when clusters meet."""
        return self._ids[self._find(self._numbers[id])]

    def score(self, id: str) -> float:
        """Estimated Jaccard similarity to the first text of its cluster; 1 for that one itself."""
        number = self._numbers[id]
        head = self._find(number)
        return 1.0 if head == number else similarity(self._kept[number], self._kept[head])

    def clusters(self) -> dict[str, list[str]]:
        """First id -> all ids of its cluster in order of coming; texts that are alone too."""
        found: dict[str, list[str]] = {}
        for number, id in enumerate(self._ids):
            found.setdefault(self._ids[self._find(number)], []).append(id)
        return found

    def _link(self, number: int, signature: bytes, row: np.ndarray) -> None:
        twin = self._first_with.setdefault(signature, number)
        if twin != number:
            self._join(twin, number)
            return
        self._seat(number, row)
        shared = set()
        for band in range(0, PLACES, self._width):
            members = self._bands.setdefault((band, row[band : band + self._width].tobytes()), [])
            shared.update(members)
            if len(members) < FULL_BAND:
                members.append(number)
        if shared:
            others = np.array(sorted(shared))
            equal = (self._rows[others] == row).sum(axis=1)
            for other in others[reaches(equal, self.threshold)].tolist():
                self._join(other, number)

    def _seat(self, number: int, row: np.ndarray) -> None:
        if number >= len(self._rows):
            grown = np.zeros((max(2 * len(self._rows), number + 1), PLACES), np.uint32)
            grown[: len(self._rows)] = self._rows
            self._rows = grown
        self._rows[number] = row

    def _find(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._parent[second] = first
