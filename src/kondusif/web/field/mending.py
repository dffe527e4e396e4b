"""A note given back to its writer, who mends it with another one. Only over the network, only the own."""

from typing import Any

from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours
from kondusif.web.field import keeping
from kondusif.web.field.making import day_of
from kondusif.web.models import Item
from kondusif.web.rules import MENDABLE


def contents(item: Item) -> dict[str, Any]:
    """What stands in a note, its day told from today, and which of its pictures may stay.

    Raises:
        NotYours: the note is in no state in which another may mend it.
        Refused: it does not open.
    """
    if item.state not in MENDABLE:
        raise NotYours
    note = keeping.opened(item)
    body = note.body.model_dump(mode="json") | {"days_before": max(0, (today() - day_of(item, note)).days)}
    return {"key": str(item.key), "body": body, "photos": list(item.parts.values_list("order", flat=True))}
