"""Bringing in a file of reports: chosen, shown as what it would keep, then kept in portions or dropped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kondusif.accounts.selectors import actor_of
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import city, today, units
from kondusif.intake.channels import channel
from kondusif.intake.forms.imports import (
    SAMPLE,
    BadRowsForm,
    Checked,
    FileForm,
    RowChecker,
)
from kondusif.intake.forms.mail_picks import Pick, arrival_of, mail_draft, packed, picks_of, unpacked
from kondusif.intake.imports import Form
from kondusif.intake.imports.attached import evidence_of
from kondusif.intake.imports.mailbox import MOST_MAILS, Fault, Mail, Robot, looks_like_mail, read_mails
from kondusif.intake.imports.sheet import HEADS, PROBLEM, Sheet, looks_like_sheet, read_sheet
from kondusif.intake.imports.wording import FAULTS, ROBOTS
from kondusif.intake.labels import KINDS
from kondusif.intake.rules import Draft, headline
from kondusif.intake.selectors.entering import Target, targets_of, unread_but_by
from kondusif.intake.selectors.imports import imports
from kondusif.intake.services.importing import (
    Held,
    Item,
    codes_of,
    content_of,
    drop_file,
    finish,
    held_of,
    hold_file,
    is_there,
    keep_some,
    kept_of,
    mark_of_mail,
    mark_of_row,
)
from kondusif.intake.services.receiving import place_of
from kondusif.intake.slips import slips_pdf
from kondusif.intake.views.opening import person
from kondusif.kernel.clock import zone_of
from kondusif.kernel.errors import Refused
from kondusif.vault.routing import level
from kondusif.vault.rules import Level

CHANNELS = {Form.SHEET: "sheet", Form.MAIL: "email"}
SHOWN = 100  # rows
SEEN = 160  # letters of a mail
# The same in words for who types.
AT_DESK = {"intake.no_keys": "intake.entry.no_keys", "intake.file.no_room": "intake.import.no_room"}


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: the rows of a sheet that were checked, or mails."""

    sheet: Sheet | None = None
    rows: list[Checked] | None = None
    mails: list[Mail] | None = None


@require_safe
def choose(request: HttpRequest) -> HttpResponseBase:
    """The form, the sample, and the files so far."""
    if "contoh" in request.GET:
        return csv_answer([list(HEADS.values()), [SAMPLE.get(name, "") for name in HEADS]], "contoh-laporan")
    return _choosing(request, FileForm())


@require_POST
def check(request: HttpRequest) -> HttpResponseBase:
    """What a file would keep; nothing is kept yet. With a slip: its bad rows as a file."""
    if "slip" in request.POST:
        read = _read(held := held_of(actor_of(person(request)), request.POST["slip"]), content_of(held))
        return _bad_rows(read)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        raw = form.raw()
        try:
            if level() is Level.CLOSED:
                raise Refused("intake.entry.no_keys")
            kind = _kind(raw)
            shape = Held("", "", "", "", 0, kind)
            read = _read(shape, raw)
            if (fresh := len(_told_apart(read.mails or [])[0])) > MOST_MAILS:
                raise Refused("intake.import.many_mails", count=fresh, limit=MOST_MAILS)
            held = hold_file(actor_of(person(request)), raw, kind)
        except Refused as refusal:
            form.add_error("file", ValidationError(sentence(refusal)))
        else:
            return _preview(request, replace(held, last=_last(read), marks=_marks(read)), read)
    return _choosing(request, form, status=422)


@require_POST
def keep(request: HttpRequest) -> HttpResponseBase:
    """The decision about a file, its next portion, or the codes of what was kept."""
    actor = actor_of(person(request))
    try:
        held = held_of(actor, request.POST.get("slip"))
        if "kode" in request.POST:
            return _code_sheet(held)
        if "cetak" in request.POST:
            return _slips(request, held)
        if "buang" in request.POST or request.POST.get("choice") == "none":
            drop_file(held)
            messages.info(request, _("Tidak ada yang disimpan. Berkasnya sudah dibuang."))
            return redirect("intake:import")
        if not held.name or _landed_by_an_earlier_click(held):
            return _done(request, held)
        read = _read(held, content_of(held))
    except Refused as refusal:
        messages.warning(request, sentence(refusal))
        return redirect("intake:import")
    if held.at == 0 and not held.picks:
        decided = _decided(request, held, read)
        if isinstance(decided, HttpResponse):
            return decided
        held = decided
    return _portion(request, held, read)


def _landed_by_an_earlier_click(held: Held) -> bool:
    """Whether everything was kept from this very page and its file is gone: the codes are shown again, not lost."""
    return held.at == 0 and not is_there(held) and any(one.code for one in codes_of(held))


def _marks(read: Read) -> dict[str, str]:
    """The mark of each mail that can be ticked."""
    fresh, _kept = _told_apart(read.mails or [])
    return {str(mail.number): mark_of_mail(mail.origin) for mail in fresh if mail.fault is None}


def _decided(request: HttpRequest, held: Held, read: Read) -> Held | HttpResponse:
    """What was chosen on the preview; the preview again where nothing was."""
    if read.mails is not None:
        picks = picks_of(request.POST, read.mails)
        if not picks:
            return _preview(request, held, read, notice=_said("intake.import.no_choice"))
        left = len(read.mails) - len(picks)
        marks = {number: mark for number, mark in held.marks.items() if int(number) in picks}
        return replace(held, picks=packed(picks), marks=marks, refused=left)
    rows = read.rows or []
    bad = sum(row.draft is None for row in rows)
    if bad == len(rows) or (bad and request.POST.get("choice") != "good"):
        return _preview(request, held, read, form=BadRowsForm(request.POST))
    return replace(held, picks="-")


def _portion(request: HttpRequest, held: Held, read: Read) -> HttpResponse:
    """Keep as much as one answer has time for; then the codes, or the page that goes on."""
    actor, items, notice = actor_of(person(request)), _items(held, read), ""
    way = CHANNELS[Form(held.form)]
    try:
        held = keep_some(actor, held, items, channel=way)
    except Refused as refusal:
        notice = _said(AT_DESK.get(refusal.code, refusal.code))
    if not notice and held.at >= len(items):
        return _done(request, finish(actor, held, channel=way))
    context = {
        "slip": held.token(), "taken": held.taken, "total": len(items), "at": held.at, "notice": notice,
        "landed": codes_of(held),
    }  # fmt: skip
    return render(request, "intake/import_going.html", context, status=409 if notice else 200)


def _done(request: HttpRequest, held: Held) -> HttpResponse:
    landed = codes_of(held)
    context = {
        "landed": landed, "slip": held.token(), "held": held, "mail": held.form == Form.MAIL,
        "lost": sum(one.code is None for one in landed),
        "alone": unread_but_by(person(request), targets_of(one.number for one in landed)),
    }  # fmt: skip
    return render(request, "intake/import_kept.html", context)


def _items(held: Held, read: Read) -> list[Item]:
    if read.mails is None:
        return [
            Item(one.row.line, mark_of_row(held.digest, one.row.line), one.draft, one.received_on, one.channel)
            for one in read.rows or []
        ]
    picked = unpacked(held.picks)
    return [_mail_item(mail, picked[mail.number]) for mail in read.mails if mail.number in picked]


def _mail_item(mail: Mail, pick: Pick) -> Item:
    files = partial(evidence_of, mail.files, shows_reporter=pick.shows_reporter)
    draft, came_on = mail_draft(mail, pick, today()), arrival_of(mail, today())
    return Item(mail.number, mark_of_mail(mail.origin), draft, came_on, files=files)


def _kind(raw: bytes) -> Form:
    if not raw.strip():
        raise Refused("intake.import.empty")
    if looks_like_mail(raw):
        return Form.MAIL
    # A sheet may lack a column; what it lacks is said by its reader.
    if looks_like_sheet(raw):
        return Form.SHEET
    raise Refused("intake.import.what")


def _read(held: Held, raw: bytes) -> Read:
    """Read a file, in memory.

    Raises:
        Refused: it cannot be read as what it is.
    """
    if held.form == Form.MAIL:
        return Read(mails=read_mails(raw, zone_of(city().zone)))
    sheet = read_sheet(raw)
    return Read(sheet, list(RowChecker(city(), today()).check(sheet.rows, held.at)))


def _last(read: Read) -> int:
    if read.mails is not None:
        return len(read.mails)
    return max((one.row.line for one in read.rows or []), default=0)


def _choosing(request: HttpRequest, form: FileForm, *, status: int = 200) -> HttpResponse:
    rows = [(row, channel(row.channel).name) for row in imports()[:20]]
    context = {"form": form, "rows": rows, "heads": list(HEADS.values()), "today": today()}
    return render(request, "intake/import.html", context, status=status)


def _preview(
    request: HttpRequest, held: Held, read: Read, *, form: BadRowsForm | None = None, notice: str = ""
) -> HttpResponse:
    status = 422 if form or notice else 200
    if read.mails is not None:
        return render(request, "intake/import_mails.html", _mails(request, held, read.mails, notice), status=status)
    rows = read.rows or []
    bad, good = [one for one in rows if one.draft is None], [one for one in rows if one.draft]
    context = {
        "slip": held.token(), "bad": bad[:SHOWN], "bad_count": len(bad), "good_count": len(good), "shown": SHOWN,
        "good": [(one.row.line, headline(one.draft.words)) for one in good[:5] if one.draft],
        "unread": read.sheet.unread if read.sheet else (), "form": form or BadRowsForm(),
        "alone": unread_but_by(person(request), _targets(one.draft for one in good if one.draft)),
    }  # fmt: skip
    return render(request, "intake/import_rows.html", context, status=status)


def _targets(drafts: Iterable[Draft]) -> Iterator[Target]:
    """Where each draft would be routed; every place and unit is looked up once."""
    known = {unit.key: unit for unit in units()}
    village = cache(lambda code: place_of(code).village)
    for draft in drafts:
        unit = known.get(draft.accused_unit)
        yield village(draft.area_code), unit, draft.accused_is_head and unit is not None


def _mails(request: HttpRequest, held: Held, mails: list[Mail], notice: str) -> dict[str, object]:
    """What the preview says of a mailbox: what is new, and apart from it what an earlier import has kept."""
    fresh, kept = _told_apart(mails)
    first: set[str] = set()
    lines = []
    for mail in fresh:
        lines.append(_mail_line(mail, offered=mail.fault is None and mail.origin not in first))
        first.add(mail.origin)
    good = [mail for mail in fresh if mail.fault is None]
    return {
        "mails": lines, "kept": kept, "slip": held.token(), "notice": notice, "kinds": list(KINDS.items()),
        "good": len(good), "broken": len(fresh) - len(good),
        "alone": bool(good) and unread_but_by(person(request), [(place_of("").village, None, False)]),
    }  # fmt: skip


def _told_apart(mails: list[Mail]) -> tuple[list[Mail], list[Mail]]:
    """Mails of which nothing is kept, and those that are kept, whichever mailbox they came in."""
    marks = {mail.number: mark_of_mail(mail.origin) for mail in mails if mail.fault is None}
    known = kept_of(marks.values())
    there = [mail for mail in mails if marks.get(mail.number) in known]
    return [mail for mail in mails if marks.get(mail.number) not in known], there


def _mail_line(mail: Mail, *, offered: bool) -> dict[str, object]:
    text = mail.words.removeprefix(mail.subject).strip()
    return {
        "mail": mail, "offered": offered, "beginning": " ".join(text.split())[:SEEN],
        "rest": text if len(text) > SEEN else "", "fault": FAULTS[Fault(mail.fault)] if mail.fault else "",
        "robot": ROBOTS[Robot(mail.robot)] if mail.robot else "",
        "files": [name if data else _("%(name)s (kosong atau rusak)") % {"name": name} for name, data in mail.files],
    }  # fmt: skip


def _bad_rows(read: Read) -> HttpResponseBase:
    """Only the bad rows under their own headings, with one column more that says what is wrong."""
    heads = read.sheet.heads if read.sheet else ()
    kept = [at for at, head in enumerate(heads) if head.strip().lower() != PROBLEM]
    lines = [[*[heads[at] for at in kept], PROBLEM]]
    for one in read.rows or []:
        if one.draft is None:
            cells = [one.row.cells[at] if at < len(one.row.cells) else "" for at in kept]
            lines.append([*cells, "; ".join(f"{column}: {words}" if column else words for column, words in one.faults)])
    return csv_answer(lines, "baris-diperbaiki")


def _code_sheet(held: Held) -> HttpResponseBase:
    rows = [
        [str(one.line), one.number, str(one.code) if one.code else _("di halaman impor sebelumnya")]
        for one in codes_of(held)
    ]
    first = _("surat") if held.form == Form.MAIL else _("baris")
    return csv_answer([[first, _("nomor laporan"), _("kode tindak lanjut")], *rows], "kode-tindak-lanjut")


def _slips(request: HttpRequest, held: Held) -> HttpResponse:
    codes = [(one.line, one.code) for one in codes_of(held) if one.code]
    page = request.build_absolute_uri(reverse("intake_public:follow_up"))
    answer = HttpResponse(slips_pdf(city(), codes, page), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="slip-kode.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _said(code: str) -> str:
    return sentence(Refused(code))
