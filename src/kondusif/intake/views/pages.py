"""Pages of the verifiers' desk: load through a selector, bind a form, call a service, go on."""

import secrets
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import bodies
from kondusif.intake import letters, services
from kondusif.intake.forms.desk import DecisionForm, OpeningForm, ValueForm
from kondusif.intake.forms.follow_up import MessageForm
from kondusif.intake.labels import OUTCOME_ACTS, OUTCOME_FOR_REPORTER, OUTCOME_TITLES
from kondusif.intake.models import Report
from kondusif.intake.rules import CLOSING, Outcome, Value
from kondusif.intake.selectors import open_attachment, reports_visible_to
from kondusif.intake.views.desk import queue_page, read_filters, report_page
from kondusif.kernel.errors import NotYours, Refused, Stale

SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    context = queue_page(person(request), read_filters(request.GET))
    first = context["rows"][0].report if context["rows"] else None
    if first:
        context |= report_page(first) | {"chosen": first.number}
    return render(request, "intake/desk.html", context | {"alone": False})


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    return _desk(request, _mine(request, number))


@require_POST
def value(request: HttpRequest, number: str) -> HttpResponse:
    report, form = _mine(request, number), ValueForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, status=422, value_form=form)
    data = form.cleaned_data
    report.version = data["version"]
    try:
        services.judge(actor_of(person(request)), report, value=Value(data["value"]), reason=data["value_reason"])
    except Stale as stale:
        fresh = _mine(request, number)
        again = ValueForm(_with_version(request, fresh))
        return _desk(request, fresh, status=409, value_form=again, notice=sentence(stale))
    return redirect("intake:show", number)


@require_POST
def message(request: HttpRequest, number: str) -> HttpResponse:
    report, form = _mine(request, number), MessageForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, status=422, message_form=form)
    given = request.POST.get("kiriman", "")
    mark = f"meja-{given if given.isalnum() and len(given) == 32 else secrets.token_hex(16)}"
    services.send_message(actor_of(person(request)), report, form.cleaned_data["words"], submission=mark)
    return redirect("intake:show", number)


@require_POST
def identity(request: HttpRequest, number: str) -> HttpResponse:
    """Who reported, shown once, with its reason written down."""
    report, form = _mine(request, number), OpeningForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, status=422, opening_form=form)
    found = services.open_identity(actor_of(person(request)), report, reason=form.cleaned_data["reason"])
    return _desk(request, report, identity=found)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str) -> HttpResponse:
    report = _mine(request, number)
    outcome = _outcome(request.POST.get("putusan") or request.GET.get("putusan") or "")
    if request.method != "POST":
        form = DecisionForm(outcome=outcome, initial={"version": report.version})
        return _deciding(request, report, form)
    form = DecisionForm(request.POST, outcome=outcome)
    if not form.is_valid():
        return _deciding(request, report, form, status=422)
    report.version = form.cleaned_data["version"]
    body = bodies().filter(key=form.cleaned_data.get("body") or "").first()
    try:
        services.decide(actor_of(person(request)), report, outcome, reason=form.cleaned_data["reason"], body=body)
    except Stale as stale:
        fresh = _mine(request, number)
        again = DecisionForm(_with_version(request, fresh), outcome=outcome)
        return _deciding(request, fresh, again, status=409, notice=sentence(stale))
    messages.success(request, _("Putusan tercatat. Pelapor membacanya di halaman Cek laporan."))
    return redirect("intake:show", number)


@require_safe
def evidence_file(request: HttpRequest, number: str, order: int) -> FileResponse:
    """The safe copy of one piece of evidence: pictures are shown, documents only handed over."""
    report = _mine(request, number)
    item = get_or_not_yours(report.attachments.all(), order=order)
    opened = open_attachment(item.pk)
    if opened is None:
        raise Refused("intake.file.not_ready") if item.state == item.State.RAW else NotYours
    response = FileResponse(opened.content, content_type=opened.media_type)
    manner = "inline" if opened.picture else "attachment"
    response["Content-Disposition"] = f'{manner}; filename="{number}-bukti-{order}{opened.suffix}"'
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    report = _mine(request, number)
    response = HttpResponse(letters.letter_of(report), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{number}-surat.pdf"'
    return response


def _mine(request: HttpRequest, number: str) -> Report:
    return get_or_not_yours(reports_visible_to(person(request)), number=number)


def _outcome(word: str) -> Outcome:
    if word not in CLOSING:
        raise Refused("intake.not_an_outcome")
    return Outcome(word)


def _desk(request: HttpRequest, report: Report, *, status: int = 200, **more: Any) -> HttpResponse:
    queue = queue_page(person(request), read_filters(request.GET), chosen=report.number)
    return render(request, "intake/desk.html", queue | report_page(report, **more) | {"alone": True}, status=status)


def _deciding(
    request: HttpRequest, report: Report, form: DecisionForm, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    told = str(OUTCOME_FOR_REPORTER[form.outcome])
    context = {
        "report": report, "form": form, "outcome": form.outcome, "act": OUTCOME_ACTS[form.outcome],
        "title": OUTCOME_TITLES[form.outcome] % {"number": report.short_number}, "notice": notice,
        "told": told.replace("%(body)s", _("lembaga yang Anda pilih")),
    }  # fmt: skip
    return render(request, "intake/decide.html", context, status=status)


def person(request: HttpRequest) -> User:
    """The signed-in officer; the door has let nobody else in."""
    return cast(User, request.user)


def _with_version(request: HttpRequest, report: Report) -> dict[str, str]:
    """What was typed, over the version that stands now."""
    return {**request.POST.dict(), "version": str(report.version)}
