"""One text is read in memory. That it was read, why and by whom is kept; the text and what was found are not."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise

from kondusif.audit.services import record
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.screening.labels import Named, names_of
from kondusif.screening.models import KINDS, TextReading
from kondusif.screening.reading import Found, edition, read_in_memory
from kondusif.screening.rules import LONGEST_TEXT, REASON_LENGTH, Kind, Verdict
from kondusif.screening.services.runs import only_a_person
from kondusif.screening.slips import slip_for


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a text may name, in memory only.

    Args:
        number: in the order of the text, from 1.
        kind: as a page says it.
        named: what the reference is called; for a person the name as the roster has it.
        token: the slip by which a verdict on it is counted.
    """

    number: int
    kind: str | Promise
    found: Found
    named: Named
    token: str


def read_text(actor: Actor, text: str, *, reason: str, source: str = "", area: str = "") -> list[Suggestion]:
    """Acts, places, institutions and persons in one text that somebody has a reason to read.

    Audit: screening.text.read. Permission: verifier, handler.

    Args:
        reason: why; kept, and read by the auditor. The text is not kept.
        source: number of the report in which the text stands; empty for a pasted one.
        area: code of the place where the text is at home, for names of places that stand more than once.
    Raises:
        Refused: a system actor; no text, or one that is too long; a reason that nobody could follow.
    """
    only_a_person(actor)
    why = " ".join(reason.split())[:300]
    if len(why) < REASON_LENGTH:
        raise Refused("screening.text.reason", least=REASON_LENGTH)
    _demand_text(text)
    with transaction.atomic():
        on = today()
        row = TextReading.objects.create(
            number=next_number("BCN", on), reason=why, source=source, length=0 if source else len(text),
            read_by_id=actor.person_id,
            read_on=on,
        )  # fmt: skip
        record(actor, "screening.text.read", source or row.number, {"reading": row.number})
    return _suggestions(text, area, persons=True)


def suggest(actor: Actor, text: str, *, area: str = "") -> list[Suggestion]:
    """Acts, places and institutions in one text; no person is looked for, and nothing is written.

    Raises:
        Refused: a system actor; no text, or one that is too long.
    """
    only_a_person(actor)
    _demand_text(text)
    return _suggestions(text, area, persons=False)


def _demand_text(text: str) -> None:
    if not any(sign.isalnum() for sign in text):
        raise Refused("screening.text.empty")
    if len(text) > LONGEST_TEXT:
        raise Refused("screening.text.too_long", count=len(text), limit=LONGEST_TEXT)


def _suggestions(text: str, area: str, *, persons: bool) -> list[Suggestion]:
    found, by, day = read_in_memory(text, area=area, persons=persons), edition(), today()
    names = names_of((one.kind, one.ref) for one in found if one.kind != Kind.PERSON)
    return [
        Suggestion(
            at, KINDS[Kind(one.kind)], one, names.get((one.kind, one.ref)) or Named(one.name),
            slip_for(one.kind, by, Verdict.OPEN, day),
        )
        for at, one in enumerate(found, start=1)
    ]  # fmt: skip
