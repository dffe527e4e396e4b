"""The gateways of the city, with how much each delivered. Never what, never from whom."""

from django.db.models import Count, F, Max, QuerySet

from kondusif.intake.models import Gateway


def gateways() -> QuerySet[Gateway]:
    """Every gateway, open ones first, with `count` and `last_on` of its messages."""
    counted = Gateway.objects.select_related("made_by").annotate(
        count=Count("messages"), last_on=Max("messages__received_on")
    )
    return counted.order_by(F("closed_on").desc(nulls_first=True), "name", "pk")
