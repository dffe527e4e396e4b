"""The self-check: what a person may do, with the norms that say so. Nothing of a question is kept."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from ninja.decorators import decorate_view

from kondusif.advice import selectors, table, wording
from kondusif.advice.selectors import Advice
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused
from kondusif.openness.api import shapes
from kondusif.openness.api import shapes_advice as asking
from kondusif.openness.api.answering import ISO_DAY, from_the_rulebook

advice = Router(tags=["advice"])
ABOUT = (
    "Sama dengan perintah `advise`. Tanpa `on`, tanggal kota; tanpa `contest`, kontes kota. Tidak menanyakan nama dan "
    "tidak menyimpan apa pun. (As the command `advise`; without `on` the city's date, without `contest` the city's "
    "contest. It asks no name and keeps nothing.)"
)


@advice.get(
    "/advice/acts", response=list[asking.AdviceGroup], url_name="advice_acts",
    summary="Yang dapat ditanyakan (What can be asked)",
    description="Perbuatan menurut kelompok; {whom} diisi calon atau partai. (Deeds by group; {whom} is filled in.)",
)  # fmt: skip
@decorate_view(from_the_rulebook)
def askable(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "id": group.id, "label": group.label, "label_en": group.label_en,
            "acts": [
                {"id": row.id, "question": row.question, "question_en": row.question_en} for row in group.subjects
            ],
        }
        for group in table.answers().groups
    ]  # fmt: skip


@advice.get(
    "/advice", response={200: asking.Advice, **shapes.FAULTS}, url_name="advice",
    summary="Bolehkah? (May I?)", description=f"{ABOUT} Teks unggahan hanya lewat POST. (The text of a post by POST.)",
)  # fmt: skip
@decorate_view(from_the_rulebook)
def advise(request: HttpRequest, asked: Query[asking.AdviceAsked]) -> dict[str, Any]:
    return _answer(asked, "", _flag(asked.on_leave))


@advice.post(
    "/advice", response={200: asking.Advice, 400: shapes.Fault, 413: shapes.Fault, **shapes.FAULTS},
    url_name="advice", summary="Bolehkah, dengan teks unggahan? (May I, with the text of a post?)",
    description=f"{ABOUT} Jawabannya tidak boleh disimpan di jalan. (The answer is not to be kept on the way.)",
)  # fmt: skip
def advise_with_text(request: HttpRequest, asked: asking.AdviceBody) -> dict[str, Any]:
    return _answer(asked, asked.text, asked.on_leave)


def _answer(asked: asking.AdviceQuestion, text: str, on_leave: bool) -> dict[str, Any]:
    found = selectors.advise(
        asked.act, _day(asked.on), asked.contest or None, text=text, relation=asked.relation, whom=asked.whom,
        on_leave=on_leave, who=asked.who,
    )  # fmt: skip
    return _in_both_languages(found)


def _in_both_languages(found: Advice) -> dict[str, Any]:
    """The object of the command, with English beside every sentence."""
    said: dict[str, Any] = dict(found.as_json())
    answer = found.answer
    said["why_en"] = wording.reason(answer, "en")
    for row, reading in zip(said["readings"], answer.outcome.readings, strict=True):
        row["text_en"] = reading.text_en
    for row, crime in zip(said["crimes"], answer.crimes, strict=True):
        english = wording.threat(crime, answer.question.on, "en")
        row |= {f"{name}_en": english[name] for name in ("text", "penalty")}
    return said


def _day(text: str | None) -> date:
    if text is None:
        return today()
    try:
        if not ISO_DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("advice.date.unreadable", given=text[:40]) from None


def _flag(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise Refused("openness.api.bad_value", name="on_leave")
    return text.lower() == "true"
