"""Looking somebody up with a reason, and the auditor's list of look-ups."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused
from kondusif.roster import forms, services
from kondusif.roster.selectors import editions
from kondusif.roster.selectors import look_ups as read
from kondusif.roster.selectors.people import presence_of
from kondusif.roster.views.carrying import signed_in

PAGE_SIZE = 50
FIELD_OF = {
    "roster.look_up.no_reason": "reason",
    "roster.look_up.reason_too_long": "reason",
    "roster.look_up.no_name": "query",
    "roster.look_up.too_long": "query",
}


@never_cache
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """One name; the answer stands on this page and nowhere else."""
    form, result, rows = forms.LookUpForm(request.POST or None), None, []
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            result = services.look_up(
                actor_of(signed_in(request)), given["query"], reason=given["reason"], source=given["source"]
            )
        except Refused as refusal:
            form.add_error(FIELD_OF.get(refusal.code), sentence(refusal))
        else:
            presence = presence_of([one.employee for one in result.found], today())
            rows = [
                (one, presence.leave.get(one.employee.pk), presence.acting.get(one.employee.pk)) for one in result.found
            ]
    return render(request, "roster/look_up.html", {
        "form": form, "result": result, "rows": rows, "edition": editions.latest_edition(),
        "homonyms": sum(one.homonym for one, _leave, _acting in rows),
    }, status=422 if form.is_bound and form.errors else 200)  # fmt: skip


@require_safe
def look_ups(request: HttpRequest) -> HttpResponse:
    """Who looked somebody up, when, why, and how many were found."""
    page = Paginator(read.look_ups(), PAGE_SIZE).get_page(request.GET.get("hal"))
    return render(request, "roster/look_ups.html", {"page": page, "rates": read.look_up_rates(today())})
