"""Where a reader stands between reading and signing. It travels in a sealed slip in the page itself; nothing is kept.

Nobody but this installation can open the slip, so neither the unit's desk nor whoever looks at the page later learns
which question was answered how.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kondusif.base import tokens
from kondusif.circulars.asked import in_order
from kondusif.kernel.errors import Refused

PURPOSE = "circulars.walk"
MAX_AGE = 12 * 3600
# Name of the hidden box that carries the slip.
SLIP = "langkah"


@dataclass(frozen=True, slots=True)
class Walk:
    """One reader's way through the questions.

    Args:
        addressee, version: whose, and the number of the version that was read.
        keys: ids of the rows that are asked about.
        done: those that are understood.
        turn: how often was asked.
        witness: key of the officer at the desk of a unit; 0 by a link.
    """

    addressee: int
    version: int
    keys: tuple[str, ...]
    done: frozenset[str] = frozenset()
    turn: int = 0
    witness: int = 0

    @property
    def open(self) -> list[str]:
        """What is still to be answered, in the order of this turn."""
        return in_order([key for key in self.keys if key not in self.done], self.turn)

    @property
    def understood(self) -> bool:
        """Whether nothing is left to be answered."""
        return not self.open

    def after(self, right: Iterable[str]) -> "Walk":
        """The next turn."""
        return replace(self, done=self.done | set(right), turn=self.turn + 1)

    def slip(self) -> str:
        """The walk as a sealed text for a hidden box."""
        facts = {
            "a": self.addressee, "v": self.version, "k": list(self.keys), "d": sorted(self.done), "t": self.turn,
            "w": self.witness,
        }  # fmt: skip
        return tokens.hide(facts, PURPOSE)


def walk_of(raw: object, addressee: int, witness: int = 0) -> Walk | None:
    """The walk behind a slip, if it is this reader's and of this desk; None otherwise."""
    try:
        facts = tokens.reveal(raw, PURPOSE, MAX_AGE)
    except Refused:
        return None
    version, turn = facts.get("v"), facts.get("t")
    if (facts.get("a"), facts.get("w")) != (addressee, witness) or not (
        isinstance(version, int) and isinstance(turn, int)
    ):
        return None
    return Walk(addressee, version, tuple(_texts(facts.get("k"))), frozenset(_texts(facts.get("d"))), turn, witness)


def addressee_in(raw: object) -> int | None:
    """Whose walk a slip is, without asking more; None for a text that is no slip of ours."""
    try:
        found = tokens.reveal(raw, PURPOSE, MAX_AGE).get("a")
    except Refused:
        return None
    return found if isinstance(found, int) else None


def _texts(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
