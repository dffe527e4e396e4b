"""The shapes of the open interface, the same as those of the commands."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, WithJsonSchema

# Strict text forms: a number must not be read as a day, as lenient parsers do.
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
Day = Annotated[str, Field(pattern=DAY, description="Tanggal ISO 8601"), WithJsonSchema(
    {"type": "string", "format": "date", "pattern": DAY}
)]  # fmt: skip
DayOut = Annotated[str, Field(description="Tanggal ISO 8601")]
MomentOut = Annotated[str, Field(description="Tanggal, atau tanggal dan jam setempat, ISO 8601")]
EventPair = Annotated[str, Field(pattern=r"^[a-z_]{1,40}=[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$")]
PhaseName = Literal["bakal_calon", "calon", "selesai"]
Track = Literal["kode_etik", "disiplin", "pidana", "administrasi"]
Level = Literal["moral_tertutup", "moral_terbuka", "ringan", "sedang", "berat", "ptdh"]
Status = Literal["draft", "checked", "in_force", "superseded"]
Confidence = Literal["primary", "faithful", "press", "memory", "inference"]


class Fault(Schema):
    """Why a call was not answered: a stable code, and one plain sentence in Indonesian."""

    code: str
    sentence: str


class Contest(Schema):
    id: str
    name: str
    kind: Literal["pilkada", "pemilu"]
    voting_on: DayOut | None
    local: bool = Field(description="Kalender yang diisi kota sendiri")


class StageRow(Schema):
    id: str
    name: str
    start: DayOut | None
    end: DayOut | None
    running: bool


class PhaseRow(Schema):
    office: str
    phase: PhaseName
    since: DayOut | None = Field(alias="from")


class Standing(Schema):
    contest: str
    on: DayOut
    stages: list[StageRow]
    phase: PhaseName
    phases: list[PhaseRow]
    human_review: bool
    quiet_period: bool
    days_to_voting: int | None


class Basis(Schema):
    instrument: str
    article: str


class Sanction(Schema):
    min: Level
    max: Level


class Act(Schema):
    id: str
    text: str
    track: Track
    sanction: Sanction | None
    basis: list[Basis]
    status: Status
    confidence: Confidence
    human_review: bool
    source: str
    phases: list[PhaseName]


class Step(Schema):
    id: str
    rule: str
    title: str
    duty: str
    kind: Literal["limit", "ban_start", "file_by"]
    events: list[str]
    number: int | None
    unit: Literal["days", "hours", "months"]
    counting: list[Literal["calendar", "working", "hours"]]
    first_day: list[Literal["inclusive", "exclusive"]]
    status: Status
    confidence: Confidence
    doubts: list[str]


class ProcedureLine(Schema):
    id: str
    title: str
    track: Track
    first_event: str


class Procedure(ProcedureLine):
    about: str
    edition: str
    steps: list[Step]


class Reading(Schema):
    counting: Literal["calendar", "working", "hours"]
    first_day: Literal["inclusive", "exclusive"]
    due: MomentOut | None


class Skipped(Schema):
    date: DayOut
    why: str


class Due(Schema):
    step: str
    rule: str
    edition: str
    actor: str
    event: str
    kind: Literal["limit", "ban_start", "file_by"]
    due: MomentOut | None
    outer: MomentOut | None
    office_by: MomentOut | None
    readings: list[Reading]
    skipped: list[Skipped]
    basis: list[Basis]
    status: Status
    confidence: Confidence
    why: str


class Place(Schema):
    code: str
    name: str
    level: Literal["province", "city", "district", "village", "rw", "rt"]
    parent: str | None
    children: int
    population: int | None
    tps: dict[str, int]
    edition: str


class PlaceLine(Schema):
    code: str
    name: str
    level: Literal["province", "city", "district", "village", "rw", "rt"]


class FigureRow(Schema):
    key: str
    label: str
    count: int | None = Field(description="null berarti ditahan")


class FigureTable(Schema):
    table: str
    title: str
    until: DayOut
    total: int | None
    rows: list[FigureRow]


class TrailHead(Schema):
    entries: int
    head: str


class Figures(Schema):
    contest: str | None = Field(description="null sebelum edisi pertama")
    until: DayOut | None
    made_on: DayOut | None
    smallest_count_shown: int
    trail: TrailHead | None
    tables: list[FigureTable]
