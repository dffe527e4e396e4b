"""The gate before everything else: a visitor takes a place in the public lane, or is asked to come again."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.utils import translation

from kondusif.base import lanes, logs

MOST_READ_OUT, PIECE = 32 * 2**20, 2**18
# This answer passes none of the other middlewares, so it brings its own headers.
HEADERS = {
    "Retry-After": str(lanes.RETRY_AFTER),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'",
}


class LaneMiddleware:
    """Keeps the public within its share of the threads. Stands first, so that a refusal costs next to nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not logs.is_public_door(request.path_info):
            return self._answer(request)
        with logs.silence():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not lanes.is_public(request.path_info, signed_in=signed_in, languages=_prefixes()):
            return self.get_response(request)
        public = lanes.lanes.public
        if not public.enter():
            return come_again(request)
        try:
            return self.get_response(request)
        finally:
            public.leave()


def come_again(request: HttpRequest) -> HttpResponse:
    """The page that says so, in the language of the address. No database, no session, nothing kept."""
    _read_out(request)
    first = request.path_info.lstrip("/").split("/", 1)[0]
    tongue = first if first in _prefixes() else settings.LANGUAGE_CODE
    words = _page(tongue, request.method == "POST")
    answer = HttpResponse(words, status=503, headers=HEADERS)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # a flood writes no log
    return answer


def _read_out(request: HttpRequest) -> None:
    """Let the sender finish: who is cut off while sending sees a broken line and never this page."""
    turns = lanes.lanes.read_out
    if not turns.enter():
        return
    try:
        left = MOST_READ_OUT
        while left > 0 and (piece := request.read(PIECE)):
            left -= len(piece)
    except UnreadablePostError:  # gone already
        return
    finally:
        turns.leave()


@cache
def _page(tongue: str, sent: bool) -> str:
    with translation.override(tongue):
        return render_to_string("base/come_again.html", {"sent": sent, "seconds": lanes.RETRY_AFTER, "tongue": tongue})


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
