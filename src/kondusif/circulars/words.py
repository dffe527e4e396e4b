"""What stands in a version of a circular, and how much may. Plain Python."""

from dataclasses import dataclass

PLEDGE_POINTS = 4
MOST_POINTS = 20
MOST_POINT = 600
MOST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a version.

    Args:
        basis: one instrument on each line.
        points, pledge: one entry for each point; the pledge has four.
        acts: ids of rulebook rows about which may be asked; empty means those of the reader's kind and phase.
    """

    subject: str
    basis: str
    opening: str
    points: tuple[str, ...]
    closing: str
    pledge: tuple[str, ...]
    acts: tuple[str, ...] = ()
    signer_post: str = ""
    signer_name: str = ""
