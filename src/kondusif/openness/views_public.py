"""Public figures: the page and its two files. They read editions and nothing else."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kondusif.base.csv_answer import csv_answer
from kondusif.kernel.small_counts import SMALLEST
from kondusif.openness.models import Edition
from kondusif.openness.selectors import as_json, as_shown, latest, sheet_rows, tables_in
from kondusif.stages.selectors import current_contest

SECONDS_KEPT = 300


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    edition = latest()
    tables = [as_shown(row) for row in tables_in(edition)] if edition else []
    context = {
        "edition": edition, "tables": tables, "held": sum(row.held for row in tables), "contest": current_contest(),
        "smallest": SMALLEST, "reports": next((row.total for row in tables if row.key == "reports.outcome"), None),
    }  # fmt: skip
    return render(request, "openness/home.html", context)


@require_safe
def csv_file(request: HttpRequest) -> HttpResponseBase:
    edition = latest()
    return _kept(csv_answer(sheet_rows(edition), _name(edition)))


@require_safe
def json_file(request: HttpRequest) -> HttpResponseBase:
    edition = latest()
    answer = JsonResponse(as_json(edition), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{_name(edition)}.json"'
    return _kept(answer)


def _name(edition: Edition | None) -> str:
    return f"angka-publik-{edition.until.isoformat()}" if edition else "angka-publik"


def _kept(answer: HttpResponseBase) -> HttpResponseBase:
    patch_cache_control(answer, public=True, max_age=SECONDS_KEPT)
    return answer
