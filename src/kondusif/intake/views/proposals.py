"""What the machine would mark in an opened report: made in memory when a verifier asks, kept nowhere."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.base.fields import CleanTextField
from kondusif.institutions.selectors import city
from kondusif.intake.models import Report
from kondusif.intake.views.desk import report_page
from kondusif.intake.views.opening import opened, person
from kondusif.intake.views.queue import queue_page, read_filters
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.roster.services import look_up
from kondusif.screening.services import read_text, suggest
from kondusif.vault.keyring import Keyring


class PersonsForm(forms.Form):
    """Why persons are looked for in a report."""

    reason = CleanTextField(
        label=_("Alasan mencari orang"), max_length=300,
        help_text=_("Tercatat atas nama Anda dan dibaca auditor. Jangan menulis nama orang atau isi laporan."),
        error_messages={"required": _("Tulis alasan mencari orang dalam laporan ini.")},
    )  # fmt: skip


@require_POST
@opened
def propose(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    """The opened report with its proposals beside it. Persons are looked for only with a reason."""
    actor = actor_of(person(request))
    form = PersonsForm(request.POST) if "orang" in request.POST else None
    if form is None:
        shown = {"suggestions": suggest(actor, report.words, area=_place(report))}
    elif form.is_valid():
        shown = _with_persons(actor, report, form)
    else:
        shown = {}
    queue = queue_page(person(request), keyring, read_filters(request.GET), chosen=report.number)
    about = {"alone": True, "panel": True, "persons_form": form or PersonsForm()} | shown
    context = queue | report_page(person(request), report, keyring, **about)
    response = render(request, "intake/desk.html", context, status=422 if form and form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _with_persons(actor: Actor, report: Report, form: PersonsForm) -> dict[str, Any]:
    reason = form.cleaned_data["reason"]
    try:
        found = read_text(actor, report.words, reason=reason, source=report.number, area=_place(report))
    except Refused as refusal:
        form.add_error("reason", sentence(refusal))
        return {}
    return {"suggestions": found, "looked": True} | _accused(actor, report, reason)


def _accused(actor: Actor, report: Report, reason: str) -> dict[str, Any]:
    """Entries of the roster beside the name that the reporter gave."""
    if not report.accused_name:
        return {"candidates": []}
    unit = report.accused_unit.key if report.accused_unit else ""
    try:
        result = look_up(actor, report.accused_name, reason=reason, source=report.number, unit=unit)
    except Refused as refusal:
        return {"candidates": [], "not_looked": sentence(refusal)}
    return {"candidates": result.found}


def _place(report: Report) -> str:
    return report.village_code or city().code
