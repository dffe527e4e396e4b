"""The flood that somebody declared, the batch in somebody's hands, and bursts that were noticed."""

from uuid import UUID

from django.db.models import Max, QuerySet

from kondusif.accounts.models import User
from kondusif.intake.models import Burst, Flood, Report
from kondusif.intake.selectors.leases import running_leases


def current_flood() -> Flood | None:
    """The flood that holds now, or None."""
    return Flood.objects.select_related("declared_by").filter(ended_at__isnull=True).first()


def floods() -> QuerySet[Flood]:
    """Every flood that was declared, the newest first."""
    return Flood.objects.select_related("declared_by", "ended_by")


def current_burst() -> Burst | None:
    """Many arrivals that have not calmed down, or None."""
    return Burst.objects.filter(calm_at__isnull=True).first()


def batch_of(user: User) -> UUID | None:
    """The running batch of a person, or None."""
    found: UUID | None = (
        running_leases().filter(holder=user, batch__isnull=False).values_list("batch", flat=True).first()
    )
    return found


def reports_of_batch(rows: QuerySet[Report], user: User, batch: UUID) -> list[Report]:
    """What of a batch is still in its holder's hands and undecided, in the order of arrival.

    Args:
        rows: what the holder may see.
    """
    held = running_leases().filter(holder=user, batch=batch).values("report")
    return list(rows.filter(pk__in=held, outcome="").order_by("pk"))


def newest_arrival() -> int:
    """The key of the newest report; arrivals are counted by keys, because no hour of a report is kept."""
    return Report.objects.aggregate(newest=Max("pk"))["newest"] or 0
