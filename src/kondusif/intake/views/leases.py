"""Taking an item and giving it back."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.intake import services
from kondusif.intake.models import Lease, Report
from kondusif.intake.selectors import in_hands_of, lease_of, open_report, reports_visible_to
from kondusif.intake.selectors.corrections import is_party_to, waiting_proposal
from kondusif.kernel.errors import Refused
from kondusif.vault.keyring import keyring_of


def lease_panel(user: User, report: Report) -> dict[str, Any]:
    """Whose hands the item is in, and whether this reader may act on it: every form of the page asks `may_act`."""
    lease = None if report.decided else lease_of(report)
    mine = lease is not None and lease.holder_id == user.pk
    typed = report.typed_by_id == user.pk
    row = None if report.decided or report.locked else waiting_proposal(report)
    party = row is not None and is_party_to(user, report, row)
    may_act = not typed and not party and (mine or lease is None)
    return {"lease": lease, "lease_mine": mine, "typed_by_me": typed, "under_review": party, "may_act": may_act}


@require_POST
def take(request: HttpRequest, number: str) -> HttpResponse:
    user, report = _asked(request, number)
    held = in_hands_of(user)
    # An item of one's own batch is held already: to take it gives nothing back.
    before = [] if held.filter(report=report).exists() else list(held.select_related("report"))
    try:
        services.take(actor_of(user), open_report(keyring_of(request), report))
    except Refused as refusal:
        messages.warning(request, sentence(refusal))
    else:
        if before:
            messages.info(request, _given_back(before))
    return _back(request, number)


@require_POST
def release(request: HttpRequest, number: str) -> HttpResponse:
    user, report = _asked(request, number)
    services.give_back(actor_of(user), report)
    messages.success(request, _("Laporan dikembalikan ke antrean."))
    return _back(request, number)


def _given_back(before: list[Lease]) -> str:
    if before[0].batch is None:
        said = _("%(number)s kembali ke antrean: satu laporan sekali pegang.")
        return said % {"number": before[0].report.short_number}
    said = ngettext(
        "%(total)s laporan dari berkas Anda kembali ke antrean: satu laporan atau satu berkas sekali pegang.",
        "%(total)s laporan dari berkas Anda kembali ke antrean: satu laporan atau satu berkas sekali pegang.",
        len(before),
    )
    return said % {"total": len(before)}


def _asked(request: HttpRequest, number: str) -> tuple[User, Report]:
    user = cast(User, request.user)
    return user, get_or_not_yours(reports_visible_to(user), number=number)


def _back(request: HttpRequest, number: str) -> HttpResponse:
    """To the report, with the filters of the queue beside it."""
    query = request.GET.urlencode()
    return redirect(reverse("intake:show", args=[number]) + (f"?{query}" if query else ""))
