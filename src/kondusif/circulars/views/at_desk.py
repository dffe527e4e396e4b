"""The desk of a unit: an officer picks a person and hands over the device; the person reads, answers and signs there.

What travels is the same sealed slip as by a link, bound to this officer. Afterwards the screen shows nothing of the
person.
"""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.circulars import flow
from kondusif.circulars.forms.heads import ListForm
from kondusif.circulars.forms.reader import PledgeForm, QuestionsForm
from kondusif.circulars.models import Addressee, Circular
from kondusif.circulars.rules import Way
from kondusif.circulars.selectors.reader import Standing, asked_keys, check_open, one_asked, standing_of
from kondusif.circulars.selectors.reading import latest
from kondusif.circulars.selectors.unit_lists import askable, list_of, listed, open_in, unit_seen_by
from kondusif.circulars.services import signing
from kondusif.circulars.views.carrying import narrowed, sent, signed_in
from kondusif.circulars.walk import SLIP, Walk, addressee_in
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours, Refused

PAGE_SIZE = 50
PERSON = "orang"


@require_safe
def pick(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Those of a unit who have not signed, to pick who stands at the desk."""
    circular, on = sent(request, number), today()
    one = unit_seen_by(signed_in(request), key, on)
    form = ListForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = askable(circular, open_in(circular, list_of(one, on), on))
    page = Paginator(narrowed(rows, {"cari": given.get("cari")}, on), PAGE_SIZE).get_page(request.GET.get("hal"))
    keys = asked_keys(circular, page.object_list)
    query = request.GET.copy()
    query.pop("hal", None)
    return render(request, "circulars/at_desk.html", {
        "circular": circular, "version": latest(circular), "unit": one, "key": key, "form": form, "page": page,
        "people": [(row, keys[row.pk]) for row in page.object_list], "open": rows.count(), "query": query.urlencode(),
        "narrowed": bool(given.get("cari")),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def sign(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The person reads, answers and signs, one page after the other; each page is sent, none has an address."""
    circular, on, user = sent(request, number), today(), signed_in(request)
    one = unit_seen_by(user, key, on)
    told: dict[str, object] = {"frame": "circulars/at_desk_base.html", "desk": True, "action": request.path, "key": key,
                               "circular": circular, "unit": one}  # fmt: skip
    if request.method != "POST":
        return render(request, "circulars/at_desk_done.html", told)
    try:
        standing = standing_of(somebody(request, circular, one, on))
        if standing.done:
            return done(request, number, key)
        check_open(standing)
        told |= {"standing": standing, "desk_name": standing.addressee.employee.name}
        return step(request, standing, told, on) or done(request, number, key)
    except Refused as refusal:
        told |= {"sentence": sentence(refusal), "code": refusal.code}
        return render(request, "circulars/at_desk_refused.html", told, status=422)


def somebody(request: HttpRequest, circular: Circular, unit: Unit | None, on: date) -> Addressee:
    """Whom the page is about: picked from the list, or named by the slip; only people of this unit's list.

    Raises:
        NotYours: nobody of this list.
    """
    raw = request.POST.get(PERSON, "")
    pk = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 12 else addressee_in(request.POST.get(SLIP))
    found = one_asked(circular, pk) if pk is not None else None
    if found is None:
        raise NotYours
    here = listed(circular, list_of(unit, on), on).filter(pk=found.employee_id).exists()
    if not here:
        check_open(standing_of(found))  # who left meanwhile is told so
        raise NotYours
    return found


def step(request: HttpRequest, standing: Standing, told: dict[str, object], on: date) -> HttpResponse | None:
    """The page that comes next; None when the pledge is signed."""
    user = signed_in(request)
    if PERSON in request.POST:
        return reading(request, standing, told, on)
    try:
        walk = flow.resumed(request.POST.get(SLIP), standing, on, user.pk)
    except Refused as refusal:
        return reading(request, standing, {**told, "notice": sentence(refusal)}, on)
    if walk is None:
        return reading(request, standing, told, on)
    if walk.understood and request.POST.get("ke") != "tanya":
        return pledge(request, standing, walk, told, on)
    turn = flow.turn_of(walk, standing, on)
    form = QuestionsForm(questions=turn.open, turn=walk.turn)
    if request.POST.get("ke") == "periksa":
        form = QuestionsForm(request.POST, questions=turn.open, turn=walk.turn)
        if form.is_valid():
            turn = flow.answered(walk, form.given(), standing, on)
            form = QuestionsForm(questions=turn.open, turn=turn.walk.turn)
    page = {**told, "turn": turn, "form": form, "slip": turn.walk.slip()}
    return render(request, "circulars/read_questions.html", page, status=422 if form.errors else 200)


def reading(request: HttpRequest, standing: Standing, told: dict[str, object], on: date) -> HttpResponse:
    """The circular, with a walk that begins anew."""
    walk = flow.begun(standing, on, signed_in(request).pk)
    return render(request, "circulars/read.html", {**told, "slip": walk.slip()})


def pledge(
    request: HttpRequest, standing: Standing, walk: Walk, told: dict[str, object], on: date
) -> HttpResponse | None:
    """The pledge; None when it is signed."""
    employee = standing.addressee.employee
    was_sent = "kirim" in request.POST
    form = PledgeForm(request.POST if was_sent else None, points=standing.version.pledge, nip=employee.nip)
    if was_sent and form.is_valid():
        try:
            signing.prove(standing.addressee, form.cleaned_data["number"])
        except Refused as refusal:
            if refusal.code != "circulars.sign.wrong_number":
                raise Refused("circulars.sign.five_misses") from refusal
            form.add_error("number", sentence(refusal))
        else:
            user = signed_in(request)
            signing.sign(
                actor_of(user), standing.addressee, standing.version, way=Way.DESK, witness=user, signed_on=on, on=on
            )
            return None
    page = {**told, "form": form, "slip": walk.slip()}
    return render(request, "circulars/read_pledge.html", page, status=422 if form.errors else 200)


def done(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Away from everything that speaks of the person."""
    messages.success(request, _("Pakta integritas sudah ditandatangani. Serahkan kembali perangkat kepada petugas."))
    return redirect("circulars:at_desk_sign", number=number, key=key)
