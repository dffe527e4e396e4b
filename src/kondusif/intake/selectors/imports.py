"""The files that were brought in. Counts and days; never a word of them."""

from django.db.models import QuerySet

from kondusif.intake.models import Import


def imports() -> QuerySet[Import]:
    """Every file that was brought in to the end, the newest first."""
    return Import.objects.select_related("brought_by").order_by("-pk")
