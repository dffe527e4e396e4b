"""The shape of the rulebook's files. Frozen; a key that is not named here is a fault of the file."""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

IDENTIFIER = r"^[a-z0-9]+([_-][a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=IDENTIFIER)]
Words = Annotated[str, Field(min_length=3), AfterValidator(lambda text: " ".join(text.split()))]


class Status(StrEnum):  # how far a row has been checked
    DRAFT = "draft"
    CHECKED = "checked"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


class Confidence(StrEnum):
    """How near to the official text the row was read, the nearest first."""

    PRIMARY = "primary"
    FAITHFUL = "faithful"
    PRESS = "press"
    MEMORY = "memory"
    INFERENCE = "inference"


class Track(StrEnum):
    ETHICS = "kode_etik"
    DISCIPLINE = "disiplin"
    CRIME = "pidana"
    ADMINISTRATION = "administrasi"


class Phase(StrEnum):
    WOULD_BE = "bakal_calon"
    CANDIDATE = "calon"
    OVER = "selesai"


class Sanction(StrEnum):  # the lightest first
    MORAL_CLOSED = "moral_tertutup"
    MORAL_OPEN = "moral_terbuka"
    LIGHT = "ringan"
    MEDIUM = "sedang"
    HEAVY = "berat"
    DISMISSAL = "ptdh"


SANCTION_ORDER: tuple[Sanction, ...] = tuple(Sanction)


class ActorKind(StrEnum):
    """Whom a norm binds. RT and RW heads are no civil servants: for them there is advice (himbauan) only."""

    PNS = "pns"
    PPPK = "pppk"
    CONTRACT = "kontrak"
    ASN_OFFICIAL = "pejabat_asn"
    STATE_OFFICIAL = "pejabat_negara"
    REGIONAL_OFFICIAL = "pejabat_daerah"
    HEAD_OF_REGION = "kepala_daerah"
    POLITICAL_OFFICE = "pejabat_politik"
    FORCES = "tni_polri"
    VILLAGE = "kades_lurah"
    CANDIDATE = "calon"
    CAMPAIGN_TEAM = "tim_kampanye"
    ANYONE = "setiap_orang"
    NEIGHBOURHOOD = "rt_rw"


class Relation(StrEnum):  # what the candidate is to the person who acts
    NONE = "none"
    SPOUSE = "spouse"
    FAMILY = "family"
    COLLEAGUE = "colleague"
    SELF = "self"


class Kind(StrEnum):
    LIMIT = "limit"
    BAN_START = "ban_start"
    FILE_BY = "file_by"


class Counting(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"
    HOURS = "hours"


class FirstDay(StrEnum):
    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class Unit(StrEnum):
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"


class DayOffKind(StrEnum):
    NATIONAL = "national"
    SHARED_LEAVE = "cuti_bersama"
    VOTING_DAY = "voting_day"
    LOCAL = "local"


class Timing(StrEnum):  # of something done; late is said only after the outer date
    IN_TIME = "in_time"
    WITHIN_OUTER = "within_outer"
    LATE = "late"


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Source(Model):
    """A page or file that was read, to be opened again by whoever checks the row."""

    id: Slug
    text: Words
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")


class Span(Model):
    """A stretch of validity; an open end is null."""

    valid_from: date | None
    valid_to: date | None

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to mendahului valid_from")
        return self

    def valid_on(self, day: date) -> bool:
        """Whether the row stood on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class Row(Span):
    """What every row of the rulebook says about itself besides its content."""

    id: str = Field(pattern=r"^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$")
    source: tuple[Slug, ...] = Field(min_length=1)
    read_on: date
    status: Status
    confidence: Confidence
    doubts: tuple[Words, ...]
    human_review: bool
    checked_by: Words | None = None
    checked_on: date | None = None
    second_by: Words | None = None
    second_on: date | None = None
    replaces: tuple[str, ...] = ()  # ids of the rows or instruments that this one took the place of

    @model_validator(mode="after")
    def a_tick_has_a_name_and_a_date(self) -> Self:
        ticked = self.status in {Status.CHECKED, Status.IN_FORCE}
        if ticked != bool(self.checked_by and self.checked_on):
            raise ValueError("status checked atau in_force menuntut checked_by dan checked_on; draft tidak memilikinya")
        if self.status is Status.IN_FORCE and self.confidence in {Confidence.MEMORY, Confidence.INFERENCE}:
            raise ValueError("baris dari ingatan atau simpulan tidak dapat berstatus in_force; baca naskahnya dahulu")
        return self

    @model_validator(mode="after")
    def two_persons_bring_a_row_in_force(self) -> Self:
        seconded = bool(self.second_by and self.second_on)
        if seconded != (self.status is Status.IN_FORCE):
            raise ValueError("status in_force menuntut second_by dan second_on; status lain tidak memilikinya")
        if self.second_by and self.second_by == self.checked_by:
            raise ValueError("orang kedua harus lain dari pemeriksa pertama")
        return self


class Instrument(Row):
    short: Words
    title: Words
    made_by: Words
    about: Words
    about_en: Words


class Citation(Model):
    """An article of an instrument; bounded in time where a later law took its place."""

    instrument: Slug
    article: Words
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the article was the one to cite on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class SanctionRange(Model):
    min: Sanction
    max: Sanction

    @model_validator(mode="after")
    def lightest_first(self) -> Self:
        if SANCTION_ORDER.index(self.min) > SANCTION_ORDER.index(self.max):
            raise ValueError("batas bawah sanksi lebih berat daripada batas atasnya")
        return self


class LevelNorm(Model):
    """The norm that gives one level of a range."""

    level: Sanction
    basis: tuple[Citation, ...] = Field(min_length=1)


class Penalty(Span):
    """What a criminal norm threatens during a span of days. Terms in months, fines in rupiah; a page shows `words`."""

    words: Words
    words_en: Words
    prison_months_min: int | None = None
    prison_months_max: int | None = None
    detention_months_max: int | None = None
    fine_min: int | None = None
    fine_max: int | None = None
    basis: tuple[Citation, ...] = Field(min_length=1)


class SanctionLevel(Row):
    """What a level of sanction means; the row's id is the level."""

    label: Words
    label_en: Words
    about: Words
    about_en: Words
    basis: tuple[Citation, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def the_id_is_a_level(self) -> Self:
        if self.id not in set(Sanction):
            raise ValueError("id harus salah satu tingkat sanksi")
        return self


class Act(Row):
    """A deed that a norm forbids, the phases in which the row stands, its range of sanctions and its threats.

    `also`: words by which people look for it; `counterpart`: the row for the same deed in the other phase.
    """

    number: int
    text: Words
    text_en: Words
    also: tuple[str, ...]
    counterpart: str | None
    track: Track
    phases: tuple[Phase, ...] = Field(min_length=1)
    phase_word: Words
    contests: tuple[Literal["pilkada", "pemilu"], ...] = ()  # empty: both kinds
    actors: tuple[ActorKind, ...] = (ActorKind.PNS, ActorKind.PPPK)
    relation: tuple[Relation, ...] = ()  # empty: whatever the candidate is to the person
    sanction: SanctionRange | None
    levels: tuple[LevelNorm, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    basis: tuple[Citation, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def penalties_do_not_overlap(self) -> Self:
        spans = sorted(self.penalties, key=lambda one: one.valid_from or date.min)
        for earlier, later in pairwise(spans):
            if (earlier.valid_to or date.max) >= (later.valid_from or date.min):
                raise ValueError("masa berlaku ancaman pidana bertumpang tindih")
        if self.penalties and self.track is not Track.CRIME:
            raise ValueError("ancaman pidana hanya untuk golongan pidana")
        return self


class PauseReason(Row):
    """A legal reason for which a clock may stand still."""

    label: Words
    label_en: Words
    basis: tuple[Citation, ...] = Field(min_length=1)


def _descending(days: tuple[int, ...]) -> tuple[int, ...]:
    if any(day < 0 for day in days) or any(later >= earlier for earlier, later in pairwise(days)):
        raise ValueError("hari pengingat ditulis menurun, tanpa ulangan dan tanpa angka negatif")
    return days


Reminders = Annotated[tuple[int, ...], AfterValidator(_descending)]


class Step(Row):
    """A duty that some event starts. Without a number the law names no limit, and the date is null."""

    title: Words
    title_en: Words
    duty: Words
    duty_en: Words | None = None
    count_words: Words | None = None
    count_words_en: Words | None = None
    actor: Slug
    events: tuple[Slug, ...] = Field(min_length=1)
    kind: Kind
    number: int | None = Field(gt=0)
    unit: Unit
    counting: tuple[Counting, ...]
    first_day: tuple[FirstDay, ...]
    office: Slug | None = None  # where the paper of this step must be handed in
    arrives_at: Slug | None = None  # the event is a paper that arrives at this office, which keeps hours
    pauses: tuple[Slug, ...] = ()  # the legal reasons for which this clock may stand still
    reminders: Reminders = (3, 1, 0)  # calendar days before the safe date on which who must act is reminded
    basis: tuple[Citation, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def the_parts_of_the_count_agree(self) -> Self:
        hours = self.unit is Unit.HOURS
        if self.number is None:
            if self.counting or self.first_day:
                raise ValueError("langkah tanpa angka tidak memiliki cara hitung")
        elif not self.counting or not self.first_day:
            raise ValueError("langkah dengan angka menuntut counting dan first_day")
        elif hours != (self.counting == (Counting.HOURS,)):
            raise ValueError("unit hours berpasangan dengan counting hours saja")
        if self.unit is Unit.MONTHS and (self.kind is not Kind.BAN_START or self.counting != (Counting.CALENDAR,)):
            raise ValueError("unit months hanya untuk ban_start menurut kalender")
        if self.office and self.kind is Kind.BAN_START:
            raise ValueError("jam kantor tidak berlaku untuk ban_start")
        return self


class Procedure(Model):
    id: Slug
    title: Words
    title_en: Words
    about: Words
    about_en: Words
    track: Track
    first_event: Slug
    days_off: tuple[DayOffKind, ...] = Field(min_length=1)
    subjects: tuple[ActorKind, ...] = ()  # whom the procedure is for; empty: anyone
    not_for: tuple[ActorKind, ...] = ()  # who is refused by name, with `not_for_why`
    not_for_why: Words | None = None
    not_for_why_en: Words | None = None
    steps: tuple[Step, ...] = Field(min_length=1)  # one id may stand several times, with spans that do not overlap

    @model_validator(mode="after")
    def the_first_event_starts_something(self) -> Self:
        if not any(self.first_event in step.events for step in self.steps):
            raise ValueError("first_event tidak memulai langkah mana pun")
        return self


class Term(Model):
    """An event or an actor in words; `label` completes a sentence, so it has no capital."""

    id: Slug
    label: Words
    label_en: Words


class Vocabulary(Model):
    events: tuple[Term, ...]
    actors: tuple[Term, ...]


class Holder(Span):
    """Who fills a role during a span of days; `body` is the id of an actor, None while nobody is known to."""

    body: Slug | None
    words: Words
    words_en: Words
    basis: tuple[Citation, ...] = Field(min_length=1)


class OfficeRole(Row):
    """A role in the law (the oversight body), filled by different bodies over time."""

    title: Words
    title_en: Words
    holders: tuple[Holder, ...] = Field(min_length=1)


class Edition(Model):
    """The edition and the digest of the files it was given to; law that changes without a new edition is a fault."""

    edition: str = Field(pattern=r"^20\d\d\.\d{1,2}\.\d+$")
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
