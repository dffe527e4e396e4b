"""Review of a run's proposals: a list with one of them read beside it, and verdicts that can be taken back."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.kernel.errors import KondusifError, Refused, Stale
from kondusif.screening import page, selectors, services
from kondusif.screening.forms import FilterForm, UseForm, VerdictForm
from kondusif.screening.models import KINDS, REASONS, VERDICTS, Proposal, Run
from kondusif.screening.rules import Kind, Verdict
from kondusif.screening.selectors import Narrowed
from kondusif.screening.views.runs import person

HEADS = (
    "naskah", "awal", "akhir", "jenis", "rujukan", "skor", "kutipan", "putusan", "alasan", "keterangan", "dipakai",
)  # fmt: skip


@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """A run with its proposals, one of them open beside the list."""
    return _shown(request, _run(request, number))


@require_POST
def judge(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """One verdict; for proposals with the same quote at once where that was chosen."""
    run = _run(request, number)
    proposal = _proposal(request, run, key)
    form = VerdictForm(request.POST)
    actor = actor_of(person(request))
    if not form.is_valid():
        return _again(request, run, proposal, Refused("screening.not_a_verdict"))
    (verdict, reason), words = form.said(), form.cleaned_data["words"]
    try:
        if form.cleaned_data["serupa"]:
            count = services.judge_alike(actor, proposal, verdict, reason, words=words)
            told = ngettext("%(n)s usulan diputus.", "%(n)s usulan dengan kutipan sama diputus.", count)
            messages.success(request, told % {"n": count})
        else:
            services.judge(actor, proposal, verdict, reason, words=words)
    except (Refused, Stale) as refusal:
        return _again(request, run, proposal, refusal, words=words)
    rows = selectors.narrowed(selectors.proposals_of(run, person(request)), _narrowed(request))
    return redirect(_address(request, run, page.next_open(rows, proposal.pk), last=proposal.pk))


@require_POST
def reopen(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Take a verdict back."""
    run = _run(request, number)
    proposal = _proposal(request, run, key)
    services.reopen(actor_of(person(request)), proposal)
    messages.success(request, _("Putusan dibatalkan. Pembatalannya tercatat."))
    return redirect(_address(request, run, proposal.pk))


@require_POST
def use(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Note where a proposal that was taken up has been used."""
    run = _run(request, number)
    proposal = _proposal(request, run, key)
    form = UseForm(request.POST)
    if not form.is_valid():
        return _shown(request, run, chosen=proposal, use_form=form, status=422)
    services.note_use(actor_of(person(request)), proposal, form.cleaned_data["used_in"])
    messages.success(request, _("Pemakaian tercatat."))
    return redirect(_address(request, run, proposal.pk))


@require_GET
def sheet_of_run(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """The proposals that the filters show, as a sheet."""
    run = _run(request, number)
    rows = selectors.narrowed(selectors.proposals_of(run, person(request)), _narrowed(request))
    return csv_answer(_lines(rows.iterator(chunk_size=2_000)), run.number)


def _lines(rows: Iterator[Proposal]) -> Iterator[list[str]]:
    yield list(HEADS)
    for one in rows:
        yield [
            one.text_id, str(one.start), str(one.end), one.kind, one.ref, f"{one.score:.4f}", one.quote, one.verdict,
            one.reason, one.words, one.used_in,
        ]  # fmt: skip


def _shown(
    request: HttpRequest, run: Run, *, chosen: Proposal | None = None, use_form: UseForm | None = None,
    refused: str = "", words: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    user = person(request)
    every, to = selectors.proposals_of(run, user), _narrowed(request)
    rows = selectors.narrowed(every, to)
    here = page.page_of(rows, request.GET.get("hal"))
    one = chosen or page.chosen_of(rows, here, request.GET.get("usulan", ""))
    before = page.judged_before(every, request.GET.get("terakhir", ""))
    by_kind = selectors.verdicts_of(run)
    context = {
        "run": run, "line": selectors.run_lines([run])[0], "page": here, "rows": page.shown(here.object_list),
        "chosen": page.shown([one])[0] if one else None, "alike": page.alike_count(one) if one else 0,
        "form": FilterForm(_plain(to), refs=page.ref_choices(selectors.refs_of(every))), "narrowed": to.any,
        "query": page.query_of(to), "reasons": list(enumerate(REASONS.items(), start=1)), "before": before,
        "use_form": use_form or (UseForm(initial={"used_in": one.used_in}) if one else None), "refused": refused,
        "words": words, "alone": bool(request.GET.get("usulan") or chosen), "kinds": _kinds(run, by_kind),
    }  # fmt: skip
    return render(request, "screening/show.html", context, status=status)


def _kinds(run: Run, by_kind: selectors.Verdicts) -> list[tuple[object, int, int, int]]:
    return [
        (KINDS[kind], run.counts[kind], by_kind.get(kind, {}).get(Verdict.TAKEN, 0),
         by_kind.get(kind, {}).get(Verdict.REJECTED, 0))
        for kind in Kind
        if run.counts.get(kind)
    ]  # fmt: skip


def _again(request: HttpRequest, run: Run, proposal: Proposal, refusal: KondusifError, words: str = "") -> HttpResponse:
    proposal.refresh_from_db()
    status = 409 if isinstance(refusal, Stale) else 422
    return _shown(request, run, chosen=proposal, refused=sentence(refusal), words=words, status=status)


def _narrowed(request: HttpRequest) -> Narrowed:
    asked = request.GET
    kind, verdict = asked.get("jenis", ""), asked.get("putusan", "")
    return Narrowed(
        kind=kind if kind in set(Kind) else "", verdict=verdict if verdict in VERDICTS else "",
        ref=_line(asked.get("rujukan", ""))[:60], text=_line(asked.get("cari", ""))[:120],
    )  # fmt: skip


def _line(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _plain(to: Narrowed) -> dict[str, str]:
    return {"jenis": to.kind, "putusan": to.verdict, "rujukan": to.ref, "cari": to.text}


def _address(request: HttpRequest, run: Run, chosen: int | None, last: int | None = None) -> str:
    parts = [page.query_of(_narrowed(request))]
    parts += [f"usulan={chosen}"] * bool(chosen) + [f"terakhir={last}"] * bool(last)
    query = "&".join(part for part in parts if part)
    return reverse("screening:show", args=[run.number]) + (f"?{query}" if query else "")


def _run(request: HttpRequest, number: str) -> Run:
    return get_or_not_yours(selectors.runs_visible_to(person(request)), number=number)


def _proposal(request: HttpRequest, run: Run, key: int) -> Proposal:
    return get_or_not_yours(selectors.proposals_of(run, person(request)), pk=key)
