"""The only writer of the trail."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import connection, models, transaction

from kondusif.audit.models import Entry, Head
from kondusif.audit.rules import ACTION, GENESIS, Record, chained_hash
from kondusif.base.prepared import Prepared
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now

_head = Prepared(lambda key: Head.objects.select_for_update().filter(pk=key).values_list("seq", "hash"))
# Every write of the product ends with this one.
MOVE_HEAD = f"UPDATE {Head._meta.db_table} SET seq = %s, hash = %s WHERE id = 1"  # noqa: S608


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
    with transaction.atomic(savepoint=False):
        seq, previous = _end_of_the_chain()
        at = at or now()
        moment = at.astimezone(UTC).isoformat(timespec="microseconds")
        line = Record(seq + 1, moment, actor.ref, action, name_of(subject), dict(facts or {}))
        digest = chained_hash(previous, line)
        entry = Entry(
            seq=line.seq, at=at, actor=line.actor, action=action, subject=line.subject, facts=line.facts,
            previous=previous, hash=digest,
        )  # fmt: skip
        entry.save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute(MOVE_HEAD, [line.seq, digest])
    return entry


def _end_of_the_chain() -> tuple[int, str]:
    """Number and hash of the last entry, held until COMMIT: PostgreSQL holds the row, SQLite has one writer anyway."""
    held = _head.first(1)
    if held is None:
        Head.objects.get_or_create(pk=1, defaults={"seq": 0, "hash": GENESIS})
        return Head.objects.select_for_update().values_list("seq", "hash").get(pk=1)
    return held[0], held[1]


def name_of(subject: str | models.Model) -> str:
    """What the trail calls a thing: its public number, else its table and key."""
    if isinstance(subject, str):
        return subject
    number = getattr(subject, "number", None)
    return str(number) if number else f"{subject._meta.label_lower}:{subject.pk}"
