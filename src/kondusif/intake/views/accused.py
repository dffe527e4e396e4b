"""A second verifier answers who is accused: approve or refuse; who proposed takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.intake import services
from kondusif.intake.forms.correcting import RefusalForm
from kondusif.intake.models import AccusedProposal, Report
from kondusif.intake.views.corrections import back_to
from kondusif.intake.views.desk import report_page
from kondusif.intake.views.opening import opened, person
from kondusif.intake.views.queue import queue_page, read_filters
from kondusif.kernel.errors import KondusifError, Refused, Stale
from kondusif.vault.keyring import Keyring


@require_POST
@opened
def approve(request: HttpRequest, report: Report, keyring: Keyring, pk: int) -> HttpResponse:
    try:
        services.approve_accused(actor_of(person(request)), report, _asked(report, pk))
    except (Refused, Stale) as error:
        return _not_now(request, report, error)
    messages.success(request, _("Terlapor dibetulkan. Kata-kata pelapor tidak berubah."))
    return back_to(request, report)


@require_POST
@opened
def refuse(request: HttpRequest, report: Report, keyring: Keyring, pk: int) -> HttpResponse:
    row, form = _asked(report, pk), RefusalForm(request.POST)
    if not form.is_valid():
        user = person(request)
        page = queue_page(user, keyring, read_filters(request.GET), chosen=report.number)
        page |= report_page(user, report, keyring, refusal_form=form) | {"alone": True}
        return render(request, "intake/desk.html", page, status=422)
    try:
        services.refuse_accused(actor_of(person(request)), report, row, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _not_now(request, report, refusal)
    messages.success(request, _("Usul ditolak. Pengusulnya membaca alasan Anda."))
    return redirect("intake:show", report.number)


@require_POST
@opened
def withdraw(request: HttpRequest, report: Report, keyring: Keyring, pk: int) -> HttpResponse:
    try:
        services.withdraw_accused(actor_of(person(request)), report, _asked(report, pk))
    except Refused as refusal:
        return _not_now(request, report, refusal)
    messages.success(request, _("Usul ditarik kembali. Laporannya tidak berubah."))
    return redirect("intake:show", report.number)


def _asked(report: Report, pk: int) -> AccusedProposal:
    return get_or_not_yours(report.accused_proposals.select_related("proposed_by", "report"), pk=pk)


def _not_now(request: HttpRequest, report: Report, error: KondusifError) -> HttpResponse:
    messages.warning(request, sentence(error))
    return redirect("intake:show", report.number)
