"""Who looked people up, when, why and how many were found; whom is kept nowhere."""

from datetime import date, timedelta

from django.db.models import Count, QuerySet

from kondusif.roster.models import LookUp


def look_ups() -> QuerySet[LookUp]:
    """Every look-up, the newest first."""
    return LookUp.objects.select_related("by")


def look_up_rates(on: date, days: int = 30) -> list[tuple[str, int, int]]:
    """(name, look-ups on the day, look-ups in the days up to it) of everybody who looked somebody up, most first."""
    since = on - timedelta(days=days - 1)
    rows = LookUp.objects.filter(on__gt=since - timedelta(days=1), on__lte=on).order_by()
    spoken = dict(rows.filter(on=on).values_list("by_id").annotate(Count("pk")))
    told = rows.values_list("by_id", "by__full_name").annotate(count=Count("pk")).order_by("-count", "by__full_name")
    return [(name, spoken.get(by, 0), count) for by, name, count in told]
