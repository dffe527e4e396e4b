"""The calendars that ship with the product: YAML files checked against a schema, read once."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from kondusif.kernel.errors import Refused
from kondusif.stages.rules import Calendar, Fixing, Mark, Stage

DATA = Path(__file__).resolve().parent / "data"
SHIPPED = ("pilkada-2024", "pemilu-2024")
BLANK = ("pilkada", "pemilu")

Status = Literal["draft", "checked", "in_force", "superseded"]
Confidence = Literal["primary", "faithful", "press", "memory", "inference"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRow(_Strict):
    """Where rows were read: the instrument, the pages that reproduce it, and when."""

    instrument: str = Field(min_length=3)
    pages: tuple[str, ...]
    read_on: date | None


class StageRow(_Strict):
    """One stage as written in the file."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str = Field(min_length=3)
    name_en: str = Field(min_length=3)
    short: str = ""
    short_en: str = ""
    start: date | None
    end: date | None
    source: str
    status: Status
    confidence: Confidence
    mark: Mark | None = None
    note: str = ""
    note_en: str = ""

    @model_validator(mode="after")
    def is_said_in_both_languages(self) -> "StageRow":
        if bool(self.short) != bool(self.short_en) or bool(self.note) != bool(self.note_en):
            raise ValueError(f"{self.id} is said in one language only")
        return self

    @model_validator(mode="after")
    def ends_after_start(self) -> "StageRow":
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"{self.id} ends before it starts")
        return self


class FixingRow(_Strict):
    """The fixing of candidates for one office as written in the file."""

    office: str = Field(pattern=r"^[a-z][a-z_]*$")
    name: str
    name_en: str
    fixed_on: date | None
    until: date | None
    source: str
    status: Status
    confidence: Confidence


class CalendarFile(_Strict):
    """One contest file."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    kind: Literal["pilkada", "pemilu"]
    begins_on: date | None
    sources: dict[str, SourceRow]
    fixing_stage: str
    campaign_stage: str
    quiet_stage: str
    voting_stage: str
    last_stage: str
    phases: tuple[FixingRow, ...] = Field(min_length=1)
    stages: tuple[StageRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def points_at_its_own_rows(self) -> "CalendarFile":
        ids = [row.id for row in self.stages]
        if len(ids) != len(set(ids)):
            raise ValueError("two stages share an id")
        offices = [row.office for row in self.phases]
        if len(offices) != len(set(offices)):
            raise ValueError("two phases share an office")
        for pointer in (
            self.fixing_stage,
            self.campaign_stage,
            self.quiet_stage,
            self.voting_stage,
            self.last_stage,
        ):
            if pointer not in ids:
                raise ValueError(f"no stage {pointer}")
        named = {row.source for row in self.stages} | {row.source for row in self.phases}
        if missing := named - self.sources.keys():
            raise ValueError(f"no source {sorted(missing)}")
        return self


@cache
def shipped(contest_id: str) -> Calendar:
    """A calendar that comes with the product.

    Raises:
        Refused: `stages.contest.unknown`, naming the known ones.
    """
    if contest_id not in SHIPPED:
        raise Refused("stages.contest.unknown", contest=contest_id[:40], known=", ".join(SHIPPED))
    return _built(read(contest_id))


@cache
def blank(kind: str) -> Calendar:
    """The undated rows of a kind of contest, for a city to fill.

    Raises:
        Refused: `stages.kind.unknown`.
    """
    if kind not in BLANK:
        raise Refused("stages.kind.unknown", kind=kind[:40], known=", ".join(BLANK))
    return _built(read(f"kosong-{kind}"))


def read(name: str) -> CalendarFile:
    """One file, checked against its schema.

    Raises:
        pydantic.ValidationError: the file breaks the schema; a test prevents that.
    """
    return CalendarFile.model_validate(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")))


def _built(file: CalendarFile) -> Calendar:
    voting = next(row for row in file.stages if row.id == file.voting_stage)
    return Calendar(
        id=file.id,
        name=file.name,
        kind=file.kind,
        instrument=file.sources[voting.source].instrument,
        begins_on=file.begins_on,
        voting_on=voting.start,
        stages=tuple(Stage(**row.model_dump()) for row in file.stages),
        fixings=tuple(Fixing(**row.model_dump()) for row in file.phases),
        fixing_stage=file.fixing_stage,
        campaign_stage=file.campaign_stage,
        quiet_stage=file.quiet_stage,
        voting_stage=file.voting_stage,
        last_stage=file.last_stage,
    )
