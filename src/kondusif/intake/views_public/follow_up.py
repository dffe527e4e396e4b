"""The way back with a code: status, questions, evidence, the name, and what is told outside. No cookie, no script."""

from contextlib import suppress

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.base.errors import sentence
from kondusif.base.uploads import too_much
from kondusif.intake import evidence, proof, services
from kondusif.intake.forms.follow_up import AnswerForm, CodeForm, NameForm, PressureForm
from kondusif.intake.guessing import note_wrong_try
from kondusif.intake.selectors import report_by_code
from kondusif.intake.views_public import identity, pressure
from kondusif.intake.views_public.follow_page import follow_up_page
from kondusif.intake.views_public.guard import public
from kondusif.intake.views_public.steps_back import Deed, Page
from kondusif.intake.views_public.visit import LONGEST, Visit, visit_by_code, visit_by_slip
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.kernel.errors import Refused, Stale

# What travels on when the code has to be typed again, so that nothing typed is lost.
CARRIED = ("ke", "words", *NameForm.base_fields, *PressureForm.base_fields)

BUSY = {"intake.busy", "base.cleaner.busy"}


@public
def follow_up(request: HttpRequest) -> HttpResponse:
    """Everything that the holder of a code can read and do. Never cached: the next reader sees nothing."""
    response = _answer(request)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask_code(request, CodeForm())
    wanted = str(request.POST.get("ke", ""))
    if "tanda" not in request.POST:
        return _by_code(request, wanted)
    try:
        visit = visit_by_slip(request, wanted)
    except Refused as refusal:
        return _ask_code(request, CodeForm(), notice=sentence(refusal), status=422)
    deed = DEEDS.get(wanted)
    if deed is None:
        return PAGES.get(wanted, home)(visit)
    try:
        return deed(visit)
    except (Refused, Stale) as refusal:
        status = 503 if refusal.code in BUSY else 422
        return PAGES.get(wanted, home)(visit, notice=sentence(refusal), status=status)


def _by_code(request: HttpRequest, wanted: str) -> HttpResponse:
    form = CodeForm(request.POST)
    try:
        proof.check_look_up(request.POST)
        found = report_by_code(str(request.POST.get("code", "")))
    except Refused as refusal:
        return _ask_code(request, form, notice=sentence(refusal), status=503)
    if not form.is_valid() or found is None:
        note_wrong_try()
        if form.is_valid():
            form.add_error("code", sentence(Refused("intake.code_wrong")))
        return _ask_code(request, form, status=422)
    return PAGES.get(wanted, home)(visit_by_code(request, found, wanted))


def _ask_code(request: HttpRequest, form: CodeForm, *, notice: str = "", status: int = 200) -> HttpResponse:
    carried = [(name, value[:LONGEST]) for name in CARRIED if (value := str(request.POST.get(name, "")))]
    asked = proof.ask("", request.POST, look_up=True)
    context = {"code_form": form, "carried": carried, "notice": notice, "proof": asked}
    return render(request, "intake_public/ask_code.html", context, status=status)


def home(
    visit: Visit, *, form: AnswerForm | None = None, done: str = "", notice: str = "", status: int = 200
) -> HttpResponse:
    """The page itself. `done` says what was just done, `notice` why something was not."""
    page = follow_up_page(visit)
    if visit.report.decided and visit.report.told_on is None:
        with suppress(OperationalError):  # the page comes first; the next look notes it
            services.mark_read(visit.report)
    answer = form or AnswerForm(initial=visit.typed("words") if not done else {}, closed=_no_files(visit))
    context = page | {"form": answer, "done": done, "notice": notice}
    return render(visit.request, "intake_public/follow_up.html", context, status=status)


def answer(visit: Visit) -> HttpResponse:
    """A message, evidence, or both. What is refused is named, and the message stays in its box."""
    form = AnswerForm(visit.request.POST, visit.request.FILES, closed=_no_files(visit))
    if too_much(visit.request) and "evidence" in form.fields:
        form.add_error("evidence", sentence(Refused("intake.file.too_much", limit=evidence.MAX_TOTAL_BYTES // 2**20)))
    if not form.is_valid():
        return home(visit, form=form, status=422)
    words, chosen = form.cleaned_data["words"], form.cleaned_data.get("evidence") or []
    try:
        files = evidence.examine_all([(file.name or "", file.read()) for file in chosen])
        kept = services.add_evidence(PUBLIC_ACTOR, visit.report, visit.private, files) if files else []
    except Refused as refusal:
        if not refusal.code.startswith("intake.file."):
            raise
        form.add_error("evidence", sentence(refusal))
        return home(visit, form=form, status=422)
    if words:
        services.send_message(PUBLIC_ACTOR, visit.report, words, submission=visit.mark)
    return home(visit, done=_done(words=bool(words), files=len(files), fresh=len(kept)))


def _done(*, words: bool, files: int, fresh: int) -> str:
    if not files:
        return "message"
    if not fresh:
        return "again"
    return "both" if words else "evidence"


def _no_files(visit: Visit) -> bool:
    return visit.report.decided


PAGES: dict[str, Page] = {"kirim": home, **identity.PAGES, **pressure.PAGES}
DEEDS: dict[str, Deed] = {"kirim": answer, **identity.deeds(home), **pressure.deeds(home)}
