"""The figures of the desk: how fast, with which ends, how well two verifiers agree. No person is counted."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.base.csv_answer import csv_answer
from kondusif.base.wording import number, percent
from kondusif.institutions.selectors import today
from kondusif.intake.figures import Line, Spells
from kondusif.intake.selectors.statistics import DeskFigures, desk_figures
from kondusif.intake.tenth import tenth
from kondusif.intake.views.opening import person
from kondusif.kernel.small_counts import SMALLEST

HEAD = ("bagian", "butir", "ukuran", "nilai")


@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """The finding first, then the tables; the same numbers as a sheet."""
    user = person(request)
    found = desk_figures(user, today())
    if request.GET.get("berkas") == "csv":
        return csv_answer(sheet(found), f"angka-meja-{found.until.isoformat()}")
    return render(request, "intake/statistics.html", {
        "figures": found, "headline": headline(found), "lead": lead(found), "small": SMALLEST, "tenth": tenth(),
        "own_left_out": has_role(user, Role.DESK) and not found.whole and user.unit_id is not None,
        "tables": [
            (_("Putusan"), "h-putusan", found.outcomes), (_("Nilai informasi"), "h-nilai", found.values),
            (_("Saluran"), "h-saluran", found.channels),
        ],
    })  # fmt: skip


def headline(of: DeskFigures) -> str:
    """The finding: how fast a report is looked at."""
    if of.total == 0:
        return _("Belum ada laporan pada pemilihan ini")
    if of.looked.median is None:
        return _("Waktu sampai laporan pertama dilihat belum dapat dikatakan")
    if of.looked.median == 0:
        return _("Separuh laporan dilihat pada hari masuknya")
    days = number(of.looked.median)
    return ngettext(
        "Separuh laporan dilihat dalam %(days)s hari kerja", "Separuh laporan dilihat dalam %(days)s hari kerja",
        2 if of.looked.median != 1 else 1,
    ) % {"days": days}  # fmt: skip


def lead(of: DeskFigures) -> str:
    """The figures under the finding, as far as they may be said."""
    if of.total == 0:
        return ""
    said = []
    if of.total is None:
        said.append(_("Laporan pada pemilihan ini kurang dari lima."))
    else:
        said.append(
            ngettext("%(count)s laporan pada pemilihan ini.", "%(count)s laporan pada pemilihan ini.", of.total)
            % {"count": number(of.total)}
        )
    said += [
        _("Dalam %(days)s hari kerja: %(share)s.") % {"days": most, "share": percent(share)}
        for most, share in of.looked.within.items()
    ]
    if of.never_looked:
        said.append(
            ngettext("%(count)s belum pernah dilihat.", "%(count)s belum pernah dilihat.", of.never_looked)
            % {"count": number(of.never_looked)}
        )
    return " ".join(said)


def sheet(of: DeskFigures) -> Iterator[list[str]]:
    """Every number of the page, one a row; what is withheld says so."""
    yield list(HEAD)
    yield ["laporan", "semua", "jumlah", _cell(of.total)]
    yield from _spells("sampai pertama dilihat", of.looked)
    yield from _spells("sampai pelapor diberi tahu", of.told)
    for part, rows in (("putusan", of.outcomes), ("nilai", of.values), ("saluran", of.channels)):
        yield from _lines(part, rows)
    found = of.agreement
    yield ["pemeriksaan ulang", "pasangan", "jumlah", _cell(found.pairs)]
    if found.share is not None:
        yield ["pemeriksaan ulang", "sama", "bagian", f"{found.share:.3f}"]
    if found.kappa is not None:
        yield ["pemeriksaan ulang", "kappa Cohen", "kappa", f"{found.kappa:.3f}"]
    for month in of.months:
        name = f"{month.first_on:%Y-%m}"
        yield ["bulan", name, "diterima", _cell(month.received)]
        if of.whole:
            yield ["bulan", name, "diputus", _cell(month.decided)]
        yield ["bulan", name, "median hari sampai dilihat", "" if month.median is None else f"{month.median:g}"]


def _lines(part: str, rows: list[Line]) -> Iterator[list[str]]:
    for row in rows:
        yield [part, row.label, "jumlah", _cell(row.count)]


def _spells(part: str, found: Spells) -> Iterator[list[str]]:
    if found.median is not None:
        yield [part, "hari kerja", "median", f"{found.median:g}"]
    for most, share in found.within.items():
        yield [part, f"dalam {most} hari kerja", "bagian", f"{share:.3f}"]


def _cell(count: int | None) -> str:
    return "ditahan" if count is None else str(count)
