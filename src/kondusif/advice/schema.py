"""The shape of the self-check's files: which rows of the rulebook speak of a deed, for whom, and what follows."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from kondusif.rulebook.schema import Citation, Confidence, LevelNorm, Model, Relation, Slug, Status, Words


class Verdict(StrEnum):
    """What is answered, the freest first."""

    ALLOWED = "boleh"
    ASK_FIRST = "tanya_dulu"
    FORBIDDEN = "dilarang"


class Whom(StrEnum):
    CANDIDATE = "candidate"
    PARTY = "party"


class Who(StrEnum):
    """Who asks. The words are those of the rulebook's kinds of actors."""

    PNS = "pns"
    PPPK = "pppk"
    CONTRACT = "kontrak"
    HEAD_OF_REGION = "kepala_daerah"
    POLITICAL_OFFICE = "pejabat_politik"
    NEIGHBOURHOOD = "rt_rw"


class TextUse(StrEnum):
    """What a pasted text means for a deed: nothing, the words that are published, or where it happens."""

    NONE = "none"
    WORDS = "words"
    EVENT = "event"


class TextKind(StrEnum):
    """What a pasted text says, as far as the lexicon can tell."""

    SUPPORT = "support"
    DOUBT = "doubt"
    NEUTRAL = "neutral"
    OFFICIAL = "official"
    UNREAD = "unread"
    TOO_LONG = "too_long"


class ReadingOfLaw(Model):
    """One of several ways in which offices read the law; `says` is what follows from it."""

    says: Verdict
    text: Words
    text_en: Words


class Outcome(Model):
    """What follows, with its rows, its norms, and the readings where offices disagree.

    `rows` are the rows of the rulebook that speak of the deed, in any phase; which of them stand is for the day asked.
    `levels` widen the range of sanctions by a norm beside the rows, once candidates are set. `crimes` are rows of the
    criminal track that may be met besides; they never decide.
    """

    answer: Verdict
    rows: tuple[str, ...] = ()
    basis: tuple[Citation, ...] = ()
    levels: tuple[LevelNorm, ...] = ()
    crimes: tuple[str, ...] = ()
    readings: tuple[ReadingOfLaw, ...] = ()
    why: Words
    why_en: Words

    @model_validator(mode="after")
    def no_advice_without_a_norm(self) -> Self:
        if self.answer is Verdict.FORBIDDEN and not (self.rows or self.basis):
            raise ValueError("dilarang menuntut sedikitnya satu baris atau dasar")
        if self.answer is Verdict.ALLOWED and not self.basis:
            raise ValueError("boleh menuntut dasar")
        if len(self.readings) == 1:
            raise ValueError("bacaan yang berbeda menuntut sedikitnya dua")
        return self


class Situation(Outcome):
    """One line of a decision table. The first line that fits the question decides; an empty condition fits always."""

    acts: tuple[Slug, ...] = ()
    whom: tuple[Whom, ...] = ()
    relation: tuple[Relation, ...] = ()
    on_leave: bool | None = None
    contest: tuple[Slug, ...] = ()  # kinds of contest: pilkada, pemilu

    @property
    def fits_everything(self) -> bool:
        return not (self.acts or self.whom or self.relation or self.contest) and self.on_leave is None


class Subject(Model):
    """A deed that can be asked about. `question` completes "Bolehkah saya …?"; {whom} is filled in."""

    id: Slug
    question: Words
    question_en: Words
    text: TextUse = TextUse.NONE
    situations: tuple[Situation, ...] = Field(min_length=1)
    already: tuple[Words, ...]
    already_en: tuple[Words, ...]

    @model_validator(mode="after")
    def the_last_line_fits_everything(self) -> Self:
        if not self.situations[-1].fits_everything:
            raise ValueError("baris terakhir harus berlaku bagi setiap pertanyaan")
        return self


class Person(Model):
    """A kind of person who asks.

    Args:
        listed: bound by the decree's list, so that the deed's own table decides; others bring a table of their own.
        bound_by: norms that carry the list over to these persons; without one that stands nothing can be said.
        own_sanctions: the list's levels are not theirs; `note` says what is.
        duty: the norm that binds them in any case; cited where no row and no norm of the deed itself stands.
    """

    id: Who
    label: Words
    label_en: Words
    listed: bool
    bound_by: tuple[Citation, ...] = ()
    own_sanctions: bool = False
    duty: tuple[Citation, ...] = Field(min_length=1)
    note: Words | None = None
    note_en: Words | None = None
    situations: tuple[Situation, ...] = ()

    @model_validator(mode="after")
    def a_table_of_their_own_where_the_list_does_not_bind(self) -> Self:
        if self.listed == bool(self.situations):
            raise ValueError("orang di luar daftar menuntut tabelnya sendiri, orang dalam daftar tidak memilikinya")
        if self.situations and not self.situations[-1].fits_everything:
            raise ValueError("baris terakhir harus berlaku bagi setiap pertanyaan")
        return self


class Group(Model):
    id: Slug
    label: Words
    label_en: Words
    subjects: tuple[Subject, ...] = Field(min_length=1)


class Right(Model):
    """What a person who already did it may count on."""

    text: Words
    text_en: Words
    basis: tuple[Citation, ...] = Field(min_length=1)


class Said(Model):
    """A sentence that the answer may need, in both languages."""

    id: Slug
    text: Words
    text_en: Words


class Answers(Model):
    read_on: date
    status: Status
    confidence: Confidence
    doubts: tuple[Words, ...]
    stale_after_days: int = Field(gt=0)
    rights: tuple[Right, ...] = Field(min_length=1)
    sentences: tuple[Said, ...]
    persons: tuple[Person, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = Field(min_length=1)


class Pattern(Model):
    """Words in a row that a text may hold. `|` parts alternatives, `*` ends a beginning of a word, `<n>` is a small
    number, `..` skips up to three words."""

    words: Words
    note: Words | None = None


class Lexicon(Model):
    """What the words of a post say. Names of candidates and parties are no part of it, on purpose."""

    read_on: date
    status: Status
    confidence: Confidence
    doubts: tuple[Words, ...]
    longest: int = Field(gt=0)
    support: tuple[Pattern, ...] = Field(min_length=1)
    official: tuple[Pattern, ...] = Field(min_length=1)
    neutral: tuple[Pattern, ...] = Field(min_length=1)
    neutral_words: tuple[str, ...] = Field(min_length=1)
    dates: tuple[Pattern, ...] = Field(min_length=1)
    negations: tuple[str, ...] = Field(min_length=1)
    harmless: tuple[Pattern, ...]  # words that look like a denial and are none
    reporting: tuple[str, ...] = Field(min_length=1)
    quotes: Words
    reach: int = Field(gt=0)
    neutral_acts: tuple[Slug, ...]
    outcomes: dict[TextKind, Outcome]
