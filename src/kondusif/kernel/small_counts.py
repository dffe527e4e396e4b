"""Which counts may be shown to everybody, and which are withheld so that nobody can work them out. Plain Python.

Counts of reports below `SMALLEST` are withheld from every reader outside verification and handling (design.md 3,
principle 6). Docs: docs/algorithms/public-figures.md.
"""

from collections.abc import Sequence

SMALLEST = 5


def withheld(counts: Sequence[int]) -> frozenset[int]:
    """The places of the parts of a shown whole that must not be shown.

    A count below `SMALLEST` is withheld, none like four. As long as the withheld parts give themselves away, all parts
    that have the smallest shown count are withheld too (all: a choice between equals would be a hint).

    Args:
        counts: the parts, adding up to the whole.
    """
    hidden = {place for place, count in enumerate(counts) if count < SMALLEST}
    while hidden and gives_itself_away([counts[place] for place in hidden]):
        rest = [count for place, count in enumerate(counts) if place not in hidden]
        if not rest:
            break
        hidden |= {place for place, count in enumerate(counts) if count == min(rest)}
    return frozenset(hidden)


def gives_itself_away(counts: Sequence[int]) -> bool:
    """Whether the withheld parts of a shown whole can be worked out from their known sum.

    One part alone is its sum; parts that together are below `SMALLEST` are all small; and parts that are each as large
    as a small count can be are the only ones with that sum, for a reader who knows these rules.
    """
    most = (SMALLEST - 1) * len(counts)
    return len(counts) < 2 or sum(counts) < SMALLEST or (sum(counts) == most and max(counts) < SMALLEST)
