"""Finds the institutions of an election in running text, by the lexicon of the reader of articles."""

from dataclasses import dataclass
from functools import cache

from kondusif.engine.reading.kinds import find_kinds
from kondusif.engine.reading.layout import Layout, Paragraph
from kondusif.engine.reading.lexicon import table

SURE = 0.9


@dataclass(frozen=True, slots=True)
class InstitutionHit:
    """One naming. Offsets are code points of the text, end exclusive."""

    start: int
    end: int
    ref: str
    score: float


def find_institutions(text: str) -> list[InstitutionHit]:
    """Every naming of every institution, in order.

    Cost: one pass of the text for each of the institutions; call it for texts that hold one of `first_words`.
    """
    body = [Paragraph(0, len(text))]
    said, denied = find_kinds(Layout(text, text, text, body, body=body), "institutions", widen=False)
    hits = [InstitutionHit(start, end, found.ref, SURE) for found in (*said, *denied) for start, end in found.mentions]
    return sorted(set(hits), key=lambda hit: (hit.start, hit.ref))


@cache
def first_words() -> frozenset[str]:
    """Words of which one stands in every text that names an institution."""
    return frozenset(str(word) for word in table("mention_cues")["institutions"])
