"""The public door: the four pages of a report, Bawaslu's form, and the way back with a code. No cookie, no script."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kondusif.base import tokens
from kondusif.base.errors import sentence
from kondusif.intake import evidence, letters, secrecy, services
from kondusif.intake.forms.follow_up import CodeForm, MessageForm
from kondusif.intake.models import Report
from kondusif.intake.rules import Track
from kondusif.intake.selectors import fresh_code, report_by_code, report_by_slip
from kondusif.intake.views_public.page import follow_up_page, receipt_page, step_page
from kondusif.intake.views_public.stepper import SENDING, Mark, Walk, fresh_mark, read_walk
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.kernel.errors import Refused

View = Callable[[HttpRequest], HttpResponse]
FOLLOW_PURPOSE, FOLLOW_AGE = "intake.follow", 3600
RETRY_AFTER = "20"
STATUS = {"intake.busy": 503, "intake.sent_differently": 409}


def public(view: View) -> View:
    """A page of the public door: a token instead of a cookie, and a request that cannot be read gets one sentence."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            if request.method == "POST":
                request.POST, request.FILES  # noqa: B018  read now, so that what is wrong with the body shows here
        except SuspiciousOperation:
            return render(request, "intake_public/too_large.html", {"limit": _megabytes()}, status=413)
        except (MultiPartParserError, OSError):
            return render(request, "intake_public/unreadable.html", status=400)
        response = view(request)
        response["Referrer-Policy"] = "no-referrer"  # not even the origin learns which page a reader came from
        return response

    return guarded


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
        if _too_much(request):
            raise Refused("intake.file.too_much", limit=evidence.MAX_TOTAL_BYTES // 2**20)
        with secrecy.turn():
            files = evidence.examine_all([(file.name or "", file.read()) for file in form.cleaned_data["evidence"]])
        receipt = services.receive_report(
            PUBLIC_ACTOR, draft, code=walk.mark.code, submission=walk.mark.submission, files=files
        )
    except Refused as refusal:
        return _refused(request, walk, refusal)
    return render(request, "intake_public/receipt.html", receipt_page(walk, receipt.report, draft))


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
    response = render(request, f"intake_public/step{step}.html", step_page(walk, step, bound=bound), status=status)
    if status == 503:
        response["Retry-After"] = RETRY_AFTER
    return response


def _too_much(request: HttpRequest) -> bool:
    # A body over this size comes with its fields but without its files: the upload handler lets them pass by.
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return length.isdigit() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _megabytes() -> int:
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20)


# The way back ---------------------------------------------------------------------------


@public
def follow_up(request: HttpRequest) -> HttpResponse:
    """Status and messages for whoever brings the code."""
    words = str(request.POST.get("words", ""))
    if request.method != "POST":
        return _ask_code(request, CodeForm(), words)
    if token := str(request.POST.get("tanda", "")):
        return _message(request, token, words)
    form = CodeForm(request.POST)
    try:
        report = report_by_code(str(request.POST.get("code", "")))
    except Refused as refusal:
        return _busy(request, form, words, refusal)
    if not form.is_valid() or report is None:
        if form.is_valid():
            form.add_error("code", sentence(Refused("intake.code_wrong")))
        return _ask_code(request, form, words, status=422)
    return _report(request, report, MessageForm(initial={"words": words}))


def _message(request: HttpRequest, token: str, words: str) -> HttpResponse:
    try:
        facts = tokens.read(token, FOLLOW_PURPOSE, FOLLOW_AGE)
    except Refused as refusal:
        return _ask_code(request, CodeForm(), words, notice=sentence(refusal), status=422)
    report = report_by_slip(facts.get("report"))
    if report is None:
        return _ask_code(request, CodeForm(), words, notice=sentence(Refused("base.token.bad")), status=422)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _report(request, report, form, status=422)
    services.send_message(PUBLIC_ACTOR, report, form.cleaned_data["words"], submission=str(facts.get("message", "")))
    return _report(request, report, MessageForm(), sent=True)


def _report(
    request: HttpRequest, report: Report, form: MessageForm, *, sent: bool = False, status: int = 200
) -> HttpResponse:
    slip = {"report": report.pk, "message": secrets.token_hex(16)}
    context: dict[str, Any] = follow_up_page(report) | {
        "form": form, "sent": sent, "token": tokens.issue(slip, FOLLOW_PURPOSE)
    }  # fmt: skip
    return render(request, "intake_public/follow_up.html", context, status=status)


def _ask_code(request: HttpRequest, form: CodeForm, words: str, *, notice: str = "", status: int = 200) -> HttpResponse:
    context = {"code_form": form, "words": words, "notice": notice}
    return render(request, "intake_public/ask_code.html", context, status=status)


def _busy(request: HttpRequest, form: CodeForm, words: str, refusal: Refused) -> HttpResponse:
    response = _ask_code(request, form, words, notice=sentence(refusal), status=503)
    response["Retry-After"] = RETRY_AFTER
    return response
