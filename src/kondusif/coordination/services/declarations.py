"""Declarations as a whole: recorded, corrected, shown to everybody, taken back."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.coordination.models import Declaration
from kondusif.coordination.rules import DeclarationKind, SignedBy, event_key, fault_of_publishing
from kondusif.coordination.services.keeping import keep_both, person, touch
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import city, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import contains, is_area_code
from kondusif.kernel.errors import Refused

CORRECTABLE = ("kind", "title", "text", "contest", "held_on", "place", "area_code")
# What a person read before drawing a signature on the screen.
READ_BEFORE_SIGNING = frozenset({"kind", "title", "text", "held_on"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is written down of a declaration: its text as it was read out, when and where."""

    kind: DeclarationKind
    title: str
    text: str
    held_on: date
    place: str
    area_code: str
    contest: str = ""


@transaction.atomic
def record_declaration(
    actor: Actor, facts: Facts, *, key: uuid.UUID | None = None, on: date | None = None
) -> Declaration:
    """Write a declaration down. Audit: coordination.declaration.recorded. Permission: desk.

    Args:
        key: one per opened form, so that a second click gives the first declaration back.
        on: the day of recording, the city's date unless said.
    Raises:
        Refused: not a person, a day to come, a place outside the city, nothing written, or another text of the same
            event stands already, which is named.
    """
    recorder, recorded_on = person(actor), on or today()
    if key and (first := Declaration.objects.filter(key=key).first()):
        return first
    _check(facts, recorded_on)
    try:
        with transaction.atomic():
            declaration = Declaration.objects.create(
                number=next_number("DEK", recorded_on), key=key or uuid.uuid4(), recorded_by_id=recorder,
                recorded_on=recorded_on, event=event_of(facts), **asdict(facts),
            )  # fmt: skip
    except IntegrityError:
        _refuse_twin(facts)
        raise
    record(actor, "coordination.declaration.recorded", declaration, {"kind": facts.kind, "area": facts.area_code})
    return declaration


@transaction.atomic
def correct_declaration(
    actor: Actor, declaration: Declaration, changes: Mapping[str, Any], *, reason: str, on: date | None = None
) -> Declaration:
    """Correct what was written; both values are kept. Audit: coordination.declaration.corrected. Permission: desk.

    Raises:
        Refused: it is published, it was signed on the screen and the change touches what was read there, nothing
            changes, no reason, or the corrected facts could not have been recorded.
        Stale: somebody else changed it since it was shown.
    """
    person(actor)
    if declaration.published_on:
        raise Refused("coordination.correct.published", number=declaration.number)
    if not reason.strip():
        raise Refused("coordination.reason.missing")
    real = {
        name: value for name, value in changes.items() if name in CORRECTABLE and getattr(declaration, name) != value
    }
    if not real:
        raise Refused("coordination.correct.nothing")
    if READ_BEFORE_SIGNING & real.keys() and signed_on_screen(declaration):
        raise Refused("coordination.correct.signed")
    after = Facts(**{name: real.get(name, getattr(declaration, name)) for name in CORRECTABLE})
    _check(after, declaration.recorded_on, besides=declaration)
    before = {name: getattr(declaration, name) for name in real}
    touch(declaration, event=event_of(after), **real)
    day = on or today()
    for name, value in real.items():
        keep_both(actor, declaration, name, before[name], value, reason=reason, on=day)
    record(actor, "coordination.declaration.corrected", declaration, {"fields": sorted(real)})
    return declaration


@transaction.atomic
def publish(actor: Actor, declaration: Declaration, *, on: date | None = None) -> Declaration:
    """Show a declaration, its promises and who signed to everybody. Audit: coordination.declaration.published.

    Permission: desk.

    Raises:
        Refused: it is shown already, it has no promise, nobody signed, or the name of an official who signed stands in
            what the public would read.
        Stale: somebody else changed it since it was shown.
    """
    person(actor)
    if declaration.published_on:
        raise Refused("coordination.publish.already", number=declaration.number)
    promises = list(declaration.promises.all())
    signatories = list(declaration.signatories.all())
    texts = [declaration.title, declaration.text, declaration.place]
    texts += [words for row in promises for words in (row.text, row.owner, row.seen_by)]
    texts += [row.institution for row in signatories]
    signed = sum(bool(row.way) for row in signatories)
    if fault := fault_of_publishing(len(promises), signed, texts, [row.signer_name for row in signatories]):
        raise Refused(fault)
    touch(declaration, published_on=on or today())
    record(actor, "coordination.declaration.published", declaration, {"promises": len(promises), "signed": signed})
    return declaration


@transaction.atomic
def withdraw(actor: Actor, declaration: Declaration, *, reason: str, on: date | None = None) -> Declaration:
    """Take a declaration off the public pages. Audit: coordination.declaration.withdrawn. Permission: desk.

    Raises:
        Refused: it is not shown, or no reason was given.
        Stale: somebody else changed it since it was shown.
    """
    person(actor)
    if not declaration.published_on:
        raise Refused("coordination.withdraw.not_published", number=declaration.number)
    if not reason.strip():
        raise Refused("coordination.reason.missing")
    before = declaration.published_on
    touch(declaration, published_on=None)
    keep_both(actor, declaration, "published_on", before, None, reason=reason, on=on or today())
    record(actor, "coordination.declaration.withdrawn", declaration)
    return declaration


def event_of(facts: Facts) -> str:
    """What this text has in common with every other text of the same event."""
    return event_key(facts.title, facts.held_on, facts.place)


def signed_on_screen(declaration: Declaration) -> bool:
    """Whether somebody drew a signature under the text as it stands; paper keeps its own text."""
    return declaration.signatories.filter(way=SignedBy.TABLET).exists()


def _check(facts: Facts, recorded_on: date, besides: Declaration | None = None) -> None:
    if not all(words.strip() for words in (facts.title, facts.text, facts.place)):
        raise Refused("coordination.declaration.empty")
    if facts.held_on > recorded_on:
        raise Refused("coordination.declaration.future")
    if not is_area_code(facts.area_code) or not contains(city().code, facts.area_code):
        raise Refused("coordination.declaration.outside", code=facts.area_code[:30])
    _refuse_twin(facts, besides)


def _refuse_twin(facts: Facts, besides: Declaration | None = None) -> None:
    """One event has one text; the first one is named."""
    first = Declaration.objects.filter(event=event_of(facts)).first()
    if first and first != besides:
        raise Refused("coordination.declaration.two_texts", number=first.number, title=first.title)
