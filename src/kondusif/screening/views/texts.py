"""A text that somebody pastes with a reason, and verdicts that are counted without what they were about."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.screening import selectors, services
from kondusif.screening.forms import TallyForm, TextForm
from kondusif.screening.rules import Verdict, marked
from kondusif.screening.slips import SECONDS, slip_for, slip_of
from kondusif.screening.views.runs import person

READINGS = 50
FIELD_OF = {"screening.text.reason": "reason"}


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Paste a text with a reason, and see what the machine would mark in it. Nothing of it stays."""
    form = TextForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            found = services.read_text(actor_of(person(request)), text, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(FIELD_OF.get(refusal.code, "text"), sentence(refusal))
        else:
            context |= {"suggestions": found, "pieces": _pieces(text, found), "done": True}
    response = render(request, "screening/read.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def tally(request: HttpRequest) -> HttpResponse:
    """Count a verdict. The slip in the form says kind, edition and what was counted before, and nothing else."""
    form = TallyForm(request.POST)
    if not form.is_valid():
        raise Refused("screening.not_a_verdict")
    slip = slip_of(form.cleaned_data["token"])
    verdict = Verdict(form.cleaned_data["verdict"])
    if cache.add(f"screening.tally.{slip.mark}", True, SECONDS):  # the second click of a double one counts not
        services.tally(
            actor_of(person(request)), slip.kind, verdict, edition=slip.edition, before=slip.before, on=slip.day
        )
    if not request.headers.get("HX-Request"):
        messages.success(request, _("Putusan dihitung. Isinya tidak disimpan."))
        return redirect("screening:precision")
    token = slip_for(slip.kind, slip.edition, verdict, slip.day)
    return render(request, "screening/_verdict.html", {"token": token, "verdict": verdict})


@require_GET
def readings(request: HttpRequest) -> HttpResponse:
    """Which texts were read, when, why and by whom."""
    rows = Paginator(selectors.readings_visible_to(person(request)), READINGS).get_page(request.GET.get("hal"))
    return render(request, "screening/readings.html", {"page": rows, "rows": rows.object_list, "query": ""})


def _pieces(text: str, found: Sequence[services.Suggestion]) -> list[tuple[str, int]]:
    return list(marked(text, ((one.found.start, one.found.end, one.number) for one in found)))
