"""A sheet of leave or of acting posts: uploaded, shown as what it would change, then landed or thrown away."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.selectors import get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.base.wording import number, plain_date
from kondusif.institutions.selectors import units
from kondusif.kernel.errors import BadSheet, Refused
from kondusif.roster import forms, services
from kondusif.roster.absences import AbsenceRow, Noted, Step
from kondusif.roster.models import ACTING_KINDS, LEAVE_KINDS, Sheet
from kondusif.roster.rules import About, ActingKind, LeaveKind
from kondusif.roster.selectors import editions
from kondusif.roster.selectors.absences import absences_by, every_bad_row
from kondusif.roster.sheets.absences import AbsenceRead
from kondusif.roster.stored import unpacked_absences
from kondusif.roster.views.carrying import keeping, signed_in
from kondusif.roster.views.importing import bad_book
from kondusif.roster.wording import fault_words

SHOWN = 50


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form: which sheet, and the file."""
    actor = keeping(request)
    form = forms.AbsenceSheetForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            sheet = services.keep_absences(actor, form.raw(), form.about())
        except BadSheet as fault:
            form.add_error("file", fault_words(fault))
        except Refused as refusal:
            form.add_error("file", sentence(refusal))
        else:
            return redirect("roster:absence_import", sheet.pk)
    waiting = editions.sheets_of(signed_in(request), About.LEAVE, About.ACTING)
    return render(
        request, "roster/absence_upload.html", {"form": form, "waiting": waiting}, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a waiting sheet would change, and the decision."""
    actor, sheet = keeping(request), _waiting(request, pk)
    read = unpacked_absences(sheet.content)
    found = absences_by(read)
    bad = every_bad_row(read, found)
    form = forms.LandForm(request.POST if request.method == "POST" else None, bad=len(bad))
    if form.is_bound and form.is_valid():
        if form.wants_nothing:
            services.discard_sheet(actor, sheet)
            messages.info(request, _("Tidak ada yang dimuat. Unggah lembar yang sudah diperbaiki."))
            return redirect("roster:absence_imports")
        try:
            landed = services.land_absences(actor, sheet, good_rows=bool(bad))
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            said = _("%(new)s catatan baru, %(changed)s berubah.")
            messages.success(request, said % {"new": number(landed.new, 0), "changed": number(landed.changed, 0)})
            return redirect("roster:people")
    return render(request, "roster/absence_preview.html", {
        "sheet": sheet, "read": read, "found": found, "form": form, "shown": SHOWN, "bad_count": len(bad),
        "bad": bad[:SHOWN], "doubts": found.doubts[:SHOWN], "rows": len(read.rows) + len(read.bad),
        "new": _told(found.new[:SHOWN], read), "changed": _told(found.changed[:SHOWN], read),
    }, status=422 if form.errors else 200)  # fmt: skip


@require_safe
def bad_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Only the bad rows, with their problems, to be mended and uploaded again."""
    keeping(request)
    read = unpacked_absences(_waiting(request, pk).content)
    return bad_book(read.heads, every_bad_row(read, absences_by(read)), f"{read.about}-perbaiki")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a waiting sheet away."""
    actor = keeping(request)
    services.discard_sheet(actor, _waiting(request, pk))
    messages.info(request, _("Lembar dibuang. Tidak ada yang berubah."))
    return redirect("roster:absence_imports")


def _told(steps: Sequence[Step], read: AbsenceRead) -> list[tuple[Step, str, str, str]]:
    """Each step with what, when, and when it was written down before."""
    names = dict(units().values_list("key", "name")) if read.about is About.ACTING else {}
    return [
        (step, _what(step.row, read.about, names), _when(step.row), _when(step.before) if step.before else "")
        for step in steps
    ]


def _what(row: AbsenceRow, about: About, names: dict[str, str]) -> str:
    if about is About.LEAVE:
        return str(LEAVE_KINDS[LeaveKind(row.kind)])
    unit = names.get(row.unit, "")
    return f"{ACTING_KINDS[ActingKind(row.kind)]} {row.post}" + (f" · {unit}" if unit else "")


def _when(one: AbsenceRow | Noted) -> str:
    first = plain_date(one.starts_on)
    if one.ends_on is None:
        return _("%(first)s sampai ditentukan kemudian, %(basis)s") % {"first": first, "basis": one.basis}
    told = {"first": first, "last": plain_date(one.ends_on), "basis": one.basis}
    return _("%(first)s sampai %(last)s, %(basis)s") % told


def _waiting(request: HttpRequest, pk: int) -> Sheet:
    return get_or_not_yours(editions.sheets_of(signed_in(request), About.LEAVE, About.ACTING), pk=pk)
