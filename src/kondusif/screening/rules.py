"""What a proposal is, what may be said of it, and how right a kind of proposal was. Plain Python."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kondusif.kernel.areas import is_area_code

REASON_LENGTH = 10  # characters of a reason that somebody else can follow
LONGEST_TEXT = 60_000
LONGEST_QUOTE = 2_000
MOST_ROWS = 50_000
EXERCISE_DAYS = 90  # how long proposals of an exercise are kept where its manifest says no day
ENOUGH = 20
Z95 = 1.959964
_REF = re.compile(r"[\w.\-/]{1,60}", re.ASCII)


class Kind(StrEnum):
    """What a span of a text may name."""

    PERSON = "person"
    ACT = "act"
    PLACE = "place"
    INSTITUTION = "institution"


class Verdict(StrEnum):
    """What a reviewer made of a proposal."""

    OPEN = "open"
    TAKEN = "taken"
    REJECTED = "rejected"


JUDGED = (Verdict.TAKEN, Verdict.REJECTED)


class Reason(StrEnum):
    """Why a proposal was rejected."""

    NEGATED = "negated"
    OTHER_ONE = "other_one"
    OTHER_MEANING = "other_meaning"
    TOO_LITTLE = "too_little"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a result: a span of a text with what it may mean.

    Args:
        start, end: code points of the text, end exclusive.
        ref: an opaque personnel number, a rule id, an area code or an institution id, by `kind`.
        score: 0..1.
    """

    text_id: str
    start: int
    end: int
    kind: str
    ref: str
    score: float
    quote: str

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        return self.text_id, self.start, self.end, self.kind, self.ref


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands beside a result: who made it, on what basis, from what, and until when it may be kept.

    Args:
        exercise: the roster was synthetic.
        until_on: the last day on which the proposals may be kept; None only for an exercise.
        edition: lexicons and programme that read.
        result: SHA-256 of the result's bytes.
        inputs: names of input files to their SHA-256.
    """

    made_by: str
    purpose: str
    basis: str
    exercise: bool
    until_on: date | None
    edition: str
    result: str
    inputs: dict[str, str]


def fault_of(row: Row) -> str:
    """What is wrong with a row by itself, as a word; empty where nothing is.

    Returns:
        `id`, `kind`, `span`, `score`, `quote`, `ref`, or an empty string.
    """
    if not row.text_id or len(row.text_id) > 120 or not row.text_id.isprintable():
        return "id"
    if row.kind not in set(Kind):
        return "kind"
    if not 0 <= row.start < row.end < 2**31:
        return "span"
    if not 0 <= row.score <= 1:  # a NaN is in no range
        return "score"
    if not row.quote.strip() or len(row.quote) > min(row.end - row.start, LONGEST_QUOTE):
        return "quote"
    return "" if _ref_fits(row.kind, row.ref) else "ref"


def _ref_fits(kind: str, ref: str) -> bool:
    if kind == Kind.PERSON:
        return 0 < len(ref) <= 60 and ref.isprintable()  # a personnel number is opaque
    return bool(_REF.fullmatch(ref)) and (kind != Kind.PLACE or is_area_code(ref))


def counts_of(rows: Iterable[Row]) -> dict[str, int]:
    """How many rows of each kind there are, kinds in their order, none left out."""
    found = dict.fromkeys((kind.value for kind in Kind), 0)
    for row in rows:
        found[row.kind] += 1
    return found


def needs_words(verdict: str, reason: str, words: str) -> bool:
    """Whether a rejection for another reason lacks its words."""
    return verdict == Verdict.REJECTED and reason == Reason.OTHER and len(words.strip()) < REASON_LENGTH


@dataclass(frozen=True, slots=True)
class Precision:
    """How often proposals of a kind were taken up.

    Source: docs/algorithms/screening.md names where the figure is shown; the interval is Wilson's score interval, 95 %.
    """

    taken: int
    rejected: int

    @property
    def judged(self) -> int:
        return self.taken + self.rejected

    @property
    def enough(self) -> bool:
        """Whether so many were judged that a share says something."""
        return self.judged >= ENOUGH

    @property
    def share(self) -> float:
        """Taken by judged, 0..1; 0 where nothing was judged."""
        return self.taken / self.judged if self.judged else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound of the share, 0..1."""
        return wilson(self.taken, self.judged)


def wilson(hits: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval for a share; (0, 1) where nothing was tried.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not trials:
        return 0.0, 1.0
    share, spread = hits / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, middle - half), min(1.0, middle + half)


def marked(text: str, spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[str, int]]:
    """A text cut at its marks.

    Args:
        spans: (start, end, number); of two that overlap the earlier one keeps its colour.
    Returns:
        Pieces with the number of their mark, 0 for the text between.
    """
    here = 0
    for start, end, number in sorted(spans):
        if start < here or end > len(text):
            continue
        if start > here:
            yield text[here:start], 0
        yield text[start:end], number
        here = end
    if here < len(text):
        yield text[here:], 0
