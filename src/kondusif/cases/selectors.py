"""What is known about cases: who may see which, what is due and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import overload

from django.db.models import Count, Prefetch, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, people_with, within
from kondusif.cases import law
from kondusif.cases.clocks import Clock, line_of
from kondusif.cases.models import Case, Deadline, Event, Pause, Step
from kondusif.cases.permissions import READERS
from kondusif.cases.rules import Status
from kondusif.intake.selectors import reading


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


def units_under(user: User) -> set[int]:
    """Keys of the reader's own unit and of every unit below it."""
    return set() if user.unit_id is None else reading.units_under(user.unit_id)


def case_with_everything(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The same rows with what the page of one case shows."""
    standing = Event.objects.filter(replaced_at__isnull=True).select_related("recorded_by")
    # The model names both lists for its readers; the checker's plugin would name them a second time here.
    return rows.prefetch_related(  # type: ignore[no-redef]
        "procedures", Prefetch("events", standing, to_attr="standing_events"),
        Prefetch("steps", Step.objects.select_related("recorded_by"), to_attr="done_steps"), "parties", "evidence",
        "deadlines__moves", Prefetch("pauses", Pause.objects.select_related("paused_by", "resumed_by")),
    )  # fmt: skip


def whole(case: Case) -> Case:
    """A case loaded anew, with what its page shows."""
    return case_with_everything(Case.objects.filter(pk=case.pk)).get()


def deadlines_visible_to(user: User) -> QuerySet[Deadline]:
    """The running clocks of the open cases that the reader may see, each with its case, by safe date."""
    cases = cases_visible_to(user).exclude(status=Status.CLOSED)
    return Deadline.objects.filter(running=True, case__in=cases.order_by()).select_related("case")


class Clocks(Sequence[Clock]):
    """Stored clocks in order; only those that are looked at become lines, and the number is one question."""

    def __init__(self, rows: QuerySet[Deadline], on: date) -> None:
        self._rows, self._on = rows, on

    @cached_property
    def _count(self) -> int:
        return self._rows.count()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Clock]:
        return (line_of(row, self._on) for row in self._rows)

    @overload
    def __getitem__(self, at: int) -> Clock: ...
    @overload
    def __getitem__(self, at: slice) -> list[Clock]: ...
    def __getitem__(self, at: int | slice) -> Clock | list[Clock]:
        if isinstance(at, slice):
            return [line_of(row, self._on) for row in self._rows[at]]
        return line_of(self._rows[at], self._on)

    def due_by(self, day: date) -> "Clocks":
        """Those whose safe date has come by a day."""
        return Clocks(self._rows.filter(due_on__lte=day), self._on)


def running_clocks(user: User | None, on: date, *, paused: bool = True) -> Clocks:
    """The running limits with a date among the open cases that the reader may see, the most pressing first; a ban that
    has begun is none.

    Args:
        user: None for the machine's own paper (the daily report), which sees the whole city but no names.
        paused: whether clocks that stand still are among them.
    Cost: one query for what is looked at, one for the number; no law is computed.
    """
    rows = deadlines_visible_to(user) if user else Deadline.objects.filter(running=True).select_related("case")
    known = rows.filter(due_on__isnull=False).exclude(law.bans_begun(on)).order_by("due_on", "case__number", "pk")
    return Clocks(known if paused else known.exclude(paused_since__lte=on), on)


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


def rule_uses() -> Counter[str]:
    """How often each row of law is used by cases, by its key: acts, steps, offices, reasons to pause, and tables."""
    found: Counter[str] = Counter()
    for acts in Case.objects.exclude(acts=[]).values_list("acts", flat=True):
        found.update(f"act:{act}" for act in acts)
    for procedure, step, year, count in _clock_counts(Deadline.objects.all()):
        for key in law.keys_of(procedure, step, year):
            found[key] += count
    for reason, count in Pause.objects.order_by().values_list("reason").annotate(n=Count("pk")):
        found[f"pause:{reason}"] += count
    return found


def rules_used_by_closed() -> set[str]:
    """The rows of law whose values stand behind a closed case; they may be superseded, never changed.

    A step or an act is named in the version that stood on its day.
    """
    closed = Case.objects.filter(status=Status.CLOSED)
    found = {
        law.act_key(act, on) for acts, on in closed.exclude(acts=[]).values_list("acts", "opened_on") for act in acts
    }
    rows = Deadline.objects.filter(case__in=closed.order_by()).order_by()
    for procedure, step, on, outer in rows.values_list("procedure", "step", "started_on", "outer_on").distinct():
        found |= law.keys_on(procedure, step, on, outer or on)
    reasons = Pause.objects.filter(case__in=closed.order_by()).order_by().values_list("reason", flat=True)
    return found | {f"pause:{reason}" for reason in reasons.distinct()}


def _clock_counts(rows: QuerySet[Deadline]) -> Iterable[tuple[str, str, int, int]]:
    counted = rows.order_by().values_list("procedure", "step", "started_on__year")
    return counted.annotate(n=Count("pk"))
