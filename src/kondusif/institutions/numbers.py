"""Numbers that people say aloud: NET-3372-2024-0147. One counter per kind and year, without gaps."""

from datetime import date

from django.db import transaction
from django.db.models import F

from kondusif.base.prepared import Prepared
from kondusif.institutions.models import Counter
from kondusif.institutions.selectors import city

_value = Prepared(lambda key: Counter.objects.filter(key=key).values_list("value"))


@transaction.atomic(savepoint=False)
def next_number(kind: str, on: date) -> str:
    """The next public number of a kind, taken inside the caller's transaction.

    Args:
        kind: `LAP`, `NET`, `KJ`.
        on: the city's date; its year goes into the number and starts the count anew.
    Returns:
        For example `NET-3372-2024-0147`.
    """
    key = f"{kind}-{on.year}"
    # The update takes the row until COMMIT; two writers never get the same number.
    if not _counted(key):
        Counter.objects.get_or_create(key=key, defaults={"value": 0})
        _counted(key)
    ((value,),) = _value(key)
    return f"{kind}-{city().code.replace('.', '')}-{on.year}-{value:04d}"


def _counted(key: str) -> bool:
    return Counter.objects.filter(key=key).update(value=F("value") + 1) == 1
