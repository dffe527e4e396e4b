"""The public pages of the stages: the calendar of a contest with the source of every date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours
from kondusif.rulebook import selectors as rulebook
from kondusif.stages import calendars as files
from kondusif.stages.rules import is_running


def calendars(request: HttpRequest) -> HttpResponse:
    """The contests whose calendar comes with the product."""
    found = [files.shipped(contest) for contest in files.SHIPPED]
    return render(request, "stages/calendars.html", {"calendars": found, "edition": rulebook.edition()})


def calendar(request: HttpRequest, contest: str) -> HttpResponse:
    """One contest: every stage with its dates, its basis, and how sure they are."""
    if contest not in files.SHIPPED:
        raise NotYours
    built, file, on = files.shipped(contest), files.read(contest), today()
    rows = [
        {"stage": row, "source": file.sources[row.source], "running": is_running(built, row, on)}
        for row in built.stages
    ]
    page = {"calendar": built, "rows": rows, "fixings": built.fixings, "today": on,
            "unchecked": sum(row.status != "in_force" for row in built.stages),
            "edition": rulebook.edition()}  # fmt: skip
    return render(request, "stages/calendar.html", page)
