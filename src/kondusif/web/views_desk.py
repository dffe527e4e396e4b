"""The desk's board, and the reminder to a named reporter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.institutions.selectors import city, today
from kondusif.intake.channels import channel
from kondusif.intake.kept import Unlocking
from kondusif.intake.ready_words import filled
from kondusif.intake.selectors import open_report
from kondusif.intake.selectors.floods import current_burst, current_flood
from kondusif.intake.selectors.waiting import Reminder, ages_of_new, left_to_tell, reminder_for, reminders_owed
from kondusif.intake.services.reminding import READY, remind_of_bawaslu
from kondusif.kernel.errors import NotYours, Refused
from kondusif.vault.keyring import keyring_of
from kondusif.web.desk import finding, gathering


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Who has not reported, what waits for whom, whom to remind."""
    user, place = _person(request), city()
    on = today(place)
    rows, silent = gathering.lines(user, on), gathering.silence(place, on)
    return render(request, "web/desk.html", {
        "lines": rows, "silence": silent, "headline": finding.headline(rows, silent),
        "ages": [row for row in ages_of_new(user, on) if row[2]], "to_tell": left_to_tell(user),
        "reminders": reminders_owed(user, on), "is_desk": has_role(user, Role.DESK),
        "flood": current_flood(), "burst": current_burst(), "sends": _sends(request),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, number: str) -> HttpResponse:
    """The last office hour at Bawaslu with why, the words to say, and one button for who may open the report."""
    user, key = _person(request), Unlocking(request)
    found = reminder_for(user, number, today())
    if request.method != "POST":
        return _page(request, found)
    if not has_role(user, Role.VERIFIER):
        raise NotYours
    if key.must_wait:
        return key.wait(subject=number, back=reverse("web:remind", args=[number]))
    if open_report(key.keyring, found.report).locked:
        raise Refused("intake.not_your_key")
    remind_of_bawaslu(actor_of(user), found.report)
    messages.success(request, _("Pelapor %(number)s diingatkan; pesannya terbaca dengan kode.") % {"number": number})
    return key.done(redirect("web:desk"))


def _page(request: HttpRequest, found: Reminder) -> HttpResponse:
    report = found.report
    return render(request, "web/desk_remind.html", {
        "found": found, "words": filled(READY, report), "sends": _sends(request),
        "way": channel(report.channel), "typed": report.typed_by_id == _person(request).pk,
    })  # fmt: skip


def _sends(request: HttpRequest) -> bool:
    """Whether one click sends: a verifier with an open key."""
    return has_role(_person(request), Role.VERIFIER) and keyring_of(request) is not None


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101
    return request.user
