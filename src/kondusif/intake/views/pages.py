"""Pages of the verifiers' desk: load through a selector, bind a form, call a service, go on."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.selectors import actor_of
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import bodies
from kondusif.intake import letters, services
from kondusif.intake.forms.desk import AskForm, DecisionForm, MessageForm, OpeningForm, ValueForm
from kondusif.intake.labels import OUTCOME_ACTS, OUTCOME_FOR_REPORTER, OUTCOME_TITLES
from kondusif.intake.models import Report
from kondusif.intake.rules import CLOSING, Outcome, Value
from kondusif.intake.selectors import open_report
from kondusif.intake.selectors.corrections import names_nobody
from kondusif.intake.selectors.forwardings import letter_number
from kondusif.intake.views.addressing import addressing, proposed_body
from kondusif.intake.views.desk import report_page
from kondusif.intake.views.opening import after_second_look, mine, opened, person
from kondusif.intake.views.queue import queue_page, read_filters
from kondusif.intake.views.telling import chosen_message
from kondusif.intake.views.together import FIELD, chosen_fellows, end_alike, together_panel
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault.keyring import Keyring, keyring_of


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    context = queue_page(person(request), keyring_of(request), read_filters(request.GET))
    first = context["rows"][0].report if context["rows"] else None
    context |= {"first": first, "chosen": first.number if first else "", "alone": False}
    return render(request, "intake/desk.html", context)


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    report, keyring = mine(request, number), keyring_of(request)
    if request.headers.get("HX-Request"):
        return _beside(request, report, keyring)
    if "pesan" in request.GET:
        open_report(keyring, report)
    return _desk(request, report, keyring, **chosen_message(request, report))


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
        fresh = mine(request, report.number)
        again = ValueForm(_with_version(request, fresh))
        return _desk(request, fresh, keyring, status=409, value_form=again, notice=sentence(stale))
    except Refused as refusal:
        return _not_now(request, report, keyring, refusal, data["value_reason"])
    return redirect("intake:show", report.number)


@require_POST
@opened
def message(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _desk(request, report, keyring, status=422, message_form=form)
    given = request.POST.get("kiriman", "")
    mark = f"meja-{given if given.isalnum() and len(given) == 32 else secrets.token_hex(16)}"
    words: str = form.cleaned_data["words"]
    try:
        services.send_message(actor_of(person(request)), report, words, submission=mark)
    except Refused as refusal:
        return _not_now(request, report, keyring, refusal, words)
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
    asks = names_nobody(report)
    if request.method != "POST":
        start = {"version": report.version, "body": proposed_body(report)}
        return _deciding(request, report, DecisionForm(outcome=outcome, asks_accused=asks, initial=start))
    form = DecisionForm(request.POST, outcome=outcome, asks_accused=asks)
    if not form.is_valid():
        return _deciding(request, report, form, status=422)
    report.version = form.cleaned_data["version"]
    reason, body = form.cleaned_data["reason"], bodies().filter(key=form.cleaned_data.get("body") or "").first()
    actor = actor_of(person(request))

    def end(one: Report) -> Report:
        return services.decide(actor, one, outcome, reason=reason, body=body, said=form.said())

    try:
        fellows = chosen_fellows(request, keyring, report)
        end(report)
    except Stale as stale:
        fresh = open_report(keyring, mine(request, report.number))
        again = DecisionForm(_with_version(request, fresh), outcome=outcome, asks_accused=names_nobody(fresh))
        return _deciding(request, fresh, again, status=409, notice=sentence(stale))
    except Refused as refusal:
        return _deciding(request, report, form, status=409, notice=sentence(refusal))
    messages.success(request, _("Putusan tercatat. Pelapor membacanya di halaman Cek laporan."))
    end_alike(request, fellows, end)
    return redirect("intake:show", report.number)


@require_safe
@opened
@after_second_look
def letter(request: HttpRequest, report: Report, keyring: Keyring) -> HttpResponse:
    number = "".join(c for c in request.GET.get("nomor", "") if c.isprintable())[:80].strip()
    response = HttpResponse(letters.letter_of(report, number or letter_number(report)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{report.number}-surat.pdf"'
    return response


def _outcome(word: str) -> Outcome:
    if word not in CLOSING:
        raise Refused("intake.not_an_outcome")
    return Outcome(word)


def _desk(
    request: HttpRequest, report: Report, keyring: Keyring | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    queue = queue_page(person(request), keyring, read_filters(request.GET), chosen=report.number)
    page = queue | report_page(person(request), report, keyring, **more) | {"alone": True}
    return render(request, "intake/desk.html", page, status=status)


def _beside(request: HttpRequest, report: Report, keyring: Keyring | None) -> HttpResponse:
    """The report without the queue, for the place beside a queue that stands already."""
    page = report_page(person(request), report, keyring) | {"filters": read_filters(request.GET), "alone": False}
    return render(request, "intake/_report.html", page)


def _not_now(request: HttpRequest, report: Report, keyring: Keyring, refusal: Refused, words: str) -> HttpResponse:
    """Somebody else has the item in hand, or this person typed it in: what was written is shown again, to be kept."""
    return _desk(request, report, keyring, status=409, notice=sentence(refusal), typed_words=words)


def _deciding(
    request: HttpRequest, report: Report, form: DecisionForm, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    told = str(OUTCOME_FOR_REPORTER[form.outcome])
    context = {
        "report": report, "form": form, "outcome": form.outcome, "act": OUTCOME_ACTS[form.outcome],
        "title": OUTCOME_TITLES[form.outcome] % {"number": report.short_number}, "notice": notice,
        "told": told.replace("%(body)s", _("lembaga yang Anda pilih")),
        **together_panel(person(request), keyring_of(request), report, request.POST.getlist(FIELD)),
    } | (addressing(request, report) if form.outcome is Outcome.NOT_OURS else {})  # fmt: skip
    return render(request, "intake/decide.html", context, status=status)


def _with_version(request: HttpRequest, report: Report) -> dict[str, str]:
    """What was typed, over the version that stands now."""
    return {**request.POST.dict(), "version": str(report.version)}
