"""Clarifications: what one person drafts, another releases; links to articles are a person's too."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from kondusif.audit.services import record
from kondusif.base.fields import clean_line, clean_text
from kondusif.institutions.models import Body, Unit
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.media.claims import kept_out_word
from kondusif.media.models import Clarification, ClarificationLink, Finding
from kondusif.media.rules import ClarificationState, Kind, Subject

LINKED = (Kind.ISSUE, Kind.STATEMENT)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes: a claim that goes round, and what its owner answers."""

    subject: str
    claim: str
    answer: str
    source: str
    valid_from: date
    valid_until: date | None = None
    body: Body | None = None
    unit: Unit | None = None


@transaction.atomic
def draft_clarification(actor: Actor, draft: Draft) -> Clarification:
    """Write a clarification as a draft. Audit: media.clarification.drafted. Permission: desk, verifier.

    Raises:
        Refused: media.clarification.*: no subject of the list, words about candidates, parties, policy or officials, a
            stamp such as "hoaks", no single owner, no source, days out of order, or by a machine.
    """
    person = _person(actor)
    columns = _checked(draft)
    row = Clarification.objects.create(
        number=next_number("KLR", today()), drafted_by_id=person, drafted_at=now(), **columns
    )
    record(actor, "media.clarification.drafted", row, {"subject": row.subject})
    return row


@transaction.atomic
def change_clarification(
    actor: Actor, row: Clarification, draft: Draft, *, version: int | None = None
) -> Clarification:
    """Change the words; whatever it was, it is a draft again, and who changed it may not release it.

    Audit: media.clarification.changed. Permission: desk, verifier.
    Raises:
        Refused: as for a draft. Stale: somebody changed it since it was read.
    """
    person = _person(actor)
    columns = _checked(draft)
    _moved(
        row, version, state=ClarificationState.DRAFT, drafted_by_id=person, drafted_at=now(), released_by=None,
        released_at=None, **columns,
    )  # fmt: skip
    record(actor, "media.clarification.changed", row, {"version": row.version})
    return row


@transaction.atomic
def release_clarification(actor: Actor, row: Clarification, *, version: int | None = None) -> Clarification:
    """Release a draft of somebody else. Audit: media.clarification.released. Permission: desk, verifier, leader.

    Raises:
        Refused: media.clarification.same_person, not_a_draft, over, or what a draft refuses. Stale: changed meanwhile.
    """
    person = _person(actor)
    if row.state != ClarificationState.DRAFT:
        raise Refused("media.clarification.not_a_draft")
    if row.drafted_by_id == person:
        raise Refused("media.clarification.same_person")
    if row.valid_until and row.valid_until < today():
        raise Refused("media.clarification.over")
    _words_checked(row.claim, row.answer)
    _moved(row, version, state=ClarificationState.RELEASED, released_by_id=person, released_at=now())
    record(actor, "media.clarification.released", row, {"version": row.version})
    return row


@transaction.atomic
def withdraw_clarification(actor: Actor, row: Clarification, *, version: int | None = None) -> Clarification:
    """Take a released clarification back. Audit: media.clarification.withdrawn. Permission: desk, verifier, leader.

    Raises:
        Refused: media.clarification.not_released. Stale: changed meanwhile.
    """
    _person(actor)
    if row.state != ClarificationState.RELEASED:
        raise Refused("media.clarification.not_released")
    _moved(row, version, state=ClarificationState.WITHDRAWN)
    record(actor, "media.clarification.withdrawn", row)
    return row


@transaction.atomic
def link_clarification(actor: Actor, finding: Finding, row: Clarification) -> ClarificationLink:
    """Say that a clarification answers an issue or statement. Audit: media.clarification.linked.

    Permission: desk, verifier.
    Raises:
        Refused: media.link.not_fitting, media.link.not_in_force, media.link.there; or by a machine.
    """
    person = _person(actor)
    if finding.kind not in LINKED:
        raise Refused("media.link.not_fitting")
    on = today()
    if row.state != ClarificationState.RELEASED or row.valid_from > on or (row.valid_until and row.valid_until < on):
        raise Refused("media.link.not_in_force")
    try:
        with transaction.atomic():
            link = ClarificationLink.objects.create(
                clarification=row, finding=finding, linked_by_id=person, linked_at=now()
            )
    except IntegrityError as error:
        raise Refused("media.link.there") from error
    record(actor, "media.clarification.linked", finding.article, {"clarification": row.number})
    return link


@transaction.atomic
def unlink_clarification(actor: Actor, link: ClarificationLink) -> None:
    """Take a link back. Audit: media.clarification.unlinked. Permission: desk, verifier."""
    _person(actor)
    record(actor, "media.clarification.unlinked", link.finding.article, {"clarification": link.clarification.number})
    link.delete()


def _person(actor: Actor) -> int:
    """The person behind an actor; a machine writes no clarification."""
    if actor.user_id is None:
        raise Refused("media.clarification.machine")
    return actor.user_id


def _checked(draft: Draft) -> dict[str, object]:
    claim, answer, source = clean_line(draft.claim), clean_text(draft.answer), clean_line(draft.source)
    if draft.subject not in list(Subject):
        raise Refused("media.clarification.not_a_subject")
    if not (claim and answer and source):
        raise Refused("media.clarification.no_words")
    if (draft.body is None) == (draft.unit is None):
        raise Refused("media.clarification.one_owner")
    if draft.valid_until and draft.valid_until < draft.valid_from:
        raise Refused("media.clarification.days")
    _words_checked(claim, answer)
    return {
        "subject": draft.subject, "claim": claim[:600], "answer": answer, "source": source[:400],
        "valid_from": draft.valid_from, "valid_until": draft.valid_until, "body": draft.body, "unit": draft.unit,
    }  # fmt: skip


def _words_checked(claim: str, answer: str) -> None:
    for text in (claim, answer):
        if kept := kept_out_word(text):
            raise Refused(f"media.clarification.{'verdict' if kept.verdict else 'kept_out'}", word=kept.word)


def _moved(row: Clarification, version: int | None, **columns: object) -> None:
    unchanged = Clarification.objects.filter(pk=row.pk, version=version or row.version)
    if not unchanged.update(version=F("version") + 1, **columns):
        raise Stale
    row.refresh_from_db()
