"""Events, a procedure and one edition of the law make dates. Pure: the edition is an argument."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kondusif.kernel.errors import Refused
from kondusif.rulebook import rules, wording
from kondusif.rulebook.book import Book
from kondusif.rulebook.counting import Moment, Pause, day_of
from kondusif.rulebook.days_off import Holidays
from kondusif.rulebook.explaining import Names, Spoken
from kondusif.rulebook.limits import Limits, limits_of
from kondusif.rulebook.schema import ActorKind, Procedure, Step

Pauses = Mapping[str, Sequence[Pause]]


@dataclass(frozen=True, slots=True)
class Kit:
    """One edition with what is made from it once: its tables of days off, and words for its ids."""

    book: Book
    holidays: Holidays
    names: Names

    @property
    def edition(self) -> str:
        return self.book.edition.edition


@lru_cache(maxsize=16)
def kit_of(book: Book) -> Kit:
    """The kit of an edition, made once."""
    names = Names(
        instruments={row.id: row.short for row in book.instruments.values()},
        events={row.id: row.label for row in book.events.values()},
        events_en={row.id: row.label_en for row in book.events.values()},
    )
    return Kit(book, Holidays(book.holiday_years), names)


@dataclass(frozen=True, slots=True)
class Dated:
    """One clock that an event started, with its dates and without reasons."""

    step: Step
    event: str
    start: Moment
    limits: Limits


def events_of(one: Procedure) -> list[str]:
    """The events that start a step of the procedure: the first event first, the others in the order of the steps."""
    ordered = [one.first_event, *(event_id for row in one.steps for event_id in row.events)]
    return list(dict.fromkeys(ordered))


def due(
    kit: Kit, procedure: Procedure, events: Mapping[str, Moment], *, pauses: Pauses, on: date | None,
    subject: str | None,
) -> list[rules.Due]:  # fmt: skip
    """The dates of every step that the events start, in the order of the procedure, with their reasons.

    Args:
        pauses: the pauses of a step, by its id.
        on: the day of asking; it matters to a clock that stands still.
        subject: the kind of person whom the procedure is about; None asks nothing.
    Raises:
        Refused: as `selectors.due` says.
    """
    return [_due(kit, procedure, *found, pauses, on) for found in standing(procedure, events, subject)]


def due_step(
    kit: Kit, procedure: Procedure, step_id: str, event: str, start: Moment, *, pauses: Sequence[Pause],
    on: date | None,
) -> rules.Due:  # fmt: skip
    """The date of one step, in the version that stood on the day of its event."""
    known = [row for row in procedure.steps if row.id == step_id]
    if not any(event in row.events for row in known):
        named = dict.fromkeys(one for row in known for one in row.events)
        raise Refused("rulebook.event.not_here", event=event, id=f"{procedure.id}.{step_id}", known=", ".join(named))
    row = rules.step_on(procedure, step_id, day_of(start))
    if row is None or event not in row.events:
        raise _nothing_stands(f"{procedure.id}.{step_id}", day_of(start))
    return _due(kit, procedure, row, event, start, {step_id: pauses}, on)


def dates(
    kit: Kit, procedure: Procedure, events: Mapping[str, Moment], *, pauses: Pauses, on: date | None
) -> list[Dated]:
    """The same clocks as `due` gives, lean: for the re-computation of many cases."""
    book = kit.book
    return [
        Dated(
            row, event, start,
            limits_of(procedure, row, start, holidays=kit.holidays, offices=book.offices,
                      pauses=pauses.get(row.id, ()), on=on),
        )
        for row, event, start in standing(procedure, events, None)
    ]  # fmt: skip


def standing(procedure: Procedure, events: Mapping[str, Moment], subject: str | None) -> list[tuple[Step, str, Moment]]:
    """The steps that the events start, each in the version that stood on the day of its event.

    A step none of whose versions stood that day is left out while others of the same events stand.

    Raises:
        Refused: an event that starts nothing here; a subject whom the procedure is not for; nothing stands.
    """
    refuse_subject(procedure, subject)
    usable = events_of(procedure)
    for event_id in events:
        if event_id not in usable:
            raise Refused("rulebook.event.not_here", event=event_id, id=procedure.id, known=", ".join(usable))
    found = list(_standing(procedure.steps, events))
    if events and not found:
        raise _nothing_stands(procedure.id, min(map(day_of, events.values())))
    return found


def _standing(steps: Iterable[Step], events: Mapping[str, Moment]) -> Iterator[tuple[Step, str, Moment]]:
    for row in steps:
        for event_id in row.events:
            if event_id in events and row.valid_on(day_of(events[event_id])):
                yield row, event_id, events[event_id]


def refuse_subject(procedure: Procedure, subject: str | None) -> None:
    """Refuse whom the procedure is not for, in the procedure's own sentence where it has one."""
    if subject is None:
        return
    if subject not in set(ActorKind):
        raise Refused("rulebook.subject.unknown", subject=subject[:40], known=", ".join(ActorKind))
    if subject in procedure.not_for and procedure.not_for_why:
        why = Spoken(procedure.not_for_why, procedure.not_for_why_en or procedure.not_for_why)
        raise Refused("rulebook.procedure.not_for", why=why)
    if subject in procedure.not_for or (procedure.subjects and subject not in procedure.subjects):
        named = ", ".join(procedure.subjects) or "-"
        raise Refused("rulebook.procedure.not_this_subject", id=procedure.id, subject=subject, known=named)


def _due(
    kit: Kit, procedure: Procedure, row: Step, event: str, start: Moment, pauses: Pauses, on: date | None
) -> rules.Due:
    return rules.due_of(
        procedure, row, event, start, holidays=kit.holidays, offices=kit.book.offices, names=kit.names,
        edition=kit.edition, pauses=pauses.get(row.id, ()), on=on,
    )  # fmt: skip


def _nothing_stands(rule: str, day: date) -> Refused:
    return Refused("rulebook.step.not_valid", rule=rule, on=wording.long_date(day))
