"""The list of sessions, its export, and one session."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import get_or_not_yours, has_role
from kondusif.base import pictures as store
from kondusif.base.csv_answer import csv_answer
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours
from kondusif.outreach import forms
from kondusif.outreach.models import GROUPS, PICTURE_KINDS, SESSION_STATUSES, Session
from kondusif.outreach.permissions import READERS, WRITERS
from kondusif.outreach.rules import SessionStatus
from kondusif.outreach.selectors import sessions as read
from kondusif.outreach.selectors.programmes import programmes
from kondusif.outreach.session_sheet import book, rows_of
from kondusif.outreach.views.carrying import lack_words, may_write, readable, signed_in
from kondusif.territory.selectors import name_paths

PAGE_SIZE = 50
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def list_sessions(request: HttpRequest) -> HttpResponse:
    """Every session in the reader's area, filtered."""
    user = signed_in(request)
    form, rows, chosen = chosen_sessions(request, user)
    page = Paginator(read.with_evidence(rows), PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    return render(request, "outreach/session_list.html", {
        "form": form, "page": page, "rows": with_words(list(page.object_list)), "query": query.urlencode(),
        "filtered": any(chosen.values()), "numbers": read.session_counts(read.sessions_visible_to(user), today()),
        "may_write": has_role(user, *WRITERS), "jobs": len(read.jobs_of(user, today())),
    })  # fmt: skip


@require_GET
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same list as a sheet: CSV, or a workbook with `?jenis=xlsx`."""
    user = signed_in(request)
    _form, rows, _chosen = chosen_sessions(request, user)
    lines = rows_of(read.with_evidence(rows).prefetch_related("reached"))
    name = f"sesi-{today().isoformat()}"
    if request.GET.get("jenis") == "xlsx":
        answer = HttpResponse(book(lines), content_type=BOOK)
        answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return answer
    return csv_answer(lines, name)


@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """One session on one page, which prints."""
    return shown(request, readable(request, number))


@require_safe
def picture(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One picture of a session, to look at; no browser keeps it."""
    one = get_or_not_yours(readable(request, number).pictures.all(), pk=pk)
    try:
        data = store.read(one.name)
    except OSError as error:
        raise NotYours from error
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Content-Disposition"] = f'inline; filename="{number}-{pk}.jpg"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def shown(
    request: HttpRequest, session: Session, *, picture_form: forms.PictureForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a session, also with a form that was refused."""
    user = signed_in(request)
    view, mine = read.session_view(session), may_write(user, session)
    officers = read.officers_for(session.area_code)
    assigned = session.assigned_to.username if session.assigned_to else ""
    return render(request, "outreach/session_show.html", {
        "session": session, "view": view, "lacks": lack_words(view.lacks), "may_write": mine,
        "groups": [GROUPS.get(group, group) for group in view.groups],  # type: ignore[call-overload]
        "corrections": [correction_words(row) for row in view.corrections],
        "picture_form": picture_form or forms.PictureForm(),
        "assign_form": forms.AssignForm(
            officers=officers, initial={"assigned_to": assigned, "version": session.version}
        ),
        "may_assign": mine and has_role(user, Role.DESK) and session.status == SessionStatus.PLANNED,
        "may_cancel": mine and may_cancel(user, session), "may_print": has_role(user, Role.DESK, Role.ADMIN) or mine,
    }, status=status)  # fmt: skip


def may_cancel(user: User, session: Session) -> bool:
    """A plan is cancelled by whoever writes there; a record only by the desk."""
    if session.status == SessionStatus.PLANNED:
        return True
    return session.status == SessionStatus.HELD and has_role(user, Role.DESK)


def chosen_sessions(request: HttpRequest, user: User) -> tuple[forms.FilterForm, Any, dict[str, Any]]:
    """The filter as it was sent, and the rows that match."""
    places = read.places_of(user, *READERS)
    form = forms.FilterForm(request.GET or None, places=places, programmes=list(programmes()))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, read.filtered(read.sessions_visible_to(user), chosen), chosen


def with_words(rows: list[Session]) -> list[dict[str, object]]:
    """Sessions with their places and what they lack in words."""
    names = name_paths([row.area_code for row in rows])
    return [
        {"session": row, "place": names[row.area_code], "day": row.held_on or row.planned_on,
         "groups": [GROUPS.get(one.group, one.group) for one in row.audiences.all()],  # type: ignore[call-overload]
         "reached": getattr(row, "reach_count", 0),
         "lacks": lack_words(read.lacks_of(row, getattr(row, "picture_count", 0)))}
        for row in rows
    ]  # fmt: skip


def correction_words(row: Any) -> dict[str, object]:
    """One kept change as the page says it."""
    labels = {
        "groups": _("sasaran"), "reached": _("RT terjangkau"), "questions": _("pertanyaan"), "programme": _("program"),
        "picture": _("gambar"), "status": _("status"),
    }  # fmt: skip
    column: Any = None if row.field in labels else Session._meta.get_field(row.field)
    label = labels[row.field] if column is None else column.verbose_name
    return {"row": row, "label": label, "before": said(row.field, row.before), "after": said(row.field, row.after)}


def said(field: str, value: str) -> str:
    """A kept value in words."""
    lines = value.split("\n") if value else []
    if not lines:
        return _("kosong")
    if field in ("area_code", "reached"):
        names = name_paths(lines)
        return "; ".join(names[line] for line in lines)
    tables: dict[str, dict[Any, Any]] = {"groups": GROUPS, "status": SESSION_STATUSES}
    words = tables.get(field, {})
    if field == "picture":
        kind, _space, digest = value.partition(" ")
        return f"{dict(PICTURE_KINDS).get(kind, kind)} {digest}"  # type: ignore[call-overload]
    return "; ".join(str(words.get(line, line)) for line in lines)
