"""What every page of the public door has in common: no cookie, and one sentence for a request that cannot be read."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER = "20"


def public(view: View) -> View:
    """A page of the public door: a token instead of a cookie, and a request that cannot be read gets one sentence."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            if request.method == "POST":
                request.POST, request.FILES  # noqa: B018  read now, so that what is wrong with the body shows here
        except SuspiciousOperation:
            return render(request, "intake_public/too_large.html", {"limit": _megabytes()}, status=413)
        except (MultiPartParserError, OSError):
            return render(request, "intake_public/unreadable.html", status=400)
        response = view(request)
        response["Referrer-Policy"] = "no-referrer"  # not even the origin learns which page a reader came from
        if response.status_code == 503:
            response["Retry-After"] = RETRY_AFTER
        return response

    return guarded


def _megabytes() -> int:
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20)
