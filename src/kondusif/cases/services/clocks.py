"""Keeps the stored clocks of cases true. Every write that can change a date calls `rewrite` in its own transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from kondusif.cases.models import Case, CaseProcedure, Deadline, DeadlineMove, Event, Pause, Recomputation, Step
from kondusif.cases.reckoning import Reckoner, Span, text_of
from kondusif.cases.rules import Cause, Status, as_moment, split
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.counting import Moment

COLUMNS = (
    "started_on", "started_time", "due_on", "due_time", "outer_on", "outer_time", "office_by", "edition", "actor",
    "pauses", "paused_since", "pause_reason", "met_on", "fault", "running",
)  # fmt: skip
DATES = ("due_on", "due_time", "outer_on", "outer_time")
Key = tuple[int, str, str, str]


@dataclass(slots=True)
class Facts:
    """What the record says about some cases, as far as it makes their clocks."""

    closed: set[int] = field(default_factory=set)
    followed: list[tuple[int, str]] = field(default_factory=list)
    events: dict[int, dict[str, Moment]] = field(default_factory=lambda: defaultdict(dict))
    done: dict[tuple[int, str, str], date] = field(default_factory=dict)
    pauses: dict[tuple[int, str, str], list[Pause]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[Key, Deadline] = field(default_factory=dict)


@dataclass(slots=True)
class Written:
    """What a write did to the clocks."""

    moves: list[DeadlineMove] = field(default_factory=list)
    kept: list[Deadline] = field(default_factory=list)


def rewrite(case: Case, cause: Cause) -> Written:
    """Compute the clocks of one case anew, by the edition in force. A closed case keeps what it has."""
    if case.status == Status.CLOSED:
        return Written()
    return rewrite_many([case.pk], Reckoner(rulebook.book()), cause)


def rewrite_many(
    keys: Sequence[int], reckoner: Reckoner, cause: Cause, run: Recomputation | None = None
) -> Written:  # fmt: skip
    """Compute the clocks of some cases anew and keep the old reading of every date that moved.

    Args:
        keys: primary keys of cases; the closed ones that have their clocks are left as they are.
        reckoner: the edition to read.
        cause: why; a clock whose event and pauses are as before moved because of the law, whatever the cause.
    Cost: seven queries and two kinds of bulk writes, however many cases.
    """
    # Taking the rows first lets nobody write one of these cases between our reading and our writing.
    keys = _taken(keys, reckoner.edition)
    facts = gather(keys)
    new, changed, result = [], [], Written()
    for row in clocks_by(facts, reckoner):
        old = facts.rows.get((row.case_id, row.procedure, row.step, row.event))
        if old is None:
            new.append(row)
            continue
        if row.fault and old.due_on:  # this edition cannot say the date: the last reading stays
            result.kept.append(old)
            for name in ("due_on", "due_time", "outer_on", "outer_time", "office_by", "edition", "actor", "started_on"):
                setattr(row, name, getattr(old, name))
        if old.due_on and any(getattr(row, name) != getattr(old, name) for name in DATES):
            result.moves.append(move_between(old, row, cause, run))
        if any(getattr(row, name) != getattr(old, name) for name in COLUMNS):
            changed.append(row)
    Deadline.objects.bulk_create(new, batch_size=500)
    _save(changed)
    DeadlineMove.objects.bulk_create(result.moves, batch_size=500)
    return result


def _taken(keys: Sequence[int], edition: str) -> list[int]:
    settled = Q(status=Status.CLOSED) & ~Q(clocks_edition="")
    found = list(Case.objects.filter(pk__in=keys).exclude(settled).order_by("pk").values_list("pk", flat=True))
    Case.objects.filter(pk__in=found).update(clocks_edition=edition)
    return found


def gather(keys: Sequence[int]) -> Facts:
    """Read what makes the clocks of some cases."""
    facts = Facts()
    facts.closed = set(Case.objects.filter(pk__in=keys, status=Status.CLOSED).values_list("pk", flat=True))
    facts.followed = list(
        CaseProcedure.objects.filter(case__in=keys).order_by("pk").values_list("case_id", "procedure")
    )
    standing = Event.objects.filter(case__in=keys, replaced_at__isnull=True)
    for case, name, on, at in standing.values_list("case_id", "event", "happened_on", "happened_at"):
        facts.events[case][name] = as_moment(on, at) or on
    for case, procedure, step, on in Step.objects.filter(case__in=keys).values_list(
        "case_id", "procedure", "step", "done_on"
    ):
        facts.done[case, procedure, step] = on
    for pause in Pause.objects.filter(case__in=keys).order_by("first", "pk"):
        facts.pauses[pause.case_id, pause.procedure, pause.step].append(pause)
    for row in Deadline.objects.filter(case__in=keys).order_by():
        facts.rows[row.case_id, row.procedure, row.step, row.event] = row
    return facts


def clocks_by(facts: Facts, reckoner: Reckoner) -> Iterable[Deadline]:
    """The clocks that an edition makes of the record; nothing is written."""
    for case, procedure in facts.followed:
        events = facts.events.get(case, {})
        for step, event in reckoner.begun(procedure, events):
            yield _clock(facts, reckoner, (case, procedure, step, event), events[event])


def _clock(facts: Facts, reckoner: Reckoner, key: Key, start: Moment) -> Deadline:
    case, procedure, step, event = key
    taken = facts.pauses.get((case, procedure, step), [])
    spans = spans_of(taken)
    found = reckoner.read(procedure, step, event, start, spans)
    standing = next((pause for pause in taken if pause.resumed_on is None), None)
    met_on = facts.done.get((case, procedure, step))
    (started_on, started_time), (due_on, due_time), (outer_on, outer_time) = (
        split(start), split(found.due), split(found.outer),
    )  # fmt: skip
    assert started_on is not None  # noqa: S101 - an event has its day
    return Deadline(
        case_id=case, procedure=procedure, step=step, event=event, started_on=started_on, started_time=started_time,
        due_on=due_on, due_time=due_time, outer_on=outer_on, outer_time=outer_time, office_by=found.office_by,
        edition=reckoner.edition, actor=found.actor, pauses=[list(span) for span in spans],
        paused_since=standing.first if standing else None, pause_reason=standing.reason if standing else "",
        met_on=met_on, fault=found.fault, running=met_on is None and case not in facts.closed,
    )  # fmt: skip


def spans_of(pauses: Iterable[Pause]) -> list[Span]:
    """The pauses as the law counts them; one that was resumed on its first day counts no day."""
    return [
        (pause.first.isoformat(), pause.last.isoformat() if pause.last else None)
        for pause in pauses
        if pause.last is None or pause.last >= pause.first
    ]


def move_between(old: Deadline, new: Deadline, cause: Cause, run: Recomputation | None = None) -> DeadlineMove:
    """The history line of a date that moved."""
    same = old.start == new.start and old.pauses == new.pauses and old.edition != new.edition
    return DeadlineMove(
        deadline=old, run=run, cause=Cause.AMENDMENT if same else cause, old_started=text_of(old.start),
        old_due=text_of(old.due), old_outer=text_of(old.outer), old_edition=old.edition, old_pauses=old.pauses,
        new_due=text_of(new.due), new_outer=text_of(new.outer), new_edition=new.edition,
    )  # fmt: skip


def _save(rows: Sequence[Deadline]) -> None:
    """Write changed clocks: an insert that meets its own row updates it, on both databases."""
    Deadline.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["case", "procedure", "step", "event"],
        update_fields=COLUMNS,
    )  # fmt: skip


def stop_clocks(case: Case) -> None:
    """A closed case has no running clock; its dates stay as they are for ever."""
    Deadline.objects.filter(case=case, running=True).update(running=False)
