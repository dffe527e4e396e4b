"""What is known about cases: who may see which, what is due and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, people_with, within
from kondusif.cases.models import Case, Event, Step
from kondusif.cases.permissions import READERS
from kondusif.cases.rules import RUNNING, ClockState, Status, as_date, clock_state
from kondusif.institutions.models import Unit
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.labels import said
from kondusif.rulebook.rules import Due


@dataclass(frozen=True, slots=True)
class StepClock:
    """One duty of a case: when it falls due, why, and how its clock stands.

    Args:
        started_on: the day of the event that started the clock.
        limit: the duty in the rulebook's words, with its dates and reasons.
        done: the record of its fulfilment, if any.
    """

    procedure: str
    procedure_title: str
    title: str
    who: str
    started_on: date
    limit: Due
    done: Step | None
    state: ClockState

    @property
    def runs(self) -> bool:
        return self.state in RUNNING

    @property
    def key(self) -> str:
        """What the form sends back: `procedure/step`."""
        return f"{self.procedure}/{self.limit.step}"


@dataclass(frozen=True, slots=True)
class Clock:
    """A running limit as the situation room, the daily report and the list show it."""

    number: str
    title: str
    step: str
    procedure: str
    due: date
    outer: date
    office_by: datetime | None
    state: ClockState
    checked: bool
    who: str
    area_code: str
    url: str

    @property
    def late(self) -> bool:
        """Late by every reading."""
        return self.state is ClockState.LATE


def cases_visible_to(user: User) -> QuerySet[Case]:
    """The cases in the reader's area, without those in which a reader who is not a leader or auditor stands over the
    examined unit."""
    rows = within(Case.objects.select_related("unit", "handler", "substitute"), user, *READERS)
    if not has_role(user, Role.LEADER, Role.AUDITOR):
        rows = rows.exclude(unit_id__in=units_under(user))
    return rows


def cases_writable_by(user: User) -> QuerySet[Case]:
    """The cases that the reader may work on: handlers only, never over their own line of command."""
    return within(Case.objects.all(), user, Role.HANDLER).exclude(unit_id__in=units_under(user))


def units_under(user: User) -> list[int]:
    """Keys of the reader's own unit and of every unit below it."""
    if user.unit_id is None:
        return []
    below: dict[int | None, list[int]] = {}
    for key, parent in Unit.objects.values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(key)
    found, queue = [], [user.unit_id]
    while queue:
        key = queue.pop()
        found.append(key)
        queue.extend(child for child in below.get(key, []) if child not in found)
    return found


def case_with_everything(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The same rows with what the page of one case shows."""
    standing = Event.objects.filter(replaced_at__isnull=True).select_related("recorded_by")
    # The model names both lists for its readers; the checker's plugin would name them a second time here.
    return rows.prefetch_related(  # type: ignore[no-redef]
        "procedures", Prefetch("events", standing, to_attr="standing_events"),
        Prefetch("steps", Step.objects.select_related("recorded_by"), to_attr="done_steps"), "parties", "evidence",
    )  # fmt: skip


def whole(case: Case) -> Case:
    """A case loaded anew, with what its page shows."""
    return case_with_everything(Case.objects.filter(pk=case.pk)).get()


def clocks_of(case: Case, on: date) -> list[StepClock]:
    """Every duty that has begun in a case, unfinished ones first, by safe date.

    Args:
        case: loaded through `case_with_everything`.
        on: the city's date.
    """
    events = events_of(case.standing_events)
    done = {(step.procedure, step.step): step for step in case.done_steps}
    found: list[StepClock] = []
    for followed in case.procedures.all():
        procedure = rulebook.procedure(followed.procedure)
        steps = {step.id: step for step in procedure.steps}
        started = {name: events[name] for name in rulebook.events_of(procedure) if name in events}
        for limit in rulebook.due(procedure.id, started) if started else []:
            finished = done.get((procedure.id, limit.step))
            due, outer = as_date(limit.due), as_date(limit.outer)
            state = clock_state(due, outer, finished.done_on if finished else None, on)
            begun = as_date(started[limit.event]) or on
            found.append(
                StepClock(
                    procedure.id, said(procedure, "title"), said(steps[limit.step], "title"),
                    said(rulebook.actor(limit.actor), "label"), begun, limit, finished, state,
                )
            )  # fmt: skip
    return sorted(found, key=lambda clock: (not clock.runs, as_date(clock.limit.due) or date.max))


def events_of(rows: Sequence[Event]) -> Mapping[str, date | datetime]:
    """Events as the rulebook reads them: a day, or a moment where the hour is known."""
    return {
        row.event: datetime.combine(row.happened_on, row.happened_at) if row.happened_at else row.happened_on
        for row in rows
    }


def running_clocks(user: User | None, on: date) -> list[Clock]:
    """Every running limit with a date among the open cases that the reader may see, the most pressing first.

    Args:
        user: None for the machine's own paper (the daily report), which sees the whole city but no names.
    """
    rows = cases_visible_to(user) if user else Case.objects.all()
    found = []
    for case in case_with_everything(rows.exclude(status=Status.CLOSED)):
        for clock in clocks_of(case, on):
            due = as_date(clock.limit.due)
            if clock.runs and due:
                found.append(_as_line(case, clock, due))
    return sorted(found, key=lambda clock: (clock.due, clock.number))


def _as_line(case: Case, clock: StepClock, due: date) -> Clock:
    return Clock(
        number=case.number, title=case.title, step=clock.title, procedure=clock.procedure_title, due=due,
        outer=as_date(clock.limit.outer) or due, office_by=clock.limit.office_by, state=clock.state,
        checked=clock.limit.status == "in_force", who=clock.who, area_code=case.area_code,
        url=reverse("cases:show", args=[case.number]),
    )  # fmt: skip


def search(rows: QuerySet[Case], *, text: str = "", status: str = "", procedure: str = "") -> QuerySet[Case]:
    """Narrow a list of cases by number or title, status, and procedure. Names of persons are not searched."""
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(title__icontains=text))
    if status in set(Status):
        rows = rows.filter(status=status)
    if procedure:
        rows = rows.filter(procedures__procedure=procedure)
    return rows.distinct()


def counts_by_status(code: str = "") -> dict[str, int]:
    """How many cases stand at each status, optionally inside one area."""
    rows = Case.objects.all()
    if code:
        rows = rows.filter(Q(area_code=code) | Q(area_code__startswith=f"{code}."))
    return dict(rows.order_by().values_list("status").annotate(n=Count("pk")))


def opened_since(on: date) -> QuerySet[Case]:
    """Cases opened on or after a day."""
    return Case.objects.filter(opened_on__gte=on)


def handlers() -> list[User]:
    """Who can be given a case."""
    return list(people_with(Role.HANDLER))
