"""Walks over the clocks of all open cases after the law changed: in batches, from where it stopped, keeping the old."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from kondusif.audit.services import record
from kondusif.cases.models import Case, DeadlineMove, Recomputation
from kondusif.cases.reckoning import Reckoner
from kondusif.cases.rules import Cause, Status
from kondusif.cases.services.clocks import clocks_by, gather, rewrite_many
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.book import Book
from kondusif.rulebook.counting import Moment

BATCH = 500
# How many moved dates the trail names one by one; all of them stand in their own table.
NAMED = 50
UNTOUCHED = Q(clocks_edition="")


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that another edition would move; `new_due` is None where that edition cannot say one."""

    number: str
    step: str
    event: str
    old_due: Moment | None
    new_due: Moment | None
    old_outer: Moment | None
    new_outer: Moment | None


def preview(new_book: Book) -> list[Moved]:
    """Which dates of open cases an edition would move, and to when. Nothing is written.

    Args:
        new_book: an edition that need not be loaded.
    """
    reckoner = Reckoner(new_book)
    found: list[Moved] = []
    rows = Case.objects.exclude(status=Status.CLOSED)
    for keys in _batches(rows):
        found += _would_move(keys, reckoner)
    return found


def _would_move(keys: Sequence[int], reckoner: Reckoner) -> Iterator[Moved]:
    facts = gather(keys)
    numbers = dict(Case.objects.filter(pk__in=keys).values_list("pk", "number"))
    for key, line in clocks_by(facts, reckoner):
        _pk, old = facts.rows.get(key, (0, None))
        if old and old.due_on and line.dates != old.dates:
            case, procedure, step, event = key
            (old_due, old_outer), (due, outer) = old.dates, line.dates
            yield Moved(numbers[case], f"{procedure}.{step}", event, old_due, due, old_outer, outer)


def run(actor: Actor, cause: Cause = Cause.AMENDMENT, book: Book | None = None) -> Recomputation:
    """Compute the clocks of every open case by an edition, and keep the old reading of each date that moved.

    An interrupted walk of the same edition goes on where it stopped; a second walk finds nothing to move.

    Args:
        actor: who brought the change; also the machine, after an upgrade.
        cause: why.
        book: the edition to read; None for the one in force.
    Audit: cases.clocks.recomputed, one entry per walk with its counts and the first moved dates.
    """
    reckoner = Reckoner(book or rulebook.book())
    walk = _walk(actor, cause, reckoner.edition)
    for keys in _batches(_owed(), after=walk.last_case):
        _one_batch(walk, keys, reckoner)
    _finish(actor, walk)
    return walk


def run_if_needed(actor: Actor) -> Recomputation | None:
    """Walk where some open case was computed by another edition, has no stored clocks yet, or a walk was interrupted.

    Cheap where nothing is owed: two questions to the database.
    """
    broken = Recomputation.objects.filter(ended_at__isnull=True).first()
    edition = rulebook.book().edition.edition
    behind = _owed().exclude(clocks_edition=edition)
    if broken is None and not behind.exists():
        return None
    first = behind.filter(UNTOUCHED).exists()
    return run(actor, Cause(broken.cause) if broken else Cause.FIRST if first else Cause.AMENDMENT)


def _owed() -> QuerySet[Case]:
    """Open cases, and closed ones of a time before clocks were stored."""
    return Case.objects.filter(~Q(status=Status.CLOSED) | UNTOUCHED)


def _batches(rows: QuerySet[Case], after: int = 0) -> Iterator[list[int]]:
    """Keys in growing order, a batch at a time; rows that come meanwhile are met as well."""
    while keys := list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield keys
        after = keys[-1]


@transaction.atomic
def _walk(actor: Actor, cause: Cause, edition: str) -> Recomputation:
    """The interrupted walk of the same edition and cause, or a new one; any other ends unfinished, with its entry."""
    standing = Recomputation.objects.filter(ended_at__isnull=True)
    same = standing.filter(edition=edition, cause=cause)
    if found := same.first():
        return found
    for left in standing:
        _finish(actor, left)
    try:
        with transaction.atomic():
            return Recomputation.objects.create(
                edition=edition, cause=cause, total=_owed().count(), by=actor.ref, started_on=today()
            )
    except IntegrityError:  # another process began the same walk meanwhile; both go on with it
        return same.get()


@transaction.atomic
def _one_batch(walk: Recomputation, keys: Sequence[int], reckoner: Reckoner) -> None:
    """One batch and its progress in one transaction; whoever comes second to the same batch leaves it."""
    mine = Recomputation.objects.filter(pk=walk.pk, last_case__lt=keys[-1], ended_at__isnull=True)
    if not mine.update(last_case=keys[-1], done=F("done") + len(keys)):
        return
    written = rewrite_many(keys, reckoner, Cause(walk.cause), walk)
    if written.moves or written.kept:
        Recomputation.objects.filter(pk=walk.pk).update(
            moved=F("moved") + len(written.moves), kept=F("kept") + written.kept
        )


@transaction.atomic
def _finish(actor: Actor, walk: Recomputation) -> None:
    if not Recomputation.objects.filter(pk=walk.pk, ended_at__isnull=True).update(ended_at=now()):
        return
    walk.refresh_from_db()
    named = DeadlineMove.objects.filter(run=walk).select_related("deadline__case").order_by("pk")[:NAMED]
    facts = {
        "edition": walk.edition, "cause": walk.cause, "cases": walk.done, "moved": walk.moved, "kept": walk.kept,
        "first": [
            [move.deadline.case.number, move.deadline.rule, move.old_due, move.new_due] for move in named
        ],
    }  # fmt: skip
    record(actor, "cases.clocks.recomputed", walk, facts)
