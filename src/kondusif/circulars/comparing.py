"""What changed between two versions, part by part, word by word. Plain Python."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WORDS = re.compile(r"\s+|[^\s]+")
Pieces = tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or point in two versions.

    Args:
        before, after: pieces of text, each with whether it is new or gone on its side.
        same: nothing changed.
    """

    before: Pieces
    after: Pieces
    same: bool


def lines_between(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Two lists of paragraphs beside each other; one that came or went stands alone.

    Cost: quadratic in the paragraphs and in the words of those that changed, both of a letter's length.
    """
    found: list[Line] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Line(((False, one),), ((False, one),), same=True) for one in before[a:b]]
        else:
            found += [_line(x, y) for x, y in zip_longest(before[a:b], after[c:d], fillvalue="")]
    return found


def _line(before: str, after: str) -> Line:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = kind != "equal"
        if a < b:
            left.append((changed, "".join(old[a:b])))
        if c < d:
            right.append((changed, "".join(new[c:d])))
    return Line(tuple(left), tuple(right), same=False)
