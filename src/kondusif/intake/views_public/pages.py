"""The sending: the four pages of a report, and Bawaslu's form. No cookie, no script."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.base.errors import sentence
from kondusif.base.uploads import too_much
from kondusif.intake import evidence, letters, proof, secrecy, services
from kondusif.intake.rules import Track
from kondusif.intake.selectors import fresh_code
from kondusif.intake.views_public.guard import public
from kondusif.intake.views_public.page import receipt_page, step_page
from kondusif.intake.views_public.stepper import SENDING, Mark, Walk, fresh_mark, read_walk
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.kernel.errors import Refused

STATUS = {
    "intake.busy": 503, "base.cleaner.busy": 503, "intake.sent_differently": 409,
    "intake.proof_missing": 429, "intake.proof_wait": 429, "intake.proof_spent": 429,
}  # fmt: skip


@public
def start(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, Walk(fresh_mark()), 1)
    walk = read_walk(request.POST, request.FILES)
    if walk.wanted == SENDING:
        return _send(request, walk)
    target = walk.wanted
    ahead = target - 1 if target > walk.step or target > 2 else 0
    mistake = walk.first_mistake(ahead)
    return _show(request, walk, mistake or target, bound=bool(mistake))


@public
def bawaslu_form(request: HttpRequest) -> HttpResponse:
    """Bawaslu's form as PDF. Nothing of it is kept: no row, no file, no entry, no line in a log."""
    if request.method != "POST":
        return _show(request, Walk(fresh_mark()), 1)
    walk = read_walk(request.POST, request.FILES)
    mistake = walk.first_mistake(3)
    if mistake or walk.notice:
        return _show(request, walk, mistake or 4, bound=bool(mistake))
    try:
        with secrecy.turn():
            paper = letters.bawaslu_form(walk.draft())
    except Refused as refusal:
        return _show(request, walk, 4, refusal=refusal)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="laporan-bawaslu.pdf"'
    return response


def _send(request: HttpRequest, walk: Walk) -> HttpResponse:
    if mistake := walk.first_mistake(4):
        return _show(request, walk, mistake, bound=True)
    draft, form = walk.draft(), walk.checked[4]
    if draft.track is Track.BAWASLU:
        return _show(request, walk, 4)
    try:
        if too_much(request):
            raise Refused("intake.file.too_much", limit=evidence.MAX_TOTAL_BYTES // 2**20)
        nonce = proof.check(request.POST, walk.mark.submission)
        files = evidence.examine_all([(file.name or "", file.read()) for file in form.cleaned_data["evidence"]])
        receipt = services.receive_report(
            PUBLIC_ACTOR, draft, code=walk.mark.code, submission=walk.mark.submission, files=files,
            also=partial(proof.spend, nonce, walk.mark.submission),
        )  # fmt: skip
    except Refused as refusal:
        return _refused(request, walk, refusal)
    return render(request, "intake_public/receipt.html", receipt_page(walk, receipt.report, draft, len(files)))


def _refused(request: HttpRequest, walk: Walk, refusal: Refused) -> HttpResponse:
    if refusal.code.startswith("intake.file."):
        walk.checked[4].add_error("evidence", sentence(refusal))
        return _show(request, walk, 4, bound=True)
    if refusal.code == "intake.no_reader":
        walk.checked[3].add_error("track", sentence(refusal))
        return _show(request, walk, 3, bound=True)
    if refusal.code == "intake.code_taken":
        walk.mark = Mark(walk.mark.submission, fresh_code())
    return _show(request, walk, 4, refusal=refusal)


def _show(
    request: HttpRequest, walk: Walk, step: int, *, bound: bool = False, refusal: Refused | None = None
) -> HttpResponse:
    if refusal:
        walk.notice = sentence(refusal)
    status = STATUS.get(refusal.code, 422) if refusal else 422 if bound or walk.notice else 200
    return render(request, f"intake_public/step{step}.html", step_page(walk, step, bound=bound), status=status)
