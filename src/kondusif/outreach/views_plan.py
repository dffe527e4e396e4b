"""Pages about programmes, their quotas, and the calendar."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city, today
from kondusif.kernel.areas import Level, contains, is_area_code, level_of
from kondusif.kernel.errors import BadSheet, NotYours, Refused, Stale
from kondusif.outreach.forms_plan import (
    EventForm,
    GridForm,
    ProgrammeForm,
    QuotaFilterForm,
    QuotaSheetForm,
    written_in,
)
from kondusif.outreach.models import GROUPS
from kondusif.outreach.permissions import PLANNERS
from kondusif.outreach.selectors import calendar, programmes
from kondusif.outreach.services import programmes as services
from kondusif.stages import services as stages
from kondusif.stages.line import stage_line
from kondusif.stages.selectors import city_events
from kondusif.territory.selectors import area as area_of
from kondusif.territory.selectors import children, place_choices

PAGE_SIZE = 50
FIELD_OF = {
    "outreach.programme.no_name": "name", "outreach.programme.long_name": "name",
    "outreach.programme.backwards": "ends_on", "outreach.programme.target": "target_percent",
    "stages.span.backwards": "ends_on",
}  # fmt: skip


@require_GET
def list_programmes(request: HttpRequest) -> HttpResponse:
    """Every programme, the newest first."""
    rows = programmes.programmes()
    text = " ".join(request.GET.get("q", "").split())[:80]
    if text:
        rows = rows.filter(name__icontains=text)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    listed = [(row, programmes.quota_total(row)) for row in page.object_list]
    return render(request, "outreach/programmes.html", {
        "page": page, "rows": listed, "text": text, "running": programmes.running(today()).count(),
        "may_plan": has_role(person(request), *PLANNERS), "query": query.urlencode(),
    })  # fmt: skip


@require_GET
def show_programme(request: HttpRequest, number: str) -> HttpResponse:
    """One programme: what it set out to do, and what was done of it."""
    found = programmes.programme(number)
    form = QuotaFilterForm(request.GET or None, places=place_choices(city().code))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    lines = programmes.quota_lines(found, today(), group=chosen.get("sasaran", ""), area=chosen.get("wilayah", ""))
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    every = lines if not any(chosen.values()) else programmes.quota_lines(found, today())
    return render(request, "outreach/programme.html", {
        "programme": found, "page": page, "form": form, "filtered": any(chosen.values()), "query": query.urlencode(),
        "total": sum(line.quota.sessions for line in every), "held": sum(line.held for line in every),
        "empty_places": sum(not line.held for line in every), "groups": GROUPS,
        "may_plan": has_role(person(request), *PLANNERS) and not found.closed_on, "closes": request.GET.get("tutup"),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_programme(request: HttpRequest) -> HttpResponse:
    """Begin a programme."""
    line = stage_line(today())
    form = ProgrammeForm(request.POST or None, initial={"starts_on": today(), "contest": line.contest if line else ""})
    if form.is_bound and form.is_valid():
        try:
            made = services.create_programme(actor_of(person(request)), **form.values())
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Program dibuat sebagai %(number)s. Isi kuotanya.") % {"number": made.number})
            return redirect("outreach:programme", number=made.number)
    return render(request, "outreach/programme_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def change_programme(request: HttpRequest, number: str) -> HttpResponse:
    """Correct a programme."""
    found = programmes.programme(number)
    form = ProgrammeForm(request.POST or None, initial=written_in(found))
    if form.is_bound and form.is_valid():
        found.version = form.cleaned_data["version"] or found.version
        try:
            services.change_programme(actor_of(person(request)), found, **form.values())
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            return redirect("outreach:programme", number=number)
    context = {"form": form, "programme": found}
    return render(request, "outreach/programme_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def close_programme(request: HttpRequest, number: str) -> HttpResponse:
    """End a programme for good."""
    services.close_programme(actor_of(person(request)), programmes.programme(number))
    messages.success(request, _("Program ditutup."))
    return redirect("outreach:programme", number=number)


@require_http_methods(["GET", "POST"])
def quotas(request: HttpRequest, number: str) -> HttpResponse:
    """Quotas of one kecamatan as a grid."""
    found, place = programmes.programme(number), city()
    districts = list(children(place.code))
    asked = request.GET.get("kecamatan", "") or (districts[0].code if districts else "")
    if asked not in {row.code for row in districts}:
        raise NotYours
    form = GridForm(request.POST or None, rows=programmes.village_grid(found, asked))
    if form.is_bound and form.is_valid():
        try:
            touched = services.set_quotas(actor_of(person(request)), found, form.quotas())
        except (Refused, Stale) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("%(count)s kuota disimpan.") % {"count": touched})
            return redirect(f"{request.path}?kecamatan={asked}")
    context = {"form": form, "programme": found, "districts": districts, "asked": area_of(asked), "groups": GROUPS}
    return render(request, "outreach/quotas.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def quota_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """Quotas from a CSV: first what would change and every bad row, then, when confirmed, all the good rows."""
    found = programmes.programme(number)
    form = QuotaSheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "programme": found}
    if form.is_bound and form.is_valid():
        raw = form.raw()
        try:
            plan = programmes.plan_of_sheet(found, raw)
            if "simpan" in request.POST and plan.rows:
                replace = form.cleaned_data["replace"]
                touched = services.set_quotas(actor_of(person(request)), found, plan.rows, replace=replace)
                messages.success(request, _("%(count)s kuota disimpan.") % {"count": touched})
                return redirect("outreach:programme", number=number)
            context |= {"plan": plan, "text": raw.decode("utf-8", "replace"), "replace": form.cleaned_data["replace"]}
            return render(request, "outreach/quota_sheet.html", context)
        except (Refused, BadSheet, Stale) as error:
            form.add_error(None, sentence(error))
    return render(request, "outreach/quota_sheet.html", context, status=422 if form.is_bound else 200)


@require_GET
def export_quotas(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """The quotas as a CSV that can be read back in."""
    return csv_answer(programmes.quota_sheet(programmes.programme(number)), f"kuota-{number}")


@require_GET
def show_month(request: HttpRequest) -> HttpResponse:
    """One month beside the stages and the city's agenda."""
    first, area = asked_month(request.GET.get("bulan", "")), request.GET.get("wilayah", "")
    place = city()
    if area and not (is_area_code(area) and contains(place.code, area) and level_of(area) in PLACES):
        raise NotYours
    found = calendar.month(person(request), first, area=area)
    span = (found.weeks[0][0].day, found.weeks[-1][-1].day)
    return render(request, "outreach/calendar.html", {
        "month": found, "line": stage_line(today()), "places": place_choices(place.code), "area": area,
        "events": city_events(*span), "may_plan": has_role(person(request), *PLANNERS),
    })  # fmt: skip


PLACES = {Level.CITY, Level.DISTRICT, Level.VILLAGE}


@require_http_methods(["GET", "POST"])
def event(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Put something on the city's agenda, or correct it."""
    standing = city_events(date.min, date.max).filter(pk=pk).first() if pk else None
    if pk and standing is None:
        raise NotYours
    first = {name: getattr(standing, name) for name in EventForm.base_fields} if standing else {}
    form = EventForm(request.POST or None, places=place_choices(city().code), initial=first)
    if form.is_bound and form.is_valid():
        actor = actor_of(person(request))
        try:
            if standing:
                stages.change_city_event(actor, standing.pk, **form.cleaned_data)
            else:
                stages.add_city_event(actor, **form.cleaned_data)
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Agenda kota disimpan."))
            return redirect("outreach:calendar")
    context = {"form": form, "event": standing}
    return render(request, "outreach/event.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something off the city's agenda."""
    stages.remove_city_event(actor_of(person(request)), pk)
    messages.success(request, _("Agenda kota dihapus."))
    return redirect("outreach:calendar")


def asked_month(text: str) -> date:
    """The month that an address asks for (`2024-11`), or the present one."""
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today()
    return asked if 1990 <= asked.year <= 2100 else today()


def tell(form: Any, error: Refused | Stale) -> None:
    """The sentence of a refusal, at its field where it has one."""
    form.add_error(FIELD_OF.get(error.code), sentence(error))


def person(request: HttpRequest) -> User:
    """The one who asks; the door has let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user
