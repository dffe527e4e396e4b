"""A declared flood, and batches in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.intake import services
from kondusif.intake.forms.floods import BatchForm, FloodForm
from kondusif.intake.kept import Unlocking
from kondusif.intake.models import Report
from kondusif.intake.rules import Line, Outcome
from kondusif.intake.selectors import (
    batch_of,
    current_burst,
    current_flood,
    floods,
    open_reports,
    reports_of_batch,
    reports_visible_to,
)
from kondusif.intake.selectors.batches import heads_for_batch
from kondusif.intake.selectors.corrections import names_nobody
from kondusif.intake.services.accused_said import Said
from kondusif.intake.views.opening import person
from kondusif.kernel.errors import KondusifError, Refused
from kondusif.territory.selectors import name_paths
from kondusif.vault.keyring import Keyring

LOOKED_AT = 100  # heads of the queue among which a batch is sought: some are in hands, some do not open
HISTORY = 50


@require_http_methods(["GET", "HEAD", "POST"])
def flood(request: HttpRequest) -> HttpResponse:
    """Declare a flood with a reason, end it, and see what was declared before."""
    form = FloodForm(request.POST if request.POST.get("act") == "nyatakan" else None)
    actor = actor_of(person(request))
    try:
        if request.POST.get("act") == "akhiri":
            services.end_flood(actor)
            messages.success(request, _("Lonjakan diakhiri. Laporan diambil satu per satu lagi."))
            return redirect("intake:flood")
        if form.is_bound and form.is_valid():
            services.declare_flood(actor, reason=form.cleaned_data["reason"])
            messages.success(request, _("Lonjakan dinyatakan. Verifikator dapat mengambil 25 laporan sekaligus."))
            return redirect("intake:flood")
    except Refused as refusal:
        messages.warning(request, sentence(refusal))
    context = {
        "form": form, "flood": current_flood(), "burst": current_burst(), "history": floods()[:HISTORY],
        "verifier": has_role(person(request), Role.VERIFIER),
    }  # fmt: skip
    return render(request, "intake/flood.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """Twenty-five opened headlines for five minutes: ticked ones get one outcome, the rest goes back."""
    key = Unlocking(request)
    if key.must_wait:
        return key.wait(subject=_("Berkas laporan"), back=reverse("intake:batch"))
    if key.keyring is None:
        return redirect(f"{reverse('vault:unlock')}?next={reverse('intake:batch')}")
    return key.done(_batch(request, key.keyring))


def _batch(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    act, mine = request.POST.get("act"), _held(request, keyring)
    if act == "lepas":
        _let_go(request)
        return redirect("intake:batch")
    if act == "ambil":
        try:
            services.take_batch(actor_of(person(request)), _candidates(request, keyring))
        except Refused as refusal:
            messages.warning(request, sentence(refusal))
        if "reason" not in request.POST:
            return redirect("intake:batch")
        mine = _held(request, keyring)
    late = act == "putus" and not mine
    form = _form(request, mine, sent=act == "putus" and not late)
    if form.is_bound and form.is_valid():
        return _decided(request, form, mine)
    status = 409 if late else 422 if form.errors else 200
    return render(request, "intake/batch.html", _page(request, form, mine) | {"late": late}, status=status)


def _held(request: HttpRequest, keyring: Keyring) -> list[Report]:
    """My running batch, opened."""
    user = person(request)
    held = batch_of(user)
    if held is None:
        return []
    found = reports_of_batch(reports_visible_to(user), user, held)
    return [report for report in open_reports(keyring, found) if not report.locked]


def _candidates(request: HttpRequest, keyring: Keyring) -> list[Report]:
    """The head of the queue, as far as it is free and opens with this key."""
    rows, keys = heads_for_batch(person(request), today(), LOOKED_AT)
    found = open_reports(keyring, sorted(rows.filter(pk__in=keys), key=lambda report: keys.index(report.pk)))
    return [report for report in found if not report.locked]


def _form(request: HttpRequest, mine: list[Report], *, sent: bool) -> BatchForm:
    """What was typed for a batch that has died meanwhile stands in the form of the next one."""
    typed = {name: request.POST.get(name, "") for name in ("outcome", "reason")}
    asks = any(names_nobody(report) for report in mine)
    form = BatchForm(request.POST if sent else None, initial=typed, asks_accused=asks)
    form.fields["reports"].choices = [(report.number, report.number) for report in mine]  # type: ignore[attr-defined]
    return form


def _decided(request: HttpRequest, form: BatchForm, mine: list[Report]) -> HttpResponse:
    """Each ticked report by a decision of its own; what cannot be decided is named, the rest goes back."""
    ticked, done, missed = set(form.cleaned_data["reports"]), 0, []
    for report in mine:
        if report.number not in ticked:
            continue
        try:
            services.decide(
                actor_of(person(request)), report, Outcome(form.cleaned_data["outcome"]),
                reason=form.cleaned_data["reason"],
                said=Said(Line.NOT_MINE) if form.cleaned_data.get("not_mine") else None,
            )  # fmt: skip
            done += 1
        except KondusifError as error:
            missed.append(f"{report.short_number}: {sentence(error)}")
    _let_go(request)
    if done:
        said = ngettext("%(total)s laporan diputus. Sisanya kembali ke antrean.",
                        "%(total)s laporan diputus. Sisanya kembali ke antrean.", done)  # fmt: skip
        messages.success(request, said % {"total": done})
    for line in missed:
        messages.warning(request, line)
    return redirect("intake:batch")


def _let_go(request: HttpRequest) -> None:
    if held := batch_of(person(request)):
        services.give_back_batch(actor_of(person(request)), held)


def _page(request: HttpRequest, form: BatchForm, mine: list[Report]) -> dict[str, Any]:
    places = name_paths(report.village_code or report.area_code for report in mine)
    lease = mine[0].lease if mine else None
    return {
        "form": form, "flood": current_flood(), "lease": lease, "total": len(mine),
        "rows": [
            (report, places[report.village_code or report.area_code].split(",")[0], report.attachments.count())
            for report in mine
        ],
        "ticked": sorted(set(request.POST.getlist("reports"))), "typed": "reason" in request.POST,
    }  # fmt: skip
