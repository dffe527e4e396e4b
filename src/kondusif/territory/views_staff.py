"""Pages where the desk keeps the lists of RW and RT and the counts of vulnerable TPS."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, ancestors, contains, level_of
from kondusif.kernel.errors import BadSheet, NotYours, Refused
from kondusif.territory import forms_staff as forms
from kondusif.territory import neighbourhoods as lists
from kondusif.territory.indicators import instrument
from kondusif.territory.models import Area
from kondusif.territory.rules import path_of, short_label
from kondusif.territory.selectors import area as area_of
from kondusif.territory.selectors import kelurahan_of, name_path, name_paths
from kondusif.territory.selectors import neighbourhoods as kept
from kondusif.territory.selectors import tps as counted
from kondusif.territory.services.neighbourhoods import load_neighbourhoods
from kondusif.territory.services.tps import enter_tps_counts, load_tps_sheet
from kondusif.territory.tps_sheets import packed_counts, unpacked_counts

WIDE = (Level.CITY, Level.DISTRICT)


@require_safe
def neighbourhoods(request: HttpRequest, code: str) -> HttpResponse:
    """The RW and RT of a kelurahan, or which kelurahan have a list of them."""
    area = _own(code, *WIDE, Level.VILLAGE)
    if area.level == Level.VILLAGE:
        houses = kept.houses_of(area.code)
        return render(request, "territory/neighbourhoods.html", {
            "area": area, "path": name_path(area.code), "houses": [(row, lists.spans(row.rt)) for row in houses],
            "rt": sum(len(row.rt) for row in houses), "bare": sum(not row.rt for row in houses),
        })  # fmt: skip
    rows = kept.listed(area.code)
    return render(request, "territory/neighbourhood_lists.html", {
        "area": area, "rows": rows, "missing": [row for row in rows if not row.rt],
        "rw": sum(row.rw for row in rows), "rt": sum(row.rt for row in rows),
    })  # fmt: skip


@require_safe
def neighbourhoods_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same as a sheet that can be loaded again."""
    area = _own(code, *WIDE, Level.VILLAGE)
    return csv_answer(kept.neighbourhood_rows(area.code), f"rw-rt-{area.code}")


@require_http_methods(["GET", "POST"])
def set_list(request: HttpRequest, code: str) -> HttpResponse:
    """The list of one kelurahan by hand: typed, previewed, then written."""
    area = _own(code, Level.VILLAGE)
    if request.POST.get("langkah") == "simpan":
        return _land_lists(request, area)
    first = {"houses": lists.written(kept.houses_by_number(area.code))}
    form = forms.HousesForm(request.POST or None, initial=first)
    if form.is_bound and form.is_valid():
        return _preview_lists(request, area, {area.code: form.cleaned_data["houses"]}, form.cleaned_data["source"])
    return render(request, "territory/neighbourhoods_form.html", {
        "area": area, "form": form, "path": name_path(area.code),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def load_lists(request: HttpRequest, code: str) -> HttpResponse:
    """The lists of several kelurahan out of a CSV: read, previewed, then written."""
    area = _own(code, *WIDE, Level.VILLAGE)
    if request.POST.get("langkah") == "simpan":
        return _land_lists(request, area)
    form = forms.NeighbourhoodSheetForm(request.POST or None, request.FILES or None, villages=_villages(area))
    if form.is_bound and form.is_valid():
        return _preview_lists(request, area, form.cleaned_data["file"].lists, form.cleaned_data["source"])
    return render(request, "territory/neighbourhoods_sheet.html", {
        "area": area, "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_safe
def tps(request: HttpRequest, code: str) -> HttpResponse:
    """The indicators of vulnerable TPS of a kelurahan, or how far the city has entered them."""
    area, contest = _own(code, *WIDE, Level.VILLAGE), city().contest
    shared = {"area": area, "contest": contest, "contest_name": _spoken(contest), "instrument": instrument()}
    if area.level == Level.VILLAGE:
        groups = counted.tps_lines(area.code, contest)
        entries = [entry for _group, rows in groups for _id, _words, entry in rows if entry]
        return render(request, "territory/tps.html", {
            **shared, "groups": groups, "known": len(entries), "present": sum(row.count >= 1 for row in entries),
            "path": name_path(area.code),
        })  # fmt: skip
    rows = counted.tps_standings(area.code, contest)
    return render(request, "territory/tps_city.html", {
        **shared, "rows": rows, "entered": sum(row.known > 0 for row in rows),
    })  # fmt: skip


@require_safe
def tps_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """The counts as a sheet that can be loaded again; without counts it is the form to fill in."""
    area = _own(code, *WIDE, Level.VILLAGE)
    return csv_answer(counted.tps_rows(area.code, city().contest), f"tps-rawan-{area.code}")


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """The 25 counts of one kelurahan."""
    area, contest = _own(code, Level.VILLAGE), city().contest
    entries = counted.tps_entries(area.code, contest)
    first = {key: entry.count for key, entry in entries.items()}
    first["source"] = next((entry.source for entry in entries.values()), "")  # type: ignore[assignment]
    most = counted.most_stations(area)
    form = forms.CountsForm(request.POST or None, initial=first, instrument=instrument(), most=most)
    if form.is_bound and form.is_valid():
        try:
            enter_tps_counts(_actor(request), area.code, contest, form.counts(), form.cleaned_data["source"])
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Indikator TPS rawan %(name)s tersimpan.") % {"name": area.name})
            return redirect("territory:tps", area.code)
    return render(request, "territory/tps_form.html", {
        "area": area, "form": form, "most": most, "contest_name": _spoken(contest), "path": name_path(area.code),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def load_counts(request: HttpRequest, code: str) -> HttpResponse:
    """The counts of several kelurahan out of a CSV: read, previewed, then written."""
    area, contest = _own(code, *WIDE, Level.VILLAGE), city().contest
    if request.POST.get("langkah") == "simpan":
        return _land_counts(request, area, contest)
    villages = _villages(area)
    form = forms.CountSheetForm(
        request.POST or None, request.FILES or None, villages=villages, instrument=instrument(),
        stations={row.code: counted.most_stations(row) for row in kelurahan_of(area.code)} or {
            area.code: counted.most_stations(area)
        },
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        return _preview_counts(request, area, form.cleaned_data["file"].counts, form.cleaned_data["source"])
    return render(request, "territory/tps_sheet.html", {
        "area": area, "form": form, "contest_name": _spoken(contest), "ids": instrument().ids,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _preview_lists(
    request: HttpRequest, area: Area, wanted: Mapping[str, Mapping[int, frozenset[int]]], source: str
) -> HttpResponse:
    changes = lists.changes_of(wanted, kept.living_codes(wanted))
    paths = name_paths([row.village for row in changes])
    return render(request, "territory/neighbourhoods_preview.html", {
        "area": area, "source": source, "seal": lists.seal_of(changes), "villages": " ".join(wanted),
        "packed": lists.packed({code: dict(own) for code, own in wanted.items()}),
        "rows": [(row, paths[row.village], _short(row.added), _short(row.ended)) for row in changes],
        "added": sum(len(row.added) for row in changes), "ended": sum(len(row.ended) for row in changes),
    })  # fmt: skip


def _land_lists(request: HttpRequest, area: Area) -> HttpResponse:
    try:
        wanted = lists.unpacked(request.POST.get("isi", ""), request.POST.get("kelurahan", "").split())
    except BadSheet as fault:
        raise Refused("territory.neighbourhoods.lost") from fault
    seal = request.POST.get("segel", "") or "-"
    changes = load_neighbourhoods(
        _actor(request), area.code, wanted, source=request.POST.get("source", "")[:90], seal=seal
    )
    moved = sum(row.moves for row in changes)
    said = _("Daftar RW dan RT %(count)s kelurahan diperbarui.") % {"count": moved}
    messages.success(request, said if moved else _("Tidak ada yang berubah."))
    return redirect("territory:neighbourhoods", area.code)


def _preview_counts(
    request: HttpRequest, area: Area, counts: Mapping[str, Mapping[str, int]], source: str
) -> HttpResponse:
    before = counted.tps_counts(area.code, city().contest)
    if area.level == Level.VILLAGE:
        entries = counted.tps_entries(area.code, city().contest)
        before = {area.code: {key: entry.count for key, entry in entries.items()}}
    paths = name_paths(counts)
    rows = []
    for code, own in sorted(counts.items()):
        old = before.get(code, {})
        moved = [(key, old.get(key), number) for key, number in sorted(own.items()) if old.get(key) != number]
        rows.append((paths[code], moved, len(own)))
    return render(request, "territory/tps_preview.html", {
        "area": area, "source": source, "packed": packed_counts(counts), "rows": rows,
        "changed": sum(len(moved) for _path, moved, _known in rows), "contest_name": _spoken(city().contest),
    })  # fmt: skip


def _land_counts(request: HttpRequest, area: Area, contest: str) -> HttpResponse:
    try:
        counts = unpacked_counts(request.POST.get("isi", ""))
    except BadSheet as fault:
        raise Refused("territory.neighbourhoods.lost") from fault
    changed = load_tps_sheet(_actor(request), area.code, contest, counts, request.POST.get("source", ""))
    messages.success(request, _("%(count)s angka diperbarui.") % {"count": changed})
    return redirect("territory:tps", area.code)


def _own(code: str, *levels: Level) -> Area:
    """A place of this city at one of the levels; anything else does not exist here."""
    if not contains(city().code, code):
        raise NotYours
    try:
        area = area_of(code)
    except Refused as refusal:
        raise NotYours from refusal
    if area.level not in levels:
        raise NotYours
    return area


def _villages(area: Area) -> dict[str, str]:
    if area.level == Level.VILLAGE:
        return {area.code: area.name}
    return dict(kelurahan_of(area.code).values_list("code", "name"))


def _short(codes: Sequence[str]) -> str:
    """RW and RT in a preview, some of which no list knows yet: the first thirty, then how many more."""
    shown = "; ".join(
        path_of([(level_of(part), short_label(part, "")) for part in _own_parts(code)]) for code in codes[:30]
    )
    return f"{shown}; +{len(codes) - 30}" if len(codes) > 30 else shown


def _own_parts(code: str) -> list[str]:
    """The RW, and the RT if it is one."""
    return [part for part in (*ancestors(code), code) if level_of(part) in (Level.RW, Level.RT)]


def _spoken(contest: str) -> str:
    return contest.replace("-", " ").capitalize()


def _actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)  # noqa: S101
    return actor_of(request.user)
