"""Putting a place right, and proposing another accused."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city
from kondusif.intake import services
from kondusif.intake.forms.correcting import PERSON, PLACE, CorrectionForm, RefusalForm, present
from kondusif.intake.models import Report
from kondusif.intake.selectors import open_report, reports_visible_to
from kondusif.intake.selectors.corrections import (
    corrections_of,
    is_party_to,
    newest_proposal,
    proposal_of,
    refusal_of,
    second_readers,
)
from kondusif.intake.services.correcting import Accused
from kondusif.intake.views.leases import lease_panel
from kondusif.intake.views.opening import mine, opened, person
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault.keyring import Keyring

FIELDS = {"place": PLACE, "person": PERSON}


def corrections_panel(user: User, report: Report, *, may_act: bool) -> dict[str, Any]:
    """Beside an opened report: what was put right, what waits for a second person, and whether this reader is one.

    Args:
        may_act: whether the reader may act on the report now (`lease_panel`).
    """
    row = None if report.decided else newest_proposal(report)
    mine = row is not None and row.proposed_by_id == user.pk
    if row is not None and not mine and is_party_to(user, report, row):
        row = None
    proposed = proposal_of(report, row)
    answerers: set[int] = set()
    if proposed:
        by, unit = proposed.row.proposed_by_id, proposed.accused
        answerers = second_readers(report, by, unit, is_head=proposed.is_head)
    return {
        "corrections": corrections_of(report), "last_refused": refusal_of(report, row),
        "proposed": proposed, "proposed_mine": proposed is not None and mine,
        "answerers": answerers, "may_answer": user.pk in answerers and may_act,
        "refusal_form": RefusalForm(),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def correct(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    what = request.GET.get("apa", "place")
    if what not in FIELDS:
        what = "place"
    now = present(report, what)
    if request.method != "POST":
        return _page(request, report, _form(None, what, now), what)
    form = _form(request.POST, what, now)
    if not form.is_valid():
        return _page(request, report, form, what, status=422)
    report.version = form.cleaned_data["version"]
    try:
        _put_right(request, report, form, what)
    except Stale as stale:
        fresh = open_report(keyring, mine(request, report.number))
        again = _form({**request.POST.dict(), "version": str(fresh.version)}, what, now)
        return _page(request, fresh, again, what, status=409, notice=sentence(stale))
    except Refused as refusal:
        return _page(request, report, form, what, status=409, notice=sentence(refusal))
    said = _("Pembetulan tercatat. Kata-kata pelapor tidak berubah.")
    if what == "person":
        said = _("Usul tercatat. Laporan berubah bila verifikator lain menyetujuinya.")
    messages.success(request, said)
    return back_to(request, report)


def back_to(request: HttpRequest, report: Report) -> HttpResponse:
    """To the report, or to the queue where this reader may read it no more."""
    if not reports_visible_to(person(request)).filter(pk=report.pk).exists():
        messages.warning(request, _("Menurut pembetulan ini unit Anda tidak lagi boleh membaca laporannya."))
        return redirect("intake:list")
    return redirect("intake:show", report.number)


def _put_right(request: HttpRequest, report: Report, form: CorrectionForm, what: str) -> None:
    actor, given = actor_of(person(request)), form.cleaned_data
    if what == "place":
        area = form.place_code if "area" in form.changed_data else None
        services.correct_place(
            actor, report, area_code=area, place_words=given["place_words"], reason=given["reason"]
        )  # fmt: skip
        return
    accused = Accused(
        given["accused_name"], given["accused_post"], given["accused_other"], given["accused_address"], form.unit,
        given["accused_is_head"],
    )  # fmt: skip
    services.propose_accused(actor, report, accused, reason=given["reason"])


def _form(data: Any, what: str, now: dict[str, Any]) -> CorrectionForm:
    return CorrectionForm(data, city=city(), keep=FIELDS[what], initial=now)


def _page(
    request: HttpRequest, report: Report, form: CorrectionForm, what: str, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    context = {"report": report, "form": form, "what": what, "notice": notice}
    panel: dict[str, Any] = {}
    if what == "person":
        user = person(request)
        panel = corrections_panel(user, report, may_act=lease_panel(user, report)["may_act"])
        panel["no_second"] = not panel["proposed"] and not second_readers(report, user.pk)
    return render(request, "intake/correct.html", panel | context, status=status)
