"""The list, the search in it, the tree of units, and one person."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.selectors import get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused
from kondusif.roster import forms
from kondusif.roster.keeping import terms, years_after
from kondusif.roster.rules import MOST_FOUND, is_running
from kondusif.roster.selectors import editions, finding
from kondusif.roster.selectors import people as read
from kondusif.roster.selectors.heads import superior_of
from kondusif.roster.selectors.tree import tree
from kondusif.roster.views.carrying import keeping, signed_in

PAGE_SIZE = 50


@require_safe
def list_people(request: HttpRequest) -> HttpResponse:
    """Everybody who works for the city, filtered."""
    rows, on = read.employees_visible_to(signed_in(request)), today()
    form = forms.ListForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    wanted = read.Wanted(**{name: given[name] for name in ("kind", "unit", "presence", "left") if name in given})
    page = Paginator(read.narrowed(rows, wanted, on), PAGE_SIZE).get_page(request.GET.get("hal"))
    people = list(page.object_list)
    presence = read.presence_of(people, on)
    query = request.GET.copy()
    query.pop("hal", None)
    return render(request, "roster/people.html", {
        "form": form, "name_form": forms.NameForm(), "page": page, "query": query.urlencode(),
        "rows": [(row, presence.leave.get(row.pk), presence.acting.get(row.pk)) for row in people],
        "numbers": read.numbers(on), "edition": editions.latest_edition(), "filtered": wanted != read.Wanted(),
        "wanted": wanted,
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """One name, exact or not, in the list that the reader keeps."""
    keeping(request)
    form, found = forms.NameForm(request.POST or None), None
    if form.is_bound and form.is_valid():
        try:
            found = finding.find(form.cleaned_data["name"], top=MOST_FOUND)
        except Refused as refusal:
            form.add_error("name", sentence(refusal))
    return render(request, "roster/search.html", {
        "form": form, "found": found, "edition": editions.latest_edition(),
    }, status=422 if form.is_bound and form.errors else 200)  # fmt: skip


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The tree of units with heads, superiors and counts."""
    keeping(request)
    branches = tree(today())
    return render(request, "roster/units.html", {
        "branches": branches, "unled": [branch for branch in branches if not branch.led],
        "numbers": read.numbers(today()),
    })  # fmt: skip


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: facts of the sheet, leave and acting posts."""
    row, on = get_or_not_yours(read.employees_visible_to(signed_in(request)), pk=pk), today()
    acting = [(one, is_running(one.starts_on, one.ends_on, on)) for one in row.acting.select_related("unit")]
    leaves = [(one, not one.withdrawn_on and is_running(one.starts_on, one.ends_on, on)) for one in row.leaves.all()]
    return render(request, "roster/person.html", {
        "employee": row, "leaves": leaves, "acting": acting,
        "away": next((one for one, runs in leaves if runs), None),
        "acts": next((one for one, runs in acting if runs), None), "superior": superior_of(row, on),
        "erased_on": years_after(row.left_on, terms().leavers) if row.left_on else None,
    })  # fmt: skip
