"""Telling the reporter: the ready messages of the thread, and that the outcome was told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.intake import letters, services
from kondusif.intake.channels import channels
from kondusif.intake.forms.answers import ToldForm
from kondusif.intake.forms.desk import MessageForm
from kondusif.intake.models import Report
from kondusif.intake.ready_words import LANGUAGES, filled, fitting
from kondusif.intake.selectors import open_report
from kondusif.intake.selectors.forwardings import sent_away
from kondusif.intake.telling_ways import WAYS
from kondusif.intake.views.opening import after_second_look, mine, opened, person
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault.keyring import Keyring

DESK = "desk"


def told_panel(report: Report) -> dict[str, Any]:
    """Beside an opened report: the messages that fit it and, once it is decided, whether its reporter knows."""
    ready: dict[str, Any] = {"ready_messages": fitting(report), "forwarded_before": sent_away(report)}
    if not report.decided:
        return ready
    told = {"told_way": WAYS.get(report.told_way, report.told_way), "told_by_desk": told_by_desk(report)}
    return ready | told | {"said": "" if report.told_on else filled("say", report)}


def told_by_desk(report: Report) -> bool:
    """Whether the desk itself tells the outcome on the way by which this report came."""
    known = channels().get(report.channel)
    return known is not None and known.told_by == DESK


def chosen_message(request: HttpRequest, report: Report) -> dict[str, Any]:
    """The message form with the ready message that a link names; nothing where it names none that fits."""
    key, language = request.GET.get("pesan", ""), request.GET.get("bahasa", "id")
    if key not in {one.key for one in fitting(report)} or language not in LANGUAGES:
        return {}
    try:
        return {"message_form": MessageForm(initial={"words": filled(key, report, language)}), "chosen_message": key}
    except Refused:
        return {}


@require_http_methods(["GET", "HEAD", "POST"])
@opened
@after_second_look
def told(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    """What to say, the letter to print, and the note that it was done."""
    if not report.decided or report.decided_on is None:
        raise Refused("intake.not_decided")
    if "surat" in request.GET:
        return _letter(report)
    first = {"first": report.decided_on, "today": today()}
    if request.method != "POST":
        return _telling(request, report, ToldForm(initial={"version": report.version}, **first))
    form = ToldForm(request.POST, **first)
    if not form.is_valid():
        return _telling(request, report, form, status=422)
    given = form.cleaned_data
    report.version = given["version"]
    try:
        services.mark_told(actor_of(person(request)), report, way=given["way"], on=given["on"])
    except Stale as stale:
        fresh = open_report(keyring, mine(request, report.number))
        again = ToldForm({**request.POST.dict(), "version": str(fresh.version)}, **first)
        return _telling(request, fresh, again, status=409, notice=sentence(stale))
    except Refused as refusal:
        messages.warning(request, sentence(refusal))
    else:
        messages.success(request, _noted(report))
    return redirect("intake:show", report.number)


def _noted(report: Report) -> str:
    if report.told_on:
        return _("Tercatat: pelapor sudah diberi tahu.")
    return _("Tercatat: pelapor sudah tahu bahwa laporannya ditangani. Akhir penanganannya masih perlu disampaikan.")


def _telling(
    request: HttpRequest, report: Report, form: ToldForm, *, status: int = 200, notice: str = ""
) -> HttpResponse:  # fmt: skip
    context = {
        "report": report, "form": form, "by_desk": told_by_desk(report), "way": WAYS.get(report.told_way, ""),
        "words": [(language, filled("say", report, language)) for language in LANGUAGES], "notice": notice,
    }  # fmt: skip
    return render(request, "intake/told.html", context, status=status)


def _letter(report: Report) -> HttpResponse:
    response = HttpResponse(letters.told_letter(report), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{report.number}-pemberitahuan.pdf"'
    response["Cache-Control"] = "no-store"
    return response
