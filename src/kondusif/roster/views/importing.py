"""A personnel sheet: uploaded, shown as what it would change, then landed or thrown away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.accounts.selectors import get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.base.wording import number
from kondusif.institutions.selectors import units
from kondusif.kernel.errors import BadSheet, Refused
from kondusif.roster import forms, services
from kondusif.roster.book import TYPE, book_of
from kondusif.roster.models import Sheet
from kondusif.roster.rules import Change, Changes, told_apart
from kondusif.roster.selectors import editions
from kondusif.roster.selectors.reading import changes_by
from kondusif.roster.sheets.heads import PROBLEM
from kondusif.roster.sheets.picking import BadRow
from kondusif.roster.sheets.rows import Read
from kondusif.roster.stored import unpacked
from kondusif.roster.views.carrying import keeping, signed_in
from kondusif.roster.wording import fault_words, field_words, value_words

SHOWN = 50


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form, and the editions so far."""
    actor = keeping(request)
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            sheet = services.keep_sheet(actor, form.raw())
        except BadSheet as fault:
            form.add_error("file", fault_words(fault))
        except Refused as refusal:
            form.add_error("file", sentence(refusal))
        else:
            return redirect("roster:import", sheet.pk)
    return render(request, "roster/upload.html", {
        "form": form, "editions": editions.editions()[:20], "waiting": editions.sheets_of(signed_in(request)).first(),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a waiting sheet would change, and the decision."""
    actor, sheet = keeping(request), _waiting(request, pk)
    read = unpacked(sheet.content)
    found = changes_by(read)
    given = request.POST if request.method == "POST" else None
    form = forms.LandForm(given, bad=len(read.bad), missing=len(found.missing))
    if form.is_bound and form.is_valid():
        if form.wants_nothing:
            services.discard_sheet(actor, sheet)
            messages.info(request, _("Tidak ada yang dimuat. Unggah lembar yang sudah diperbaiki."))
            return redirect("roster:imports")
        try:
            edition = services.land_sheet(
                actor, sheet, good_rows=bool(read.bad), mark_left=form.cleaned_data.get("mark_left", False)
            )
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            said = _("Daftar pegawai diperbarui: %(joined)s masuk, %(changed)s berubah, %(left)s keluar.")
            facts = {name: number(getattr(edition, name), 0) for name in ("joined", "changed", "left")}
            messages.success(request, said % facts)
            return redirect("roster:people")
    return render(request, "roster/preview.html", _shown(sheet, read, found, form), status=422 if form.errors else 200)


@require_safe
def bad_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Only the bad rows, with their problems, to be mended and uploaded again."""
    keeping(request)
    read = unpacked(_waiting(request, pk).content)
    return bad_book(read.heads, read.bad, "pegawai-perbaiki")


@require_safe
def every_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of a waiting sheet, one line each."""
    keeping(request)
    read = unpacked(_waiting(request, pk).content)
    return _book(_change_lines(changes_by(read)), "pegawai-perubahan")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a waiting sheet away."""
    actor = keeping(request)
    services.discard_sheet(actor, _waiting(request, pk))
    messages.info(request, _("Lembar dibuang. Tidak ada yang berubah."))
    return redirect("roster:imports")


def _shown(sheet: Sheet, read: Read, found: Changes, form: forms.LandForm) -> dict[str, object]:
    names = dict(units().values_list("key", "name"))
    changed = [(row, [_change(one, names) for one in told_apart(moved)]) for row, moved in found.changed[:SHOWN]]
    return {
        "sheet": sheet, "read": read, "found": found, "form": form, "shown": SHOWN, "changed": changed,
        "bad": read.bad[:SHOWN], "new": found.new[:SHOWN], "back": found.back[:SHOWN], "doubts": read.doubts[:SHOWN],
        "missing": editions.names_of(found.missing[:SHOWN]), "rows": len(read.rows) + len(read.bad),
        "lands": found.moves or bool(found.missing and not read.bad),
    }  # fmt: skip


def _change(one: Change, names: Mapping[str, str]) -> tuple[str, str, str]:
    """A change as the page says it: units by their names."""
    before, after = (
        value_words(one.field, names.get(value, value) if one.field == "unit" else value)
        for value in (one.before, one.after)
    )
    return field_words(one.field), before, after


def bad_book(heads: Sequence[str], bad: Iterable[BadRow], name: str) -> HttpResponse:
    """A workbook of bad rows under their own headings, with one column more that says what is wrong."""
    return _book(_bad_lines(heads, bad), name)


def _bad_lines(heads: Sequence[str], bad: Iterable[BadRow]) -> Iterator[Sequence[str]]:
    yield (*heads, PROBLEM)
    width = len(heads)
    for row in bad:
        cells = (*row.cells, *[""] * width)[:width]
        yield (*cells, problems_of(row))


def problems_of(row: BadRow) -> str:
    """The faults of one row in one line."""
    return "; ".join(f"{column}: {problem}" if column else problem for column, problem in row.faults)


def _change_lines(found: Changes) -> Iterator[Sequence[str]]:
    yield ("perubahan", "baris", "NIP", "nama", "isian", "sebelum", "sesudah")
    for kind, rows in (("masuk", found.new), ("masuk lagi", found.back)):
        for row in rows:
            yield (kind, str(row.line), row.nip, row.name, "", "", "")
    for row, moved in found.changed:
        for one in moved:
            yield ("berubah", str(row.line), row.nip, row.name, field_words(one.field), one.before, one.after)
    for nip in found.missing:
        yield ("tidak ada di lembar", "", nip, "", "", "", "")


def _book(rows: Iterable[Sequence[str]], name: str) -> HttpResponse:
    answer = HttpResponse(book_of(rows, "Pegawai"), content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


def _waiting(request: HttpRequest, pk: int) -> Sheet:
    return get_or_not_yours(editions.sheets_of(signed_in(request)), pk=pk)
