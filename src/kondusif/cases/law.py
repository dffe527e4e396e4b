"""What this room asks of the rulebook besides dates: words for ids that may have left it, and what is checked."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.labels import said
from kondusif.rulebook.rules import weakest
from kondusif.rulebook.schema import Counting, Kind, Procedure, Status, Step


def procedure(key: str) -> Procedure | None:
    """A procedure of the edition in force, None where it has left the book."""
    return rulebook.book().procedures.get(key)


def step(procedure_key: str, key: str, on: date | None = None) -> Step | None:
    """A step, in the version that stood on a day if one is named."""
    found = procedure(procedure_key)
    rows = [row for row in (found.steps if found else ()) if row.id == key]
    return next((row for row in rows if on is None or row.valid_on(on)), rows[-1] if rows else None)


def in_force(procedure_key: str, key: str, first: date, last: date) -> bool:
    """Whether the step, and the tables of days off that its count walks through, were brought in force."""
    row = step(procedure_key, key, first)
    if row is None:
        return False
    years = rulebook.holidays().weakest_status(first, last) if Counting.WORKING in row.counting else Status.IN_FORCE
    return weakest([row.status, years]) is Status.IN_FORCE


def is_ban(procedure_key: str, key: str, on: date) -> bool:
    """Whether a step only says from when something is forbidden."""
    row = step(procedure_key, key, on)
    return row is not None and row.kind is Kind.BAN_START


def bans_begun(on: date) -> Q:
    """Clocks that only say from when something is forbidden, once that day has come: nothing is due there any more."""
    begun = Q(pk__in=[])
    for found in rulebook.book().procedures.values():
        for row in found.steps:
            if row.kind is Kind.BAN_START:
                begun |= Q(procedure=found.id, step=row.id, due_on__lte=on)
    return begun


def procedure_title(key: str) -> str:
    """A procedure in the reader's words; its id where the book has lost it."""
    found = procedure(key)
    return said(found, "title") if found else key


def step_title(procedure_key: str, key: str) -> str:
    """A step in the reader's words; its id where the book has lost it."""
    found = step(procedure_key, key)
    return said(found, "title") if found else key


def event_label(key: str) -> str:
    """An event in words that complete a sentence."""
    found = rulebook.book().events.get(key)
    return said(found, "label") if found else key


def actor_label(key: str) -> str:
    """Whose duty it is."""
    found = rulebook.book().actors.get(key)
    return said(found, "label") if found else key


def pause_reasons(procedure_key: str, key: str, on: date) -> dict[str, str]:
    """The legal reasons for which a step's clock may stand still, in words; empty where the law names none."""
    row, known = step(procedure_key, key, on), rulebook.book().pause_reasons
    return {one: said(known[one], "label") for one in (row.pauses if row else ()) if one in known}


def pause_label(key: str) -> str:
    """A reason in the reader's words."""
    found = rulebook.book().pause_reasons.get(key)
    return said(found, "label") if found else key


def why_not_for(key: str, subject: str) -> str:
    """Why a procedure refuses a kind of person by name; empty where it does not."""
    found = procedure(key)
    if found is None or subject not in {str(kind) for kind in found.not_for}:
        return ""
    return said(found, "not_for_why") if found.not_for_why else said(found, "title")


def is_for_others(key: str, subject: str) -> bool:
    """Whether a procedure names whom it is for, and a known kind of person is not among them."""
    found = procedure(key)
    return bool(subject and found and found.subjects and subject not in {str(kind) for kind in found.subjects})


def starts_with(key: str, event: str) -> bool:
    """Whether an event starts anything in a procedure."""
    found = procedure(key)
    return found is not None and event in rulebook.events_of(found)


def may_lie_ahead(procedures: Iterable[str], event: str) -> bool:
    """Whether an event may be recorded before it happens: only where all that it starts must be done before it."""
    started = [
        row for key in procedures if (found := procedure(key)) for row in found.steps if event in row.events
    ]  # fmt: skip
    return bool(started) and all(row.kind is not Kind.LIMIT for row in started)


def keys_of(procedure_key: str, key: str, year: int) -> set[str]:
    """The rows behind the clocks of a step, whatever its version."""
    return _keys(procedure_key, step(procedure_key, key), f"step:{procedure_key}.{key}", {year})


def keys_on(procedure_key: str, key: str, first: date, last: date) -> set[str]:
    """The rows behind one clock, its step in the version that stood on the day of its event."""
    try:
        named = rulebook.row_key(f"{procedure_key}.{key}", first)
    except Refused:
        named = f"step:{procedure_key}.{key}"
    years = set(range(min(first, last).year, max(first, last).year + 1))
    return _keys(procedure_key, step(procedure_key, key, first), named, years)


def _keys(procedure_key: str, row: Step | None, named: str, years: Iterable[int]) -> set[str]:
    offices = {office for office in (row.office, row.arrives_at) if office} if row else set()
    counted = row is not None and Counting.WORKING in row.counting
    tables = {f"year:{year}" for year in years} if counted or offices else set()
    return {named, *(f"office:{office}" for office in offices), *tables}


def act_key(act: str, on: date) -> str:
    """The key of the version of an act that stood on a day."""
    versions = rulebook.book().act_versions.get(act, ())
    stood = next((at for at, row in enumerate(versions) if row.valid_on(on)), 0)
    return f"act:{act}@{versions[stood].valid_from}" if stood else f"act:{act}"
