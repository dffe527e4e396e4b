"""The blind tenth: a second verifier looks at a decided report without seeing what was decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.selectors import actor_of
from kondusif.intake.forms.second_look import SecondLookForm
from kondusif.intake.kept import Unlocking
from kondusif.intake.models import Report
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors import open_report
from kondusif.intake.selectors.second_looks import (
    MOST_SHOWN,
    look_at,
    said_before_the_decision,
    second_look_for,
    waiting_second_looks,
)  # fmt: skip
from kondusif.intake.services.second_looks import give_second_look
from kondusif.intake.tenth import tenth
from kondusif.intake.views.opening import person
from kondusif.kernel.errors import Refused
from kondusif.territory.selectors import name_path, name_paths
from kondusif.vault.keyring import keyring_of
from kondusif.vault.selectors import person_key_of


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this verifier to look at again."""
    found = waiting_second_looks(person(request))
    paths = name_paths(report.village_code or report.area_code for report in found)
    rows = [(one, paths[one.village_code or one.area_code].partition(",")[0]) for one in found[:MOST_SHOWN]]
    more = len(found) > MOST_SHOWN
    return render(request, "intake/second_looks.html", {"rows": rows, "more": more, "tenth": tenth()})


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, number: str) -> HttpResponse:
    """The account and the evidence, and nothing of the first decision until the second one is given."""
    user = person(request)
    report, key = second_look_for(user, number), Unlocking(request)
    back = reverse("intake:second_look", args=[number])
    if key.must_wait:
        return key.wait(subject=report.number, back=back)
    if open_report(key.keyring, report).locked and request.method == "POST":
        raise Refused("intake.not_your_key")
    form = SecondLookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        give_second_look(actor_of(user), report, Outcome(form.cleaned_data["outcome"]))
        messages.success(request, _("Pemeriksaan ulang tercatat. Laporannya tidak berubah."))
        return key.done(redirect(back))
    return key.done(_page(request, report, form))


def _page(request: HttpRequest, report: Report, form: SecondLookForm) -> HttpResponse:
    """The page of an opened or locked report; after the second look what both said."""
    given = look_at(report)
    closed = keyring_of(request) is None
    context = {
        "report": report, "form": form, "given": given, "place": name_path(report.exact_area), "closed": closed,
        "has_key": not closed or person_key_of(person(request)) is not None,
        "same": given is not None and given.outcome == report.outcome,
    }  # fmt: skip
    if not report.locked:
        pieces = list(report.attachments.all())
        for piece in pieces:
            piece.report = report
        context |= {
            "evidence": [(piece, piece.file_note(report.key)) for piece in pieces],
            "added": said_before_the_decision(report),
        }
    return render(request, "intake/second_look.html", context, status=422 if form.errors else 200)
