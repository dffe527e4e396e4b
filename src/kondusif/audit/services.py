"""The only writer of the trail."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import models, transaction
from django.db.models import F

from kondusif.audit.models import Entry, Head
from kondusif.audit.rules import ACTION, GENESIS, Record, chained_hash
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now


@transaction.atomic
def record(
    actor: Actor, action: str, subject: str | models.Model, facts: Mapping[str, object] | None = None, *,
    at: datetime | None = None,
) -> Entry:  # fmt: skip
    """Append one entry to the trail, inside the caller's transaction.

    Args:
        actor: who acts.
        action: `room.noun.past_participle`, for example `cases.case.closed`.
        subject: public number, or a row that has one in `number`.
        facts: codes and numbers only; never words of a reporter, never a name.
        at: the moment to write; the present one unless a day without its hour is all that may be kept.
    Raises:
        ValueError: the action does not have its three parts.
    """
    if not ACTION.match(action):
        raise ValueError(f"not an audit action: {action}")
    head, _made = Head.objects.get_or_create(pk=1, defaults={"seq": 0, "hash": GENESIS})
    # The update takes the row until COMMIT, so two writers never see the same end of the chain.
    Head.objects.filter(pk=1).update(seq=F("seq") + 1)
    head.refresh_from_db()
    at = at or now()
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    line = Record(head.seq, moment, actor.ref, action, name_of(subject), dict(facts or {}))
    digest = chained_hash(head.hash, line)
    entry = Entry.objects.create(
        seq=line.seq, at=at, actor=line.actor, action=action, subject=line.subject, facts=line.facts,
        previous=head.hash, hash=digest,
    )  # fmt: skip
    Head.objects.filter(pk=1).update(hash=digest)
    return entry


def name_of(subject: str | models.Model) -> str:
    """What the trail calls a thing: its public number, else its table and key."""
    if isinstance(subject, str):
        return subject
    number = getattr(subject, "number", None)
    return str(number) if number else f"{subject._meta.label_lower}:{subject.pk}"
