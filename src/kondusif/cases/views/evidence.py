"""Evidence of a case: what a verifier hands over, what a handler chooses of it, and the copy to look at."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.audit.services import record
from kondusif.base.errors import sentence
from kondusif.cases import services
from kondusif.cases.forms import EvidenceForm, HandEvidenceForm
from kondusif.cases.handed import cases_of, handed_of, items_of, reports_of
from kondusif.cases.selectors import cases_writable_by
from kondusif.cases.views.pages import mine, person, write_down
from kondusif.institutions.selectors import today
from kondusif.intake.kept import Unlocking
from kondusif.intake.selectors import attachments_of, open_handed_over, open_report
from kondusif.intake.shown import shown
from kondusif.kernel.errors import Refused
from kondusif.vault.keyring import keyring_of


def evidence(request: HttpRequest, number: str) -> HttpResponse:
    """The handler takes one of the handed-over items into the case, under a label of the handler's own."""
    case, on = mine(request, number), today()
    taken = set(case.evidence.values_list("attachment", flat=True))
    every = attachments_of(case.number)
    offered = [item for item in every if item.pk not in taken]
    several = len({item.report for item in every}) > 1
    items = [
        (str(item.pk), f"{item.public_label} ({item.report})" if several else item.public_label) for item in offered
    ]
    form = EvidenceForm(request.POST or None, items=items)

    def choose(data: dict[str, Any]) -> object:
        pk = int(data["attachment"])
        return services.choose_evidence(actor_of(person(request)), case, attachment=pk, label=data["label"], on=on)

    return write_down(request, case, form, "cases/evidence.html", choose, offered=offered)


@require_safe
def evidence_file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The safe copy of a chosen item, opened with the handler's own key."""
    user = person(request)
    case = get_or_not_yours(cases_writable_by(user), number=number)
    item = get_or_not_yours(case.evidence.all(), pk=pk)
    keyring = keyring_of(request)
    if keyring is None:
        return redirect(f"{reverse('vault:unlock')}?next={quote(request.get_full_path())}")
    opened = open_handed_over(keyring, item.attachment)
    if opened is None:
        raise Refused("cases.evidence_other_unit")
    record(actor_of(user), "cases.evidence.read", case, {"evidence": item.pk})
    return shown(opened, f"{case.number}-bukti-{item.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """The verifier gives more of a report's evidence to the unit that handles its case; `laporan` names which, where
    several went into it."""
    user, key = person(request), Unlocking(request)
    report = get_or_not_yours(reports_of(user, number, request.GET.get("laporan", "")))
    case = get_or_not_yours(cases_of(report), number=number)
    back = reverse("intake:show", args=[report.number])
    if key.must_wait:
        return key.wait(subject=report.number, back=back)
    if open_report(key.keyring, report).locked:
        if request.method == "POST":
            raise Refused("intake.not_your_key")
        return redirect(back)
    items = items_of(report, case.handler.unit)
    form = HandEvidenceForm(request.POST if request.method == "POST" else None, items=items)
    if request.method == "POST" and form.is_valid():
        try:
            given = services.hand_evidence(
                actor_of(user), case, report, [int(one) for one in form.cleaned_data["items"]]
            )
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            total = len(given)
            said = ngettext("%(total)s bukti diserahkan.", "%(total)s bukti diserahkan.", total) % {"total": total}
            messages.success(request, said)
            return key.done(redirect(back))
    context = {"form": form, "case": case, "report": report, "unit": case.handler.unit, "handed": handed_of(report)}
    return key.done(render(request, "cases/hand_over.html", context, status=422 if form.errors else 200))
