"""Whom circulars ask: saved queries over the roster, with a count before anything is saved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.circulars.forms.desk import ReadershipForm, lines_in
from kondusif.circulars.models import Readership
from kondusif.circulars.selectors import readership as read
from kondusif.circulars.services.readerships import save_readership
from kondusif.circulars.views.carrying import signed_in, tell
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused


@require_safe
def list_readerships(request: HttpRequest) -> HttpResponse:
    """Every saved query with its people of today."""
    on = today()
    rows = [(row, read.people_of(row, on).count(), read.describe(row), read.is_sent(row)) for row in read.readerships()]
    return render(request, "circulars/desk_readerships.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Save a query."""
    return _written(request, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a query that no released circular uses."""
    return _written(request, get_or_not_yours(read.readerships(), pk=pk))


@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """How many people a query finds, before it is saved; also a search in the list of units."""
    form = ReadershipForm(request.POST)
    pk = request.POST.get("pk", "")
    row = get_or_not_yours(read.readerships(), pk=int(pk)) if pk.isdecimal() else None
    form.is_valid()
    form.errors.pop("name", None)
    return _page(request, form, row, counts=True)


def _written(request: HttpRequest, row: Readership | None) -> HttpResponse:
    first = {
        "name": row.name, "kinds": row.kinds, "posts": "\n".join(row.posts),
        "units": [unit.key for unit in row.units.all()],
    } if row else {}  # fmt: skip
    form = ReadershipForm(request.POST or None, initial=first)
    if form.is_bound and form.is_valid():
        try:
            saved = save_readership(actor_of(signed_in(request)), form.query(), readership=row)
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Sasaran “%(name)s” disimpan.") % {"name": saved.name})
            return redirect("circulars:readerships")
    return _page(request, form, row, counts=form.is_bound or row is not None)


def _page(request: HttpRequest, form: ReadershipForm, row: Readership | None, *, counts: bool) -> HttpResponse:
    found: int | None = None
    if counts and not form.errors:
        words = lines_in(form["posts"].value() or "")
        keys = [unit.key for unit in form.chosen]
        found = read.people_asked_for(keys, form["kinds"].value() or [], words, today()).count()
    context = {
        "form": form,
        "row": row,
        "found": found,
        "searched": form["q"].value() or "",
        "fixed": row is not None and read.is_sent(row),
    }
    return render(request, "circulars/desk_readership.html", context, status=422 if form.errors else 200)
