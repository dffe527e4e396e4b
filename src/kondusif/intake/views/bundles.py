"""Near-duplicates: beside an opened report, and the page of a bundle."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.intake import services
from kondusif.intake.alike import Why
from kondusif.intake.forms.bundles import JoinForm, SplitForm
from kondusif.intake.models import Report
from kondusif.intake.rules import OPENING
from kondusif.intake.selectors import open_report, reports_visible_to
from kondusif.intake.selectors.bundles import fellows_of, neighbours_of
from kondusif.intake.services.bundles import settle_like
from kondusif.intake.views.leases import lease_panel
from kondusif.intake.views.opening import after_second_look, mine, opened, person
from kondusif.intake.views.together import chosen_fellows, end_alike, fellow_rows, together_panel
from kondusif.kernel.errors import NotYours, Refused
from kondusif.rulebook.compare_page import marked
from kondusif.vault.keyring import Keyring

BESIDE, PAGE = 3, 25


def bundle_panel(user: User, keyring: Keyring | None, report: Report) -> dict[str, Any]:
    """Beside an opened report: what tells the same and why, and what else waits from the same kelurahan."""
    fellows = fellows_of(user, report)
    alike, near = list(fellows[:BESIDE]), list(neighbours_of(user, report)[: BESIDE + 1])
    rows = fellow_rows(user, keyring, report, alike + near[:BESIDE])
    beside = {one.pk for one in alike}
    shown: dict[str, Any] = {
        "fellows": [row for row in rows if row.report.pk in beside], "fellows_total": fellows.count(),
        "neighbours": [row for row in rows if row.report.pk not in beside], "neighbours_more": len(near) > BESIDE,
        "join_form": JoinForm(prefix="gabung"), "split_form": SplitForm(prefix="pisah"),
    }  # fmt: skip
    if report.bundle_id and report.decided and report.outcome in OPENING:
        shown |= together_panel(user, keyring, report)
    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@opened
@after_second_look
def show(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    if request.method != "POST":
        return _page(request, report, keyring)
    try:
        if request.POST.get("aksi") == "depan":
            services.put_in_front(actor_of(person(request)), report)
            messages.success(request, _("Laporan ini sekarang di depan ikatannya."))
        elif request.POST.get("aksi") == "putus":
            _settle(request, report, keyring)
            return redirect("intake:show", report.number)
    except Refused as refusal:
        return _page(request, report, keyring, status=409, notice=sentence(refusal))
    return redirect("intake:bundle", report.number)


@require_POST
@opened
@after_second_look
def join(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    form = JoinForm(request.POST, prefix="gabung")
    if not form.is_valid():
        return _page(request, report, keyring, status=422, join_form=form)
    try:
        other = get_or_not_yours(reports_visible_to(person(request)), number=form.cleaned_data["number"])
        why = Why(form.cleaned_data["why"])
        services.join(actor_of(person(request)), report, open_report(keyring, other), why=why)
    except NotYours:
        form.add_error("number", _("Tidak ada laporan dengan nomor ini yang boleh Anda baca."))
        return _page(request, report, keyring, status=422, join_form=form)
    except Refused as refusal:
        form.add_error("number", sentence(refusal))
        return _page(request, report, keyring, status=409, join_form=form)
    messages.success(request, _("Digabung dengan %(number)s. Keduanya tetap ada.") % {"number": other.number})
    return redirect("intake:show", report.number)


@require_POST
@opened
@after_second_look
def split(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    form = SplitForm(request.POST, prefix="pisah")
    if not form.is_valid():
        return _page(request, report, keyring, status=422, split_form=form)
    try:
        services.split(actor_of(person(request)), report, why=Why(form.cleaned_data["why"]))
    except Refused as refusal:
        return _page(request, report, keyring, status=409, notice=sentence(refusal))
    messages.success(request, _("Laporan ini berdiri sendiri. Mesin tidak mengikatnya lagi."))
    return redirect("intake:show", report.number)


def _settle(request: HttpRequest, report: Report, keyring: Keyring) -> None:
    """The others go into the case or incident that this report became."""
    chosen = chosen_fellows(request, keyring, report)
    if not chosen:
        raise Refused("intake.bundle.nobody")
    actor = actor_of(person(request))
    end_alike(request, chosen, lambda fellow: settle_like(actor, fellow, report))


def _page(request: HttpRequest, report: Report, keyring: Keyring, *, status: int = 200, **more: Any) -> HttpResponse:
    user = person(request)
    fellows = fellows_of(user, report)
    page = Paginator(fellows, PAGE).get_page(request.GET.get("hal"))
    decided = fellows.filter(decided_on__isnull=False).count()
    context = {
        "report": report, "page": page, "rows": fellow_rows(user, keyring, report, list(page.object_list)),
        "total": page.paginator.count + 1 if report.bundle_id else 1,
        "decided": decided + (1 if report.decided else 0), "join_form": JoinForm(prefix="gabung"),
        "split_form": SplitForm(prefix="pisah"),
    } | lease_panel(user, report) | _beside(request, report, keyring) | more  # fmt: skip
    return render(request, "intake/bundle.html", context, status=status)


def _beside(request: HttpRequest, report: Report, keyring: Keyring) -> dict[str, Any]:
    """This report's words beside those of another one, where the reader's key opens both."""
    number = request.GET.get("dengan", "")
    if not number:
        return {}
    other = open_report(keyring, mine(request, number))
    if other.locked:
        return {"beside": other, "closed_beside": True}
    was, now = marked(report.words, other.words)
    return {"beside": other, "was": was, "now": now}
