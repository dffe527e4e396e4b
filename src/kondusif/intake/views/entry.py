"""Typing in what came by letter, phone, chat, mail or in person, and what somebody has typed in so far.

Nothing is kept before the last button.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.base.errors import sentence
from kondusif.base.uploads import too_much
from kondusif.institutions.selectors import city, today
from kondusif.intake import evidence, services
from kondusif.intake.channels import channel, channel_name
from kondusif.intake.entry_slip import Slip, fresh_slip, read_slip
from kondusif.intake.evidence import Evidence
from kondusif.intake.forms.entry import EntryForm
from kondusif.intake.labels import FLAGS
from kondusif.intake.rules import Flag, Status, Track, default_track
from kondusif.intake.selectors import readers_of
from kondusif.intake.selectors.entering import kept_from, typed_by, verifiers_beside
from kondusif.intake.services import Receipt, place_of
from kondusif.intake.views.opening import person
from kondusif.kernel.errors import Refused
from kondusif.vault.routing import level
from kondusif.vault.rules import Level

PAGE = 50
BUSY = frozenset({"intake.busy", "base.cleaner.busy"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    if level() is Level.CLOSED:
        return render(request, "intake/enter_closed.html")
    if request.method != "POST":
        return _page(request, fresh_slip(), _form(channel=request.GET.get("saluran", ""), arrived_on=today()))
    user = person(request)
    slip = read_slip(request.POST.get("tanda", ""), user)
    if request.POST.get("ke") == "tempat":  # only the lists of RW and RT are drawn anew
        used = slip is None or kept_from(user, slip.submission) is not None
        return _page(request, fresh_slip() if used or slip is None else slip, _form(**request.POST.dict()))
    if slip is None:
        return _again(request, fresh_slip(), Refused("base.token.bad"))
    if not slip.fresh:
        if known := kept_from(user, slip.submission):
            return _kept(request, Receipt(known, again=True), slip)
        return _again(request, slip, Refused("intake.entry.old_form"))
    return _keep(request, slip)


def _keep(request: HttpRequest, slip: Slip) -> HttpResponse:
    form = EntryForm(request.POST, request.FILES, today=today(), city=city())
    if not form.is_valid() or _should_go_to_bawaslu(form):
        return _page(request, slip, form, status=422)
    data = form.cleaned_data
    try:
        receipt = services.enter_report(
            actor_of(person(request)), form.draft(), channel=data["channel"], received_on=data["arrived_on"],
            code=slip.code, submission=slip.submission, files=_files(request, form),
        )  # fmt: skip
    except Refused as refusal:
        return _refused(request, slip, form, refusal)
    return _kept(request, receipt, slip)


def _should_go_to_bawaslu(form: EntryForm) -> bool:
    """Whether the reporter should be asked once more, and was not: those who would read stand under the accused."""
    data, unit = form.cleaned_data, form.unit
    if unit is None or data["insists"]:
        return False
    alone = default_track(sheltered=unit.sheltered, is_head=data["accused_is_head"]) is Track.BAWASLU
    below = readers_of(place_of(form.place_code).village, unit, is_head=data["accused_is_head"]).below
    if alone or below:
        form.add_error("insists", _(
            "Yang dilaporkan memimpin unit yang membawahi verifikator. Sarankan Bawaslu saja; centang ini bila pelapor"
            " sudah diberi tahu dan tetap ingin kota menyimpannya."
        ))  # fmt: skip
    return alone or below


def _files(request: HttpRequest, form: EntryForm) -> list[Evidence]:
    """What was chosen, each examined; a scan that shows the reporter has no copy for the desk."""
    if too_much(request):
        raise Refused("intake.file.too_much", limit=evidence.MAX_TOTAL_BYTES // 2**20)
    paper, other = ([(one.name or "", one.read()) for one in form.cleaned_data[box]] for box in ("paper", "evidence"))
    hidden = {data for _name, data in paper} if form.cleaned_data["shows_reporter"] else set()
    taken = evidence.examine_all([*paper, *other])
    return [evidence.only_original(one) if one.data in hidden else one for one in taken]


def _refused(request: HttpRequest, slip: Slip, form: EntryForm, refusal: Refused) -> HttpResponse:
    if refusal.code.startswith("intake.file."):
        form.add_error("evidence" if form.cleaned_data["evidence"] else "paper", sentence(refusal))
        return _page(request, slip, form, status=422)
    if refusal.code == "intake.code_taken":
        return _page(request, slip.with_another_code(), form, status=422, notice=_("Tekan Simpan sekali lagi."))
    if refusal.code == "intake.entry.kept_differently":
        return _page(request, fresh_slip(), form, status=409, notice=sentence(refusal))
    return _page(request, slip, form, status=503 if refusal.code in BUSY else 422, notice=sentence(refusal))


def _again(request: HttpRequest, slip: Slip, refusal: Refused) -> HttpResponse:
    return _page(request, slip, _form(**request.POST.dict()), status=422, notice=sentence(refusal))


def _form(**typed: Any) -> EntryForm:
    """A form that shows what was typed, unchecked."""
    if "tanda" in typed:  # it came back: an empty box was emptied
        typed |= {name: bool(typed.get(name)) for name in ("accused_is_head", "shows_reporter", "insists")}
    return EntryForm(initial=typed, today=today(), city=city())


def _page(
    request: HttpRequest, slip: Slip, form: EntryForm, *, status: int = 200, notice: str = ""
) -> HttpResponse:  # fmt: skip
    asks = bool(form.is_bound and form["insists"].errors) or bool(form["insists"].value())
    context = {
        "form": form, "token": slip.token(person(request)), "notice": notice, "asks_bawaslu": asks,
        "choose_again": bool(request.FILES), "custodians": level() is Level.CUSTODIANS,
    }  # fmt: skip
    return render(request, "intake/enter.html", context, status=status)


def _kept(request: HttpRequest, receipt: Receipt, slip: Slip) -> HttpResponse:
    """The report is kept; its code is on this page and on no other."""
    report = receipt.report
    readers = readers_of(report.area_code, report.accused_unit, is_head=report.accused_is_head)
    context = {
        "report": report, "code": slip.code if slip.replays else None, "again": receipt.again, "units": readers.units,
        "others": verifiers_beside(person(request), (report.area_code, report.accused_unit, report.accused_is_head)),
        "way": channel(report.channel),
        "flags": [FLAGS[Flag(flag)] for flag in report.flags], "files": report.attachments.count(),
        "both": report.track == Track.BOTH,
    }  # fmt: skip
    return render(request, "intake/enter_kept.html", context)


@require_safe
def entered(request: HttpRequest) -> HttpResponse:
    user = person(request)
    mine = typed_by(user)
    page = Paginator(mine, PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page, "rows": [(row, channel_name(row.channel)) for row in page], "total": page.paginator.count,
        "undecided": mine.exclude(status=Status.DECIDED).count(), "verifies": has_role(user, Role.VERIFIER),
    }  # fmt: skip
    return render(request, "intake/entered.html", context)
