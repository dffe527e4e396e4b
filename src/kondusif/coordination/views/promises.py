"""Pages of promises: cutting the text, looking at one, linking what breaks it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.coordination import forms
from kondusif.coordination.models import Promise
from kondusif.coordination.permissions import LINKERS, WRITERS
from kondusif.coordination.rules import Verdict, why_look
from kondusif.coordination.selectors import states
from kondusif.coordination.selectors.breaches import breach_named, breaches_of, record_named
from kondusif.coordination.services import breaches as linking
from kondusif.coordination.services import promises as services
from kondusif.coordination.splitting import propose
from kondusif.coordination.views.shared import linkable, promise_of, signed_in, tell, writable
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours, Refused, Stale


@require_http_methods(["GET", "POST"])
def promises(request: HttpRequest, number: str) -> HttpResponse:
    """The text beside its promises: the machine proposes, a person corrects and keeps."""
    user = signed_in(request)
    declaration = writable(user, number)
    standing = list(declaration.promises.all())
    proposal = propose(declaration.text)
    more = "tambah" in request.POST
    form = forms.PromisesForm(request.POST or None, first=not standing, initial={"version": declaration.version})
    if request.method == "POST":
        rows = forms.bound_rows(request.POST, more=more)
        if not more and rows.is_valid() and form.is_valid():
            declaration.version = form.cleaned_data["version"]
            reason = form.cleaned_data.get("reason", "")
            try:
                services.write_promises(actor_of(user), declaration, forms.written_rows(rows), reason=reason)
            except (Refused, Stale) as error:
                tell(form, error)
            else:
                return redirect("coordination:show", number=number)
    else:
        rows = forms.first_rows(standing, proposal.promises)
    return render(request, "coordination/promises.html", {
        "declaration": declaration, "form": form, "rows": rows, "standing": standing, "proposal": proposal,
        "asked_more": more,
    }, status=422 if request.method == "POST" and not more else 200)  # fmt: skip


@require_GET
def promise(request: HttpRequest, number: str, order: int) -> HttpResponse:
    """One promise: how it stands, who looked and saw what, what breaks it."""
    user = signed_in(request)
    return render(request, "coordination/promise.html", showing(user, promise_of(user, number, order)))


@require_POST
def check(request: HttpRequest, number: str, order: int) -> HttpResponse:
    """Write down what was seen."""
    user = signed_in(request)
    writable(user, number)
    found = promise_of(user, number, order)
    form = forms.CheckForm(request.POST)
    if form.is_valid():
        seen = form.cleaned_data
        try:
            services.check_promise(
                actor_of(user), found, Verdict(seen["verdict"]), note=seen["note"], ground=seen["ground"],
                look_on=seen["look_on"],
            )  # fmt: skip
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Pemeriksaan janji %(order)s tersimpan.") % {"order": order})
            return redirect("coordination:promise", number=number, order=order)
    return render(request, "coordination/promise.html", showing(user, found, check_form=form), status=422)


@require_POST
def link(request: HttpRequest, number: str, order: int) -> HttpResponse:
    """Link an incident or a case, after its decision."""
    user = signed_in(request)
    linkable(user, number)
    found = promise_of(user, number, order)
    form = forms.LinkForm(request.POST)
    if form.is_valid():
        try:
            record = record_named(user, form.cleaned_data["number"])
            linking.link_breach(actor_of(user), found, record, reason=form.cleaned_data["reason"])
        except Refused as error:
            tell(form, error)
        else:
            messages.success(
                request, _("%(number)s ditautkan. Nilai janji ini bila perlu.") % {"number": record.number}
            )
            return redirect("coordination:promise", number=number, order=order)
    return render(request, "coordination/promise.html", showing(user, found, link_form=form), status=422)


@require_http_methods(["GET", "POST"])
def unlink(request: HttpRequest, number: str, order: int, key: int) -> HttpResponse:
    """Take a link back, with the reason."""
    user = signed_in(request)
    linkable(user, number)
    found = promise_of(user, number, order)
    breach = breach_named(user, found, key)
    if breach is None:
        raise NotYours
    form = forms.ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            linking.unlink_breach(actor_of(user), breach, reason=form.cleaned_data["reason"])
        except Refused as error:
            tell(form, error)
        else:
            return redirect("coordination:promise", number=number, order=order)
    context = {
        "form": form, "declaration": found.declaration, "button": _("Lepas tautan"),
        "title": _("Lepas tautan %(number)s dari janji %(order)s") % {"number": breach.number, "order": order},
    }  # fmt: skip
    return render(request, "coordination/reason.html", context, status=422 if form.is_bound else 200)


def showing(
    user: User, found: Promise, *, check_form: forms.CheckForm | None = None, link_form: forms.LinkForm | None = None
) -> dict[str, object]:
    """Everything the page of one promise shows; a link as far as the reader may know it."""
    return {
        "promise": found, "declaration": found.declaration, "state": states.state_of(found),
        "checks": list(found.checks.all()), "links": breaches_of(user, found),
        "why": why_look(states.looked(found), today()),
        "check_form": (check_form or forms.CheckForm()) if has_role(user, *WRITERS) else None,
        "link_form": (link_form or forms.LinkForm()) if has_role(user, *LINKERS) else None,
        "may_write": has_role(user, *WRITERS),
    }  # fmt: skip
