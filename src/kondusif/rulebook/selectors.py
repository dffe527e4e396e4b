"""Shared reads of the rulebook. Pure and cached: the files are read once in a process, and no database is asked."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from kondusif.kernel.errors import Refused
from kondusif.rulebook import hours, loader, rules, schema, wording
from kondusif.rulebook.rules import Due, Holidays
from kondusif.rulebook.schema import Act, Instrument, Phase, Procedure, Source, Step, Term
from kondusif.rulebook.schema_days import Office

T = TypeVar("T")


@cache
def book() -> loader.Book:
    """The shipped rulebook."""
    return loader.load()


def edition() -> str:
    """The rulebook's edition, kept beside every date that was computed from it."""
    return book().edition.edition


def instruments() -> list[Instrument]:
    """Every instrument, in the order of the file."""
    return list(book().instruments.values())


def instrument(instrument_id: str) -> Instrument:
    """One instrument. Raises Refused for an unknown id."""
    return _one(book().instruments, instrument_id, "rulebook.instrument.unknown")


def sources(ids: Iterable[str]) -> list[Source]:
    """The pages that a row rests on, in the row's order."""
    return [book().sources[one] for one in ids]


def acts(on: date, phase: str | None = None) -> list[Act]:
    """The rows that stand on a day, ethics first, in the order of the decree.

    Args:
        on: the day of the deed.
        phase: `bakal_calon`, `calon` or `selesai`; None for every phase.
    Raises:
        Refused: `rulebook.phase.unknown`.
    """
    wanted = _phase(phase)
    return [act for act in every_act() if rules.act_stands(act, on, wanted)]


def every_act() -> list[Act]:
    """All rows whenever they stand, ethics first, in the order of the decree."""
    order = list(schema.Track)
    return sorted(book().acts.values(), key=lambda row: (order.index(row.track), row.number))


def find_acts(
    words: str = "", *, track: str | None = None, phase: str | None = None, on: date | None = None
) -> list[Act]:
    """The rows that a reader looks for, in the order of the decree.

    Args:
        words: all of them must stand in the row's text, citations, id, or everyday words.
        track, phase, on: narrow the list; None leaves it whole.
    """
    wanted = words.casefold().split()
    rows = every_act() if on is None else acts(on)
    narrow = _phase(phase)
    return [
        row
        for row in rows
        if all(word in _haystack(row.id) for word in wanted)
        and (track is None or row.track == track)
        and (narrow is None or narrow in row.phases)
    ]


@cache
def _haystack(act_id: str) -> str:
    row = book().acts[act_id]
    cited = [f"{book().instruments[one.instrument].short} {one.article}" for one in row.basis]
    return " ".join([row.id, row.text, row.text_en, *row.also, *cited]).casefold()


def act(act_id: str) -> Act:
    """One row. Raises Refused for an unknown id."""
    return _one(book().acts, act_id, "rulebook.act.unknown")


def basis_of(row: Act | Step | Office, on: date) -> list[rules.Cited]:
    """The articles that a row cites on a day, with the short names of their instruments."""
    return list(rules.cited(row.basis, on, names()))


def procedures() -> list[Procedure]:
    """Every procedure, in the order of their ids."""
    return list(book().procedures.values())


def procedure(procedure_id: str) -> Procedure:
    """One procedure. Raises Refused for an unknown id, with the known ones."""
    known = book().procedures
    if procedure_id not in known:
        raise Refused("rulebook.procedure.unknown", id=procedure_id, known=", ".join(known))
    return known[procedure_id]


def step(rule: str) -> Step:
    """The step behind a rule id such as `bawaslu-pilkada.report`. Raises Refused for an unknown one."""
    procedure_id, _, step_id = rule.partition(".")
    found = {one.id: one for one in procedure(procedure_id).steps}
    return _one(found, step_id, "rulebook.step.unknown")


def holidays() -> Holidays:
    """The dated tables of days off."""
    return Holidays(book().holiday_years)


def office(office_id: str) -> Office:
    """An office with its hours. Raises Refused for an unknown id."""
    return _one(book().offices, office_id, "rulebook.office.unknown")


def arrived_on(at: datetime, office_id: str) -> date:
    """The day on which a paper handed in at a local time counts as handed in at an office."""
    kept = office(office_id)
    return hours.arrived_on(at, kept, holidays().days_off(kept.closed_on))


def event(event_id: str) -> Term:
    """An event in words. Raises Refused for an unknown id."""
    return _one(book().events, event_id, "rulebook.event.unknown")


def actor(actor_id: str) -> Term:
    """A bearer of a duty in words. Raises Refused for an unknown id."""
    return _one(book().actors, actor_id, "rulebook.actor.unknown")


@cache
def names() -> wording.Names:
    """Words for the ids in a row."""
    return wording.Names(
        instruments={row.id: row.short for row in book().instruments.values()},
        events={row.id: row.label for row in book().events.values()},
    )


def events_of(one: Procedure) -> list[str]:
    """The events that start a step of the procedure: the first event first, the others in the order of the steps."""
    ordered = [one.first_event, *(event_id for row in one.steps for event_id in row.events)]
    return list(dict.fromkeys(ordered))


def due(procedure_id: str, events: Mapping[str, date | datetime]) -> list[Due]:
    """The dates of every step whose start event is given, in the order of the procedure.

    Args:
        procedure_id: a procedure's id.
        events: event id to the day or the local time on which it happened.
    Raises:
        Refused: unknown procedure or event, an event that starts nothing there, a start outside the tables of days
            off or outside the validity of a step.
    """
    one = procedure(procedure_id)
    usable = events_of(one)
    for event_id in events:
        if event_id not in usable:
            raise Refused("rulebook.event.not_here", event=event_id, id=procedure_id, known=", ".join(usable))
    return [
        rules.due_of(
            one, row, event_id, events[event_id],
            holidays=holidays(), offices=book().offices, names=names(), edition=edition(),
        )
        for row in one.steps
        for event_id in row.events
        if event_id in events
    ]  # fmt: skip


def due_step(rule: str, event_id: str, start: date | datetime) -> Due:
    """The date of one step, by its rule id. Raises Refused as `due` does."""
    procedure_id = rule.partition(".")[0]
    row = step(rule)
    for found in due(procedure_id, {event_id: start}):
        if found.rule == rule:
            return found
    raise Refused("rulebook.event.not_here", event=event_id, id=rule, known=", ".join(row.events))


def _one(known: Mapping[str, T], key: str, code: str) -> T:
    if key not in known:
        raise Refused(code, id=key)
    return known[key]


def _phase(phase: str | None) -> Phase | None:
    if phase is None:
        return None
    try:
        return Phase(phase)
    except ValueError as error:
        raise Refused("rulebook.phase.unknown", phase=phase, known=", ".join(Phase)) from error
