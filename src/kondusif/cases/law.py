"""What this room asks of the rulebook besides dates: words for ids that may have left it, and what is checked."""

from datetime import date

from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.labels import said
from kondusif.rulebook.rules import weakest
from kondusif.rulebook.schema import Counting, Procedure, Status, Step


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
