"""Help of the public door: who sees what. No cookie, no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kondusif.intake.views_public.page import who_sees_page
from kondusif.vault.routing import level


@require_safe
def who_sees(request: HttpRequest) -> HttpResponse:
    response = render(request, "intake_public/who_sees.html", who_sees_page(level()))
    response["Referrer-Policy"] = "no-referrer"
    return response
