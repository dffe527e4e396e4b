"""The promises of a declaration: cut out of the text by a person, looked at by named persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.coordination.models import Check, Declaration, Promise
from kondusif.coordination.rules import LONGEST_PROMISE, MOST_PROMISES, Verdict, fault_of_verdict
from kondusif.coordination.services.declarations import signed_on_screen
from kondusif.coordination.services.keeping import keep_both, person, touch
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused

FIELDS = ("text", "owner", "seen_by", "until_on", "look_on", "watcher_id")
# A place in the list that no promise has, so that rows can change places without meeting.
ASIDE = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """A promise as a person wrote it.

    Args:
        pk: key of the promise that it changes; None for a new one.
        owner: the institution or post that answers for it, no person.
        seen_by: how anybody can see that it is kept.
        until_on: the last day that it speaks of.
        look_on: the day when somebody should look.
        watcher_id: key of the person who looks.
    """

    text: str
    owner: str
    seen_by: str
    until_on: date | None = None
    look_on: date | None = None
    watcher_id: int | None = None
    pk: int | None = None


@transaction.atomic
def write_promises(
    actor: Actor, declaration: Declaration, rows: Sequence[Written], *, reason: str = "", on: date | None = None
) -> list[Promise]:
    """Write the promises of a declaration, in their order; both values of what changes are kept.

    Whoever is named to look at a promise is told. Audit: coordination.promises.written. Permission: desk.

    Args:
        rows: every promise; one that is not among them goes.
        reason: why; needed once promises stand.
    Raises:
        Refused: none or too many, one without words, owner or a way to see it, one that ends before the declaration,
            no reason, words that change after publication or under a signature, or one with checks that would go.
        Stale: somebody else changed the declaration since it was shown.
    """
    person(actor)
    day = on or today()
    old = {row.pk: row for row in declaration.promises.all()}
    _check(declaration, rows)
    if not {row.pk for row in rows if row.pk} <= old.keys():
        raise Refused("coordination.promise.unknown")
    gone = [row for key, row in old.items() if key not in {written.pk for written in rows}]
    moved = [row for row in rows if row.pk is None or row.text != old[row.pk].text]
    _check_frozen(declaration, bool(old), bool(moved or gone))
    if old and not reason.strip():
        raise Refused("coordination.reason.missing")
    touch(declaration)
    for row in gone:
        if row.checks.exists() or row.breaches.exists():
            raise Refused("coordination.promise.has_checks", order=row.order)
        keep_both(actor, declaration, "text", row.text, "", reason=reason, on=day, about=str(row.order))
        row.delete()
    declaration.promises.update(order=F("order") + ASIDE)
    kept = [
        _write(actor, declaration, row, old.get(row.pk or 0), order, reason, day) for order, row in enumerate(rows, 1)
    ]
    record(actor, "coordination.promises.written", declaration, {"promises": len(kept), "changed": len(moved)})
    return kept


@transaction.atomic
def check_promise(
    actor: Actor, promise: Promise, verdict: Verdict, *, note: str, ground: str = "", look_on: date | None = None,
    on: date | None = None,
) -> Check:  # fmt: skip
    """Write down what a person saw when looking at a promise. Audit: coordination.promise.checked. Permission: desk.

    Args:
        ground: what the public reads as the reason, from a closed list; needed for kept and not kept.
        look_on: when somebody looks again; None when nothing more is planned.
    Raises:
        Refused: not a person, nothing seen, a verdict without its ground, or no day to come for a verdict that waits.
    """
    looker, day = person(actor), on or today()
    if not note.strip():
        raise Refused("coordination.check.no_note")
    if fault := fault_of_verdict(verdict, ground, look_on, day):
        raise Refused(fault)
    found = Check.objects.create(
        promise=promise, verdict=verdict, ground="" if verdict is Verdict.NOT_YET else ground, note=note.strip(),
        by_id=looker, on_date=day, at=now(),
    )  # fmt: skip
    Promise.objects.filter(pk=promise.pk).update(look_on=look_on)
    promise.look_on = look_on
    facts = {"promise": promise.order, "verdict": verdict, "ground": found.ground}
    record(actor, "coordination.promise.checked", promise.declaration, facts)
    return found


def _check(declaration: Declaration, rows: Sequence[Written]) -> None:
    if not rows:
        raise Refused("coordination.promise.none")
    if len(rows) > MOST_PROMISES:
        raise Refused("coordination.promise.too_many", limit=MOST_PROMISES)
    for order, row in enumerate(rows, start=1):
        if not row.text.strip() or len(row.text) > LONGEST_PROMISE:
            raise Refused("coordination.promise.no_words", order=order, limit=LONGEST_PROMISE)
        if not row.owner.strip():
            raise Refused("coordination.promise.no_owner", order=order)
        if not row.seen_by.strip():
            raise Refused("coordination.promise.no_way", order=order)
        if row.until_on and row.until_on < declaration.held_on:
            raise Refused("coordination.promise.ends_before", order=order)


def _check_frozen(declaration: Declaration, stand: bool, moves: bool) -> None:
    """Words that everybody reads, or that somebody signed on the screen, stay."""
    if not stand or not moves:
        return
    if declaration.published_on:
        raise Refused("coordination.correct.published", number=declaration.number)
    if signed_on_screen(declaration):
        raise Refused("coordination.correct.signed")


def _write(
    actor: Actor, declaration: Declaration, row: Written, old: Promise | None, order: int, reason: str, on: date
) -> Promise:
    values = {name: getattr(row, name) for name in FIELDS}
    if old is None:
        promise = Promise.objects.create(declaration=declaration, order=order, **values)
    else:
        for name, value in values.items():
            if getattr(old, name) != value:
                before = getattr(old, name)
                keep_both(actor, declaration, name, before, value, reason=reason, on=on, about=str(order))
        promise = old
        Promise.objects.filter(pk=old.pk).update(order=order, **values)
    if row.watcher_id and row.watcher_id not in (actor.user_id, old.watcher_id if old else None):
        facts = {"number": declaration.number, "order": order, "on": row.look_on.isoformat() if row.look_on else ""}
        tell(
            User.objects.get(pk=row.watcher_id), key=f"janji:{promise.pk}:pemeriksa", code="coordination.watch.given",
            facts=facts, url=reverse("coordination:promise", args=[declaration.number, order]),
        )  # fmt: skip
    promise.order = order
    for name, value in values.items():
        setattr(promise, name, value)
    return promise
