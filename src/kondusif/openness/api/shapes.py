"""The shapes of the open interface, the same as those of the commands."""

from typing import Annotated, Any, Literal

from ninja import Query, Schema
from pydantic import Field, WithJsonSchema

from kondusif.rulebook.schema import ActorKind

LONGEST = 80
MOST_EVENTS = 40


def told(text: str, example: str, **form: Any) -> Any:
    """What the document says of a blank; the call itself reads it as the command does, and refuses as it does."""
    return WithJsonSchema({"type": "string", "description": text, "examples": [example], **form})


# Dates and the like are plain text here: a number must not be read as a day, as lenient parsers do, and a day that
# cannot be read is refused by the sentence that the command gives.
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PAIR = r"^[a-z_]{1,40}=[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"
PHASES = ["bakal_calon", "calon", "selesai"]
Short = Field(max_length=LONGEST)
Day = Annotated[str, told("Tanggal, ISO 8601 (a day)", "2024-11-13", format="date", pattern=DAY)]
EventPair = Annotated[
    str, told("Peristiwa dan kapan terjadi (an event and when it was)", "summons=2024-11-08", pattern=PAIR)
]
PAUSE = r"^[a-z0-9_-]{1,60}=[0-9]{4}-[0-9]{2}-[0-9]{2}\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})?$"
PauseSpan = Annotated[
    str,
    told(
        "Langkah dan hari yang tidak dihitung (a step, and days not counted)",
        "examination=2024-11-11..2024-11-13",
        pattern=PAUSE,
    ),
]
Subject = Annotated[
    str, told("Siapa yang diperiksa (whom it is about)", "pns", enum=[kind.value for kind in ActorKind])
]
EditionAsked = Annotated[str, Short, told("Edisi lama (an older edition)", "2026.11.1", maxLength=LONGEST)]
PAUSES = Query([], max_length=MOST_EVENTS, description="Boleh berulang (may be repeated)")
EVENTS = Query([], max_length=MOST_EVENTS, description="Boleh berulang (may be repeated)")
PhaseAsked = Annotated[str, told("Fase (phase)", "calon", enum=PHASES)]
ActId = Annotated[str, Short, told("Id baris keputusan bersama (row of the decree)", "SKB-D-6", maxLength=LONGEST)]
ProcedureId = Annotated[str, Short, told("Id prosedur (procedure)", "disiplin-pp94", maxLength=LONGEST)]
ContestId = Annotated[str, Short, told("Id kontes (contest)", "pilkada-2024", maxLength=LONGEST)]
AreaCode = Annotated[str, Short, told("Kode wilayah Kemendagri (area code)", "33.72.03.1002", maxLength=LONGEST)]

DayOut = Annotated[str, Field(description="Tanggal ISO 8601 (a day)")]
MomentOut = Annotated[
    str, Field(description="Tanggal, atau tanggal dan jam setempat, ISO 8601 (a day or a local time)")
]
English = Annotated[str, Field(description="Dalam bahasa Inggris (in English)")]
PhaseName = Literal["bakal_calon", "calon", "selesai"]
Track = Literal["kode_etik", "disiplin", "pidana", "administrasi"]
Level = Literal["moral_tertutup", "moral_terbuka", "ringan", "sedang", "berat", "ptdh"]
Kind = Annotated[str, Field(description="Jenis orang (a kind of person)", examples=["pns"])]
Near = Literal["none", "spouse", "family", "colleague", "self"]
Verdict = Literal["boleh", "tanya_dulu", "dilarang"]
Status = Literal["draft", "checked", "in_force", "superseded"]
Confidence = Literal["primary", "faithful", "press", "memory", "inference"]


class Fault(Schema):
    """Why a call was not answered: a stable code, and one plain sentence in both languages."""

    code: str = Field(examples=["rulebook.date.unreadable"])
    sentence: str = Field(examples=["Tanggal besok tidak terbaca. Tulis tahun-bulan-hari, misalnya 2024-11-13."])
    sentence_en: English


FAULTS = {404: Fault, 422: Fault}


class Contest(Schema):
    id: str
    name: str
    kind: Literal["pilkada", "pemilu"]
    voting_on: DayOut | None
    local: bool = Field(description="Kalender yang diisi kota sendiri")


class StageRow(Schema):
    id: str
    name: str
    name_en: English
    start: DayOut | None
    end: DayOut | None
    running: bool


class PhaseRow(Schema):
    office: str
    office_name: str
    office_name_en: English
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
    instrument: str = Field(examples=["PP 94/2021"])
    article: str = Field(examples=["Pasal 28 ayat (2)"])
    instrument_id: str = Field(examples=["pp-94-2021"])


class Sanction(Schema):
    min: Level
    max: Level


class LevelNorm(Schema):
    level: Level
    basis: list[Basis]


class Penalty(Schema):
    """What a criminal norm threatened on the day asked; null where the law of that day gives no number."""

    valid_from: DayOut | None
    valid_to: DayOut | None
    words: str
    words_en: English
    prison_months_min: int | None
    prison_months_max: int | None
    detention_months_max: int | None
    fine_min: int | None
    fine_max: int | None
    basis: list[Basis]


class Act(Schema):
    id: str
    text: str
    text_en: English
    track: Track
    sanction: Sanction | None
    basis: list[Basis]
    status: Status
    confidence: Confidence
    human_review: bool
    source: str
    phases: list[PhaseName]
    phase_word: str = Field(description="Kata fase dalam keputusan bersama (the decree's own word for the phase)")
    doubts: list[str]
    valid_from: DayOut | None
    valid_to: DayOut | None
    actors: list[Kind]
    relation: list[Near]
    levels: list[LevelNorm]
    penalty: Penalty | None


class Step(Schema):
    id: str
    rule: str
    title: str
    title_en: English
    duty: str
    actor: str
    kind: Literal["limit", "ban_start", "file_by"]
    events: list[str]
    number: int | None
    unit: Literal["days", "hours", "months"]
    counting: list[Literal["calendar", "working", "hours"]]
    first_day: list[Literal["inclusive", "exclusive"]]
    status: Status
    confidence: Confidence
    doubts: list[str]
    valid_from: DayOut | None
    valid_to: DayOut | None


class EventLine(Schema):
    id: str
    label: str
    label_en: English


class ProcedureLine(Schema):
    id: str
    title: str
    title_en: English
    track: Track
    first_event: str


class Procedure(ProcedureLine):
    about: str
    about_en: English
    edition: str
    events: list[EventLine]
    steps: list[Step]


class Reading(Schema):
    counting: Literal["calendar", "working", "hours"]
    first_day: Literal["inclusive", "exclusive"]
    due: MomentOut | None


class Skipped(Schema):
    date: DayOut
    why: str


class DueAsked(Schema):
    start: Day | None = Field(None, description="Hari peristiwa pertama (day of the first event)")
    subject: Subject | None = None
    edition: EditionAsked | None = None
    on: Day | None = Field(None, description="Hari bertanya, bagi jam yang berhenti (day of asking)")


class Part(Schema):
    """One statement of the reasons; texts stand in both languages, as `{"id": ..., "en": ...}`."""

    kind: str
    facts: dict[str, Any]


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
    why_en: English
    row: str = Field(description="Versi baris yang dipakai (the version of the row that was applied)")
    paused: bool
    left: int | None = Field(description="Sisa hari selama jeda (days left while the clock stands still)")
    explanation: list[Part]


class EditionLine(Schema):
    edition: str
    digest: str
    shipped: bool
    in_force: bool
    loaded_on: DayOut | None


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
