"""How a page of the desk gets its report: the reader's own, opened with the reader's key."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import get_or_not_yours
from kondusif.intake.kept import Unlocking
from kondusif.intake.models import Report
from kondusif.intake.selectors import open_report, reports_visible_to
from kondusif.intake.selectors.second_looks import is_blind_for
from kondusif.kernel.errors import Refused
from kondusif.vault.keyring import Keyring


def opened(act: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about an opened report. While the key is closed, what was sent waits; a look goes to the report itself."""

    @wraps(act)
    def inside(request: HttpRequest, number: str, **more: Any) -> HttpResponse:
        report, key = mine(request, number), Unlocking(request)
        back = reverse("intake:show", args=[number])
        if key.must_wait:
            return key.wait(subject=report.number, back=back)
        if open_report(key.keyring, report).locked:
            if request.method == "POST":
                raise Refused("intake.not_your_key")
            return redirect(back)
        return key.done(act(request, report, key.keyring, **more))

    return inside


def after_second_look(act: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that shows what was decided. Who may still look a second time is led to the report, which says so."""

    @wraps(act)
    def inside(request: HttpRequest, report: Report, keyring: Keyring, **more: Any) -> HttpResponse:
        if is_blind_for(person(request), report):
            return redirect("intake:show", report.number)
        return act(request, report, keyring, **more)

    return inside


def mine(request: HttpRequest, number: str) -> Report:
    """The report of a number, where this verifier may read it."""
    return get_or_not_yours(reports_visible_to(person(request)), number=number)


def person(request: HttpRequest) -> User:
    """The signed-in officer; the door has let nobody else in."""
    return cast(User, request.user)
