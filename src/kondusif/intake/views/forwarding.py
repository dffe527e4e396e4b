"""The register of forwardings, and one of them."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.intake import services
from kondusif.intake.forms.answers import AnswerForm, CloseForm, SentForm
from kondusif.intake.labels import OUTCOMES
from kondusif.intake.models import Forwarding, ForwardingAnswer
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors import reports_visible_to
from kondusif.intake.selectors.forwardings import (
    STATES,
    Line,
    counts_by_state,
    forwardings_visible_to,
    in_state,
    is_present,
    line_of,
    working_days,
)
from kondusif.intake.views.opening import person
from kondusif.kernel.errors import Refused, Stale

PAGE = 50
Bound = dict[str, Form]


@require_safe
def register(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """What waits for whom, filtered; the same rows as a sheet."""
    mine = forwardings_visible_to(person(request))
    state = request.GET.get("keadaan", "")
    state = state if state in STATES else ""
    rows, on = in_state(mine, state), today()
    if "csv" in request.GET:
        return csv_answer(_cells(line_of(row, on) for row in rows.iterator(chunk_size=500)), "penerusan")
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    counts = counts_by_state(mine)
    context = {
        "page": page, "lines": [line_of(row, on) for row in page.object_list], "state": state, "counts": counts,
        "states": [(key, words, counts[key]) for key, (words, _test) in STATES.items()],
        "every": page.paginator.count, "oldest": _oldest(mine), "verifies": _verifies(person(request)),
    }  # fmt: skip
    return render(request, "intake/forwardings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One forwarding: what is known of it, and the next thing to note."""
    row = get_or_not_yours(forwardings_visible_to(person(request)), pk=pk)
    if request.method != "POST":
        return _page(request, row, {})
    step = request.POST.get("langkah", "")
    if step not in STEPS:
        raise Refused("intake.forwarding_closed")
    form, act = STEPS[step]
    bound = form(request, row)
    if not bound.is_valid():
        return _page(request, row, {step: bound}, status=422)
    try:
        act(request, row, bound.cleaned_data)
    except (Refused, Stale) as refusal:
        return _page(request, row, {step: bound}, status=409, notice=sentence(refusal))
    messages.success(request, _("Tercatat."))
    return redirect("intake:forwarding", pk)


def _sent(request: HttpRequest, row: Forwarding, given: dict[str, Any]) -> None:
    services.mark_sent(
        actor_of(person(request)), row, on=given["on"], way=given["way"], number=given["number"]
    )  # fmt: skip


def _answered(request: HttpRequest, row: Forwarding, given: dict[str, Any]) -> None:
    services.record_answer(
        actor_of(person(request)), row, given["answer"], on=given["on"], number=given["number"], note=given["note"]
    )  # fmt: skip


def _closed(request: HttpRequest, row: Forwarding, given: dict[str, Any]) -> None:
    services.close_forwarding(actor_of(person(request)), row, note=given["note"])


def _sent_form(request: HttpRequest, row: Forwarding) -> Form:
    return SentForm(request.POST or None, first=row.decided_on, today=today())


def _answer_form(request: HttpRequest, row: Forwarding) -> Form:
    return AnswerForm(request.POST or None, first=row.sent_on or row.decided_on, today=today())


def _close_form(request: HttpRequest, _row: Forwarding) -> Form:
    return CloseForm(request.POST or None)


STEPS: dict[str, tuple[Callable[[HttpRequest, Forwarding], Form], Callable[..., None]]] = {
    "kirim": (_sent_form, _sent), "jawab": (_answer_form, _answered), "tutup": (_close_form, _closed),
}  # fmt: skip


def _page(request: HttpRequest, row: Forwarding, bound: Bound, *, status: int = 200, notice: str = "") -> HttpResponse:
    user, report = person(request), row.report
    fresh = {"kirim": SentForm, "jawab": AnswerForm}
    days = {"first": row.sent_on or row.decided_on, "today": today()}
    forms = {step: bound.get(step) or form(**days) for step, form in fresh.items()}
    readable = _verifies(user) and reports_visible_to(user).filter(pk=report.pk).exists()
    context = {
        "row": row, "line": line_of(row, today()), "notice": notice, "readable": readable,
        "letter": readable and is_present(row), "outcome_words": OUTCOMES[Outcome(row.outcome)],
        "sent_form": forms["kirim"], "answer_form": forms["jawab"], "close_form": bound.get("tutup") or CloseForm(),
    }  # fmt: skip
    return render(request, "intake/forwarding.html", context, status=status)


def _verifies(user: User) -> bool:
    return has_role(user, Role.VERIFIER)


def _oldest(mine: Any) -> int:
    """Working days for which the oldest one waits for an answer; 0 where none waits."""
    first = in_state(mine, "waiting").order_by("sent_on").values_list("sent_on", flat=True).first()
    return working_days(first, today()) if first else 0


def _cells(lines: Iterator[Line]) -> Iterator[list[str]]:
    yield [
        "laporan", "putusan", "tujuan", "diputus", "dikirim", "dikirim_oleh", "cara", "nomor_surat", "keadaan",
        "hari_kerja", "jawaban", "ditutup", "ditutup_oleh",
    ]  # fmt: skip
    for line in lines:
        row = line.row
        yield [
            row.report.number, str(OUTCOMES[Outcome(row.outcome)]), row.addressee, *_days(row.decided_on, row.sent_on),
            _name(row.sent_by), row.get_way_display(), row.letter_number, line.state_words, str(line.days),
            "; ".join(_answer(one) for one in row.answers.all()), *_days(row.closed_on), _name(row.closed_by),
        ]  # fmt: skip


def _answer(one: ForwardingAnswer) -> str:
    """One answer in a cell: day, words, number, who noted it."""
    said = (*_days(one.answered_on), one.get_answer_display(), one.number, _name(one.noted_by))
    return ", ".join(part for part in said if part)


def _name(officer: User | None) -> str:
    return officer.full_name if officer else ""


def _days(*days: date | None) -> list[str]:
    return [day.isoformat() if day else "" for day in days]
