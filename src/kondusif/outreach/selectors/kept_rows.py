"""What may not stand in the kit: the city's own list as a page shows it, and the heads of the highest offices."""

from datetime import date

from django.db.models import Q, QuerySet

from kondusif.institutions.selectors import units
from kondusif.outreach.kept_out import KeptText
from kondusif.outreach.kit_words import OFFICES
from kondusif.outreach.models import KeptOut
from kondusif.outreach.rules import KeptOutKind
from kondusif.outreach.selectors.kept import kept_in_force


def kept_out_rows(kind: str = "", text: str = "", *, ended: bool = False) -> QuerySet[KeptOut]:
    """The city's list, by kind and by words; those that no longer hold only when asked for."""
    rows = KeptOut.objects.select_related("added_by").filter(ended_on__isnull=not ended)
    if kind:
        rows = rows.filter(kind=kind)
    if text:
        rows = rows.filter(Q(text__icontains=text) | Q(source__icontains=text))
    return rows


def kept_texts(on: date) -> list[KeptText]:
    """Everything that a piece may not hold on a day, as the search reads it."""
    return [*kept_in_force(on), *(KeptText(KeptOutKind.OFFICE_HOLDER, name) for name in heads())]


def heads() -> list[str]:
    """Names of the heads of the highest offices, from the city's tree of units."""
    return [unit.head_name for unit in units() if unit.kind in OFFICES and unit.head_name]
