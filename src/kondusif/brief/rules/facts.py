"""What the rooms know about a day, before a word is written.

No fact has room for a person: no names, no free text from a report, no headline of a news story.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kondusif.brief.rules.shapes import Record, Trail

WORDS = ("calm", "watch", "tense", "critical", "silent")
DEGREES = WORDS[:4]


@dataclass(frozen=True, slots=True)
class Office:
    """Whose paper this is and to whom it goes."""

    city_code: str
    city: str
    government: str
    office: str
    exercise: bool
    zone: str
    addressee: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """An instrument or calendar that the report stands on."""

    text: str
    record: Record


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the contest stands on the day.

    Args:
        running: names of the stages that run, in the calendar's words.
        campaign: (day, of how many) of the campaign, or None outside it.
        days_to_voting: negative once voting has passed; None while it has no date.
        over: the contest has ended.
    """

    contest: str
    running: tuple[str, ...]
    campaign: tuple[int, int] | None
    quiet: tuple[int, int] | None
    days_to_voting: int | None
    over: bool
    record: Record


@dataclass(frozen=True, slots=True)
class Place:
    """A kelurahan with its word of the day and of the day before.

    Args:
        word, before: identifiers of `WORDS`.
        reasons: the open incidents behind the word.
        judged: a named person set the word.
    """

    name: str
    district: str
    word: str
    before: str
    record: Record
    reasons: tuple[Record, ...] = ()
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """A kelurahan that has sent neither a record nor a nil report.

    Args:
        days: whole days without word, the day itself counted; None when it has never reported.
    """

    name: str
    district: str
    days: int | None
    record: Record


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident that was recorded since yesterday."""

    kind: str
    severity: str
    place: str
    happened_on: date
    status: str
    record: Record


class Bearer(StrEnum):
    """Who must fulfil a duty, as far as it decides what a desk may suggest."""

    OURS = "ours"
    REPORTER = "reporter"
    EXAMINED = "examined"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Duty:
    """A running limit of a case.

    Args:
        bearer: an official of the city, the reporter, the examined person (whose right it is), or another body.
        due: the safe day; outer: the last day by another reading.
        late: late by every reading.
        checked: the rule behind the date is in force.
    """

    step: str
    who: str
    due: date
    outer: date
    office_by: datetime | None
    late: bool
    checked: bool
    record: Record
    bearer: Bearer = Bearer.OURS


@dataclass(frozen=True, slots=True)
class Flow:
    """How many came in: on the day, on the day before, and in the seven days that ended the day before."""

    today: int
    yesterday: int
    week: int
    record: Record

    @property
    def since_yesterday(self) -> int:
        return self.today + self.yesterday

    @property
    def a_day(self) -> float:
        """Mean per day of the seven days before the day."""
        return self.week / 7


@dataclass(frozen=True, slots=True)
class Topic:
    """How many news stories since yesterday speak of one thing."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Press:
    """What the press brought since yesterday."""

    stories: int
    topics: tuple[Topic, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A step that somebody took and recorded since yesterday; `text` is made of labels only."""

    text: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """Something on the city's agenda or the contest's calendar."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the report of one day is written from.

    Args:
        at: the moment of writing, in the city's zone.
        labels: the city's words for the five identifiers.
        reports: incoming reports of the whole city; None where none are kept here.
        waiting: reports that wait for a verifier; shown only from `SMALLEST` on.
        reports_due: a report's way to Bawaslu ends today or has ended.
        cases_open, cases_new: cases that run, and those opened since yesterday.
    """

    office: Office
    on: date
    at: datetime
    labels: Mapping[str, str]
    grounds: tuple[Ground, ...]
    stage: Stage | None
    city_word: str
    city_before: str
    city_record: Record
    places: tuple[Place, ...]
    silent: tuple[Silence, ...]
    incidents: Flow
    happenings: tuple[Happening, ...]
    reports: Flow | None
    waiting: int
    reports_due: bool
    cases_open: int
    cases_new: tuple[Record, ...]
    cases_record: Record
    duties: tuple[Duty, ...]
    actions: tuple[Action, ...]
    press: Press
    agenda: tuple[Coming, ...]
    trail: Trail

    @property
    def yesterday(self) -> date:
        return self.on - timedelta(days=1)
