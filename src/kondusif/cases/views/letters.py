"""Pages of official letters: the list, the entry with a look before saving, the letter, its scan, its answer."""

from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.cases import services
from kondusif.cases.forms_letters import HeadForm, LetterForm, ReplyForm, ScanForm
from kondusif.cases.letter_kinds import Kind, kinds
from kondusif.cases.letter_page import (
    choices_for,
    correct_of,
    incoming_of,
    initial_of,
    page_of,
    preview_of,
    senders_of,
)
from kondusif.cases.letters import (
    STATES,
    letters_visible_to,
    letters_waiting,
    line_for,
    open_scan,
    search_letters,
    sheet_rows,
    with_due,
)
from kondusif.cases.scans import scans_left
from kondusif.cases.selectors import cases_writable_by
from kondusif.cases.services.letters import Incoming, plan_of
from kondusif.cases.views.pages import attempt, mine, person
from kondusif.institutions.selectors import today
from kondusif.intake import evidence
from kondusif.intake.kept import Unlocking
from kondusif.intake.shown import shown
from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.vault.keyring import keyring_of

PAGE = 50
ENTER = (Role.DESK, Role.HANDLER)


@require_safe
def letters(request: HttpRequest) -> HttpResponseBase:
    """Every letter that the reader may see, by how it stands; also as a sheet."""
    user, on = person(request), today()
    every = letters_visible_to(user)
    wanted = {name: request.GET.get(name, "").strip()[:80] for name in ("keadaan", "macam", "cari")}
    found = with_due(search_letters(every, state=wanted["keadaan"], kind=wanted["macam"], text=wanted["cari"]))
    if request.GET.get("berkas") == "csv":
        return csv_answer(sheet_rows(found, on), f"surat-resmi-{on.isoformat()}")
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page, "lines": [line_for(row, on) for row in page], "all": every.count(), "wanted": wanted,
        "waiting": letters_waiting(every).count(), "states": STATES.items(), "kinds": kinds().values(),
        "may_enter": has_role(user, *ENTER), "query": "&".join(f"{k}={quote(v)}" for k, v in wanted.items() if v),
    }  # fmt: skip
    return render(request, "cases/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A letter is typed, looked at together with what it starts, and kept. Nothing is written before the last step."""
    sent = request.POST if request.method == "POST" else None
    key = (request.POST if sent is not None else request.GET).get("macam", "")
    kind = kinds().get(key)
    if kind is None:
        wrong = sentence(Refused("cases.letter.unknown_kind")) if key else ""
        offered = {"kinds": kinds().values(), "wrong": wrong}
        return render(request, "cases/letter_kind.html", offered, status=422 if wrong else 200)
    user, on = person(request), today()
    choices = choices_for(kind, user)
    form = LetterForm(sent, initial=initial_of(choices["usual"], on), **choices)
    if sent is None or sent.get("langkah") == "ubah" or not form.is_valid():
        return _typing(request, kind, form)
    letter = incoming_of(kind, form.cleaned_data, user)
    plan = attempt(form, lambda: plan_of(letter, on=on))
    if plan is None:
        return _typing(request, kind, form)
    scan = ScanForm(sent, request.FILES)
    if sent.get("langkah") == "simpan" and scan.is_valid() and (kept := _keep(request, form, scan, letter)):
        return kept
    if form.non_field_errors():
        return _typing(request, kind, form)
    typed = {name: sent.get(name, "") for name in form.fields}
    typed["handler"] = "" if letter.case else str(plan.handler.pk)  # who was shown is who is kept
    preview = preview_of(letter, plan, on)
    context: dict[str, object] = {"kind": kind, "typed": typed.items(), "scan": scan, "preview": preview}
    return render(request, "cases/letter_check.html", context, status=422 if scan.errors else 200)


def _typing(request: HttpRequest, kind: Kind, form: LetterForm) -> HttpResponse:
    return render(request, "cases/letter_enter.html", {"kind": kind, "form": form}, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: LetterForm, scan: ScanForm, letter: Incoming) -> HttpResponse | None:
    """Keep the letter. What is wrong with the scan is said beside it, anything else at the form."""
    user = person(request)
    try:
        taken = _sheet(scan)
        row = services.receive_letter(actor_of(user), letter, on=today(), scan=taken[0] if taken else None)
    except NotYours:
        raise
    except KondusifError as error:
        about_scan = error.code.startswith(("intake.file", "base.")) or error.code == "cases.letter.unit_without_key"
        (scan if about_scan else form).add_error("scan" if about_scan else None, sentence(error))
        return None
    said = _("Surat dicatat. Penanganannya %(number)s.") % {"number": row.case.number}
    messages.success(request, said)
    return redirect("cases:letter", row.pk)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: what came, which case it opened, what is due, and whether it was answered."""
    user = person(request)
    row = get_or_not_yours(letters_visible_to(user), pk=pk)
    return render(request, "cases/letter.html", {"page": page_of(row, user, today())})


@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The safe copy of the sheet, opened with the handler's own key. Each look is entered."""
    user = person(request)
    row = get_or_not_yours(letters_visible_to(user).filter(case__in=cases_writable_by(user).order_by()), pk=pk)
    keyring = keyring_of(request)
    if keyring is None:
        return redirect(f"{reverse('vault:unlock')}?next={quote(request.get_full_path())}")
    opened = open_scan(keyring, row)
    if opened is None:
        left = scans_left(row.case)
        if left and not left.may_pass(user):
            raise Refused("cases.scan.elsewhere", units=left.names)
        raise Refused("cases.letter.other_unit")
    services.note_scan_read(actor_of(user), row)
    return shown(opened, f"{row.case.number}-surat-{row.pk}")


@require_POST
def pass_scans(request: HttpRequest, number: str) -> HttpResponse:
    """A person of the former unit passes the scans of a case's letters on to the unit that handles it now."""
    user, key = person(request), Unlocking(request)
    case = mine(request, number)
    if key.keyring is None:
        return key.wait(subject=number, back=reverse("cases:show", args=[number]))
    passed = services.pass_scans(actor_of(user), case, key.keyring)
    if passed:
        said = ngettext("%(total)s pindaian diserahkan.", "%(total)s pindaian diserahkan.", passed) % {"total": passed}
        messages.success(request, said)
    return key.done(redirect("cases:show", number))


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of a letter as it should have been typed; days that the case has by it follow."""
    user, on = person(request), today()
    row = get_or_not_yours(letters_visible_to(user), pk=pk)
    sent = request.POST if request.method == "POST" else None
    initial = {name: getattr(row, name) for name in ("number", "dated_on", "received_on", "subject")}
    form = HeadForm(sent, initial=initial | {"body": row.body.key}, **senders_of(kinds().get(row.kind)))
    if sent is not None and form.is_valid():
        version = sent.get("versi", "")
        right, actor = correct_of(form.cleaned_data), actor_of(user)
        moved = attempt(form, lambda: services.correct_letter(
            actor, row, right, version=int(version) if version.isdecimal() else -1, on=on
        ))  # fmt: skip
        if moved is not None:
            said = _("Surat dibetulkan dan tenggatnya dihitung ulang.") if moved else _("Surat dibetulkan.")
            messages.success(request, said)
            return redirect("cases:letter", row.pk)
    context = {"page": page_of(row, user, on), "form": form, "version": row.case.version}
    return render(request, "cases/letter_correct.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def scan_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of a letter that was entered without one."""
    user = person(request)
    row = get_or_not_yours(letters_visible_to(user), pk=pk)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if request.method == "POST" and form.is_valid():
        try:
            services.add_scan(actor_of(user), row, _sheet(form, needed=True)[0], on=today())
        except NotYours:
            raise
        except KondusifError as error:
            form.add_error("scan", sentence(error))
        else:
            messages.success(request, _("Pindaian disimpan, tersegel bagi unit penangan."))
            return redirect("cases:letter", row.pk)
    context = {"page": page_of(row, user, today()), "form": form}
    return render(request, "cases/letter_scan.html", context, status=422 if form.errors else 200)


def _sheet(form: ScanForm, *, needed: bool = False) -> list[evidence.Evidence]:
    """The chosen sheet, examined; none where none was chosen and none is needed."""
    file = form.cleaned_data["scan"]
    if needed and not file:
        raise Refused("cases.letter.no_file")
    return evidence.examine_all([(file.name, file.read())] if file else [])


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer that was sent: its day and number."""
    user, on = person(request), today()
    row = get_or_not_yours(letters_visible_to(user), pk=pk)
    initial = {"replied_on": row.replied_on or on, "number": row.reply_number}
    form = ReplyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: services.record_reply(actor_of(user), row, on=on, **form.cleaned_data))
        if done:
            messages.success(request, _("Jawaban dicatat."))
            return redirect("cases:letter", row.pk)
    return render(
        request, "cases/letter_reply.html", {"page": page_of(row, user, on), "form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip
