"""The flood that somebody declared, the batch in somebody's hands, and bursts that were noticed."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.intake.models import Burst, Flood, Report
from kondusif.intake.selectors.leases import running_leases


def current_flood() -> Flood | None:
    """The flood that holds now, or None."""
    return Flood.objects.select_related("declared_by").filter(ended_at__isnull=True).first()


def flood_began() -> int | None:
    """The key of the first report of the flood or burst that holds now; None on a calm day."""
    flood, burst = current_flood(), current_burst()
    began = [flood.first_report if flood else None, burst.first_report if burst else None]
    return min((key for key in began if key is not None), default=None)


def first_since(moment: datetime) -> int:
    """The key from which on reports belong to a flood that is declared now: where a burst that still ran after that
    moment began, otherwise the next one to come."""
    bursts = Burst.objects.filter(Q(calm_at__isnull=True) | Q(last_at__gte=moment))
    began: int | None = bursts.aggregate(first=Min("first_report"))["first"]
    return newest_arrival() + 1 if began is None else began


def before_or_alone(rows: QuerySet[Report], began: int) -> QuerySet[Report]:
    """What came before a flood, and what came in it and tells what nothing else tells. What was there before keeps its
    place, so that nobody pushes a report back by sending copies of it."""
    return rows.filter(Q(pk__lt=began) | Q(bundle__isnull=True))


def since_in_bundle(rows: QuerySet[Report], began: int) -> QuerySet[Report]:
    """The rest: what came in the flood and stands in a bundle with others."""
    return rows.filter(pk__gte=began, bundle__isnull=False)


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
