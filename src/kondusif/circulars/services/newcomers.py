"""Whoever joins after a circular went out is asked too."""

from datetime import date

from django.db import transaction

from kondusif.audit.services import record
from kondusif.circulars.models import Circular
from kondusif.circulars.rules import State
from kondusif.circulars.selectors.standing import people
from kondusif.circulars.services.sending import ask
from kondusif.institutions.selectors import city_or_none, today
from kondusif.kernel.actor import Actor


def ask_newcomers(actor: Actor, *, on: date | None = None) -> int:
    """Ask everybody who belongs to a circular that is out and was not asked yet: joined, came back, moved, promoted.

    Audit: circulars.newcomers.asked, one entry for each circular that asked somebody. May run twice.

    Returns:
        How many people were asked.
    """
    if city_or_none() is None:
        return 0
    day = on or today()
    keys = list(Circular.objects.filter(state=State.SENT).order_by("pk").values_list("pk", flat=True))
    return sum(_ask(actor, key, day) for key in keys)


@transaction.atomic
def _ask(actor: Actor, key: int, on: date) -> int:
    circular = Circular.objects.select_for_update().select_related("readership").get(pk=key)
    if circular.state != State.SENT:
        return 0
    fresh = ask(circular, people(circular, on), on)
    if fresh:
        record(actor, "circulars.newcomers.asked", circular, {"people": fresh})
    return fresh
