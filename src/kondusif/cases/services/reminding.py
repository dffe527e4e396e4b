"""Reminders of clocks, and the next person told once. May run as often and by as many workers as it likes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import override

from kondusif.accounts.models import Notice
from kondusif.accounts.services import tell
from kondusif.audit.selectors import entries_about
from kondusif.audit.services import record
from kondusif.cases import law
from kondusif.cases.models import Deadline
from kondusif.cases.receivers import Receivers
from kondusif.cases.reckoning import text_of
from kondusif.cases.reminders import Gate, Watched, escalation_owed, gate_of, mark_owed, passed
from kondusif.cases.rules import Status
from kondusif.institutions.selectors import city_or_none, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now, zone_of
from kondusif.kernel.days import TableTooShort
from kondusif.rulebook import selectors as rulebook

OFFICE = "pemerintah-kota"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Told:
    """How many people were told by one walk."""

    reminders: int = 0
    escalations: int = 0

    def __add__(self, other: "Told") -> "Told":
        return Told(self.reminders + other.reminders, self.escalations + other.escalations)


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to tell about one clock, under a key that is told once."""

    row: Deadline
    key: str
    mark: int | None

    @property
    def escalates(self) -> bool:
        return self.mark is None


def remind(actor: Actor, *, at: datetime | None = None) -> Told:
    """Tell everybody what their clocks ask for now. Audit: cases.reminders.sent, one entry for each batch in which
    somebody was told.

    The real clock says the time of day and how long a case has rested; the city's date (an exercise's own) says which
    day it is.

    Args:
        at: the real moment; None for now.
    """
    place = city_or_none()
    if place is None:
        return Told()
    moment = at or now()
    local = datetime.combine(today(place), moment.astimezone(zone_of(place.zone)).time())
    gate = _gate(local)
    calls = list(_owed(local, gate, moment))
    people = Receivers(local.date())
    told = Told()
    with override("id"):
        for start in range(0, len(calls), CHUNK):
            told += _tell(actor, calls[start : start + CHUNK], people)
    return told


def _gate(local: datetime) -> Gate:
    office = rulebook.book().offices.get(OFFICE)
    try:
        return gate_of(office, rulebook.holidays().days_off(office.closed_on if office else ()), local)
    except TableTooShort:
        return gate_of(None, rulebook.holidays().days_off(()), local)


def _owed(local: datetime, gate: Gate, moment: datetime) -> Iterator[Call]:
    """Every clock that has something to say now and has not said it."""
    told = _escalated()
    for row in _within_reach(local, gate):
        clock = _watched(row)
        if clock is None:
            continue
        if not passed(clock.due, local):
            mark = mark_owed(clock, local, gate)
            if mark is not None:
                yield Call(row, f"ingat:{_name(row)}:{row.due}:{mark}", mark)
            continue
        key = f"naik:{_name(row)}"
        if key in told or not escalation_owed(clock, local, gate, touched=None, at=moment):
            continue
        if escalation_owed(clock, local, gate, touched=last_touch(row.case.number), at=moment):
            yield Call(row, key, None)


def _within_reach(local: datetime, gate: Gate) -> QuerySet[Deadline]:
    """Running clocks of open cases up to the farthest mark; while the office is shut, only the highest status."""
    farthest = max((mark for mark in _every_mark()), default=0)
    rows = (
        Deadline.objects.filter(running=True, due_on__lte=gate.reach + timedelta(days=farthest))
        .exclude(case__status=Status.CLOSED)
        .exclude(paused_since__lte=local.date())
        .exclude(law.bans_begun(local.date()))
        .select_related("case__handler", "case__substitute", "case__unit")
        .order_by("pk")
    )
    return rows if gate.opened else rows.filter(Q(due_time__isnull=False) | Q(outer_on=local.date()))


def _every_mark() -> Iterator[int]:
    for procedure in rulebook.book().procedures.values():
        for step in procedure.steps:
            yield from step.reminders


def _watched(row: Deadline) -> Watched | None:
    step = law.step(row.procedure, row.step, row.started_on)
    if step is None or row.due is None:
        return None
    return Watched(row.due, row.outer or row.due, step.reminders)


def _name(row: Deadline) -> str:
    """What one clock is called in a key; a corrected event makes another clock."""
    return f"{row.case.number}/{row.procedure}.{row.step}/{row.event}/{row.started_on}"


def _escalated() -> set[str]:
    return set(Notice.objects.filter(alone=True, key__startswith="naik:").values_list("key", flat=True))


def last_touch(number: str) -> datetime | None:
    """When a person last wrote in a case, on the real clock; what the machine does to it is no touch."""
    rows = entries_about(number).exclude(actor__startswith="sistem:")
    return rows.order_by("-seq").values_list("at", flat=True).first()


@transaction.atomic
def _tell(actor: Actor, calls: Sequence[Call], people: Receivers) -> Told:
    """One batch in one transaction, so that nobody else waits long to write."""
    known = _standing({call.key for call in calls})
    reminders = escalations = 0
    numbers: list[str] = []
    for call in calls:
        wanted = people.next_person(call.row.case) if call.escalates else people.of(call.row)
        for user in wanted:
            if (user.pk, call.key) in known:
                continue
            code = "cases.escalation" if call.escalates else "cases.reminder"
            url = reverse("cases:show", args=[call.row.case.number])
            if tell(user, key=call.key, code=code, facts=_facts(call.row), url=url, alone=call.escalates):
                reminders += not call.escalates
                escalations += call.escalates
                numbers.append(call.row.case.number)
    if numbers:
        facts = {"reminders": reminders, "escalations": escalations, "cases": len(set(numbers))}
        record(actor, "cases.reminders.sent", "tenggat", facts)
    return Told(reminders, escalations)


def _standing(keys: Collection[str]) -> set[tuple[int, str]]:
    """Who was told what already, so that a second walk costs one question and not one for each notice."""
    return set(Notice.objects.filter(key__in=keys).values_list("user_id", "key"))


def _facts(row: Deadline) -> dict[str, object]:
    """All that a notice holds: number, rule and dates."""
    due, outer = row.due, row.outer or row.due
    return {
        "number": row.case.number, "procedure": row.procedure, "step": row.step,
        "due": text_of(due), "outer": text_of(outer),
    }  # fmt: skip
