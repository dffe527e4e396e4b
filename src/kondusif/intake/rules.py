"""What a report is, what Bawaslu asks of one, and what may become of it. Plain Python.

No number of days stands here: dates come from the rulebook (`bawaslu-pilkada`, first step).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused

_SENTENCE_END = re.compile(r"(?<=\w{4})[.!?]\s")  # a short word before the full stop is an abbreviation: Jl., Bp., No.
REASON_LENGTH = 20  # letters; a decision with less than a sentence explains nothing
HEADLINE_LENGTH = 90


class Kind(StrEnum):
    """What a report is about."""

    NEUTRALITY = "neutrality"
    PEACE = "peace"


class Track(StrEnum):
    """Where a report goes, chosen by the reporter; the order is the order on the page."""

    BAWASLU = "bawaslu"
    BOTH = "both"
    CITY = "city"


class Line(StrEnum):
    """Whom a verifier says a report accuses, where the report itself names no unit and no other agency."""

    UNIT = "unit"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    NOT_MINE = "not_mine"  # said of a whole batch


class Status(StrEnum):
    NEW = "new"
    REVIEW = "review"
    DECIDED = "decided"


class Outcome(StrEnum):
    """The five ends of verification."""

    CASE = "case"
    INCIDENT = "incident"
    INFORMATION = "information"
    NOT_OURS = "not_ours"
    DISMISSED = "dismissed"


class Ending(StrEnum):
    """How the case that a report became has ended, as far as its reporter is told."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    HANDED_OVER = "handed_over"
    ENDED = "ended"


OPENING = frozenset({Outcome.CASE, Outcome.INCIDENT})
CLOSING = frozenset({Outcome.INFORMATION, Outcome.NOT_OURS, Outcome.DISMISSED})


class Value(StrEnum):
    """Value of the information, judged apart from the status; the lowest first."""

    UNKNOWN = "unknown"
    DOUBTFUL = "doubtful"
    POSSIBLE = "possible"
    CONFIRMED = "confirmed"


class Flag(StrEnum):
    """Why a report was taken as information only."""

    FUTURE = "future"
    NO_CONTEST = "no_contest"
    UNKNOWN_AREA = "unknown_area"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports, as far as they said. Kept in a table of its own; `sex` and `job` only go on Bawaslu's form."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    sex: str = ""
    job: str = ""

    @property
    def given(self) -> bool:
        return any((self.name, self.address, self.phone, self.email))


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a reporter filled in, before it is a report.

    Args:
        area_code: the place as chosen; empty when none was chosen.
        accused_unit: key of a unit of the city; empty when unknown or outside the city's government.
        accused_is_head: the accused heads that unit.
        sheltered: the unit is one whose head the city's own desk stands under (`Unit.sheltered`).
    """

    kind: Kind
    track: Track
    words: str
    happened_on: date | None = None
    happened_time: time | None = None
    known_on: date | None = None
    evidence_words: str = ""
    area_code: str = ""
    place_words: str = ""
    accused_name: str = ""
    accused_post: str = ""
    accused_unit: str = ""
    accused_other: str = ""
    accused_address: str = ""
    accused_is_head: bool = False
    sheltered: bool = False
    reporter: Reporter = field(default_factory=Reporter)

    @property
    def anonymous(self) -> bool:
        return not self.reporter.name


class Group(StrEnum):
    FORMAL = "formal"
    MATERIAL = "material"


class Need(StrEnum):
    """What Bawaslu asks of a report. Source: procedure bawaslu-pilkada, step report (UU Pilkada Ps 134(3))."""

    IDENTITY = "identity"
    ADDRESS = "address"
    ACCUSED = "accused"
    IN_TIME = "in_time"
    SIGNATURE = "signature"
    TIME = "time"
    PLACE = "place"
    ACCOUNT = "account"
    EVIDENCE = "evidence"


FORMAL = (Need.IDENTITY, Need.ADDRESS, Need.ACCUSED, Need.IN_TIME, Need.SIGNATURE)
MATERIAL = (Need.TIME, Need.PLACE, Need.ACCOUNT, Need.EVIDENCE)


class State(StrEnum):
    """How a requirement stands: there, missing, to be done on paper, or past its date."""

    MET = "met"
    MISSING = "missing"
    ON_PAPER = "on_paper"
    AT_RISK = "at_risk"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that Bawaslu asks, and how it stands."""

    need: Need
    state: State

    @property
    def group(self) -> Group:
        return Group.FORMAL if self.need in FORMAL else Group.MATERIAL

    @property
    def met(self) -> bool:
        return self.state is State.MET


def in_time(today: date, due: date | None, outer: date | None) -> State:
    """Whether a report filed today still keeps its time, in both readings.

    Args:
        due: the safe date, None where it is not known.
        outer: the last date of any reading.
    """
    if due is None:
        return State.MISSING
    if today <= due:
        return State.MET
    return State.AT_RISK if outer is not None and today <= outer else State.LATE


def requirements(
    draft: Draft, *, today: date, due: date | None, outer: date | None, files: int = 0
) -> list[Requirement]:
    """Everything that Bawaslu asks of a report, formal first, and how each stands in this draft.

    Args:
        files: evidence attached; a description of evidence counts as evidence that will be handed in.
    """
    person = draft.reporter
    accused = bool(draft.accused_name and (draft.accused_unit or draft.accused_other or draft.accused_address))
    there = {
        Need.IDENTITY: bool(person.name),
        Need.ADDRESS: bool(person.address),
        Need.ACCUSED: accused,
        Need.TIME: draft.happened_on is not None,
        Need.PLACE: bool(draft.area_code or draft.place_words),
        Need.ACCOUNT: bool(draft.words),
        Need.EVIDENCE: bool(files or draft.evidence_words),
    }
    states = {need: State.MET if met else State.MISSING for need, met in there.items()}
    states[Need.IN_TIME] = in_time(today, due, outer)
    states[Need.SIGNATURE] = State.ON_PAPER if person.name else State.MISSING
    return [Requirement(need, states[need]) for need in (*FORMAL, *MATERIAL)]


def missing(rows: Iterable[Requirement]) -> list[Requirement]:
    """The requirements that do not stand yet."""
    return [row for row in rows if not row.met]


def default_track(*, sheltered: bool, is_head: bool) -> Track | None:
    """Bawaslu alone where the city's own desk stands under the accused; otherwise the reporter chooses."""
    return Track.BAWASLU if sheltered and is_head else None


def flags_of(*, happened_on: date | None, today: date, in_contest: bool, known_area: bool) -> list[Flag]:
    """Why a report can only be taken as information; empty for an ordinary one.

    Args:
        in_contest: the day of the event lies in a contest that the product knows, or no day was given.
        known_area: the place is one of this city's.
    """
    found = []
    if happened_on is not None and happened_on > today:
        found.append(Flag.FUTURE)
    if not in_contest:
        found.append(Flag.NO_CONTEST)
    if not known_area:
        found.append(Flag.UNKNOWN_AREA)
    return found


def headline(words: str) -> str:
    """The first sentence of an account, at most a line long, cut between words."""
    first = _SENTENCE_END.split(" ".join(words.split()), maxsplit=1)[0]
    if len(first) <= HEADLINE_LENGTH:
        return first.rstrip(".")
    return first[:HEADLINE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def check_decision(actor: Actor, status: Status, outcome: Outcome, reason: str, *, body: bool) -> None:
    """Whether a report may be given an outcome by this actor with this reason.

    Args:
        reason: why; for information and not-ours the summary that goes out, written by the verifier.
        body: an outside body was chosen (needed for not-ours).
    Raises:
        Refused: a machine decides; decided already; no reason; no addressee.
    """
    if not actor.is_person:
        raise Refused("intake.person_decides")
    if status is Status.DECIDED:
        raise Refused("intake.decided_already")
    if outcome in CLOSING and len(reason.strip()) < REASON_LENGTH:
        raise Refused("intake.reason_too_short", least=REASON_LENGTH)
    if outcome is Outcome.NOT_OURS and not body:
        raise Refused("intake.no_body")


def day_of_sending(said: date | None, on: date) -> date:
    """The day of a message as its sender's clock has it; today where it has none, a coming one, or one long past.

    Args:
        on: today.
    """
    return said if said and on.year - 1 <= said.year and said <= on else on
