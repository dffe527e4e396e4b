"""The public pages of the rulebook: what is forbidden, how days are counted, and who has checked it."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours, Refused
from kondusif.rulebook import selectors
from kondusif.rulebook.forms import DueForm, SearchForm
from kondusif.rulebook.rules import Due
from kondusif.rulebook.schema import DayOffKind, Status, Track

T = TypeVar("T")


def overview(request: HttpRequest) -> HttpResponse:
    """Every row, or those that the reader asked for."""
    form = SearchForm(request.GET if request.GET else None)
    form.is_valid()
    asked = form.cleaned_data if form.is_bound else {}
    found = selectors.find_acts(
        asked.get("cari", ""),
        track=asked.get("golongan") or None,
        phase=asked.get("tahap") or None,
        on=asked.get("tanggal"),
    )
    groups = [
        {"track": track, "acts": rows} for track in Track if (rows := [row for row in found if row.track is track])
    ]
    page = {"form": form, "groups": groups, "total_found": len(found), "asked": any(asked.values()),
            "unchecked": any(row.status is not Status.IN_FORCE for row in found),
            "edition": selectors.edition()}  # fmt: skip
    return render(request, "rulebook/overview.html", page)


def act(request: HttpRequest, act_id: str) -> HttpResponse:
    """One row with everything that is known and not known about it."""
    row = _there(selectors.act, act_id)
    levels = selectors.book().sanctions
    low_high = dict.fromkeys((row.sanction.min, row.sanction.max)) if row.sanction else {}
    page = {"act": row, "levels": [levels[level] for level in low_high], "edition": selectors.edition(),
            "other": selectors.act(row.counterpart) if row.counterpart else None, "today": today()}  # fmt: skip
    return render(request, "rulebook/act.html", page)


def procedures(request: HttpRequest) -> HttpResponse:
    """The procedures with their steps in one line each."""
    page = {"procedures": selectors.procedures(), "edition": selectors.edition()}
    return render(request, "rulebook/procedures.html", page)


def procedure(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """One procedure with its steps, and a date counted from an event that the reader types."""
    found = _there(selectors.procedure, procedure_id)
    form = DueForm(found, request.GET if "tanggal" in request.GET else None)
    dues, start = _counted(form, procedure_id)
    offices = [
        selectors.office(office_id) for office_id in dict.fromkeys(row.office for row in found.steps if row.office)
    ]
    page = {"procedure": found, "form": form, "dues": dues, "start": start, "today": today(), "offices": offices,
            "edition": selectors.edition()}  # fmt: skip
    return render(request, "rulebook/procedure.html", page)


def _counted(form: DueForm, procedure_id: str) -> tuple[list[Due], date | None]:
    if not form.is_bound or not form.is_valid():
        return [], None
    try:
        found = selectors.due(procedure_id, {form.cleaned_data["peristiwa"]: form.moment()})
    except Refused as error:
        form.add_error("tanggal", ValidationError(sentence(error), code=error.code))
        return [], None
    return found, form.cleaned_data["tanggal"]


def days_off(request: HttpRequest) -> HttpResponse:
    """The days off of one year, and what is not certain about them."""
    tables = selectors.holidays().years
    asked = request.GET.get("tahun", "")
    near = today().year
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else near
    shown = tables.get(year)
    counts = {kind: sum(day.kind is kind for day in shown.days) for kind in DayOffKind} if shown else {}
    page = {"year": year, "table": shown, "years": sorted(tables), "counts": counts, "edition": selectors.edition()}
    return render(request, "rulebook/days_off.html", page)


def instruments(request: HttpRequest) -> HttpResponse:
    """The instruments that the rows cite."""
    page = {"instruments": selectors.instruments(), "edition": selectors.edition()}
    return render(request, "rulebook/instruments.html", page)


def _there(find: Callable[[str], T], row_id: str) -> T:
    """A row by its id, or nothing at all for a stranger's guess."""
    try:
        return find(row_id)
    except Refused as error:
        raise NotYours from error
