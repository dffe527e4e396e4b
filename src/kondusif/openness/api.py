"""The open interface under /api/v1/: calendars, law, places and public figures.

It reads, remembers nobody, and holds no person. Every call is a door; the document is at /api/v1/openapi.json.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from ninja import NinjaAPI, Query, Router
from ninja.decorators import decorate_view
from ninja.errors import ValidationError

from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.openness import api_shapes as shapes
from kondusif.openness.selectors import as_json, latest
from kondusif.rulebook import schema
from kondusif.rulebook import selectors as rulebook
from kondusif.stages import selectors as stages
from kondusif.territory import selectors as territory

SECONDS_KEPT = 300
UNKNOWN = {"stages.contest.unknown", "rulebook.act.unknown", "rulebook.procedure.unknown"}
FAULTS = {404: shapes.Fault, 422: shapes.Fault}

api = NinjaAPI(
    title="Kondusif",
    version="1",
    description="Kalender, aturan, wilayah, dan angka publik. Hanya baca, tanpa kunci, tanpa data orang.",
    docs_url=None,
    urls_namespace="api",
)


# How calls are answered ----------------------------------------------------------


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let answers be kept for a few minutes by anybody; they are the same for everybody."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200:
            patch_cache_control(answer, public=True, max_age=SECONDS_KEPT)
        return answer

    return answered


@api.exception_handler(KondusifError)
def refused(request: HttpRequest, error: KondusifError) -> HttpResponse:
    """A refusal: 404 for a thing that is not there, 422 for a question that cannot be answered."""
    missing = isinstance(error, NotYours) or error.code in UNKNOWN or error.code.startswith("territory.area.")
    fault = {"code": error.code, "sentence": sentence(error)}
    return api.create_response(request, fault, status=404 if missing else 422)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that does not have its form; the sentence names the first one."""
    places = [str(row["loc"][1]) for row in error.errors if len(row.get("loc", ())) > 1]
    return refused(request, Refused("openness.api.bad_value", name=(places or ["?"])[0]))


def index(request: HttpRequest) -> HttpResponse:
    """Where the document is; the one page a person finds by hand."""
    return api.create_response(request, {"openapi": f"{request.path}openapi.json"}, status=200)


def missing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What is asked for under /api/v1/ and does not exist."""
    return refused(request, NotYours("openness.api.no_such_call"))


def day(text: str | None, name: str) -> date:
    """The day of a parameter; the city's date where none is given.

    Raises:
        Refused: `openness.api.bad_value`.
    """
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("openness.api.bad_value", name=name) from None


# Stages ----------------------------------------------------------------------------

calendars = Router(tags=["stages"])


@calendars.get("/stages", response=list[shapes.Contest], url_name="contests", summary="Kontes yang dikenal")
@decorate_view(kept)
def contests(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "name": row.name, "kind": row.kind, "local": row.local,
         "voting_on": row.voting_on.isoformat() if row.voting_on else None}
        for row in stages.contests()
    ]  # fmt: skip


@calendars.get(
    "/stages/{contest}", response={200: shapes.Standing, **FAULTS}, url_name="stages", by_alias=True,
    summary="Tahap, fase, dan hari menuju pemungutan suara pada suatu tanggal",
)  # fmt: skip
@decorate_view(kept)
def standing(request: HttpRequest, contest: str, on: Query[shapes.Day | None] = None) -> dict[str, Any]:
    return stages.standing(contest, day(on, "on")).as_json()


# Rulebook ----------------------------------------------------------------------------

law = Router(tags=["rulebook"])


@law.get(
    "/rulebook/acts", response={200: list[shapes.Act], 422: shapes.Fault}, url_name="acts",
    summary="Perbuatan terlarang yang berlaku pada suatu tanggal dan fase",
)  # fmt: skip
@decorate_view(kept)
def acts(
    request: HttpRequest, on: Query[shapes.Day | None] = None, phase: Query[shapes.PhaseName | None] = None
) -> list[dict[str, Any]]:
    asked = day(on, "on")
    return [_act(row, asked) for row in rulebook.acts(asked, phase)]


@law.get("/rulebook/acts/{act}", response={200: shapes.Act, **FAULTS}, url_name="act", summary="Satu perbuatan")
@decorate_view(kept)
def one_act(request: HttpRequest, act: str, on: Query[shapes.Day | None] = None) -> dict[str, Any]:
    return _act(rulebook.act(act), day(on, "on"))


@law.get("/rulebook/procedures", response=list[shapes.ProcedureLine], url_name="procedures", summary="Prosedur")
@decorate_view(kept)
def procedures(request: HttpRequest) -> list[dict[str, Any]]:
    return [_procedure_line(row) for row in rulebook.procedures()]


@law.get(
    "/rulebook/procedures/{procedure}", response={200: shapes.Procedure, **FAULTS}, url_name="procedure",
    summary="Satu prosedur dengan langkahnya",
)  # fmt: skip
@decorate_view(kept)
def one_procedure(request: HttpRequest, procedure: str) -> dict[str, Any]:
    row = rulebook.procedure(procedure)
    steps = [_step(row.id, step) for step in row.steps]
    return {**_procedure_line(row), "about": row.about, "edition": rulebook.edition(), "steps": steps}


@law.get(
    "/rulebook/procedures/{procedure}/due", response={200: list[shapes.Due], **FAULTS}, url_name="due",
    summary="Tenggat sebuah prosedur beserta alasannya",
    description="`start` adalah hari peristiwa pertama; `event` boleh berulang, misalnya `summons=2024-11-08`.",
)  # fmt: skip
@decorate_view(kept)
def due(
    request: HttpRequest, procedure: str, start: Query[shapes.Day | None] = None,
    event: Query[list[shapes.EventPair]] = [],  # noqa: B006 - the framework copies it
) -> list[dict[str, Any]]:  # fmt: skip
    events: dict[str, date | datetime] = {}
    if start is not None:
        events[rulebook.procedure(procedure).first_event] = day(start, "start")
    for pair in event:
        name, _equals, value = pair.partition("=")
        if name in events:
            raise Refused("rulebook.event.twice", event=name)
        events[name] = _moment(value)
    if not events:
        known = rulebook.events_of(rulebook.procedure(procedure))
        raise Refused("openness.api.event_needed", known=", ".join(known))
    return [row.as_json() for row in rulebook.due(procedure, events)]


def _moment(text: str) -> date | datetime:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        raise Refused("openness.api.bad_value", name="event") from None


def _act(row: schema.Act, on: date) -> dict[str, Any]:
    sources = rulebook.sources(row.source)
    return {
        "id": row.id, "text": row.text, "track": row.track.value,
        "sanction": {"min": row.sanction.min.value, "max": row.sanction.max.value} if row.sanction else None,
        "basis": [{"instrument": one.instrument, "article": one.article} for one in rulebook.basis_of(row, on)],
        "status": row.status.value, "confidence": row.confidence.value, "human_review": row.human_review,
        "source": "; ".join(f"{one.text} {one.url or ''}".strip() for one in sources),
        "phases": [phase.value for phase in row.phases],
    }  # fmt: skip


def _procedure_line(row: schema.Procedure) -> dict[str, Any]:
    return {"id": row.id, "title": row.title, "track": row.track.value, "first_event": row.first_event}


def _step(procedure: str, row: schema.Step) -> dict[str, Any]:
    return {
        "id": row.id, "rule": f"{procedure}.{row.id}", "title": row.title, "duty": row.duty, "kind": row.kind.value,
        "events": list(row.events), "number": row.number, "unit": row.unit.value,
        "counting": [one.value for one in row.counting], "first_day": [one.value for one in row.first_day],
        "status": row.status.value, "confidence": row.confidence.value, "doubts": list(row.doubts),
    }  # fmt: skip


# Territory -----------------------------------------------------------------------------

places = Router(tags=["territory"])


@places.get("/territory", response=list[shapes.PlaceLine], url_name="provinces", summary="Provinsi")
@decorate_view(kept)
def provinces(request: HttpRequest) -> list[dict[str, Any]]:
    return [_line(row) for row in territory.children("")]


@places.get("/territory/{code}", response={200: shapes.Place, **FAULTS}, url_name="place", summary="Satu wilayah")
@decorate_view(kept)
def place(request: HttpRequest, code: str) -> dict[str, Any]:
    return territory.sight(code).as_json()


@places.get(
    "/territory/{code}/children", response={200: list[shapes.PlaceLine], **FAULTS}, url_name="children",
    summary="Wilayah yang langsung di bawahnya",
)  # fmt: skip
@decorate_view(kept)
def below(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    return [_line(row) for row in territory.children(territory.area(code).code)]


def _line(row: Any) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "level": str(row.level)}


# Figures ---------------------------------------------------------------------------------

figures = Router(tags=["figures"])


@figures.get(
    "/figures", response=shapes.Figures, url_name="figures", summary="Angka publik edisi terakhir; jumlah kecil ditahan"
)
@decorate_view(kept)
def public_figures(request: HttpRequest) -> dict[str, Any]:
    return as_json(latest())


for router in (calendars, law, places, figures):
    api.add_router("", router)
