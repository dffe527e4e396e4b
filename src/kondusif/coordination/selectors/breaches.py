"""Incidents and cases beside promises: what a reader may link, and what a reader may know of a link."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import has_role
from kondusif.cases.models import Case
from kondusif.cases.permissions import READERS as CASE_READERS
from kondusif.cases.selectors import cases_visible_to
from kondusif.coordination.models import Breach, Promise
from kondusif.coordination.rules import BreachKind, fault_of_breach
from kondusif.incidents.models import Incident
from kondusif.incidents.permissions import READERS as INCIDENT_READERS
from kondusif.incidents.selectors import incidents_visible_to
from kondusif.kernel.errors import Refused

ADDRESSES: Mapping[BreachKind, str] = {BreachKind.INCIDENT: "incidents:show", BreachKind.CASE: "cases:show"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as one reader may know it.

    Args:
        hidden: the reader may not see the incident or the case; then nothing is said of it but that it stands.
        stands: whether it is still decided; an incident may have been opened again.
    """

    breach: Breach
    hidden: bool
    stands: bool
    url: str


def record_named(user: User, number: str) -> Incident | Case:
    """The incident or the case of that number among those that a person may see.

    Raises:
        Refused: there is none that this person may see; whether one exists is not said.
    """
    asked = "".join(number.upper().split())
    found: Incident | Case | None = None
    if asked.startswith("NET-") and has_role(user, *CASE_READERS):
        found = cases_visible_to(user).filter(number=asked).first()
    elif asked.startswith("KJ-") and has_role(user, *INCIDENT_READERS):
        found = incidents_visible_to(user).filter(number=asked).first()
    if found is None:
        raise Refused("coordination.breach.not_found")
    return found


def breaches_of(user: User, promise: Promise) -> list[Linked]:
    """The links of a promise, each as far as the reader may know it. Cost: three queries."""
    links = list(promise.breaches.select_related("by"))
    numbers = {kind: [row.number for row in links if row.kind == kind] for kind in BreachKind}
    cases = {row.number: row for row in _cases(user).filter(number__in=numbers[BreachKind.CASE])}
    events = {row.number: row for row in incidents_visible_to(user).filter(number__in=numbers[BreachKind.INCIDENT])}
    shown = []
    for row in links:
        kind = BreachKind(row.kind)
        seen: Incident | Case | None = cases.get(row.number) or events.get(row.number)
        outcome = seen.outcome if isinstance(seen, Case) else ""
        stands = bool(seen) and not fault_of_breach(kind, seen.status if seen else "", outcome)
        url = reverse(ADDRESSES[kind], args=[row.number]) if seen else ""
        shown.append(Linked(row, seen is None, stands or seen is None, url))
    return shown


def breach_named(user: User, promise: Promise, key: int) -> Breach | None:
    """One link of a promise that a person may know; None where there is no such."""
    return next((row.breach for row in breaches_of(user, promise) if row.breach.pk == key and not row.hidden), None)


def _cases(user: User) -> QuerySet[Case]:
    return cases_visible_to(user) if has_role(user, *CASE_READERS) else Case.objects.none()
