"""Pages of declarations as a whole: load through a selector, ask a form, call a service, answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.selectors import actor_of, has_role
from kondusif.coordination import forms, printing
from kondusif.coordination.models import Declaration
from kondusif.coordination.permissions import WRITERS
from kondusif.coordination.rules import SignedBy, State
from kondusif.coordination.selectors import lists, states
from kondusif.coordination.services import declarations as services
from kondusif.coordination.views.shared import PAGE_SIZE, readable, signed_in, tell, writable
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused, Stale


@require_GET
def list_declarations(request: HttpRequest) -> HttpResponse:
    """Every declaration in the reader's scope, filtered."""
    user, on = signed_in(request), today()
    form = forms.FilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = lists.filtered(lists.declarations_visible_to(user), chosen)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    return render(request, "coordination/list.html", {
        "form": form, "page": page, "lines": lists.lines(list(page.object_list)), "counts": lists.counts(user, on),
        "query": query.urlencode(), "filtered": bool(any(chosen.values())), "may_write": has_role(user, *WRITERS),
        "due": lists.due_promises(user, on)[:6],
    })  # fmt: skip


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """The promises to look at this week, the most pressing first."""
    user, on = signed_in(request), today()
    mine = request.GET.get("milik") == "saya"
    return render(request, "coordination/due.html", {
        "rows": lists.due_promises(user, on, mine=mine), "mine": mine, "may_write": has_role(user, *WRITERS),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Write a declaration down; its promises come next."""
    user = signed_in(request)
    form = forms.RecordForm(request.POST or None, initial={"held_on": today()})
    if form.is_bound and form.is_valid():
        try:
            made = services.record_declaration(actor_of(user), form.facts(), key=form.cleaned_data["key"])
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Tercatat sebagai %(number)s.") % {"number": made.number})
            return redirect("coordination:promises", number=made.number)
    return render(request, "coordination/record.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """One declaration on one page, which prints."""
    user = signed_in(request)
    return render(request, "coordination/show.html", showing(request, readable(user, number)))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Correct what was written; both values are kept."""
    user = signed_in(request)
    declaration = writable(user, number)
    form = forms.CorrectForm(request.POST or None, initial=forms.written_in(declaration))
    if form.is_bound and form.is_valid():
        declaration.version = form.cleaned_data["version"]
        changes = {name: getattr(form.facts(), name) for name in services.CORRECTABLE}
        try:
            services.correct_declaration(actor_of(user), declaration, changes, reason=form.cleaned_data["reason"])
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            return redirect("coordination:show", number=number)
    status = 422 if form.is_bound else 200
    return render(request, "coordination/correct.html", {"form": form, "declaration": declaration}, status=status)


@require_POST
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """Show a declaration to everybody."""
    user = signed_in(request)
    declaration = writable(user, number)
    version = request.POST.get("version", "")
    declaration.version = int(version) if version.isdigit() else 0
    services.publish(actor_of(user), declaration)
    messages.success(request, _("%(number)s tampil untuk umum.") % {"number": number})
    return redirect("coordination:show", number=number)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take a declaration off the public pages, with the reason."""
    user = signed_in(request)
    declaration = writable(user, number)
    form = forms.WithdrawForm(request.POST or None, initial={"version": declaration.version})
    if form.is_bound and form.is_valid():
        declaration.version = form.cleaned_data["version"]
        try:
            services.withdraw(actor_of(user), declaration, reason=form.cleaned_data["reason"])
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            return redirect("coordination:show", number=number)
    asked = {"title": _("Tarik dari halaman umum"), "button": _("Tarik dari halaman umum")}
    context = {"form": form, "declaration": declaration, **asked}
    return render(request, "coordination/reason.html", context, status=422 if form.is_bound else 200)


@require_GET
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The declaration with its promises and signatures on paper."""
    declaration = readable(signed_in(request), number)
    answer = HttpResponse(printing.signed_paper(declaration), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{declaration.number}.pdf"'
    return answer


def showing(request: HttpRequest, declaration: Declaration) -> dict[str, object]:
    """Everything the page of one declaration shows."""
    promises = list(states.with_checks(declaration.promises.select_related("watcher")))
    signatories = lists.signatories_of(declaration)
    stand = states.tally(promises)
    return {
        "declaration": declaration, "place": lists.place_name(declaration.area_code),
        "promises": [
            {"row": row, "state": states.state_of(row), "check": states.newest_check(row)} for row in promises
        ],
        "total": len(promises), "kept": stand[State.KEPT], "not_kept": stand[State.NOT_KEPT],
        "open": len(promises) - stand[State.KEPT] - stand[State.NOT_KEPT],
        "signatories": signatories, "signed": sum(bool(row.way) for row in signatories),
        "first_waiting": next((row for row in signatories if not row.way), None),
        "on_screen": any(row.way == SignedBy.TABLET for row in signatories),
        "sheets": list(declaration.sheets.all()), "in_use": {row.sheet_id for row in signatories},
        "changes": lists.changes_of(declaration),
        "may_write": has_role(signed_in(request), *WRITERS),
    }  # fmt: skip
