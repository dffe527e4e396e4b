"""The city's list of what may not be handed out, as `kept_out` reads it."""

from datetime import date

from django.db.models import Q

from kondusif.outreach.kept_out import KeptText, same_person
from kondusif.outreach.models import KeptOut
from kondusif.outreach.rules import MAY_NOT_LEAD, KeptOutKind


def kept_in_force(on: date, *kinds: KeptOutKind) -> list[KeptText]:
    """The rows that hold on a day, of the kinds named (all when none is named)."""
    rows = KeptOut.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return [KeptText(kind, text) for kind, text in rows.values_list("kind", "text")]


def may_lead(name: str, on: date) -> bool:
    """Whether nobody on the list of candidates and their kin bears that name on a day."""
    return not any(same_person(name, row.text) for row in kept_in_force(on, *MAY_NOT_LEAD))
