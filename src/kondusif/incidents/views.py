"""Pages about incidents: load through a selector, ask a form, call a service, answer."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role, in_scope, scopes_of
from kondusif.base.errors import sentence
from kondusif.incidents import forms, selectors, services
from kondusif.incidents.models import ChatDraft, Incident
from kondusif.incidents.permissions import READERS, RECORDERS
from kondusif.incidents.rules import Source, Status, Word
from kondusif.incidents.selectors.chats import draft_named
from kondusif.incidents.services.chats import take_incident
from kondusif.incidents.services.from_reports import record_from_report
from kondusif.institutions.selectors import city, today
from kondusif.intake.kept import Unlocking
from kondusif.intake.models import Report
from kondusif.intake.selectors import open_report, reports_visible_to
from kondusif.intake.selectors.second_looks import is_blind_to_number
from kondusif.kernel.areas import Level, contained_in_any, is_area_code, level_of
from kondusif.kernel.errors import Refused, Stale
from kondusif.territory.selectors import area as area_of
from kondusif.territory.selectors import name_path, name_paths

PAGE_SIZE = 50
# Where the sentence of a refusal stands in a form; any other refusal stands at the top.
FIELD_OF = {
    "incidents.future": "happened_on",
    "incidents.area.outside": "village",
    "incidents.reason.missing": "reason",
    "incidents.assess.reason_short": "reason",
}


@require_GET
def list_incidents(request: HttpRequest) -> HttpResponse:
    """Every incident in the reader's scope, filtered."""
    user = signed_in(request)
    form = forms.FilterForm(request.GET or None, places=selectors.places_of(user, *READERS))
    visible = selectors.incidents_visible_to(user)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(selectors.filtered(visible, chosen), PAGE_SIZE).get_page(request.GET.get("hal"))
    rows = with_names(page.object_list)
    query = request.GET.copy()
    query.pop("hal", None)
    return render(request, "incidents/list.html", {
        "form": form, "page": page, "rows": rows, "counts": selectors.status_counts(visible),
        "query": query.urlencode(), "filtered": bool(any(chosen.values())), "may_record": has_role(user, *RECORDERS),
    })  # fmt: skip


@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """One incident on one page, which prints."""
    user = signed_in(request)
    incident = get_or_not_yours(selectors.incidents_visible_to(user).select_related("recorded_by"), number=number)
    may_change = has_role(user, *RECORDERS)
    move_form = forms.MoveForm(status=Status(incident.status), initial={"version": incident.version})
    return render(request, "incidents/show.html", showing(user, incident, move_form, may_change=may_change))


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Write an incident down, also from a report that a verifier reads or a draft out of a chat."""
    user = signed_in(request)
    if draft := draft_named(user, request.GET.get("draf", "")):
        return recording(request, user, None, draft)
    report, key = report_named(request, user), Unlocking(request)
    loading = "muat" in request.POST
    if report is not None:
        if key.must_wait and not loading:
            return key.wait(subject=report.number, back=reverse("intake:show", args=[report.number]))
        if open_report(key.keyring, report).locked and request.method == "POST" and not loading:
            raise Refused("intake.not_your_key")
    return key.done(recording(request, user, report))


def recording(
    request: HttpRequest, user: User, report: Report | None, draft: ChatDraft | None = None
) -> HttpResponse:  # fmt: skip
    """The form of an incident, and what becomes of it."""
    at_desk = has_role(user, Role.DESK)
    options: dict[str, Any] = {
        "places": selectors.places_of(user, *RECORDERS), "at_desk": at_desk, "from_report": bool(report or draft),
    }  # fmt: skip
    if request.method == "POST" and "muat" not in request.POST:
        form = (forms.FromChatForm if draft else forms.RecordForm)(request.POST, **options)
        if form.is_valid() and (incident := recorded(user, form, report or draft, at_desk=at_desk)):
            messages.success(request, _("Tercatat sebagai %(number)s.") % {"number": incident.number})
            if draft:
                return redirect("incidents:chat", pk=draft.chat_id)
            return redirect("incidents:show", number=incident.number)
        return render(request, "incidents/record.html", {"form": form, "report": report, "draft": draft}, status=422)
    first = draft.as_incident() if draft else first_values(report)
    form = forms.RecordForm(initial=request.POST.dict() if request.method == "POST" else first, **options)
    return render(request, "incidents/record.html", {"form": form, "report": report, "draft": draft})


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Correct what was written; both values are kept."""
    user = signed_in(request)
    incident = get_or_not_yours(selectors.incidents_visible_to(user), number=number)
    places = selectors.places_of(user, *RECORDERS)
    form = forms.CorrectForm(request.POST or None, places=places, initial=forms.written_in(incident))
    if form.is_bound and form.is_valid():
        incident.version = form.cleaned_data["version"]
        changes = {name: getattr(form.facts(), name) for name in services.CORRECTABLE}
        try:
            services.correct_incident(actor_of(user), incident, changes, reason=form.cleaned_data["reason"])
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            return redirect("incidents:show", number=number)
    status = 422 if form.is_bound else 200
    return render(request, "incidents/correct.html", {"form": form, "incident": incident}, status=status)


@require_POST
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Change the status of an incident, with the reason."""
    user = signed_in(request)
    incident = get_or_not_yours(selectors.incidents_visible_to(user).select_related("recorded_by"), number=number)
    form = forms.MoveForm(request.POST, status=Status(incident.status))
    if form.is_valid():
        incident.version = form.cleaned_data["version"]
        to = Status(form.cleaned_data["to"])
        services.move_incident(actor_of(user), incident, to, reason=form.cleaned_data["reason"])
        return redirect("incidents:show", number=number)
    return render(request, "incidents/show.html", showing(user, incident, form, may_change=True), status=422)


@require_http_methods(["GET", "POST"])
def nil(request: HttpRequest) -> HttpResponse:
    """Laporan nihil: one tap for one's own kelurahan; the desk on behalf of those that called."""
    user, on = signed_in(request), today()
    if request.method == "POST":
        code = request.POST.get("area", "")
        place = selectors.place_among(user, code, Role.FIELD, Role.DESK)
        if place is None:
            raise Refused("incidents.area.outside", code=code[:30])
        own = contained_in_any(scopes_of(user, Role.FIELD), code)
        services.file_nil_report(actor_of(user), code, on_behalf=not own)
        messages.success(request, _("Laporan nihil %(place)s tersimpan.") % {"place": place})
        return redirect("incidents:nil")
    places = selectors.places_of(user, Role.FIELD, Role.DESK)
    filed, busy = selectors.nil_reports_on(on), selectors.villages_with_incidents(on)
    rows = [
        {"place": row, "district": group.label, "nil": filed.get(row.code), "busy": row.code in busy}
        for group in places
        for row in group.choices
    ]
    told = [row for row in rows if row["nil"] or row["busy"]]
    waiting = [row for row in rows if not row["nil"] and not row["busy"]]
    return render(request, "incidents/nil.html", {"told": told, "waiting": waiting, "total": len(rows)})


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest) -> HttpResponse:
    """The desk's word for the city or a kelurahan, beside the proposal and its reasons."""
    user, on, place = signed_in(request), today(), city()
    code = request.GET.get("wilayah") or place.code
    here = area_of(code)
    standing = selectors.standing_of(here.code, on)
    form = forms.AssessForm(request.POST or None)
    if form.is_bound and form.is_valid():
        written = form.cleaned_data
        try:
            services.assess(actor_of(user), here.code, Word(written["word"]), reason=written["reason"])
        except Refused as error:
            tell(form, error)
        else:
            return redirect(f"{request.path}?wilayah={here.code}")
    return render(request, "incidents/assess.html", {
        "form": form, "place": here, "standing": standing, "earlier": selectors.assessments_of(here.code)[:10],
        "places": selectors.places_of(user, Role.DESK),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_GET
def for_area(request: HttpRequest, code: str) -> HttpResponse:
    """What stands about one territory, as a piece of its page."""
    user, on = signed_in(request), today()
    here = area_of(code)
    rows = selectors.incidents_visible_to(user).filter(in_scope("area_code", [here.code]))
    words = selectors.standing_of(here.code, on) if here.code == city().code or is_village(here.code) else None
    return render(request, "incidents/_for_area.html", {
        "place": here, "rows": with_names(rows[:8]), "counts": selectors.status_counts(rows), "standing": words,
    })  # fmt: skip


@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """The RW of a kelurahan and the RT of an RW, as a piece of a form."""
    places = selectors.places_of(signed_in(request), *RECORDERS)
    form = forms.PlaceForm(places=places, initial=request.GET.dict())
    return render(request, "incidents/_parts.html", {"form": form})


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def recorded(
    user: User, form: forms.RecordForm, origin: Report | ChatDraft | None, *, at_desk: bool
) -> Incident | None:  # fmt: skip
    """The incident that a valid form makes, or None when a rule says no; the form then carries the sentence."""
    source = Source(form.cleaned_data.get("source") or (Source.DESK if at_desk else Source.FIELD))
    actor, facts, key = actor_of(user), form.facts(), form.cleaned_data["key"]
    try:
        if isinstance(origin, ChatDraft):
            return take_incident(actor, origin, facts)
        if origin is not None:
            return record_from_report(actor, facts, origin, key=key)
        return services.record_incident(actor, facts, source=source, key=key)
    except Refused as error:
        tell(form, error)
        return None


def report_named(request: HttpRequest, user: User) -> Report | None:
    """The report that an incident is made from; only a verifier reaches one."""
    number = request.GET.get("laporan", "")
    if not number:
        return None
    return get_or_not_yours(reports_visible_to(user), number=number)


def first_values(report: Report | None) -> dict[str, object]:
    """What a report already says of place and time. Its words stay with the report."""
    if report is None:
        return {"happened_on": today()}
    place = name_path(report.exact_area) if report.village_code else ""
    return {
        "village": report.village_code, "happened_on": report.happened_on, "happened_time": report.happened_time,
        "place": place,
    }  # fmt: skip


def showing(user: User, incident: Incident, move_form: forms.MoveForm, *, may_change: bool) -> dict[str, object]:
    """Everything the page of one incident shows. Only who may know the source learns of a report, and its number only
    who may not look at its decision a second time."""
    knows, report = selectors.may_know_source(user), incident.report_number or ""
    named = knows and not is_blind_to_number(user, report)
    return {
        "incident": incident, "place": name_path(incident.area_code), "move_form": move_form, "may_change": may_change,
        "changes": changes_of(incident), "knows_source": knows, "report": report if named else "",
    }  # fmt: skip


def changes_of(incident: Incident) -> list[dict[str, object]]:
    """The history, newest first, with the names of fields and values as the office says them."""
    rows = list(incident.changes.select_related("by"))
    places = name_paths([code for row in rows if row.field == "area_code" for code in (row.before, row.after)])
    return [
        {"row": row, "label": column(row.field).verbose_name,
         "before": spoken(row.field, row.before, places), "after": spoken(row.field, row.after, places)}
        for row in rows
    ]  # fmt: skip


def spoken(field: str, value: str, places: dict[str, str]) -> str:
    """A kept value in words."""
    if field == "area_code":
        return places.get(value, value)
    if field == "police_informed":
        return _("sudah") if value == "True" else _("belum")
    choices = dict(column(field).flatchoices)
    return str(choices.get(value, value)) or _("kosong")


def column(name: str) -> Any:
    """The column of an incident behind a kept change."""
    return Incident._meta.get_field(name)


def with_names(rows: Any) -> list[dict[str, object]]:
    """Incidents with their places in words, in one query for all."""
    found = list(rows)
    names = name_paths([row.area_code for row in found])
    return [{"incident": row, "place": names[row.area_code]} for row in found]


def is_village(code: str) -> bool:
    return is_area_code(code) and level_of(code) is Level.VILLAGE


def tell(form: django_forms.Form, error: Refused | Stale) -> None:
    """Put the sentence of a refusal where the person can mend it."""
    field = "kind" if error.code.startswith("incidents.kind.") else FIELD_OF.get(error.code)
    form.add_error(field if field in form.fields else None, sentence(error))
