"""Whose hands an item is in. A lease that has run out is not read anywhere."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kondusif.accounts.models import User
from kondusif.intake.models import Lease, Report
from kondusif.kernel.clock import now


def running_leases() -> QuerySet[Lease]:
    """Every lease whose hour has not come."""
    return Lease.objects.filter(until_at__gt=now())


def lease_of(report: Report) -> Lease | None:
    """The running lease of an item, with its holder."""
    return running_leases().select_related("holder").filter(report=report).first()


def leases_of(reports: Iterable[int]) -> dict[int, Lease]:
    """The running leases of many items, by the key of the report."""
    rows = running_leases().select_related("holder").filter(report__in=list(reports))
    return {row.report_id: row for row in rows}


def in_hands_of(user: User) -> QuerySet[Lease]:
    """What a person has in hand now, what ends first on top."""
    return running_leases().filter(holder=user).order_by("until_at", "pk")
