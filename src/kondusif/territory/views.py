"""Pages of the territory room: the city as a list and a map, and one place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import Level, ancestors, contains
from kondusif.kernel.errors import Refused
from kondusif.territory import map as maps
from kondusif.territory import selectors
from kondusif.territory.forms import SearchForm


def index(request: HttpRequest) -> HttpResponse:
    """The city's own territory, and a search over the whole list."""
    place = city()
    form = SearchForm(request.GET or None)
    found = None
    if form.is_valid():
        scope = "" if form.cleaned_data["seluruh"] else place.code
        found = selectors.search(form.cleaned_data["q"], scope)
    return render(request, "territory/list.html", {
        "form": form,
        "found": found,
        "paths": selectors.name_paths([row.code for row in found or ()]),
        "sight": selectors.sight_or_none(place.code),
        "rows": selectors.below(place.code),
        "map_wide": maps.render(place.code, None, _link),
        "map_small": maps.render(place.code, None, _link, compact=True),
        "outlined": maps.has_outlines(place.code),
        "editions": selectors.editions()[:3],
    })  # fmt: skip


def show(request: HttpRequest, code: str) -> HttpResponse:
    """One place: its name, counts, and what lies inside it."""
    try:
        sight = selectors.sight(code)
    except Refused as refusal:
        near = selectors.nearest_known(code)
        return render(request, "territory/unknown.html", {"said": sentence(refusal), "near": near}, status=404)
    area = sight.area
    return render(request, "territory/show.html", {
        "sight": sight,
        "area": area,
        "asked": code,
        "area_is_ours": area.level in (Level.CITY, Level.DISTRICT, Level.VILLAGE) and contains(city().code, area.code),
        "old": selectors.vanished(code) if code != area.code else None,
        "path": selectors.name_path(area.code),
        "above": selectors.chain(ancestors(area.code)),
        "rows": selectors.below(area.code),
        "map_wide": maps.render(area.code, None, _link) if area.level == Level.CITY else "",
        "map_small": maps.render(area.code, None, _link, compact=True) if area.level == Level.CITY else "",
    })  # fmt: skip


def _link(code: str) -> str:
    return reverse("territory:show", args=[code])
