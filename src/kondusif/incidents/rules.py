"""Harms, their weight, and how open incidents become the proposed word for a place. Plain Python.

Every number comes from `Thresholds`, which a city may change in its settings; the machine proposes, a person decides.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kondusif.kernel.errors import Refused


class Kind(StrEnum):
    """The closed list of harms."""

    VIOLENCE = "violence"
    THREAT = "threat"
    DAMAGE = "damage"
    OBSTRUCTION = "obstruction"
    INTIMIDATION = "intimidation"
    OFFER = "offer"
    FALSE_PROCEDURE = "false_procedure"
    DISASTER = "disaster"


class RefusedKind(StrEnum):
    """What people do by right. The form names these so that it can say why they are not recorded."""

    CRITICISM = "criticism"
    WORSHIP = "worship"
    ASSEMBLY = "assembly"


class Severity(StrEnum):
    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


class Status(StrEnum):
    OPEN = "open"
    HANDLED = "handled"
    CLOSED = "closed"


class Source(StrEnum):
    FIELD = "field"
    REPORT = "report"
    DESK = "desk"
    POLICE_LETTER = "police_letter"


class Word(StrEnum):
    """The word for a place, from calm to critical; silent is not a degree but the absence of word from there."""

    CALM = "calm"
    WATCH = "watch"
    TENSE = "tense"
    CRITICAL = "critical"
    SILENT = "silent"


class Origin(StrEnum):
    """Where a shown word comes from."""

    ASSESSMENT = "assessment"
    PROPOSAL = "proposal"
    SILENCE = "silence"


DEGREES = (Word.CALM, Word.WATCH, Word.TENSE, Word.CRITICAL)
WORDS = (*DEGREES, Word.SILENT)
REASON_LENGTH = 20
MOVES: Mapping[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.HANDLED, Status.CLOSED}),
    Status.HANDLED: frozenset({Status.OPEN, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.OPEN}),
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The city's own measure.

    Args:
        window_days: how many days, today included, an open incident counts.
        look_back_days: how far back the last word from a place is looked for.
        silent_percent: part of the kelurahan without word from which nothing can be said of the city, 1..100.
        weights: points of one open incident by severity.
        village: points from which a kelurahan is watch, tense, critical; rising.
        city: the same for the city as a whole.
    """

    window_days: int
    look_back_days: int
    silent_percent: int
    weights: Mapping[Severity, int]
    village: Mapping[Word, int]
    city: Mapping[Word, int]


@dataclass(frozen=True, slots=True)
class Open:
    """An open incident as the measure reads it."""

    number: str
    severity: Severity
    happened_on: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposed word with what it rests on.

    Args:
        word: the proposed degree.
        points: sum of weights.
        needed: points at which the word begins; 0 for calm.
        counts: open incidents by severity.
        numbers: the incidents counted, newest first.
    """

    word: Word
    points: int
    needed: int
    counts: Mapping[Severity, int]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """An assessment as the rules read it: the word of a named person, and what was proposed when it was made."""

    word: Word
    proposed: Word
    on: date
    at: datetime


def refuse_rights(kind: str) -> Kind:
    """The harm that was chosen.

    Raises:
        Refused: `incidents.kind.<right>` for criticism, worship or assembly; `incidents.kind.unknown`.
    """
    if kind in set(RefusedKind):
        raise Refused(f"incidents.kind.{kind}")
    if kind not in set(Kind):
        raise Refused("incidents.kind.unknown")
    return Kind(kind)


def may_move(status: Status, to: Status) -> bool:
    """Whether an incident may pass from one status to another."""
    return to in MOVES[status]


def window_start(on: date, thresholds: Thresholds) -> date:
    """The first day that still counts; the day itself is the last."""
    return on - timedelta(days=thresholds.window_days - 1)


def propose(incidents: Iterable[Open], on: date, thresholds: Thresholds, measure: Mapping[Word, int]) -> Proposal:
    """The word that open incidents of the window suggest.

    Args:
        incidents: open incidents of one place; those outside the window are left aside.
        measure: `thresholds.village` or `thresholds.city`.
    """
    first = window_start(on, thresholds)
    counted = sorted(
        (row for row in incidents if first <= row.happened_on <= on),
        key=lambda row: (row.happened_on, row.number),
        reverse=True,
    )
    points = sum(thresholds.weights[row.severity] for row in counted)
    word = max((degree for degree in measure if points >= measure[degree]), key=DEGREES.index, default=Word.CALM)
    return Proposal(
        word, points, measure.get(word, 0), Counter(row.severity for row in counted), tuple(r.number for r in counted)
    )


def holds(
    judged: Judged | None, proposed: Word, last_change_at: datetime | None, on: date, thresholds: Thresholds
) -> bool:
    """Whether a person's assessment still stands.

    It stands while nothing it rests on has changed: no incident of the place was recorded or changed after it, the
    proposal beside it is still the same, and the window it spoke of has not passed.
    """
    if judged is None or judged.on > on or judged.on < window_start(on, thresholds):
        return False
    if last_change_at is not None and last_change_at > judged.at:
        return False
    return judged.proposed is proposed


def shown(proposed: Word, judged: Judged | None, *, stands: bool, silent: bool) -> tuple[Word, Origin]:
    """The word for a place and where it comes from.

    Silence is never shown as calm. A place in trouble keeps its word when it falls silent: a missing report takes
    nothing away from what is known.
    """
    word, origin = (judged.word, Origin.ASSESSMENT) if judged and stands else (proposed, Origin.PROPOSAL)
    return (Word.SILENT, Origin.SILENCE) if silent and word is Word.CALM else (word, origin)


def is_deaf(silent: int, total: int, thresholds: Thresholds) -> bool:
    """Whether so many kelurahan are silent that "aman" cannot be said of the city."""
    return total > 0 and silent * 100 >= total * thresholds.silent_percent


def check_thresholds(thresholds: Thresholds) -> Thresholds:
    """The measure itself, when it can be used.

    Raises:
        Refused: a number is out of range, or the degrees do not rise.
    """
    if not 1 <= thresholds.window_days <= 60 or not 1 <= thresholds.look_back_days <= 365:
        raise Refused("incidents.thresholds.days")
    if not 1 <= thresholds.silent_percent <= 100:
        raise Refused("incidents.thresholds.share")
    weights = [thresholds.weights[severity] for severity in Severity]
    if weights[0] < 1 or weights != sorted(weights):
        raise Refused("incidents.thresholds.weights")
    for measure in (thresholds.village, thresholds.city):
        steps = [measure[word] for word in DEGREES[1:]]
        if steps[0] < 1 or sorted(set(steps)) != steps:
            raise Refused("incidents.thresholds.steps")
    return thresholds
