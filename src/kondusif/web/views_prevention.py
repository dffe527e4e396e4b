"""The home of prevention: coverage beside risk, the way down to one RT, the sheets, how it is counted, its settings."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.base.csv_answer import csv_answer
from kondusif.institutions.selectors import city, today
from kondusif.institutions.services import set_preferences
from kondusif.kernel.areas import Level, contains, is_area_code, level_of
from kondusif.kernel.errors import NotYours, Refused
from kondusif.outreach.measure import KEY, measure, parsed, plain
from kondusif.outreach.models import GROUPS
from kondusif.outreach.selectors.programmes import programmes, running
from kondusif.territory.selectors import name_path, name_paths
from kondusif.web.forms_prevention import MeasureForm, NarrowForm
from kondusif.web.prevention import exports, finding, method, silence
from kondusif.web.prevention.drawings import bar, drawings
from kondusif.web.prevention.gathering import Picture, VillageRow, picture
from kondusif.web.prevention.places import place_view, value_in_days

GAPS = 10
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The finding first, then where to go next, the places, the groups, and where nothing was heard."""
    form, shown = _narrowed(request)
    on = shown.on
    planned = silence.planned_next(on, (visit.village_code for visit in shown.visits))
    labels = {code: path.partition(",")[0] for code, path in name_paths(v.rw_code for v in shown.visits).items()}
    return render(request, "web/prevention/coverage.html", {
        "picture": shown, "form": form, "query": _query(shown), "headline": finding.headline(shown),
        "lead": finding.lead(shown), "narrowed": finding.narrowed_to(shown), "drawn": drawings(shown),
        "visits": finding.visit_lines(shown, labels, planned), "share": finding.share_in_words(shown),
        "gaps": _barred(shown.gaps[:GAPS], shown.target), "trend": finding.trend_in_words(shown),
        "groups": [(GROUPS[row.group], row, bar(row.part, shown.target)) for row in shown.groups],
        "quotas": any(row.quota for row in shown.groups), "programmes_run": running(on).exists(),
        "overdue": silence.overdue(on, programme=shown.programme.pk if shown.programme else None),
        "yesterday": on - timedelta(days=1),
        "districts": [(row, bar(row.place.value, shown.target)) for row in shown.districts],
    })  # fmt: skip


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every kelurahan with the numbers of the drawing."""
    form, shown = _narrowed(request)
    return render(request, "web/prevention/places.html", {
        "picture": shown, "form": form, "query": _query(shown), "narrowed": finding.narrowed_to(shown),
        "rows": _barred((*shown.gaps, *shown.unknown), shown.target),
    })  # fmt: skip


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """One kecamatan, kelurahan, RW or RT."""
    if not is_area_code(code) or not contains(city().code, code):
        raise NotYours
    if level_of(code) is Level.CITY:
        return redirect("prevention:places")
    _form, shown = _narrowed(request)
    try:
        view = place_view(shown, code)
    except Refused as refusal:
        raise NotYours from refusal
    return render(request, "web/prevention/place.html", {
        "picture": shown, "view": view, "path": name_path(view.area.code), "query": _query(shown),
        "row": shown.by_code.get(view.area.code), "narrowed": finding.narrowed_to(shown),
        "inner": [(row, bar(row.place.value, shown.target), value_in_days(row.place, shown.on)) for row in view.inner],
        "days": value_in_days(view.place, shown.on) if view.place else None,
    })  # fmt: skip


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponseBase:
    """The numbers of the page, one row a place."""
    _form, shown = _narrowed(request)
    level = request.GET.get("tingkat", "kelurahan")
    if level not in exports.LEVELS:
        raise NotYours
    return csv_answer(exports.csv_rows(shown, level), f"cakupan-{level}-{shown.on.isoformat()}")


@require_safe
def coverage_xlsx(request: HttpRequest) -> HttpResponse:
    """The same numbers on every level as one workbook."""
    _form, shown = _narrowed(request)
    answer = HttpResponse(exports.workbook(shown), content_type=WORKBOOK)
    _named(answer, f"cakupan-{shown.on.isoformat()}.xlsx")
    return answer


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How coverage is counted, with the numbers of the city."""
    _form, shown = _narrowed(request)
    row = method.example(shown)
    return render(request, "web/prevention/method.html", {
        "picture": shown, "steps": method.steps(shown), "samples": method.samples(shown), "row": row,
        "measure": shown.coverage.measure,
        "worked": method.worked(row) if row else "", "weighed": method.weighed(row) if row else "",
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_measure(request: HttpRequest) -> HttpResponse:
    """The numbers with which the city measures."""
    form = MeasureForm(request.POST or None, measure=measure(city()))
    if form.is_bound and form.is_valid():
        assert isinstance(request.user, User)  # noqa: S101
        set_preferences(actor_of(request.user), **{KEY: plain(parsed(form.cleaned_data))})
        messages.success(request, _("Ukuran cakupan tersimpan."))
        return redirect("prevention:method")
    return render(request, "web/prevention/measure.html", {"form": form}, status=422 if form.is_bound else 200)


def _narrowed(request: HttpRequest) -> tuple[NarrowForm, Picture]:
    """The picture that the address asks for; a choice that does not exist leaves nothing out."""
    every = list(programmes())
    form = NarrowForm(request.GET, programmes=every)
    form.is_valid()
    chosen = next((row for row in every if row.number == form.cleaned_data.get("program")), None)
    return form, picture(today(), chosen, form.cleaned_data.get("sasaran") or "")


def _query(of: Picture) -> str:
    chosen = {"program": of.programme.number if of.programme else "", "sasaran": of.group}
    return urlencode({key: value for key, value in chosen.items() if value})


def _barred(rows: Iterable[VillageRow], target: float) -> list[tuple[VillageRow, SafeString]]:
    return [(row, bar(row.place.value, target)) for row in rows]


def _named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
