"""The field app: its page, its keeper on the phone, and the steps in which a note arrives."""

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.base.middleware import STATUS
from kondusif.institutions.selectors import city
from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.web import forms_field as forms
from kondusif.web.field import arrivals, devices, keeping, mending, shell
from kondusif.web.field import supplies as provisions
from kondusif.web.models import Item
from kondusif.web.rules import PIECE, ItemState

Step = Callable[..., dict[str, Any]]
# Only this page draws pictures from the camera and runs the compiled library that seals.
SEALS = csp_update({"script-src": ["'wasm-unsafe-eval'"]})
PERMISSIONS = "camera=(self), microphone=(), geolocation=(), interest-cohort=()"


def spoken(step: Step) -> Callable[..., HttpResponse]:
    """A step answers in JSON; a refusal as its code and sentence with the status that it has on a page."""

    @wraps(step)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return JsonResponse(step(request, *args, **kwargs))
        except KondusifError as error:
            status = next((number for kind, number in STATUS if isinstance(error, kind)), 422)
            return JsonResponse({"code": error.code, "sentence": sentence(error)}, status=status)

    return answer


@SEALS
@gzip_page  # the page holds no secret and nothing of its reader
@require_safe
@cache_control(no_cache=True)
def home(request: HttpRequest) -> HttpResponse:
    """The page itself: the same for everybody, so that a phone may keep it."""
    answer = HttpResponse(shell.page(request))
    answer.headers["Permissions-Policy"] = PERMISSIONS
    return answer


@gzip_page
@require_safe
@cache_control(no_cache=True)
def keeper(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the phone; it changes with the code and the city."""
    facts = {
        "scope": reverse("field:home"),
        "share": reverse("field:share"),
        "version": shell.digest(request),
        "files": [static(name) for name in shell.FILES],
    }
    return render(request, "web/field/keeper.js", facts, content_type="text/javascript")


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the page on its screen and to share into it."""
    home_page = reverse("field:home")
    told = {
        "id": home_page, "start_url": home_page, "scope": home_page, "display": "standalone", "lang": "id",
        "name": _("Kondusif Lapangan"), "short_name": _("Lapangan"), "description": city().government,
        "background_color": "#faf8f4", "theme_color": "#0a343a",
        "icons": [
            {"src": static(f"kondusif/lapangan/ikon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
             "purpose": purpose}
            for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
        ],
        "share_target": {
            "action": reverse("field:share"), "method": "POST", "enctype": "multipart/form-data",
            "params": {"title": "judul", "text": "teks", "url": "tautan",
                       "files": [{"name": "foto", "accept": ["image/*"]}]},
        },
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


@csrf_exempt  # nothing is read and nothing is changed: the keeper on the phone answers before this is asked
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Where a chat shares to. Reached only without the keeper; then the page asks to share once more."""
    return redirect(f"{reverse('field:home')}#bagikan-lagi", permanent=False)


@gzip_page
@require_safe
@spoken
def supplies(request: HttpRequest) -> dict[str, Any]:
    """What the phone takes along, and the sign that it must show with every step."""
    user = signed_in(request)
    told = request.GET.get("perangkat", "")
    found = devices.greet(user, uuid_of(told) if told else None)
    return {**provisions.supplies(user, found), "csrf": get_token(request)}


@require_POST
@spoken
def device(request: HttpRequest) -> dict[str, Any]:
    """Register this phone for this person."""
    user = signed_in(request)
    form = forms.DeviceForm(told_in(request))
    if not form.is_valid():
        raise Refused("web.item.malformed", field="key")
    agent = request.headers.get("User-Agent", "")[:300]
    made = devices.register(actor_of(user), user, form.cleaned_data["key"], agent)
    return {"key": str(made.key), "revoked": made.revoked_at is not None}


@require_POST
@spoken
def begin(request: HttpRequest) -> dict[str, Any]:
    """A note is announced, with its seal."""
    told, device_key = forms.announced(told_in(request))
    return provisions.item_line(arrivals.begin(signed_in(request), device_key, told))


@require_safe
@spoken
def status(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
    """Where a note stands."""
    return provisions.item_line(arrivals.item_of(signed_in(request), key))


@require_POST
@spoken
def piece(request: HttpRequest, key: uuid.UUID, order: int) -> dict[str, Any]:
    """The next piece of a picture."""
    item = arrivals.item_of(signed_in(request), key)
    at = request.GET.get("dari", "")
    if not at.isascii() or not at.isdigit() or len(at) > 9 or len(request.body) > PIECE:
        raise Refused("web.item.piece_too_large")
    part = arrivals.add_piece(item, order, int(at), request.body)
    return {"got": part.got, "size": part.size}


@require_POST
@spoken
def finish(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
    """The note is whole: open it and make its record."""
    return provisions.item_line(arrivals.finish(arrivals.item_of(signed_in(request), key)))


@require_safe
@spoken
def contents(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
    """What stands in one's own note, to mend it."""
    return mending.contents(arrivals.item_of(signed_in(request), key))


@require_POST
@spoken
def drop(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
    """Throw one's own refused note away."""
    user = signed_in(request)
    item: Item = arrivals.item_of(user, key)
    if item.state != ItemState.REFUSED:
        raise NotYours
    return provisions.item_line(keeping.discard(actor_of(user), user, item))


def told_in(request: HttpRequest) -> dict[str, Any]:
    """The object in the body of a request.

    Raises:
        Refused: there is none.
    """
    try:
        told = json.loads(request.body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refused("web.item.malformed", field="isi")
    return told


def uuid_of(text: str) -> uuid.UUID | None:
    """A key as it stands in an address; None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user
