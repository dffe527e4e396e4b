"""The shape of the dated facts that the rulebook must reproduce (`data/norm_tests/`)."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from kondusif.rulebook.schema import ActorKind, Counting, Model, Phase, Slug, Timing, Unit, Words


class NormTest(Model):
    """A dated fact that the rulebook must reproduce. `published` cases carry place and date, never a person."""

    id: str
    kind: Annotated[str, Field(pattern="^(published|synthetic)$")]
    about: Words
    source: tuple[Slug, ...] = Field(min_length=1)


class CountingTest(NormTest):
    start: datetime | date
    number: int
    counting: Counting
    unit: Unit = Unit.DAYS
    backward: bool = False
    safe: datetime | date
    outer: date | None = None
    done_on: date | None = None
    timing: Timing | None = None


class StepTest(NormTest):
    procedure: Slug
    step: Slug
    event: Slug
    start: datetime | date
    due: datetime | date | None
    outer: datetime | date | None
    office_by: datetime | None = None
    skipped: tuple[date, ...] | None = None


class ActTest(NormTest):
    on: date
    phase: Phase
    actor: ActorKind | None = None  # only rows that bind such a person
    stand: tuple[str, ...]
    absent: tuple[str, ...]
    with_numbers: tuple[str, ...] = ()  # rows whose threat shows numbers on that day
    without_numbers: tuple[str, ...] = ()


class OfficeTest(NormTest):
    office: Slug
    at: datetime
    arrived_on: date


class NormTests(Model):
    counting: tuple[CountingTest, ...]
    steps: tuple[StepTest, ...]
    acts: tuple[ActTest, ...]
    offices: tuple[OfficeTest, ...]
