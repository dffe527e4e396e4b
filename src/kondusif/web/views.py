"""The situation room and the trail."""

from datetime import date
from functools import lru_cache

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import roles_of
from kondusif.audit import selectors as audit
from kondusif.cases.selectors import running_clocks
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city, local_now, today
from kondusif.kernel.small_counts import SMALLEST
from kondusif.roster.selectors import keeps
from kondusif.stages.line import stage_line
from kondusif.web import selectors, trail
from kondusif.web.permissions import ROOM_READERS

LINES_A_PAGE = 50


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The situation room; a field officer sees the own kelurahan, a lawyer the worklist, others the stage."""
    user, place = request.user, city()
    assert isinstance(user, User)  # noqa: S101
    on = today(place)
    roles = roles_of(user, on)
    if roles & set(ROOM_READERS):
        return situation_room(request, user, place, roles)
    if Role.FIELD in roles:
        rows = selectors.own_places(user, place, on)
        waiting = [row for row in rows if row.standing.silent]
        return render(request, "web/own.html", {"places": rows, "waiting": waiting, "line": stage_line(on)})
    if Role.LEGAL in roles:
        return redirect("web:rules")
    return render(request, "web/plain.html", {"line": stage_line(on)})


def situation_room(request: HttpRequest, user: User, place: City, roles: frozenset[Role]) -> HttpResponse:
    """The finding first, then what is due, who is silent, the place, the rest."""
    on = today(place)
    room = selectors.room(on)
    at = local_now(place)
    clocks = running_clocks(user, on, paused=False)
    return render(request, "web/room.html", {
        "situation": room, "places": drawn_places(on, room.seal, get_language() or "id"),
        "news": selectors.news(user, roles, on), "clocks": clocks,
        "due": clocks.due_by(on),
        "at": at, "reminder": selectors.reminder(place, room.silent, at),
        "is_desk": Role.DESK in roles, "small": SMALLEST, "keeps_roster": Role.ADMIN in roles and keeps(user),
    })  # fmt: skip


@lru_cache(maxsize=6)
def drawn_places(on: date, seal: str, language: str) -> SafeString:
    """The map, its legend and its tables, drawn once for all readers until the next write."""
    return render_to_string("web/_places.html", {"situation": selectors.room(on), "today": on})


@require_http_methods(["GET", "POST"])
def read_trail(request: HttpRequest) -> HttpResponse:
    """The last entries with their sentences; a button walks the whole chain."""
    page = Paginator(trail.entries(), LINES_A_PAGE).get_page(request.GET.get("hal"))
    return render(request, "web/trail.html", {
        "page": page, "lines": [trail.line(entry) for entry in page.object_list], "head": audit.head(),
        "verdict": audit.verify() if request.method == "POST" else None,
    })  # fmt: skip
