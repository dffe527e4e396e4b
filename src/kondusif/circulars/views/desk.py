"""Circulars as the desk keeps them: the list, one of them, its versions, the draft and its release."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base import wording
from kondusif.base.errors import sentence
from kondusif.base.fields import clean_line
from kondusif.circulars.comparing import Line, lines_between
from kondusif.circulars.edaran import starter, starters
from kondusif.circulars.forms.desk import DraftForm, LetterForm, SendForm, written
from kondusif.circulars.models import Circular, Version
from kondusif.circulars.permissions import HEADS, PROOF, WRITERS
from kondusif.circulars.rules import State
from kondusif.circulars.selectors import beginning, reading, standing
from kondusif.circulars.selectors.readership import describe, people_of, readerships
from kondusif.circulars.services import sending, writing
from kondusif.circulars.views.carrying import (
    readable,
    readable_version,
    signed_in,
    tell,
    units_counted,
)
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused, Stale

PAGE_SIZE = 20


@require_safe
def list_circulars(request: HttpRequest) -> HttpResponse:
    """Every circular, the newest first, with how many of its people have signed."""
    user, on = signed_in(request), today()
    every = reading.circulars_visible_to(user)
    text = clean_line(request.GET.get("q", ""))[:80]
    rows = every.filter(Q(title__icontains=text) | Q(number__icontains=text)) if text else every
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    units = units_counted(user)
    listed = [
        (row, standing.count(row, on, units), describe(row.readership))
        for row in page.object_list
        if not row.counted_on
    ]
    counted = [row for row in page.object_list if row.counted_on]
    return render(request, "circulars/desk_list.html", {
        "page": page, "rows": listed, "counted": counted, "text": text, "query": query.urlencode(),
        "sent": every.filter(state=State.SENT).count(), "drafts": every.filter(state=State.DRAFT).count(),
        "may_write": has_role(user, *WRITERS), "own_units": units is not None,
    })  # fmt: skip


@require_safe
def show_circular(request: HttpRequest, number: str) -> HttpResponse:
    """One circular: how far it is, what holds, its versions, and what can be done next."""
    return shown(request, readable(request, number))


def shown(request: HttpRequest, circular: Circular, form: LetterForm | None = None) -> HttpResponse:
    """The page of a circular, also with a letter that was refused."""
    user, on = signed_in(request), today()
    versions = list(reading.versions_visible_to(user, circular))
    latest = next((one for one in versions if one.released_at), None)
    letter = reading.letter_of(latest) if latest else None
    units = units_counted(user)
    return render(request, "circulars/desk_circular.html", {
        "circular": circular, "versions": versions, "latest": latest, "letter": letter,
        "draft": next((one for one in versions if not one.released_at), None), "own_units": units is not None,
        "count": None if circular.counted_on else standing.count(circular, on, units),
        "described": describe(circular.readership), "form": form or LetterForm(),
        "may_write": has_role(user, *WRITERS), "may_head": has_role(user, *HEADS),
        "may_proof": units is None and has_role(user, *PROOF),
    }, status=422 if form and form.errors else 200)  # fmt: skip


@require_safe
def show_version(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """One version as the reader sees it, and what is new beside the version before."""
    found = readable_version(request, number, version)
    earlier = reading.before(found)
    return render(request, "circulars/desk_version.html", {
        "circular": found.circular, "version": found, "earlier": earlier, "letter": reading.letter_of(found),
        "parts": changed_parts(earlier, found) if earlier else [], "may_write": has_role(signed_in(request), *WRITERS),
        "asked": beginning.acts_named(found.acts),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a text to begin from, then write."""
    chosen = starter(request.GET.get("naskah", ""))
    if chosen is None:
        offered = [(one, beginning.first_words(one)[0]) for one in starters()]
        return render(request, "circulars/desk_starters.html", {"starters": offered, "any": readerships().exists()})
    title, words = beginning.first_words(chosen)
    form = DraftForm(
        request.POST or None, acts=beginning.acts_to_ask(),
        initial={"title": title, "readership": request.GET.get("sasaran", ""), **written(words)},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            made = writing.draft_circular(
                actor_of(signed_in(request)), title=form.cleaned_data["title"], readership=form.readership_chosen(),
                words=form.words(),
            )  # fmt: skip
        except Refused as error:
            tell(form, error)
        else:
            messages.success(
                request, _("Konsep %(number)s disimpan. Belum ada yang diminta.") % {"number": made.number}
            )
            return redirect("circulars:version", number=made.number, version=1)
    context = {"form": form, "starter": chosen, "any": readerships().exists()}
    return render(request, "circulars/desk_write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change the draft of a circular."""
    circular = readable(request, number)
    # Who was still typing when somebody else released it is told so, with everything typed still there.
    released = reading.latest(circular) if request.method == "POST" else None
    draft = reading.draft_of(circular) or released or draft_or_not_yours(circular)
    first = {"title": circular.title, "readership": str(circular.readership_id), "was": reading.mark_of(draft)}
    form = DraftForm(
        request.POST or None, acts=beginning.acts_to_ask(), fixed=draft.number > 1,
        initial={**first, **written(reading.words_of(draft))},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            writing.change_draft(
                actor_of(signed_in(request)), draft, title=form.cleaned_data.get("title", circular.title),
                readership=form.readership_chosen() if "readership" in form.fields else circular.readership,
                words=form.words(), was=form.cleaned_data["was"],
            )  # fmt: skip
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            messages.success(request, _("Konsep versi %(version)s disimpan.") % {"version": draft.number})
            return redirect("circulars:version", number=number, version=draft.number)
    context = {"form": form, "circular": circular, "version": draft, "any": True}
    return render(request, "circulars/desk_write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Release the draft, with the number and date of the city's own system."""
    circular = readable(request, number)
    if request.method == "POST" and reading.draft_of(circular) is None:  # pressed twice: the first one counts
        return redirect("circulars:circular", number=number)
    draft = draft_or_not_yours(circular)
    form = SendForm(request.POST or None, first=draft.number == 1, initial={"letter_on": today()})
    if form.is_bound and form.is_valid():
        try:
            asked = sending.release(actor_of(signed_in(request)), draft, **form.values())
        except Refused as error:
            tell(form, error)
        else:
            facts = {"version": draft.number, "people": wording.number(asked)}
            messages.success(request, _("Versi %(version)s beredar; %(people)s orang diminta menandatangani.") % facts)
            return redirect("circulars:circular", number=number)
    earlier = reading.before(draft)
    return render(request, "circulars/desk_send.html", {
        "form": form, "circular": circular, "version": draft, "described": describe(circular.readership),
        "people": people_of(circular.readership, today()).count(),
        "parts": changed_parts(earlier, draft) if earlier else [], "earlier": earlier,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_POST
def next_version(request: HttpRequest, number: str) -> HttpResponse:
    """Begin a further version with the words of the last one."""
    circular = readable(request, number)
    try:
        writing.next_version(actor_of(signed_in(request)), circular)
    except Refused as error:
        messages.error(request, sentence(error))
        return redirect("circulars:circular", number=number)
    return redirect("circulars:change", number=number)


@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    """End a circular: nobody is asked any more."""
    circular = readable(request, number)
    try:
        writing.close_circular(actor_of(signed_in(request)), circular)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Edaran ditutup. Tanda tangan yang ada tetap tersimpan."))
    return redirect("circulars:circular", number=number)


def draft_or_not_yours(circular: Circular) -> Version:
    """The draft of a circular; where none is written there is nothing at this address."""
    return get_or_not_yours(circular.versions.select_related("circular"), released_at__isnull=True)


def changed_parts(earlier: Version, version: Version) -> list[tuple[str, list[Line], int]]:
    """Two versions beside each other: parts that differ, each with its lines and how many of them are the same."""
    old, new_ = reading.words_of(earlier), reading.words_of(version)
    parts = [
        (_("Perihal"), [old.subject], [new_.subject]),
        (_("Dasar"), old.basis.splitlines(), new_.basis.splitlines()),
        (_("Pembuka"), old.opening.splitlines(), new_.opening.splitlines()),
        (_("Butir edaran"), old.points, new_.points),
        (_("Penutup"), old.closing.splitlines(), new_.closing.splitlines()),
        (_("Pakta integritas"), old.pledge, new_.pledge),
        (_("Penanda tangan"), [old.signer_post, old.signer_name], [new_.signer_post, new_.signer_name]),
    ]
    found = [(name, lines_between(list(a), list(b))) for name, a, b in parts if list(a) != list(b)]
    return [(name, lines, sum(line.same for line in lines)) for name, lines in found]
