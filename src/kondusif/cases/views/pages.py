"""Pages of the cases: load through a selector, bind a form, call a service, go on."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.cases import services
from kondusif.cases.clocks import clocks_of
from kondusif.cases.forms import (
    ClosingForm,
    EventForm,
    ExaminedForm,
    OpenForm,
    PartyForm,
    PauseForm,
    ProcedureForm,
    ResumeForm,
    StepForm,
    SummaryForm,
)
from kondusif.cases.handed import accused_ever, items_of
from kondusif.cases.letters import free_handlers, with_letters
from kondusif.cases.models import CAUSES, STATUSES, Case
from kondusif.cases.moves import moves_of, opens_cases, rules_moved, walk_shown, walks
from kondusif.cases.page import (
    CasePage,
    event_choices,
    examined_choices,
    opening_choices,
    opening_of,
    page_of,
    pause_choices,
    procedure_choices,
    step_choices,
    unit_of,
)
from kondusif.cases.rules import Closing, Decider, Outcome, PartyRole
from kondusif.cases.selectors import (
    case_with_everything,
    cases_visible_to,
    cases_writable_by,
    running_clocks,
    search,
    whole,
)
from kondusif.institutions.selectors import today
from kondusif.intake.kept import Unlocking
from kondusif.intake.models import Report
from kondusif.intake.selectors import open_report, report_for_handler, reports_visible_to
from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.rulebook import selectors as rulebook


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    on = today()
    rows = cases_visible_to(person(request))
    wanted = {name: request.GET.get(name, "")[:80] for name in ("text", "status", "procedure")}
    found = search(rows, **wanted)
    context = {
        "cases": with_letters(found)[:200], "count": found.count(), "all": rows.count(), "wanted": wanted,
        "clocks": running_clocks(person(request), on), "statuses": STATUSES.items(),
        "procedures": rulebook.procedures(), "may_open": has_role(person(request), Role.HANDLER, Role.VERIFIER),
    }  # fmt: skip
    return render(request, "cases/list.html", context)


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    return render(request, "cases/show.html", {"page": _page(request, number)})


def open_new(request: HttpRequest) -> HttpResponse:
    """Open a case, from a report that is open or without one."""
    user, on = person(request), today()
    number = request.POST.get("laporan") or request.GET.get("laporan") or ""
    if not number:
        return _opening(request, OpenForm(request.POST or None, **opening_choices(on)))
    report, key = get_or_not_yours(reports_visible_to(user), number=number), Unlocking(request)
    if key.must_wait:
        return key.wait(subject=number, back=reverse("intake:show", args=[number]))
    open_report(key.keyring, report)
    if report.locked and request.method == "POST":
        raise Refused("intake.not_your_key")
    facts = report_for_handler(number)
    free = _free_of(report, facts.area_code)  # the least busy stands chosen
    initial = {
        "area_code": facts.village_code, "unit": facts.unit_key, "known_on": facts.known_on,
        "handler": str(free[0].pk) if free else "",
    }  # fmt: skip
    offered = items_of(report)
    form = OpenForm(request.POST or None, initial=initial, evidence=offered, **opening_choices(on))
    return key.done(_opening(request, form, report))


def _free_of(report: Report, area_code: str) -> list[User]:
    if report.locked:
        return free_handlers(area_code, report.accused_unit)
    return free_handlers(area_code, *accused_ever(report))


def _opening(request: HttpRequest, form: OpenForm, report: Report | None = None) -> HttpResponse:
    user, on = person(request), today()
    if request.method == "POST" and form.is_valid():
        opening = opening_of(form.cleaned_data, on)
        chosen = [int(order) for order in form.cleaned_data.get("evidence", [])]
        done = attempt(form, lambda: services.open_case(actor_of(user), opening, report=report, evidence=chosen))
        if done:
            visible = cases_visible_to(user).filter(pk=done.pk).exists()
            return redirect("cases:show", done.number) if visible else redirect("intake:show", done.report_number)
    status = 422 if form.errors else 200
    return render(request, "cases/open.html", {"form": form, "report": report}, status=status)


def summary(request: HttpRequest, number: str) -> HttpResponse:
    case = mine(request, number)
    form = SummaryForm(request.POST or None, initial={"title": case.title, "summary": case.summary})
    return write_down(
        request, case, form, "cases/summary.html",
        lambda data: services.write_summary(actor_of(person(request)), case, **data),
    )  # fmt: skip


def step(request: HttpRequest, number: str) -> HttpResponse:
    case, on = mine(request, number), today()
    clocks = clocks_of(whole(case), on)
    initial = {"key": request.GET.get("langkah", ""), "done_on": on}
    form = StepForm(request.POST or None, steps=step_choices(clocks), initial=initial)
    return write_down(
        request, case, form, "cases/step.html",
        lambda data: services.record_step(actor_of(person(request)), case, on=on, **data),
    )  # fmt: skip


def event(request: HttpRequest, number: str) -> HttpResponse:
    case, on = mine(request, number), today()
    initial = {"event": request.GET.get("peristiwa", ""), "happened_on": on}
    form = EventForm(request.POST or None, events=event_choices(whole(case)), initial=initial)
    return write_down(
        request, case, form, "cases/event.html",
        lambda data: services.record_event(actor_of(person(request)), case, on=on, **data),
    )  # fmt: skip


def pause(request: HttpRequest, number: str) -> HttpResponse:
    case, on = mine(request, number), today()
    clocks, reasons = pause_choices(clocks_of(whole(case), on))
    initial = {"key": request.GET.get("langkah", ""), "first": on}
    form = PauseForm(request.POST or None, clocks=clocks, reasons=reasons, initial=initial)
    return write_down(
        request, case, form, "cases/pause.html",
        lambda data: services.pause_clock(actor_of(person(request)), case, on=on, **data), offered=clocks,
    )  # fmt: skip


def resume(request: HttpRequest, number: str) -> HttpResponse:
    case, on = mine(request, number), today()
    clocks = [(one.key, one.title) for one in clocks_of(whole(case), on) if one.row.paused_since]
    initial = {"key": request.GET.get("langkah", ""), "resumed_on": on}
    form = ResumeForm(request.POST or None, clocks=clocks, initial=initial)
    return write_down(
        request, case, form, "cases/resume.html",
        lambda data: services.resume_clock(actor_of(person(request)), case, on=on, **data), offered=clocks,
    )  # fmt: skip


def procedure(request: HttpRequest, number: str) -> HttpResponse:
    case = mine(request, number)
    choices = procedure_choices(case)
    form = ProcedureForm(request.POST or None, procedures=choices)
    return write_down(
        request, case, form, "cases/procedure.html",
        lambda data: services.add_procedure(actor_of(person(request)), case, **data), offered=choices,
    )  # fmt: skip


def examined(request: HttpRequest, number: str) -> HttpResponse:
    case, on = mine(request, number), today()
    initial = {"subject": case.subject, "unit": case.unit.key if case.unit else "", "area_code": case.area_code}
    form = ExaminedForm(request.POST or None, initial=initial, **examined_choices())

    def correct(data: dict[str, Any]) -> object:
        return services.correct_examined(actor_of(person(request)), case, on=on, **{**data, "unit": unit_of(data)})

    return write_down(request, case, form, "cases/examined.html", correct)


@require_safe
def moved(request: HttpRequest) -> HttpResponse:
    user, walk = person(request), walk_shown(request.GET.get("penghitungan", ""))
    rule, direction = request.GET.get("aturan", "")[:120], request.GET.get("arah", "")[:10]
    found = moves_of(user, walk, today(), rule=rule, direction=direction, page=request.GET.get("halaman", ""))
    context = {
        "walk": walk, "walks": walks()[:50], "found": found, "rules": rules_moved(user, walk), "rule": rule,
        "direction": direction, "opens": opens_cases(user), "causes": CAUSES,
    }  # fmt: skip
    return render(request, "cases/moves.html", context)


@require_safe
def walk(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "cases/_walk.html", {"walk": get_or_not_yours(walks(), pk=pk)})


def party(request: HttpRequest, number: str) -> HttpResponse:
    case = mine(request, number)

    def add(data: dict[str, Any]) -> object:
        role = PartyRole(data["role"])
        return services.add_party(actor_of(person(request)), case, role=role, name=data["name"], post=data["post"])

    return write_down(request, case, PartyForm(request.POST or None), "cases/party.html", add)


def closing(request: HttpRequest, number: str) -> HttpResponse:
    case, on = mine(request, number), today()

    def propose(data: dict[str, Any]) -> object:
        decider = Decider(data["decider"]) if data["decider"] else None
        proposal = Closing(Outcome(data["outcome"]), decider, data["decided_on"], data["reason"])
        return services.propose_closing(actor_of(person(request)), case, proposal, on=on)

    page = _page(request, number)
    return write_down(request, case, ClosingForm(request.POST or None), "cases/closing.html", propose, page=page)


@require_POST
def approve(request: HttpRequest, number: str) -> HttpResponse:
    case, actor = mine(request, number), actor_of(person(request))
    if request.POST.get("putusan") == "kembalikan":
        services.return_closing(actor, case)
    else:
        services.approve_closing(actor, case, on=today())
    return redirect("cases:show", number)


def person(request: HttpRequest) -> User:
    """The reader. The doors let nobody in without an account."""
    assert isinstance(request.user, User)  # noqa: S101 - the door middleware has seen to it
    return request.user


def mine(request: HttpRequest, number: str) -> Case:
    return get_or_not_yours(cases_writable_by(person(request)), number=number)


def _page(request: HttpRequest, number: str) -> CasePage:
    user = person(request)
    case = get_or_not_yours(case_with_everything(cases_visible_to(user)), number=number)
    return page_of(case, user, today())


def write_down(
    request: HttpRequest, case: Case, form: Form, template: str, act: Callable[[dict[str, Any]], object], **more: object
) -> HttpResponse:
    """The common walk of a writing page: show the form, act, go back to the case; a refusal keeps what was typed."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act(form.cleaned_data)) is not None:
        return redirect("cases:show", case.number)
    status = 422 if form.errors else 200
    return render(request, template, {"case": case, "form": form, **more}, status=status)


def attempt(form: Form, act: Callable[[], Any]) -> Any:
    try:
        return act()
    except NotYours:
        raise
    except KondusifError as error:
        form.add_error(None, sentence(error))
        return None
