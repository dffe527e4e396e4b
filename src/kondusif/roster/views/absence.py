"""Leave and acting posts of one person, written down and ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kondusif.accounts.selectors import get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today, units
from kondusif.kernel.errors import NotYours, Refused
from kondusif.roster import forms, services
from kondusif.roster.models import Employee
from kondusif.roster.selectors.people import acting_by, employees_visible_to, leave_by
from kondusif.roster.views.carrying import keeping, signed_in


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody is away."""
    actor, person = keeping(request), _person(request, pk)
    form = forms.LeaveForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            services.record_leave(actor, person, form.leave_kind(), form.span())
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Cuti tercatat."))
            return redirect("roster:person", person.pk)
    return render(
        request, "roster/leave.html", {"employee": person, "form": form}, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def acting(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody acts for a post."""
    actor, person = keeping(request), _person(request, pk)
    form = forms.ActingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        unit = units().filter(key=form.cleaned_data["unit"]).first()
        try:
            services.record_acting(
                actor, person, form.acting_kind(), post=form.cleaned_data["post"], unit=unit, span=form.span()
            )
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Tugas tercatat."))
            return redirect("roster:person", person.pk)
    return render(
        request, "roster/acting.html", {"employee": person, "form": form}, status=422 if form.is_bound else 200
    )


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A leave was not taken."""
    actor = keeping(request)
    row = leave_by(pk)
    if row is None:
        raise NotYours
    services.withdraw_leave(actor, row, today())
    messages.success(request, _("Cuti dibatalkan."))
    return redirect("roster:person", row.employee_id)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """An acting post ends today."""
    actor = keeping(request)
    row = acting_by(pk)
    if row is None:
        raise NotYours
    services.end_acting(actor, row, today())
    messages.success(request, _("Tugas diakhiri."))
    return redirect("roster:person", row.employee_id)


def _person(request: HttpRequest, pk: int) -> Employee:
    return get_or_not_yours(employees_visible_to(signed_in(request)), pk=pk)
