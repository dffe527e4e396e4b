"""Pages of the verifiers' desk: load through a selector, bind a form, call a service, go on."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import bodies
from kondusif.intake import letters, services
from kondusif.intake.forms.desk import AskForm, DecisionForm, MessageForm, OpeningForm, ValueForm
from kondusif.intake.kept import Unlocking
from kondusif.intake.labels import OUTCOME_ACTS, OUTCOME_FOR_REPORTER, OUTCOME_TITLES
from kondusif.intake.models import Report
from kondusif.intake.rules import CLOSING, Outcome, Value
from kondusif.intake.selectors import open_report, reports_visible_to
from kondusif.intake.views.desk import queue_page, read_filters, report_page
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault.keyring import Keyring, keyring_of


def opened(act: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about an opened report. While the key is closed, what was sent waits; a look goes to the report itself."""

    @wraps(act)
    def inside(request: HttpRequest, number: str, **more: Any) -> HttpResponse:
        report, key = _mine(request, number), Unlocking(request)
        back = reverse("intake:show", args=[number])
        if key.must_wait:
            return key.wait(subject=report.number, back=back)
        if open_report(key.keyring, report).locked:
            if request.method == "POST":
                raise Refused("intake.not_your_key")
            return redirect(back)
        return key.done(act(request, report, key.keyring, **more))

    return inside


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    keyring = keyring_of(request)
    context = queue_page(person(request), keyring, read_filters(request.GET))
    first = context["rows"][0].report if context["rows"] else None
    if first:
        context |= report_page(first, keyring) | {"chosen": first.number}
    return render(request, "intake/desk.html", context | {"alone": False})


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    return _desk(request, _mine(request, number), keyring_of(request))


@require_POST
@opened
def value(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    form = ValueForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, keyring, status=422, value_form=form)
    data = form.cleaned_data
    report.version = data["version"]
    try:
        services.judge(actor_of(person(request)), report, value=Value(data["value"]), reason=data["value_reason"])
    except Stale as stale:
        fresh = _mine(request, report.number)
        again = ValueForm(_with_version(request, fresh))
        return _desk(request, fresh, keyring, status=409, value_form=again, notice=sentence(stale))
    return redirect("intake:show", report.number)


@require_POST
@opened
def message(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, keyring, status=422, message_form=form)
    given = request.POST.get("kiriman", "")
    mark = f"meja-{given if given.isalnum() and len(given) == 32 else secrets.token_hex(16)}"
    services.send_message(actor_of(person(request)), report, form.cleaned_data["words"], submission=mark)
    return redirect("intake:show", report.number)


@require_POST
@opened
def identity(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    """Who reported, shown once, with its reason written down."""
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, keyring, status=422, opening_form=form)
    found = services.open_identity(
        actor_of(person(request)), report, keyring, reason=form.cleaned_data["reason"]
    )  # fmt: skip
    return _desk(request, report, keyring, identity=found)


@require_POST
@opened
def ask(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    """Ask two of three custodians to open the name; the reporter reads the reason from now on."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, keyring, status=422, ask_form=form)
    try:
        services.ask_custodians(actor_of(person(request)), report, keyring, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error("reason", sentence(refusal))
        return _desk(request, report, keyring, status=422, ask_form=form)
    messages.success(request, _("Permintaan terkirim kepada kustodian. Pelapor membaca alasannya."))
    return redirect("intake:show", report.number)


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def decide(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
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
        fresh = open_report(keyring, _mine(request, report.number))
        again = DecisionForm(_with_version(request, fresh), outcome=outcome)
        return _deciding(request, fresh, again, status=409, notice=sentence(stale))
    messages.success(request, _("Putusan tercatat. Pelapor membacanya di halaman Cek laporan."))
    return redirect("intake:show", report.number)


@require_safe
@opened
def letter(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    response = HttpResponse(letters.letter_of(report), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{report.number}-surat.pdf"'
    return response


def _mine(request: HttpRequest, number: str) -> Report:
    return get_or_not_yours(reports_visible_to(person(request)), number=number)


def _outcome(word: str) -> Outcome:
    if word not in CLOSING:
        raise Refused("intake.not_an_outcome")
    return Outcome(word)


def _desk(
    request: HttpRequest, report: Report, keyring: Keyring | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    queue = queue_page(person(request), keyring, read_filters(request.GET), chosen=report.number)
    page = queue | report_page(report, keyring, **more) | {"alone": True}
    return render(request, "intake/desk.html", page, status=status)


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
