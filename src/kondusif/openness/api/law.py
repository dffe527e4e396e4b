"""The rulebook: acts, procedures, due dates."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from ninja.decorators import decorate_view

from kondusif.kernel.errors import Refused
from kondusif.openness.api import shapes
from kondusif.openness.api.answering import PAUSE, day, from_the_rulebook, moment
from kondusif.rulebook import schema
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.counting import Pause
from kondusif.rulebook.rules import Due, plain

law = Router(tags=["rulebook"])
ON = "Tanpa `on`, tanggal kota. (Without `on`, the city's date.)"
EVENTS = (
    "Sama dengan perintah `rulebook due`. `start` adalah hari peristiwa pertama; `event` boleh berulang. `due` "
    "hitungan yang aman, `outer` yang paling akhir; keduanya null bila aturan tidak menyebut angka. (As the command "
    "`rulebook due`: `due` is the safe reading, `outer` the last one; null where the law names no number.)"
)


@law.get(
    "/rulebook/acts", response={200: list[shapes.Act], 422: shapes.Fault}, url_name="acts",
    summary="Perbuatan yang diatur pada suatu tanggal dan fase (Acts that stand on a day)",
    description=f"Sama dengan perintah `rulebook acts`. Tanpa `phase`, semua fase. {ON}",
)  # fmt: skip
@decorate_view(from_the_rulebook)
def acts(
    request: HttpRequest, on: Query[shapes.Day | None] = None, phase: Query[shapes.PhaseAsked | None] = None
) -> list[dict[str, Any]]:
    asked = day(on)
    return [_act(row, asked) for row in rulebook.acts(asked, phase)]


@law.get(
    "/rulebook/acts/{act}", response={200: shapes.Act, **shapes.FAULTS}, url_name="act",
    summary="Satu perbuatan (One act)", description=f"Dengan pasal yang dikutip pada tanggal itu. {ON}",
)  # fmt: skip
@decorate_view(from_the_rulebook)
def one_act(request: HttpRequest, act: Path[shapes.ActId], on: Query[shapes.Day | None] = None) -> dict[str, Any]:
    asked = day(on)
    return _act(rulebook.act(act, asked), asked)


@law.get(
    "/rulebook/procedures", response=list[shapes.ProcedureLine], url_name="procedures",
    summary="Prosedur (Procedures)", description="Setiap prosedur dengan peristiwa pertamanya. (With the first event.)",
)  # fmt: skip
@decorate_view(from_the_rulebook)
def procedures(request: HttpRequest) -> list[dict[str, Any]]:
    return [_procedure_line(row) for row in rulebook.procedures()]


@law.get(
    "/rulebook/procedures/{procedure}", response={200: shapes.Procedure, **shapes.FAULTS}, url_name="procedure",
    summary="Satu prosedur dengan langkahnya (One procedure with its steps)",
    description="Cara hitung, keraguan, dan pemeriksaan tiap langkah. (How each step counts, its doubts, its status.)",
)  # fmt: skip
@decorate_view(from_the_rulebook)
def one_procedure(request: HttpRequest, procedure: Path[shapes.ProcedureId]) -> dict[str, Any]:
    row = rulebook.procedure(procedure)
    steps = [_step(row.id, step) for step in row.steps]
    about = {"about": row.about, "about_en": row.about_en, "edition": rulebook.edition(), "steps": steps}
    return {**_procedure_line(row), **about, "events": [_event(one) for one in rulebook.events_of(row)]}


@law.get(
    "/rulebook/due", response={200: list[shapes.Due], **shapes.FAULTS}, url_name="due",
    summary="Tenggat sebuah prosedur beserta alasannya (Due dates with their reasons)", description=EVENTS,
)  # fmt: skip
@decorate_view(from_the_rulebook)
def due(
    request: HttpRequest, procedure: Query[shapes.ProcedureId], asked: Query[shapes.DueAsked],
    event: list[shapes.EventPair] = shapes.EVENTS, pause: list[shapes.PauseSpan] = shapes.PAUSES,
) -> list[dict[str, Any]]:  # fmt: skip
    return _due(procedure, asked, event, pause)


@law.get(
    "/rulebook/procedures/{procedure}/due", response={200: list[shapes.Due], **shapes.FAULTS}, url_name="procedure_due",
    summary="Sama dengan /rulebook/due (The same by the procedure's own path)", description=EVENTS,
)  # fmt: skip
@decorate_view(from_the_rulebook)
def procedure_due(
    request: HttpRequest, procedure: Path[shapes.ProcedureId], asked: Query[shapes.DueAsked],
    event: list[shapes.EventPair] = shapes.EVENTS, pause: list[shapes.PauseSpan] = shapes.PAUSES,
) -> list[dict[str, Any]]:  # fmt: skip
    return _due(procedure, asked, event, pause)


@law.get(
    "/rulebook/editions", response=list[shapes.EditionLine], url_name="editions",
    summary="Edisi buku aturan (Editions of the rulebook)",
    description="Yang terbaru dahulu; setiap edisi dapat dipakai lagi dengan `edition`. (The newest first.)",
)  # fmt: skip
@decorate_view(from_the_rulebook)
def editions(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"edition": row.edition, "digest": row.digest, "shipped": row.shipped, "in_force": row.in_force,
         "loaded_on": row.loaded_on.isoformat() if row.loaded_on else None}
        for row in rulebook.known_editions()
    ]  # fmt: skip


def _due(procedure: str, asked: shapes.DueAsked, pairs: Sequence[str], spans: Sequence[str]) -> list[dict[str, Any]]:
    edition = asked.edition or None
    found = rulebook.due(
        procedure, _events(procedure, asked.start, pairs), _pauses(procedure, spans, edition),
        day(asked.on) if asked.on else None, subject=asked.subject, edition=edition,
    )  # fmt: skip
    return [_in_both_languages(row) for row in found]


def _pauses(procedure: str, spans: Sequence[str], edition: str | None) -> dict[str, list[Pause]]:
    pauses: dict[str, list[Pause]] = {}
    for text in spans:
        match = PAUSE.fullmatch(text)
        if match is None:
            raise Refused("rulebook.pause.unreadable", text=text[:60])
        step, first, last = match.groups()
        rulebook.step(f"{procedure}.{step}", edition=edition)
        one = Pause(day(first), day(last) if last else None)
        if one.last and one.last < one.first:
            raise Refused("rulebook.pause.unreadable", text=text[:60])
        pauses.setdefault(step, []).append(one)
    return pauses


def _in_both_languages(row: Due) -> dict[str, Any]:
    return {**row.as_json(), "why_en": row.why_in("en")}


def _events(procedure: str, start: str | None, pairs: Sequence[str]) -> dict[str, date | datetime]:
    events: dict[str, date | datetime] = {}
    if start is not None:
        events[rulebook.procedure(procedure).first_event] = moment(start)
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Refused("rulebook.event.unreadable", text=pair[:60])
        if name in events:
            raise Refused("rulebook.event.twice", event=name[:60])
        events[name] = moment(value)
    if not events:
        known = rulebook.events_of(rulebook.procedure(procedure))
        raise Refused("rulebook.event.needed", known=", ".join(known))
    return events


def _act(row: schema.Act, on: date) -> dict[str, Any]:
    sources = rulebook.sources(row.source)
    return {
        "id": row.id, "text": row.text, "text_en": row.text_en, "track": row.track.value,
        "sanction": {"min": row.sanction.min.value, "max": row.sanction.max.value} if row.sanction else None,
        "basis": [plain(one) for one in rulebook.basis_of(row, on)],
        "status": row.status.value, "confidence": row.confidence.value, "human_review": row.human_review,
        "source": "; ".join(f"{one.text} {one.url or ''}".strip() for one in sources),
        "phases": [phase.value for phase in row.phases], "phase_word": row.phase_word, "doubts": list(row.doubts),
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "actors": [one.value for one in row.actors], "relation": [one.value for one in row.relation],
        "levels": [
            {"level": one.level.value, "basis": [plain(cited) for cited in rulebook.basis_of(one, on)]}
            for one in row.levels
        ],
        "penalty": _penalty(row, on),
    }  # fmt: skip


def _penalty(row: schema.Act, on: date) -> dict[str, Any] | None:
    found = next((one for one in row.penalties if one.valid_on(on)), None)
    if found is None:
        return None
    return {
        **found.model_dump(mode="json", exclude={"basis"}),
        "basis": [plain(one) for one in rulebook.basis_of(found, on)],
    }


def _procedure_line(row: schema.Procedure) -> dict[str, Any]:
    return {
        "id": row.id, "title": row.title, "title_en": row.title_en, "track": row.track.value,
        "first_event": row.first_event,
    }  # fmt: skip


def _event(event_id: str) -> dict[str, str]:
    row = rulebook.event(event_id)
    return {"id": row.id, "label": row.label, "label_en": row.label_en}


def _step(procedure: str, row: schema.Step) -> dict[str, Any]:
    return {
        "id": row.id, "rule": f"{procedure}.{row.id}", "title": row.title, "title_en": row.title_en, "duty": row.duty,
        "actor": row.actor, "kind": row.kind.value, "events": list(row.events), "number": row.number,
        "unit": row.unit.value, "counting": [one.value for one in row.counting],
        "first_day": [one.value for one in row.first_day], "status": row.status.value,
        "confidence": row.confidence.value, "doubts": list(row.doubts),
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }  # fmt: skip
