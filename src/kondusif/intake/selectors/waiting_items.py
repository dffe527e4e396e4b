"""The single items behind a pile of the desk: number and day, as reporters are promised; no place, no kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kondusif.accounts.models import User
from kondusif.intake.models import Message, Report
from kondusif.intake.rules import Status
from kondusif.intake.selectors.leases import leases_of, running_leases
from kondusif.intake.selectors.queue import Wanted, narrowed
from kondusif.intake.selectors.waiting import desk_reports

Rows = QuerySet[Report]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits.

    Args:
        since: the day from which its age counts, in the city's calendar: received, the reporter's last word, decided,
            or the end of its case.
        held_until: the hour until which a verifier has it in hand; None where nobody has.
    """

    number: str
    since: date
    held_until: datetime | None


def items_of_pile(user: User, pile: str, *, first: int, most: int) -> list[Item]:
    """Some of a pile, the longest waiting first.

    Args:
        pile: a key of `PILES`.
        first: how many stand before those asked for.
    """
    rows: Any = PILES[pile](desk_reports(user), user)
    found = list(rows.order_by("since", "pk").defer("content")[first : first + most])
    leases = leases_of([one.pk for one in found])
    return [Item(one.number, one.since, leases[one.pk].until_at if one.pk in leases else None) for one in found]


def _received(status: Status) -> Callable[[Rows, User], Any]:
    return lambda rows, user: narrowed(rows, user, Wanted(status=status)).annotate(since=F("received_on"))


def _held(rows: Rows, _user: User) -> Any:
    return rows.filter(pk__in=running_leases().values("report")).annotate(since=F("received_on"))


def _unanswered(rows: Rows, user: User) -> Any:
    newest = Message.objects.filter(report=OuterRef("pk")).order_by("-pk")
    found = narrowed(rows, user, Wanted(status="unanswered"))
    return found.annotate(since=Subquery(newest.values("sent_on")[:1]))


def _untold(rows: Rows, user: User) -> Any:
    return narrowed(rows, user, Wanted(status="untold")).annotate(since=Coalesce("ended_on", "decided_on"))


# Each with its rows and their `since`, in no order.
PILES: dict[str, Callable[[Rows, User], Any]] = {
    "new": _received(Status.NEW), "review": _received(Status.REVIEW), "held": _held, "unanswered": _unanswered,
    "untold": _untold,
}  # fmt: skip
