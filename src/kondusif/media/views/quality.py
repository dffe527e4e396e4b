"""How well the machine reads, on a page and as a sheet."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kondusif.base.csv_answer import csv_answer
from kondusif.institutions.selectors import today
from kondusif.media.page import judged_of, quality_lines
from kondusif.media.selectors.quality import quality


@require_GET
def show_quality(request: HttpRequest) -> HttpResponse:
    """Precision by kind and field, what officers added, by edition of the lexicon."""
    rows = quality()
    return render(request, "media/quality.html", {"rows": rows, "total": judged_of(rows)})


@require_GET
def sheet(request: HttpRequest) -> StreamingHttpResponse:
    """The same by value, as CSV."""
    heads = [_("jenis"), _("temuan"), _("edisi_kamus"), _("dipertahankan"), _("dihapus"), _("ditambah_petugas"),
             _("belum_diperiksa"), _("ketepatan")]  # fmt: skip
    return csv_answer([heads, *quality_lines(quality(by_value=True))], f"mutu-pembacaan-{today().isoformat()}")
