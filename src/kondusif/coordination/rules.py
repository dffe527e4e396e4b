"""Declarations, what was promised in them, and by whom. Plain Python."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kondusif.kernel.errors import Refused

LONGEST_PROMISE = 600
MOST_PROMISES = 40
MOST_SIGNATORIES = 120
SUNDAY = 6


class DeclarationKind(StrEnum):
    PEACE = "peace"
    PLEDGE = "pledge"
    NEUTRALITY = "neutrality"
    OTHER = "other"


class SignerKind(StrEnum):
    """Kinds of institutions that sign. Candidates stand in the order of their KPU number, parties by theirs."""

    GOVERNMENT = "government"
    KPU = "kpu"
    BAWASLU = "bawaslu"
    POLICE = "police"
    MILITARY = "military"
    FKUB = "fkub"
    PARTY = "party"
    CANDIDATE = "candidate"
    ORGANISATION = "organisation"
    OTHER = "other"


class SignedBy(StrEnum):
    """How a signature came: drawn on a tablet, or on the paper whose photo is kept."""

    TABLET = "tablet"
    PAPER = "paper"


class Verdict(StrEnum):
    """What a named person found when looking whether a promise is kept."""

    KEPT = "kept"
    NOT_YET = "not_yet"
    NOT_KEPT = "not_kept"


class BreachKind(StrEnum):
    INCIDENT = "incident"
    CASE = "case"


class State(StrEnum):
    """How a promise stands: the newest verdict, or that nobody has looked yet."""

    UNCHECKED = "unchecked"
    KEPT = "kept"
    NOT_YET = "not_yet"
    NOT_KEPT = "not_kept"


class Ground(StrEnum):
    """What a verdict rests on, as the public may read it: a closed list, so that no person and no case is named."""

    SEEN = "seen"
    DOCUMENT = "document"
    STATEMENT = "statement"
    AUTHORITY = "authority"


class Why(StrEnum):
    """Why a promise should be looked at."""

    BROKEN = "broken"
    OVER = "over"
    LATE = "late"
    WEEK = "week"


class Office(StrEnum):
    """What a pair or a person stands for. A candidate signs by office and KPU number; no name stands anywhere."""

    PRESIDENT = "president"
    GOVERNOR = "governor"
    MAYOR = "mayor"
    REGENT = "regent"
    SENATOR = "senator"


# Kinds of institutions that stand in the order of a number drawn by the KPU.
NUMBERED = frozenset({SignerKind.PARTY, SignerKind.CANDIDATE})


@dataclass(frozen=True, slots=True)
class Named:
    """An institution as it was written in a list: its name and, for parties and candidates, its KPU number."""

    kind: SignerKind
    institution: str
    ballot_number: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A promise as the list of what is due reads it.

    Args:
        state: how it stands.
        checked_on: day of the newest check, None before the first.
        look_on: the day when somebody should look again, None when nothing more is planned.
        until_on: the last day that the promise speaks of, None when it has no end.
        broken_since_check: a breach was linked after the newest check.
    """

    state: State
    checked_on: date | None = None
    look_on: date | None = None
    until_on: date | None = None
    broken_since_check: bool = False


def same_words(text: str) -> str:
    """A title or a place as it is compared: capitals, spaces and signs make no difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def event_key(title: str, held_on: date, place: str) -> str:
    """What two texts of one event have in common: title, day and place, without capitals, spaces and signs."""
    said = "/".join((same_words(title), held_on.isoformat(), same_words(place)))
    return hashlib.sha256(said.encode()).hexdigest()


def order_of(kind: str, ballot_number: int | None, institution: str) -> tuple[int, int, str]:
    """Where an institution stands among those that sign: by kind, then by KPU number, else by name."""
    return list(SignerKind).index(SignerKind(kind)), ballot_number or 0, institution.casefold()


def check_number(kind: SignerKind, ballot_number: int | None) -> None:
    """Parties and candidates carry a number of the KPU, and nobody else does.

    Raises:
        Refused: the number is missing, or stands where none belongs.
    """
    if kind in NUMBERED and not (ballot_number and 1 <= ballot_number <= 999):
        raise Refused("coordination.signatory.no_number")
    if kind not in NUMBERED and ballot_number is not None:
        raise Refused("coordination.signatory.number_not_here")


def read_list(kind: SignerKind, text: str) -> list[Named]:
    """Institutions as people paste them, one on a line; parties begin with their number, candidates are numbers alone.

    Raises:
        Refused: the list is empty, or a line has no number where one is needed. The line is named.
    """
    found = []
    for line, words in enumerate(text.splitlines(), start=1):
        plain = " ".join(words.split())
        if not plain:
            continue
        if kind not in NUMBERED:
            found.append(Named(kind, plain))
            continue
        numbered = re.fullmatch(r"(\d{1,3})[.):\-\s]*(.*)", plain)
        if not numbered or (kind is SignerKind.PARTY and not numbered[2]) or int(numbered[1]) == 0:
            raise Refused("coordination.signatory.line_without_number", line=line)
        if kind is SignerKind.CANDIDATE and numbered[2]:
            raise Refused("coordination.signatory.candidate_named", line=line)
        found.append(Named(kind, numbered[2], int(numbered[1])))
    if not found:
        raise Refused("coordination.signatory.empty_list")
    return found


def end_of_week(on: date) -> date:
    """The Sunday of the week in which a day lies."""
    return on + timedelta(days=SUNDAY - on.weekday())


def why_look(promise: Looked, on: date) -> Why | None:
    """Why a promise should be looked at this week; None when nothing asks for it.

    A breach that was linked after the newest check comes first, then a promise whose time is over and that nobody has
    judged since, then a day that has passed, then one of this week.
    """
    if promise.broken_since_check:
        return Why.BROKEN
    if promise.until_on and promise.until_on < on and not _judged_since(promise, promise.until_on):
        return Why.OVER
    if promise.look_on is None:
        return None
    if promise.look_on < on:
        return Why.LATE
    return Why.WEEK if promise.look_on <= end_of_week(on) else None


def _judged_since(promise: Looked, day: date) -> bool:
    judged = promise.state in (State.KEPT, State.NOT_KEPT)
    return judged and promise.checked_on is not None and promise.checked_on >= day


def fault_of_verdict(verdict: Verdict, ground: str, look_on: date | None, on: date) -> str:
    """Why a verdict may not be written down that way; empty where it may.

    Args:
        ground: one of `Ground`, or empty.
        look_on: when somebody looks again, or None.
    """
    if verdict is not Verdict.NOT_YET and ground not in set(Ground):
        return "coordination.check.no_ground"
    if verdict is Verdict.NOT_YET and look_on is None:
        return "coordination.check.no_next_day"
    if look_on is not None and look_on <= on:
        return "coordination.check.next_day_past"
    return ""


def fault_of_breach(kind: BreachKind, status: str, outcome: str) -> str:
    """Why an incident or a case may not be called the breach of a promise yet; empty where it may.

    Args:
        status: `open`, `handled`, `closed` of an incident; `open`, `closing`, `closed` of a case.
        outcome: of a case; only what another body has found proven can break a promise.
    """
    if kind is BreachKind.INCIDENT:
        return "" if status in {"handled", "closed"} else "coordination.breach.incident_open"
    if status != "closed":
        return "coordination.breach.case_open"
    return "" if outcome == "proven" else "coordination.breach.case_not_proven"


def fault_of_publishing(promises: int, signed: int, texts: Iterable[str], names: Sequence[str]) -> str:
    """Why a declaration may not be shown to everybody; empty where it may.

    Args:
        promises: how many promises stand.
        signed: how many institutions have signed.
        texts: everything that the public would read.
        names: names of officials who signed; none of them may stand in the texts.
    """
    if not promises:
        return "coordination.publish.no_promise"
    if not signed:
        return "coordination.publish.nobody_signed"
    searched = [f" {same_words(text)} " for text in texts]
    known = [f" {same_words(name)} " for name in names if len(same_words(name)) > 2]
    if any(name in text for name in known for text in searched):
        return "coordination.publish.name_inside"
    return ""
