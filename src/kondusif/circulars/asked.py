"""What is asked after reading, and in which order. Pure. Answers are kept nowhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

MOST = 3


class Verdict(StrEnum):
    """The three answers, the freest first."""

    ALLOWED = "boleh"
    ASK_FIRST = "tanya_dulu"
    FORBIDDEN = "dilarang"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be drawn: its id, the deed it is about, and its answer."""

    key: str
    deed: str
    verdict: Verdict


def drawn(first: Sequence[Candidate], more: Sequence[Candidate], seed: int) -> list[str]:
    """At most three ids by lot: each answer once as far as there is a question for it, never two about one deed.

    Args:
        first: what the circular names.
        more: what else can be asked that day, to fill up.
    """
    lot = Random(seed)  # noqa: S311  a lot among questions, no secret
    found: list[Candidate] = []
    for pool in (first, more):
        mixed = lot.sample(list(pool), len(pool))
        count = Counter(one.verdict for one in pool)  # the rarest answer first: its deed may be the only one
        missing = sorted(set(Verdict) - {had.verdict for had in found}, key=lambda verdict: count[verdict])
        for verdict in (*missing, None):
            for one in mixed:
                if len(found) < MOST and verdict in (one.verdict, None) and one.deed not in {had.deed for had in found}:
                    found.append(one)
                    if verdict:
                        break
    return lot.sample([one.key for one in found], len(found))


def in_order(keys: Sequence[str], turn: int) -> list[str]:
    """The questions of a turn: each time in another order, as far as there is another."""
    if not keys:
        return []
    shift = turn % len(keys)
    return [*keys[shift:], *keys[:shift]]


def choices_in_order(turn: int) -> list[Verdict]:
    """The three answers of a turn: each time another one stands first."""
    every = list(Verdict)
    return [*every[turn % len(every) :], *every[: turn % len(every)]]
