"""Runs: the list, a result that comes in, and how right the machine was."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.screening import page, selectors, services
from kondusif.screening.forms import TakeInForm
from kondusif.screening.models import KINDS
from kondusif.screening.permissions import REVIEWERS, TAKERS
from kondusif.screening.rules import ENOUGH, EXERCISE_DAYS, counts_of
from kondusif.screening.services.runs import examined

RUNS = 50
SAMPLE = 12


@require_GET
def run_list(request: HttpRequest) -> HttpResponse:
    """Every run: what it was for, its basis, until when it is kept, and how far its review has come."""
    user = person(request)
    visible = selectors.runs_visible_to(user)
    which = request.GET.get("tampil", "")
    rows = {"berjalan": visible.filter(erased_on=None), "terhapus": visible.exclude(erased_on=None)}.get(which, visible)
    runs = Paginator(rows, RUNS).get_page(request.GET.get("hal"))
    lines = selectors.run_lines(list(runs.object_list))
    return render(request, "screening/list.html", {
        "page": runs, "lines": lines, "which": which if which in {"berjalan", "terhapus"} else "",
        "query": f"tampil={which}" if which in {"berjalan", "terhapus"} else "",
        "left": sum(line.left for line in lines), "drafts": selectors.drafts_of(user), "kinds": KINDS,
        "may_take_in": has_role(user, *TAKERS), "may_review": has_role(user, *REVIEWERS),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Hand a result in, to look at it first."""
    form = TakeInForm(request.POST, request.FILES) if request.method == "POST" else TakeInForm()
    if form.is_bound and form.is_valid():
        result, manifest, name = form.given()
        try:
            draft = services.offer(actor_of(person(request)), result, manifest, name=name)
        except Refused as refusal:
            form.add_error("manifest" if refusal.code.startswith("screening.manifest") else "result", sentence(refusal))
        else:
            return redirect("screening:draft", draft.pk)
    status = 422 if form.is_bound else 200
    return render(request, "screening/take_in.html", {"form": form, "days": EXERCISE_DAYS}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, key: int) -> HttpResponse:
    """The first rows and the counts of a result, before it lands or is thrown away."""
    user = person(request)
    waiting = get_or_not_yours(selectors.drafts_of(user), pk=key)
    if request.method == "POST" and "buang" in request.POST:
        services.discard(actor_of(user), waiting)
        messages.success(request, _("Unggahan dibuang. Tidak ada yang disimpan."))
        return redirect("screening:list")
    if request.method == "POST":
        run = services.land(actor_of(user), waiting)
        messages.success(request, _("Hasil diterima. Setiap usulan menunggu putusan orang."))
        return redirect("screening:show", run.number)
    said, rows = examined(bytes(waiting.result), waiting.manifest_bytes)
    return render(request, "screening/draft.html", {
        "draft": waiting, "said": said, "total": len(rows), "samples": page.samples(rows[:SAMPLE]),
        "counts": [(KINDS[kind], number) for kind, number in counts_of(rows).items() if number],  # type: ignore[index]
        "texts": len({row.text_id for row in rows}), "days": EXERCISE_DAYS,
    })  # fmt: skip


@require_GET
def precision(request: HttpRequest) -> HttpResponse:
    """How often proposals were taken up, by kind and edition."""
    lines = selectors.precision_by_kind()
    context = {
        "lines": [(line, KINDS[line.kind]) for line in lines],  # type: ignore[index]
        "judged": sum(line.precision.judged for line in lines), "enough": ENOUGH,
    }  # fmt: skip
    return render(request, "screening/precision.html", context)


@require_GET
def precision_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same figures as a sheet."""
    return csv_answer(_precision_rows(), "ketepatan-usulan")


def _precision_rows() -> Iterator[list[str]]:
    yield ["edisi", "jenis", "diambil", "ditolak", "ketepatan", "bawah", "atas", "cukup"]
    for line in selectors.precision_by_kind():
        found, (low, high) = line.precision, line.precision.interval
        share = [f"{found.share:.4f}", f"{low:.4f}", f"{high:.4f}"] if found.enough else ["", "", ""]
        yield [
            line.edition,
            line.kind,
            str(found.taken),
            str(found.rejected),
            *share,
            "ya" if found.enough else "belum",
        ]


def person(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user
