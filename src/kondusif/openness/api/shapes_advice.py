"""The shapes of the self-check: what is asked, and what is answered. There is no room for a name in either."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, WithJsonSchema

from kondusif.advice.schema import Who, Whom
from kondusif.openness.api.shapes import (
    LONGEST,
    Basis,
    ContestId,
    Day,
    DayOut,
    English,
    PhaseName,
    Sanction,
    Short,
    Status,
    Verdict,
    told,
)
from kondusif.rulebook.schema import Relation

NEAR = [near.value for near in Relation]
WHOM = [whom.value for whom in Whom]
WHO = [who.value for who in Who]


class AdviceAct(Schema):
    id: str
    question: str
    question_en: English


class AdviceGroup(Schema):
    id: str
    label: str
    label_en: English
    acts: list[AdviceAct]


class AdviceQuestion(Schema):
    """A question of the self-check. There is no room for a name."""

    model_config = ConfigDict(extra="forbid")

    act: Annotated[str, Short, told("Perbuatan (deed), daftarnya di /advice/acts", "like", maxLength=LONGEST)]
    on: Day | None = None
    contest: ContestId | None = None
    relation: Annotated[str, told("Hubungan calon dengan yang bertanya (relation)", "none", enum=NEAR)] = "none"
    whom: Annotated[str, told("Untuk calon atau partai (for whom)", "candidate", enum=WHOM)] = Field(
        "candidate", alias="for"
    )
    who: Annotated[str, told("Siapa yang bertanya (who asks)", "pns", enum=WHO)] = "pns"


class AdviceAsked(AdviceQuestion):
    on_leave: Annotated[
        str, WithJsonSchema({"type": "boolean", "description": "Cuti di luar tanggungan negara (on unpaid leave)"})
    ] = "false"


class AdviceBody(AdviceQuestion):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"act": "post", "on": "2024-11-13", "text": "Ayo ke TPS!"}]}
    )

    text: str = Field("", description="Isi unggahan; dibaca, tidak disimpan (the words of a post; read, not kept)")
    on_leave: StrictBool = Field(False, description="Cuti di luar tanggungan negara (on unpaid leave)")


class ReadingOfLaw(Schema):
    says: Verdict
    text: str
    text_en: English


class ByPhase(Schema):
    phase: PhaseName
    acts: list[str]
    sanction: Sanction | None


class Crime(Schema):
    id: str
    text: str
    text_en: English
    penalty: str
    penalty_en: English


class TextRead(Schema):
    kind: Literal["support", "doubt", "neutral", "official", "unread", "too_long"]
    found: list[str] = Field(description="Kata-kata teks yang menentukan (the words of the text that decided)")


class Advice(Schema):
    answer: Verdict
    acts: list[str]
    basis: list[Basis]
    sanction: Sanction | None
    why: str
    why_en: English
    on: DayOut
    phase: PhaseName | None
    who: str
    human_review: bool
    readings: list[ReadingOfLaw]
    by_phase: list[ByPhase]
    crimes: list[Crime]
    text: TextRead | None
    status: Status
    edition: str
