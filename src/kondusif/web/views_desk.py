"""The desk's board, and the reminder to a named reporter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.base.csv_answer import csv_answer
from kondusif.institutions.selectors import city, local_now, today
from kondusif.intake.channels import channel
from kondusif.intake.kept import Unlocking
from kondusif.intake.ready_words import filled
from kondusif.intake.selectors import open_report
from kondusif.intake.selectors.floods import current_burst, current_flood
from kondusif.intake.selectors.reminders import Reminder, reminder_for, reminders_owed
from kondusif.intake.selectors.waiting import ages_of_new, left_to_tell
from kondusif.intake.selectors.waiting_items import PILES
from kondusif.intake.services.reminding import READY, remind_of_bawaslu
from kondusif.kernel.errors import NotYours, Refused
from kondusif.vault.keyring import keyring_of
from kondusif.web.desk import finding, gathering, waiting_list

PAGE = 50


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Who has not reported, what waits for whom, whom to remind."""
    user, place = _person(request), city()
    on = today(place)
    rows, silent = gathering.lines(user, on), gathering.silence(place, on)
    return render(request, "web/desk.html", {
        "lines": rows, "silence": silent, "headline": finding.headline(rows, silent),
        "ages": [row for row in ages_of_new(user, on) if row[2]], "to_tell": left_to_tell(user),
        "reminders": reminders_owed(user, local_now(place)), "is_desk": has_role(user, Role.DESK),
        "flood": current_flood(), "burst": current_burst(), "sends": _sends(request),
    })  # fmt: skip


@require_safe
def waiting(request: HttpRequest, pile: str) -> HttpResponse | StreamingHttpResponse:
    """The single items of one pile, how old each is and whose turn it is; the same rows as a sheet."""
    if pile not in PILES:
        raise NotYours
    user, on = _person(request), today()
    asked = request.GET.get("hal", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked) else 1
    if "csv" in request.GET:
        return csv_answer(waiting_list.cells(user, pile, on), f"menunggu-{pile}")
    rows = waiting_list.rows(user, pile, on, first=(page - 1) * PAGE, most=PAGE + 1)
    return render(request, "web/waiting.html", {
        "rows": rows[:PAGE], "pile": pile, "piles": [(key, gathering.KINDS[key].words) for key in PILES],
        "words": gathering.KINDS[pile].words, "oldest": rows[0].days if rows and page == 1 else None,
        "next_page": page + 1 if len(rows) > PAGE else None, "previous_page": page - 1 if page > 1 else None,
        "opens": has_role(user, Role.VERIFIER),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, number: str) -> HttpResponse:
    """The last office hour at Bawaslu with why, the words to say, and one button for who may open the report."""
    user, key = _person(request), Unlocking(request)
    found = reminder_for(user, number, local_now())
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
