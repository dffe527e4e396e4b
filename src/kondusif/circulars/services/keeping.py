"""When the time is over, names go and counts stay."""

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count

from kondusif.audit.services import record
from kondusif.base import pictures
from kondusif.circulars.edaran import kept_years
from kondusif.circulars.models import Addressee, Circular, KeptCount, PaperList, Reminder, Signature
from kondusif.circulars.rules import State, erased_on
from kondusif.institutions.selectors import city, city_or_none, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.stages.selectors import calendar


def names_go_on(circular: Circular) -> date | None:
    """The day from which only counts of a circular are kept; None while the end of its contest is not known."""
    try:
        over = calendar(circular.contest).over_from
    except Refused:
        return None
    return erased_on(over - timedelta(days=1), kept_years(city().preferences)) if over else None


def keep_counts(actor: Actor, *, on: date | None = None) -> int:
    """Erase the names of every circular whose time is over. May run twice.

    Audit: circulars.circular.counted, one entry for each circular.

    Returns:
        How many circulars were reduced to their counts.
    """
    if city_or_none() is None:
        return 0
    day = on or today()
    kept = Circular.objects.filter(counted_on__isnull=True).exclude(state=State.DRAFT).order_by("pk")
    due = [row.pk for row in kept if (end := names_go_on(row)) is not None and end <= day]
    return sum(_erase(actor, key, day) for key in due)


@transaction.atomic
def _erase(actor: Actor, key: int, on: date) -> bool:
    """Count, then erase. The files go before COMMIT: if that fails, the next walk finds the rows and ends the work."""
    circular = Circular.objects.select_for_update().get(pk=key)
    if circular.counted_on is not None:
        return False
    asked = _count(circular)
    lists = PaperList.objects.filter(version__circular=circular)
    names = list(lists.values_list("picture", flat=True))
    Signature.objects.filter(version__circular=circular).delete()
    lists.delete()
    Addressee.objects.filter(circular=circular).delete()
    Reminder.objects.filter(circular=circular).delete()
    circular.closed_on = circular.closed_on or on
    circular.state, circular.counted_on = State.CLOSED, on
    circular.save(update_fields=["state", "closed_on", "counted_on"])
    record(actor, "circulars.circular.counted", circular, {"people": asked, "pictures": len(names)})
    pictures.drop(names)
    return True


def _count(circular: Circular) -> int:
    """Write how many of each unit were asked and how many signed each version; the units are those of today."""
    rows = Addressee.objects.filter(circular=circular).order_by()
    asked = Counter(dict(rows.values_list("employee__unit_id").annotate(Count("pk"))))
    versions = list(circular.versions.filter(released_at__isnull=False))
    for version in versions:
        given = Signature.objects.filter(version=version).order_by()
        signed = Counter(dict(given.values_list("addressee__employee__unit_id").annotate(Count("pk"))))
        KeptCount.objects.bulk_create(
            KeptCount(circular=circular, version=version, unit_id=unit, asked=many, signed=signed[unit])
            for unit, many in asked.items()
        )
    return asked.total()
