"""The poster and the chat card of a unit, for whoever spreads the self-check in the city."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from kondusif.advice import posters as sheets
from kondusif.advice import selectors
from kondusif.institutions.models import City
from kondusif.institutions.selectors import UnitChoice, city, unit_choices


@require_safe
def posters(request: HttpRequest) -> HttpResponse:
    """Choose a unit; its poster, its card and its words for a chat."""
    key = request.GET.get("unit", "")
    unit = selectors.unit_of(key) if key else None
    address = _address(request)
    page = {
        "units": unit_choices(),
        "unit": unit,
        "address": address,
        "words": sheets.chat_text(unit, address) if unit else "",
        "only_here": not settings.HOST,
    }
    return render(request, "advice/posters.html", page)


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """The poster of a unit, as PDF."""
    return _sheet(request, sheets.poster, "poster-bolehkah")


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The chat card of a unit, as PDF."""
    return _sheet(request, sheets.card, "kartu-bolehkah")


def _sheet(request: HttpRequest, made: Callable[[City, UnitChoice, str], bytes], name: str) -> HttpResponse:
    unit = selectors.unit_of(request.GET.get("unit", ""))
    with translation.override("id"):  # what hangs in an office is Indonesian, whoever prints it
        body = made(city(), unit, _address(request))
    disposition = f'inline; filename="{name}-{unit.key}.pdf"'
    return HttpResponse(body, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _address(request: HttpRequest) -> str:
    """The public address of the self-check on this city's own server, in Indonesian."""
    with translation.override("id"):
        return request.build_absolute_uri(reverse("advice_public:ask"))
