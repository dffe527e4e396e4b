"""One place where refusals become pages, and where answers get their last headers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.base.errors import sentence
from kondusif.kernel.errors import BadSheet, KondusifError, NotAllowed, NotYours, Refused, Stale

STATUS: list[tuple[type[KondusifError], int]] = [
    (NotYours, 404),
    (NotAllowed, 403),
    (Stale, 409),
    (BadSheet, 422),
    (Refused, 422),
]


class RefusalMiddleware:
    """Shows a refusal as a page (or as a fragment for htmx) with one sentence and the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refusal_page(request, error) if isinstance(error, KondusifError) else None


def refusal_page(request: HttpRequest, error: KondusifError) -> HttpResponse:
    """The page, or the fragment for htmx, that says a refusal."""
    status = next((number for kind, number in STATUS if isinstance(error, kind)), 422)
    if status == 404:
        return render(request, "404.html", status=404)
    template = "base/_refused.html" if request.headers.get("HX-Request") else "base/refused.html"
    return render(request, template, {"sentence": sentence(error), "code": error.code}, status=status)


class HeadersMiddleware:
    """No referrer leaves, no page is cached where a person is signed in or a report is written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        )
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        return response
