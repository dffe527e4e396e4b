"""One algorithm in use, as each room lists its own in `<room>/algorithms.py` and the inventory shows them together."""

from dataclasses import dataclass
from enum import StrEnum


class Quantum(StrEnum):
    """What a large quantum computer would do to it."""

    BREAKS = "breaks"
    HALVES = "halves"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Algorithm:
    """A row of the inventory.

    Args:
        use: what it is for, in the reader's words.
        name: its proper name.
        library: distribution that provides it; its installed version is shown beside it.
        where: module of ours that calls it.
        parameters: as the code has them, read from its own constants.
        bits: strength of the key, or 0 where there is no key.
        mark: first byte of what it makes, or empty.
    """

    use: object
    name: str
    library: str
    where: str
    parameters: object
    bits: int
    quantum: Quantum
    mark: str = ""
    since: str = "0.1.0"
