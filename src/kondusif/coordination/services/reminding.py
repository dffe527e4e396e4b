"""Telling those who look at promises that the day has come."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.coordination.models import Promise
from kondusif.institutions.selectors import city_or_none, today
from kondusif.kernel.actor import Actor


@transaction.atomic
def remind(actor: Actor, on: date | None = None) -> int:
    """Leave one notice for each promise whose day to look has come. Audit: coordination.reminders.sent, if any.

    Returns:
        How many notices were left; a second walk on the same day leaves none.
    """
    if city_or_none() is None:
        return 0
    day, told = on or today(), 0
    owed = Promise.objects.filter(look_on__lte=day, watcher__is_active=True).select_related("watcher", "declaration")
    for promise in owed:
        assert promise.watcher is not None and promise.look_on is not None  # noqa: S101, PT018
        number = promise.declaration.number
        told += tell(
            promise.watcher, key=f"janji:{promise.pk}:{promise.look_on}", code="coordination.watch.due",
            facts={"number": number, "order": promise.order, "on": promise.look_on.isoformat()},
            url=reverse("coordination:promise", args=[number, promise.order]),
        ) is not None  # fmt: skip
    if told:
        record(actor, "coordination.reminders.sent", "janji", {"told": told})
    return told
