"""The public pages of the rulebook: every row of law, what is not certain about it, and who has checked it."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours, Refused
from kondusif.rulebook import (
    compare_page,
    labels,
    packing,
    print_page,
    row_page,
    row_words,
    search,
    selectors,
    worklist,
)
from kondusif.rulebook.forms import CompareForm, DueForm, SearchForm
from kondusif.rulebook.rules import Due
from kondusif.rulebook.schema import SANCTION_ORDER, Act, DayOffKind, SanctionLevel, SanctionRange, Status
from kondusif.rulebook.search import Entry, Kind, Question

T = TypeVar("T")
EDITIONS_SHOWN = 6  # how many editions back the page of a row looks


def overview(request: HttpRequest) -> HttpResponse:
    """One search over every row; without a question, the forbidden acts and the way to the rest."""
    form = SearchForm(request.GET if request.GET else None)
    form.is_valid()
    asked = form.question()
    known = _everything()
    searched = asked != Question()
    found = search.find(known, asked if searched else Question(kind=Kind.ACT))
    page = {
        "form": form,
        "groups": _by_kind(found),
        "total_found": len(found),
        "asked": searched,
        "narrowed": bool(asked.track or asked.phase or asked.status or asked.confidence or asked.on),
        "kinds": {kind: sum(one.kind is kind for one in known) for kind in Kind},
        "total": len(known),
        "unchecked": sum(one.status != Status.IN_FORCE for one in (found if searched else known)),
        "edition": selectors.edition(),
    }
    return render(request, "rulebook/overview.html", page)


def _everything() -> tuple[Entry, ...]:
    return (*search.entries_of(selectors.book()), *search.entries_of_rooms())


def _by_kind(found: list[Entry]) -> list[dict[str, object]]:
    return [{"kind": kind, "entries": rows} for kind in Kind if (rows := [one for one in found if one.kind is kind])]


def row(request: HttpRequest, kind: str, row_id: str, step_id: str = "") -> HttpResponse:
    """One row of law; `?sejak=` asks for the version that began on that day."""
    plain = f"{kind}:{row_id}.{step_id}" if step_id else f"{kind}:{row_id}"
    since = request.GET.get("sejak", "")[:10]
    book = selectors.book()
    found = _there(lambda key: row_page.page_of(book, key, since), plain)
    page: dict[str, object] = {
        "this": found, "row": found.row, "kind": kind, "edition": selectors.edition(), "today": today(),
        "ticks": worklist.ticks_of(found.key), "amendments": _amendments(found.key),
    }  # fmt: skip
    if isinstance(found.row, Act):
        page |= {"levels": _levels(found.row.sanction), "other": _other(found.row)}
    return render(request, f"rulebook/{kind}.html", page)


def _amendments(key: str) -> list[compare_page.Amendment]:
    known = [line.edition for line in selectors.known_editions()[:EDITIONS_SHOWN]]
    return compare_page.amendments_of(key, [selectors.book_of(edition) for edition in known])


def _levels(span: SanctionRange | None) -> list[SanctionLevel]:
    """Every level of a range, the lightest first."""
    if span is None:
        return []
    low, high = SANCTION_ORDER.index(span.min), SANCTION_ORDER.index(span.max)
    return [selectors.book().sanctions[level] for level in SANCTION_ORDER[low : high + 1]]


def _other(act: Act) -> Act | None:
    return selectors.act(act.counterpart) if act.counterpart else None


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


def days_off(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The days off of one year, and what is not certain about them."""
    tables = selectors.holidays().years
    asked = request.GET.get("tahun", "")
    wanted = year or (int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today().year)
    shown = tables.get(wanted)
    if year and shown is None:
        raise NotYours
    counts = {kind: sum(day.kind is kind for day in shown.days) for kind in DayOffKind} if shown else {}
    page: dict[str, object] = {
        "year": wanted,
        "table": shown,
        "years": sorted(tables),
        "counts": counts,
        "edition": selectors.edition(),
    }
    if shown:
        key = f"year:{wanted}"
        page |= {"this": row_page.page_of(selectors.book(), key), "ticks": worklist.ticks_of(key),
                 "amendments": _amendments(key)}  # fmt: skip
    return render(request, "rulebook/days_off.html", page)


def instruments(request: HttpRequest) -> HttpResponse:
    """The instruments that the rows cite."""
    page = {"instruments": selectors.instruments(), "edition": selectors.edition()}
    return render(request, "rulebook/instruments.html", page)


def offices(request: HttpRequest) -> HttpResponse:
    """Office hours, reasons to stop a clock, and roles that bodies fill one after another."""
    known = _by_kind([one for one in _everything() if one.kind in {Kind.OFFICE, Kind.PAUSE, Kind.ROLE, Kind.SANCTION}])
    return render(request, "rulebook/offices.html", {"groups": known, "edition": selectors.edition()})


def compare(request: HttpRequest) -> HttpResponse:
    """Two editions side by side: rows added, removed, and changed field by field."""
    known = selectors.known_editions()
    names = [line.edition for line in known]
    form = CompareForm(names, request.GET if "dari" in request.GET else None)
    page: dict[str, object] = {"form": form, "editions": known, "edition": selectors.edition()}
    if form.is_bound and form.is_valid():
        old, new = form.cleaned_data["dari"], form.cleaned_data["ke"]
        page |= {"old": old, "new": new, "found": compare_page.compare(
            selectors.book_of(old), selectors.book_of(new), selectors.book())}  # fmt: skip
    return render(request, "rulebook/compare.html", page)


def download(request: HttpRequest) -> HttpResponse:
    """The whole rulebook as one file."""
    headers = {"Content-Disposition": f'attachment; filename="kondusif-aturan-{selectors.edition()}.zip"'}
    return HttpResponse(packing.pack_in_force(), content_type="application/zip", headers=headers)


@gzip_page  # a long book, and no secret on it that a changing length could give away
def printed(request: HttpRequest) -> HttpResponse:
    """The whole book on paper, with edition and status at the foot of every sheet."""
    book = selectors.book()
    statuses = Counter(row.status for row in book.rows().values())
    page = {
        "parts": [_titled(part) for part in print_page.parts_of(book)], "total": len(book.rows()),
        "drafts": statuses[Status.DRAFT], "checked": statuses[Status.CHECKED],
        "in_force": statuses[Status.IN_FORCE], "superseded": statuses[Status.SUPERSEDED],
        "edition": selectors.edition(), "digest": book.digest,
    }  # fmt: skip
    return render(request, "rulebook/print.html", page)


def _titled(part: print_page.Part) -> dict[str, object]:
    title = labels.said(part.procedure, "title") if part.procedure else str(row_words.KINDS[part.kind])
    return {"id": part.id, "title": title, "rows": part.rows}


def _there(find: Callable[[str], T], row_id: str) -> T:
    """A row by its id, or nothing at all for a stranger's guess."""
    try:
        return find(row_id)
    except Refused as error:
        raise NotYours from error
