"""Keeps the stored clocks of cases true. Every write that can change a date calls `rewrite` in its own transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import Q

from kondusif.cases.models import Case, CaseProcedure, Deadline, DeadlineMove, Event, Pause, Recomputation, Step
from kondusif.cases.reckoning import Reckoner, Span, text_of
from kondusif.cases.rules import Cause, Status, as_moment, split
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.counting import Moment, day_of

Key = tuple[int, str, str, str]
NO_VERSION = "rulebook.step.not_valid"  # no version of the step stood on the day of its event: there is no clock


class Line(NamedTuple):
    """The columns of a stored clock besides its keys. Plain values: a walk compares many thousands of them."""

    started_on: date
    started_time: time | None
    due_on: date | None
    due_time: time | None
    outer_on: date | None
    outer_time: time | None
    office_by: str | None
    edition: str
    actor: str
    pauses: list[Any]
    paused_since: date | None
    pause_reason: str
    met_on: date | None
    fault: str
    running: bool

    @property
    def start(self) -> Moment:
        return as_moment(self.started_on, self.started_time) or self.started_on

    @property
    def dates(self) -> tuple[Moment | None, Moment | None]:
        """The safe and the outer date."""
        return as_moment(self.due_on, self.due_time), as_moment(self.outer_on, self.outer_time)

    def with_dates_of(self, old: "Line") -> "Line":
        """The same clock with the reading of another one."""
        names = ("due_on", "due_time", "outer_on", "outer_time", "office_by", "edition", "actor", "started_on",
                 "started_time", "pauses")  # fmt: skip
        return self._replace(**{name: getattr(old, name) for name in names})


@dataclass(slots=True)
class Facts:
    """What the record says about some cases, as far as it makes their clocks. `rows` are the clocks as stored."""

    closed: set[int] = field(default_factory=set)
    followed: list[tuple[int, str]] = field(default_factory=list)
    events: dict[int, dict[str, Moment]] = field(default_factory=lambda: defaultdict(dict))
    done: dict[tuple[int, str, str], date] = field(default_factory=dict)
    pauses: dict[tuple[int, str, str], list[Pause]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[Key, tuple[int, Line]] = field(default_factory=dict)


@dataclass(slots=True)
class Written:
    """What a write did to the clocks."""

    moves: list[DeadlineMove] = field(default_factory=list)
    kept: int = 0


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
    new, changed, stamped, result = [], [], set(), Written()
    for key, line in clocks_by(facts, reckoner):
        pk, old = facts.rows.get(key, (0, None))
        if old is None and line.fault == NO_VERSION:
            continue
        if old is None:
            new.append(_row(key, line))
            continue
        if line.fault and old.due_on:  # this edition cannot say the date: the last reading stays
            result.kept += 1
            line = line.with_dates_of(old)
        if old.due_on and line.dates != old.dates:
            result.moves.append(move_between(pk, old, line, cause, run))
        if line == old:
            continue
        if line._replace(edition=old.edition) == old:
            stamped.add(pk)
        else:
            changed.append(_row(key, line))
    Deadline.objects.bulk_create(new, batch_size=500)
    if stamped:  # the others are few, and a short list is quicker said than a long one
        others = [pk for pk, _line in facts.rows.values() if pk not in stamped]
        Deadline.objects.filter(case__in=keys).exclude(pk__in=others).update(edition=reckoner.edition)
    _save(changed)
    DeadlineMove.objects.bulk_create(result.moves, batch_size=500)
    return result


def _taken(keys: Sequence[int], edition: str) -> list[int]:
    settled = Q(status=Status.CLOSED) & ~Q(clocks_edition="")
    rows = Case.objects.select_for_update().filter(pk__in=keys).exclude(settled).order_by("pk")
    found = list(rows.values_list("pk", flat=True))
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
    stored = Deadline.objects.filter(case__in=keys).order_by()
    for pk, case, procedure, step, event, *line in stored.values_list(
        "pk", "case_id", "procedure", "step", "event", *Line._fields
    ):
        facts.rows[case, procedure, step, event] = (pk, Line(*line))
    return facts


def clocks_by(facts: Facts, reckoner: Reckoner) -> Iterator[tuple[Key, Line]]:
    """The clocks that an edition makes of the record; nothing is written."""
    for case, procedure in facts.followed:
        events = facts.events.get(case, {})
        for step, event in reckoner.begun(procedure, events):
            key = (case, procedure, step, event)
            yield key, _line(facts, reckoner, key, events[event])


def _line(facts: Facts, reckoner: Reckoner, key: Key, start: Moment) -> Line:
    case, procedure, step, event = key
    taken = facts.pauses.get((case, procedure, step), [])
    spans = spans_of(taken)
    found = reckoner.read(procedure, step, event, start, spans)
    standing = next((pause for pause in taken if pause.resumed_on is None), None)
    met_on = facts.done.get((case, procedure, step))
    return Line(
        day_of(start), split(start)[1], *split(found.due), *split(found.outer), found.office_by, reckoner.edition,
        found.actor, [list(span) for span in spans], standing.first if standing else None,
        standing.reason if standing else "", met_on, found.fault, met_on is None and case not in facts.closed,
    )  # fmt: skip


def _row(key: Key, line: Line) -> Deadline:
    case, procedure, step, event = key
    return Deadline(case_id=case, procedure=procedure, step=step, event=event, **line._asdict())


def spans_of(pauses: Iterable[Pause]) -> list[Span]:
    """The pauses as the law counts them; one that was resumed on its first day counts no day."""
    return [
        (pause.first.isoformat(), pause.last.isoformat() if pause.last else None)
        for pause in pauses
        if pause.last is None or pause.last >= pause.first
    ]


def move_between(
    deadline: int, old: Line, new: Line, cause: Cause, run: Recomputation | None = None
) -> DeadlineMove:  # fmt: skip
    """The history line of a date that moved."""
    same = old.start == new.start and old.pauses == new.pauses and old.edition != new.edition
    (old_due, old_outer), (new_due, new_outer) = old.dates, new.dates
    return DeadlineMove(
        deadline_id=deadline, run=run, cause=Cause.AMENDMENT if same else cause, old_started=text_of(old.start),
        old_due=text_of(old_due), old_outer=text_of(old_outer), old_edition=old.edition, old_pauses=old.pauses,
        new_due=text_of(new_due), new_outer=text_of(new_outer), new_edition=new.edition,
    )  # fmt: skip


def _save(rows: Sequence[Deadline]) -> None:
    """Write changed clocks: an insert that meets its own row updates it, on both databases."""
    Deadline.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["case", "procedure", "step", "event"],
        update_fields=Line._fields,
    )  # fmt: skip


def stop_clocks(case: Case) -> None:
    """A closed case has no running clock; its dates stay as they are for ever."""
    Deadline.objects.filter(case=case, running=True).update(running=False)
