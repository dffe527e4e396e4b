"""The three seats outside the line of command, and what they are asked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.selectors import get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.kernel.errors import NotYours, Refused
from kondusif.vault import forms, routing, selectors, services
from kondusif.vault.keyring import keyring_of
from kondusif.vault.models import Disclosure
from kondusif.vault.rules import SEATS
from kondusif.vault.standing import custodians_without_key
from kondusif.vault.views.page import opened, person


@require_safe
def custodians(request: HttpRequest) -> HttpResponse:
    """Who sits where, since when; for a custodian also what waits and what was said."""
    user = person(request)
    seated = {row.seat: row for row in routing.seats()}
    own = selectors.seat_of(user)
    return render(request, "vault/custodians.html", {
        "seats": [(number, seated.get(number)) for number in range(1, SEATS + 1)], "taken": len(seated), "my_seat": own,
        "full": len(seated) == SEATS, "may_seat": selectors.holds_a_standing_key(user),
        "without_key": custodians_without_key(), "asked": list(selectors.disclosures_waiting(user)),
        "said": list(selectors.agreements_of(user)), "total": selectors.open_disclosures(),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, number: int) -> HttpResponse:
    """Give one of the three seats to a custodian."""
    if not 1 <= number <= SEATS:
        raise NotYours
    keys = selectors.could_be_custodians()
    form = forms.SeatForm(request.POST or None, keys=keys)
    if form.is_bound and form.is_valid():
        chosen = form.keys[form.cleaned_data["person"]].user
        try:
            services.seat_custodian(
                person(request), opened(request), seat=number, person=chosen,
                institution=form.cleaned_data["institution"],
            )  # fmt: skip
        except Refused as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("%(name)s menempati kursi %(seat)s.") % {
                "name": chosen.full_name, "seat": number})  # fmt: skip
            return redirect("vault:custodians")
    sitting = next((row for row in routing.seats() if row.seat == number), None)
    context = {"form": form, "number": number, "keys": keys, "sitting": sitting, "open": keyring_of(request),
               "may_seat": selectors.holds_a_standing_key(person(request))}  # fmt: skip
    return render(request, "vault/seat.html", context, status=422 if form.is_bound else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """A custodian leaves the seat."""
    own = selectors.seat_of(person(request))
    if own is None:
        raise Refused("vault.seat.not_yours")
    services.leave_seat(person(request), own)
    messages.success(request, _("Anda melepas kursi %(seat)s.") % {"seat": own.seat})
    return redirect("vault:custodians")


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A custodian reads number, unit, reason and date of a request, and agrees or declines."""
    user = person(request)
    row: Disclosure = get_or_not_yours(selectors.disclosures_waiting(user), pk=pk)
    form = forms.AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        agreed, note = form.cleaned_data["answer"] == "agree", form.cleaned_data["note"]
        try:
            done = services.answer_disclosure(user, opened(request), row, agreed=agreed, note=note)
        except Refused as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, after(done, agreed=agreed))
            return redirect("vault:custodians")
    context = {"row": row, "form": form, "open": keyring_of(request)}
    return render(request, "vault/answer.html", context, status=422 if form.is_bound else 200)


def after(row: Disclosure, *, agreed: bool) -> str:
    """What became of the request with this word."""
    if row.state == Disclosure.State.RELEASED:
        return _("Dua kustodian setuju: nama pada %(number)s kini terbuka untuk unit yang meminta.") % {
            "number": row.subject}  # fmt: skip
    if row.state == Disclosure.State.REFUSED:
        return _("Dua kustodian tidak setuju: permintaan berakhir dan nama tetap tertutup.")
    return _("Persetujuan Anda tercatat. Masih perlu satu kustodian lagi.") if agreed else _("Jawaban Anda tercatat.")
