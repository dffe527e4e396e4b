"""Shared reads of the rulebook: of the edition in force, and of older ones for old readings.

Everything that is read is kept in the process; `editions.py` says when the database is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import get_language

from kondusif.kernel.errors import Refused
from kondusif.rulebook import deadlines, editions, explaining, hours, rules, schema, wording
from kondusif.rulebook.book import Book
from kondusif.rulebook.counting import Moment, Pause
from kondusif.rulebook.deadlines import Dated, Kit, Pauses, kit_of
from kondusif.rulebook.rules import Due, Holidays
from kondusif.rulebook.schema import Act, Instrument, LevelNorm, Penalty, Phase, Procedure, Source, Step, Term
from kondusif.rulebook.schema_days import Office

T = TypeVar("T")


def book() -> Book:
    """The edition in force now, with the ticks of this city."""
    return editions.in_force()


def book_of(edition: str) -> Book:
    """An edition that this city has or had. Raises Refused for an unknown one."""
    return editions.book_of(edition)


def files_of(edition: str | None = None) -> dict[str, str]:
    """The texts of an edition by name (`acts/disiplin.yaml`), the one in force unless another is named."""
    return editions.files_of(edition)


def known_editions() -> list[editions.EditionLine]:
    """Every edition that can still be read, the newest first."""
    return editions.known_editions()


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
        Refused: `rulebook.phase.unknown`; `rulebook.acts.none_on` where the whole rulebook has no row for that day.
    """
    wanted = _phase(phase)
    standing = _acts_on(on)
    if not standing:
        began = min((row.valid_from for row in every_act() if row.valid_from), default=on)
        raise Refused("rulebook.acts.none_on", on=wording.long_date(on), first=wording.long_date(began))
    return [act for act in standing if rules.act_stands(act, on, wanted)]


def _acts_on(on: date) -> list[Act]:
    """The version of every row that stands on a day, whatever the phase."""
    versions = [row for rows in book().act_versions.values() for row in rows if rules.act_stands(row, on, None)]
    return _in_order(versions)


def _in_order(rows: Iterable[Act]) -> list[Act]:
    order = list(schema.Track)
    return sorted(rows, key=lambda row: (order.index(row.track), row.number))


def every_act() -> list[Act]:
    """The newest version of every row, whenever it stands, ethics first, in the order of the decree."""
    return _in_order(book().acts.values())


def act(act_id: str, on: date | None = None) -> Act:
    """One row, in the version of a day if one is named and one stood. Raises Refused for an unknown id."""
    newest = _one(book().acts, act_id, "rulebook.act.unknown")
    versions = book().act_versions[act_id] if on else ()
    return next((row for row in versions if on and row.valid_on(on)), newest)


def basis_of(row: Act | Step | Office | LevelNorm | Penalty, on: date) -> list[rules.Cited]:
    """The articles that a row cites on a day, with the short names of their instruments."""
    return list(rules.cited(row.basis, on, names()))


def procedures() -> list[Procedure]:
    """Every procedure, in the order of their ids."""
    return list(book().procedures.values())


def procedure(procedure_id: str, edition: str | None = None) -> Procedure:
    """One procedure. Raises Refused for an unknown id, with the known ones."""
    known = _kit(edition).book.procedures
    if procedure_id not in known:
        raise Refused("rulebook.procedure.unknown", id=procedure_id[:60], known=", ".join(known))
    return known[procedure_id]


def step(rule: str, on: date | None = None, edition: str | None = None) -> Step:
    """The step behind a rule id such as `bawaslu-pilkada.report`, in the version of a day; without one the newest.

    Raises:
        Refused: an unknown rule.
    """
    procedure_id, _, step_id = rule.partition(".")
    versions = [one for one in procedure(procedure_id, edition).steps if one.id == step_id]
    if not versions:
        raise Refused("rulebook.step.unknown", id=step_id[:60])
    stood = next((one for one in versions if on and one.valid_on(on)), None)
    return stood or max(versions, key=lambda one: one.valid_from or date.min)


def row_key(rule: str, on: date, edition: str | None = None) -> str:
    """The key of the version of a rule that stood on a day."""
    return rules.row_key(procedure(rule.partition(".")[0], edition), step(rule, on, edition))


def holidays() -> Holidays:
    """The dated tables of days off."""
    return kit_of(book()).holidays


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


def names() -> explaining.Names:
    """Words for the ids in a row."""
    return kit_of(book()).names


def events_of(one: Procedure) -> list[str]:
    """The events that start a step of the procedure: the first event first, the others in the order of the steps."""
    return deadlines.events_of(one)


def due(
    procedure_id: str, events: Mapping[str, Moment], pauses: Pauses | None = None, on: date | None = None, *,
    subject: str | None = None, edition: str | None = None,
) -> list[Due]:  # fmt: skip
    """The dates of every step whose start event is given, in the order of the procedure.

    A step none of whose versions stood on the day of its event is left out, unless nothing else stands.

    Args:
        procedure_id: a procedure's id.
        events: event id to the day or the local time on which it happened.
        pauses: step id to the days on which that clock stood still.
        on: the day of asking; without it a clock that stands still has no dates.
        subject: the kind of person (`schema.ActorKind`) whom it is about; None asks nothing.
        edition: an older edition, for an old reading; None for the one in force.
    Raises:
        Refused: unknown procedure, event, edition or kind of person; an event that starts nothing there; a procedure
            that is not for such a person; a start outside the tables of days off; a day on which nothing stood.
    """
    one = procedure(procedure_id, edition)
    try:
        return deadlines.due(_kit(edition), one, events, pauses=pauses or {}, on=on, subject=subject)
    except Refused as error:
        why = error.facts.get("why")
        if isinstance(why, explaining.Spoken):  # the procedure's own sentence, in the reader's language
            error.facts["why"] = wording.in_language(why, get_language() or wording.INDONESIAN)
        raise


def due_step(
    rule: str, event_id: str, start: Moment, pauses: Sequence[Pause] = (), on: date | None = None, *,
    edition: str | None = None,
) -> Due:  # fmt: skip
    """The date of one step, by its rule id. Raises Refused as `due` does."""
    one, found = procedure(rule.partition(".")[0], edition), step(rule, edition=edition)
    return deadlines.due_step(_kit(edition), one, found.id, event_id, start, pauses=pauses, on=on)


def dates(
    procedure_id: str, events: Mapping[str, Moment], pauses: Pauses | None = None, on: date | None = None, *,
    of: Book | None = None,
) -> list[Dated]:  # fmt: skip
    """The clocks of `due` without a word of explanation, for the re-computation of many cases.

    Args:
        of: the edition to count with; None for the one in force.
    """
    kit = kit_of(of or book())
    if procedure_id not in kit.book.procedures:
        raise Refused("rulebook.procedure.unknown", id=procedure_id[:60], known=", ".join(kit.book.procedures))
    return deadlines.dates(kit, kit.book.procedures[procedure_id], events, pauses=pauses or {}, on=on)


def _kit(edition: str | None) -> Kit:
    return kit_of(book() if edition is None else book_of(edition))


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
