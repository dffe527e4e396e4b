"""A list signed on paper: entered with its photo, and looked at again."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base import pictures
from kondusif.base.errors import sentence
from kondusif.base.uploads import tell_if_too_much
from kondusif.base.wording import number as in_words
from kondusif.circulars.forms.heads import ListForm, PaperForm
from kondusif.circulars.models import Circular
from kondusif.circulars.rules import State
from kondusif.circulars.selectors.proof import papers_of
from kondusif.circulars.selectors.reading import released
from kondusif.circulars.selectors.unit_lists import UnitList, askable, list_of, open_in, unit_seen_by, units_seen_by
from kondusif.circulars.services.paper import enter_paper
from kondusif.circulars.views.carrying import narrowed, sent, signed_in
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours, Refused

# A form of this many ticks is still read in one go, by people and by the server.
MOST_TICKS = 200
FIELD_OF = {
    "circulars.paper.nobody": "people",
    "circulars.paper.not_listed": "people",
    "circulars.paper.twice": "photo",
    "circulars.paper.many_pages": "photo",
    "circulars.sign.too_early": "signed_on",
    "circulars.sign.in_the_future": "signed_on",
}


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The photo of a list, its day, and a tick for each signature on it."""
    user, circular, on = signed_in(request), sent(request, number), today()
    one = unit_seen_by(user, key, on)
    if one is None:
        raise Refused("circulars.paper.no_unit")
    if circular.state != State.SENT:
        raise Refused("circulars.paper.too_late", number=circular.number)
    which, filtering = list_of(one, on, below="bawah" in request.GET), ListForm(request.GET)
    people, more = _choices(circular, which, filtering, on)
    versions = [row for row in released(circular) if row.number >= circular.to_sign]
    form = PaperForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), versions=versions, people=people,
        initial={"version": versions[-1].number},
    )  # fmt: skip
    if form.is_bound and not tell_if_too_much(request, form, "photo") and form.is_valid():
        given = form.cleaned_data
        version = next(row for row in versions if row.number == given["version"])
        try:
            done = enter_paper(
                actor_of(user), version, which, given["photo"].read(), given["people"], signed_on=given["signed_on"]
            )
        except Refused as refusal:
            form.add_error(_field_of(refusal), sentence(refusal))
        else:
            said = _("Daftar dimasukkan: %(new)s tanda tangan baru.") % {"new": in_words(done.new, 0)}
            if done.known:
                said += " " + _("%(known)s sudah tercatat sebelumnya.") % {"known": in_words(done.known, 0)}
            messages.success(request, said)
            return redirect("circulars:unit", number, key)
    return render(request, "circulars/unit_paper.html", {
        "circular": circular, "unit": one, "key": key, "form": form, "filtering": filtering, "more": more,
        "people": len(people), "most": MOST_TICKS, "versions": versions, "query": request.GET.urlencode(),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_safe
def paper_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The picture of a list, to look at; no browser keeps it."""
    circular = sent(request, number)
    seen = units_seen_by(signed_in(request), today())
    one = get_or_not_yours(papers_of(circular, seen), pk=pk)
    try:
        data = pictures.read(one.picture)
    except OSError as error:
        raise NotYours from error
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Content-Disposition"] = f'inline; filename="daftar-{circular.number}-{pk}.jpg"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _choices(circular: Circular, which: UnitList, filtering: ListForm, on: date) -> tuple[list[tuple[int, str]], int]:
    """Whoever may be ticked, at most as many as a form holds, and how many more there are."""
    given = filtering.cleaned_data if filtering.is_valid() else {}
    rows = narrowed(askable(circular, open_in(circular, which, on)), given, on)
    people = [(row.pk, f"{row.name}, {row.post}" if row.post else row.name) for row in rows[:MOST_TICKS]]
    return people, max(0, rows.count() - len(people))


def _field_of(refusal: Refused) -> str | None:
    return "photo" if refusal.code.startswith("base.") else FIELD_OF.get(refusal.code)
