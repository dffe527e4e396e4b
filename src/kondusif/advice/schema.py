"""The shape of `data/answers.yaml`: which rows of the rulebook speak of a deed, and what follows in which situation."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from kondusif.rulebook.schema import Citation, Confidence, Model, Relation, Slug, Status, Words


class Verdict(StrEnum):
    """What is answered, the freest first."""

    ALLOWED = "boleh"
    ASK_FIRST = "tanya_dulu"
    FORBIDDEN = "dilarang"


class Whom(StrEnum):
    CANDIDATE = "candidate"
    PARTY = "party"


class Situation(Model):
    """One line of the decision table. The first line that fits the question decides; an empty condition fits always.

    `rows` are the rows of the rulebook that speak of the deed, in any phase; which of them stand is for the day asked.
    """

    whom: tuple[Whom, ...] = ()
    relation: tuple[Relation, ...] = ()
    on_leave: bool | None = None
    answer: Verdict
    rows: tuple[str, ...]
    basis: tuple[Citation, ...] = ()
    why: Words
    why_en: Words

    @model_validator(mode="after")
    def no_advice_without_a_norm(self) -> Self:
        if self.answer is Verdict.FORBIDDEN and not self.rows:
            raise ValueError("dilarang menuntut sedikitnya satu baris")
        if self.answer is Verdict.ALLOWED and not self.basis:
            raise ValueError("boleh menuntut dasar")
        return self


class Subject(Model):
    """A deed that can be asked about. `question` completes "Bolehkah saya …?"; {whom} is filled in."""

    id: Slug
    question: Words
    question_en: Words
    situations: tuple[Situation, ...] = Field(min_length=1)
    already: tuple[Words, ...]
    already_en: tuple[Words, ...]

    @model_validator(mode="after")
    def the_last_line_fits_everything(self) -> Self:
        last = self.situations[-1]
        if last.whom or last.relation or last.on_leave is not None:
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


class Answers(Model):
    read_on: date
    status: Status
    confidence: Confidence
    doubts: tuple[Words, ...]
    rights: tuple[Right, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = Field(min_length=1)
