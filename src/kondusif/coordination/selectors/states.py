"""How promises stand: the newest check of each, read once for all. Nothing here knows an incident or a case."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from kondusif.coordination.models import Check, Declaration, Promise
from kondusif.coordination.rules import Looked, State, Why, end_of_week, order_of, why_look


def fill(rows: list[Declaration]) -> None:
    """Load promises with checks and breaches, and the signatories, of rows that are in hand. Cost: five queries."""
    prefetch_related_objects(rows, Prefetch("promises", with_checks(Promise.objects.all())), "signatories")


def with_checks(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """The same promises with their checks, the newest first, and their breaches."""
    return rows.prefetch_related(Prefetch("checks", Check.objects.select_related("by")), "breaches")


def newest_check(promise: Promise) -> Check | None:
    """The check that stands; the promise was loaded by `with_checks`."""
    return next(iter(promise.checks.all()), None)


def state_of(promise: Promise) -> State:
    """How a promise stands."""
    check = newest_check(promise)
    return State(check.verdict) if check else State.UNCHECKED


def looked(promise: Promise) -> Looked:
    """A promise as the rule of what is due reads it."""
    check, breaches = newest_check(promise), list(promise.breaches.all())
    last = max(breaches, key=lambda row: row.at, default=None)
    return Looked(
        state=State(check.verdict) if check else State.UNCHECKED,
        checked_on=check.on_date if check else None,
        look_on=promise.look_on,
        until_on=promise.until_on,
        broken_since_check=bool(last and (check is None or check.at < last.at)),
    )


def tally(promises: Iterable[Promise]) -> Counter[str]:
    """How many promises stand how, by `State`."""
    return Counter(str(state_of(promise)) for promise in promises)


def due(rows: QuerySet[Promise], on: date) -> list[tuple[Promise, Why]]:
    """The promises that should be looked at by the end of the week, the most pressing reason first."""
    asked = Q(look_on__lte=end_of_week(on)) | Q(until_on__lt=on) | Q(breaches__isnull=False)
    found = with_checks(rows.filter(asked).distinct().select_related("declaration", "watcher"))
    owed = [(promise, why) for promise in found if (why := why_look(looked(promise), on))]
    urgency = list(Why)
    return sorted(owed, key=lambda row: (urgency.index(row[1]), row[0].look_on or date.max, row[0].pk))


def newest_verdict() -> Subquery:
    """The verdict of the newest check of a promise, for a filter."""
    return Subquery(Check.objects.filter(promise=OuterRef("pk")).order_by("-at", "-pk").values("verdict")[:1])


def in_order(signatories: Iterable[object]) -> list[object]:
    """Institutions by kind, parties and candidates by their KPU number, the others by name."""
    return sorted(signatories, key=lambda row: order_of(row.kind, row.ballot_number, row.institution))  # type: ignore[attr-defined]
