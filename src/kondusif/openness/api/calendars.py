"""Contests and what their calendars say about a day."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from ninja.decorators import decorate_view

from kondusif.institutions.selectors import today
from kondusif.openness.api import shapes
from kondusif.openness.api.answering import kept
from kondusif.stages import rules
from kondusif.stages import selectors as stages

calendars = Router(tags=["stages"])


@calendars.get(
    "/stages", response=list[shapes.Contest], url_name="contests", summary="Kontes yang dikenal (Contests)",
    description="Kalender bawaan, lalu yang diisi kota sendiri. (Shipped calendars, then the city's own.)",
)  # fmt: skip
@decorate_view(kept)
def contests(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "name": row.name, "kind": row.kind, "local": row.local,
         "voting_on": row.voting_on.isoformat() if row.voting_on else None}
        for row in stages.contests()
    ]  # fmt: skip


@calendars.get(
    "/stages/{contest}", response={200: shapes.Standing, **shapes.FAULTS}, url_name="stages", by_alias=True,
    summary="Tahap, fase, dan hari menuju pemungutan suara (Stages, phase, days to voting)",
    description="Sama dengan perintah `stages show`. Tanpa `on`, tanggal kota. (As the command `stages show`; without "
    "`on`, the city's date.)",
)  # fmt: skip
@decorate_view(kept)
def standing(
    request: HttpRequest, contest: Path[shapes.ContestId], on: Query[shapes.Day | None] = None
) -> dict[str, Any]:
    calendar = stages.calendar(contest)
    said = stages.standing(calendar, today() if on is None else rules.asked_day(on)).as_json()
    known = {row.id: row for row in calendar.stages}
    offices = {row.office: row for row in calendar.fixings}
    for row in said["stages"]:
        row["name_en"] = known[row["id"]].name_en or row["name"]
    for row in said["phases"]:
        office = offices[row["office"]]
        row |= {"office_name": office.name, "office_name_en": office.name_en or office.name}
    return said
