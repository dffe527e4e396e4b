"""The pages of a personal link: read, answer three questions, sign, keep the receipt. No account, no cookie, no script.

What is answered is looked at and thrown away. The link stands in the address, so no referrer leaves these pages and no
browser keeps them.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.base import pictures
from kondusif.base.errors import sentence
from kondusif.circulars import flow
from kondusif.circulars.forms.reader import PledgeForm, QuestionsForm
from kondusif.circulars.rules import Way
from kondusif.circulars.selectors.links import addressee_of
from kondusif.circulars.selectors.reader import Standing, check_open, standing_of
from kondusif.circulars.selectors.reading import letter_of
from kondusif.circulars.services import signing
from kondusif.circulars.walk import SLIP
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.kernel.errors import NotYours, Refused

GONE, CHANGED, UNKNOWN = 410, 409, 404
Page = Callable[[HttpRequest, str, Standing], HttpResponse]
Opened = Callable[[HttpRequest, str], HttpResponse]


def by_link(page: Page) -> Opened:
    """A page that a personal link opens; where it opens nothing, one plain sentence says why."""

    @csrf_exempt  # the link itself is the proof, and a token would need a cookie
    @require_http_methods(["GET", "HEAD", "POST"])
    @cache_control(no_store=True)
    @gzip_page  # nobody who does not hold the link can have this page made, so its length tells nothing
    @wraps(page)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = page(request, token, standing_of(addressee_of(token)))
        except Refused as refusal:
            response = refused(request, refusal)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Why the link opens nothing, and where to go."""
    status = UNKNOWN if refusal.code == "circulars.link.unknown" else GONE
    told = {"sentence": sentence(refusal), "code": refusal.code, "frame": "base/public.html"}
    return render(request, "circulars/read_refused.html", told, status=status)


@by_link
def read(request: HttpRequest, token: str, standing: Standing) -> HttpResponse:
    """The circular to read, or the receipt of who signed it."""
    if standing.done:
        return render(request, "circulars/read_receipt.html", {"standing": standing, "token": token})
    check_open(standing)
    return reading(request, token, standing)


@by_link
def questions(request: HttpRequest, token: str, standing: Standing) -> HttpResponse:
    """Three questions; what is answered wrongly is explained and asked again."""
    if standing.done:
        return to("read", token)
    check_open(standing)
    on = today()
    try:
        walk = flow.resumed(request.POST.get(SLIP), standing, on) if request.method == "POST" else None
    except Refused as refusal:
        return reading(request, token, standing, notice=sentence(refusal))
    if walk is None:
        return asking(request, token, standing, flow.turn_of(flow.begun(standing, on), standing, on))
    turn = flow.turn_of(walk, standing, on)
    form = QuestionsForm(request.POST, questions=turn.open, turn=walk.turn)
    if not form.is_valid():
        return asking(request, token, standing, turn, form)
    return asking(request, token, standing, flow.answered(walk, form.given(), standing, on))


@by_link
def sign(request: HttpRequest, token: str, standing: Standing) -> HttpResponse:
    """The pledge; signed once, however often the button is pressed."""
    if standing.done or request.method != "POST":
        return to("read", token)
    check_open(standing)
    on = today()
    try:
        walk = flow.resumed(request.POST.get(SLIP), standing, on)
        if walk is None or not walk.understood:
            return to("questions", token)
        sent = "kirim" in request.POST
        nip = standing.addressee.employee.nip
        form = PledgeForm(request.POST if sent else None, points=standing.version.pledge, nip=nip)
        if sent and form.is_valid() and signed(form, standing, on):
            return to("read", token)
    except Refused as refusal:
        if refusal.code == "circulars.sign.newer_version":
            return reading(request, token, standing_of(addressee_of(token)), notice=sentence(refusal))
        raise
    told = {"standing": standing, "token": token, "form": form, "slip": walk.slip(), **frame(token, "sign")}
    return render(request, "circulars/read_pledge.html", told, status=422 if form.errors else 200)


@require_safe
def letter(request: HttpRequest, token: str, page: int) -> HttpResponse:
    """One page of the signed letter, as pixels."""
    try:
        found = letter_of(standing_of(addressee_of(token)).version)
    except Refused as refusal:
        return refused(request, refusal)
    if found is None or not 1 <= page <= len(found.pages):
        raise NotYours
    try:
        data = pictures.read(str(found.pages[page - 1]["name"]))
    except (OSError, ValueError) as error:
        raise NotYours from error
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Content-Disposition"] = f'inline; filename="surat-{page}.jpg"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    answer["X-Content-Type-Options"], answer["Referrer-Policy"] = "nosniff", "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer


def signed(form: PledgeForm, standing: Standing, on: date) -> bool:
    """Whether the person proved to be the right one and the pledge is signed; else the form carries the sentence."""
    try:
        signing.prove(standing.addressee, form.cleaned_data["number"])
    except Refused as refusal:
        if refusal.code != "circulars.sign.wrong_number":
            raise
        form.add_error("number", sentence(refusal))
        return False
    signing.sign(PUBLIC_ACTOR, standing.addressee, standing.version, way=Way.LINK, signed_on=on, on=on)
    return True


def reading(request: HttpRequest, token: str, standing: Standing, notice: str = "") -> HttpResponse:
    """The circular itself."""
    told = {"standing": standing, "token": token, "notice": notice, **frame(token, "questions")}
    return render(request, "circulars/read.html", told, status=CHANGED if notice else 200)


def asking(
    request: HttpRequest, token: str, standing: Standing, turn: flow.Turn, form: QuestionsForm | None = None
) -> HttpResponse:
    """A page of questions, or of what was understood when none is left."""
    form = form or QuestionsForm(questions=turn.open, turn=turn.walk.turn)
    told = {
        "standing": standing, "token": token, "turn": turn, "form": form, "slip": turn.walk.slip(),
        **frame(token, "questions" if turn.open else "sign"),
    }  # fmt: skip
    return render(request, "circulars/read_questions.html", told, status=422 if form.errors else 200)


def frame(token: str, goes_to: str) -> dict[str, object]:
    """What the pages share with the desk of a unit: their frame, and where their button leads."""
    return {"frame": "base/public.html", "action": reverse(f"circulars_public:{goes_to}", args=[token])}


def to(name: str, token: str) -> HttpResponse:
    """To another page of the same link, which the browser asks for anew."""
    answer = HttpResponse(status=303)
    answer["Location"] = reverse(f"circulars_public:{name}", args=[token])
    return answer
