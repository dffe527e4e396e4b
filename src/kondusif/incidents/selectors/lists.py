"""Incidents in a reader's scope, and what was reported on a day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, in_scope, scopes_of, within
from kondusif.incidents.models import Assessment, Incident, NilReport
from kondusif.incidents.permissions import KNOW_THE_SOURCE, READERS
from kondusif.incidents.rules import Severity, Status
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import Level, at_level, contains, is_area_code, level_of
from kondusif.territory.selectors import Group, path_in_force, place_choices


def incidents_visible_to(user: User) -> QuerySet[Incident]:
    """Every incident inside the areas where a person may read incidents.

    Who reads the whole city needs no comparison of codes: services record no place outside it.
    """
    whole = city().code
    if any(contains(scope, whole) for scope in scopes_of(user, *READERS)):
        return Incident.objects.all()
    return within(Incident.objects.all(), user, *READERS)


def places_of(user: User, *roles: Role) -> list[Group]:
    """The kelurahan of the city where a person holds one of the roles, grouped by kecamatan."""
    scopes = scopes_of(user, *roles)
    found = []
    for group in place_choices(city().code):
        inside = tuple(c for c in group.choices if any(contains(s, c.code) or contains(c.code, s) for s in scopes))
        if inside:
            found.append(Group(group.code, group.label, inside))
    return found


def place_among(user: User, code: str, *roles: Role) -> str | None:
    """How a kelurahan is written where it is one of `places_of`, else None; it reads that one and not them all."""
    if not is_area_code(code) or level_of(code) is not Level.VILLAGE or not contains(city().code, code):
        return None
    scopes = scopes_of(user, *roles)
    mine = any(contains(scope, code) or contains(code, scope) for scope in scopes)
    return path_in_force(code) if mine else None


def filtered(rows: QuerySet[Incident], chosen: Mapping[str, Any]) -> QuerySet[Incident]:
    """Incidents that match what a reader chose; an empty choice leaves nothing out."""
    for name in ("status", "kind", "severity"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("area"):
        rows = rows.filter(in_scope("area_code", [chosen["area"]]))
    if chosen.get("since"):
        rows = rows.filter(happened_on__gte=chosen["since"])
    if chosen.get("until"):
        rows = rows.filter(happened_on__lte=chosen["until"])
    return rows


def assessments_of(code: str) -> QuerySet[Assessment]:
    """The assessments of a place, newest first."""
    return Assessment.objects.filter(area_code=code).select_related("by")


def nil_reports_on(on: date) -> dict[str, NilReport]:
    """The nil reports of a day by kelurahan."""
    return {row.area_code: row for row in NilReport.objects.filter(on_date=on).select_related("by")}


def villages_with_incidents(on: date) -> set[str]:
    """Kelurahan where something happened, or was written down, on a day."""
    rows = Incident.objects.filter(Q(happened_on=on) | Q(recorded_on=on)).exclude(village_code="")
    return set(rows.values_list("village_code", flat=True))


def may_know_source(user: User) -> bool:
    """Whether a person may learn that an incident came from a report."""
    return has_role(user, *KNOW_THE_SOURCE)


def incident_of_report(report_number: str) -> Incident | None:
    """The incident that a report became, or None."""
    return Incident.objects.filter(report_number=report_number).first()


def status_counts(rows: QuerySet[Incident]) -> dict[str, int]:
    """Open and handled incidents among the rows, and how many of the open ones are heavy. Done ones are not walked."""
    return rows.filter(status__in=[Status.OPEN, Status.HANDLED]).aggregate(
        open=Count("pk", filter=Q(status=Status.OPEN)),
        heavy=Count("pk", filter=Q(status=Status.OPEN, severity=Severity.HEAVY)),
        handled=Count("pk", filter=Q(status=Status.HANDLED)),
    )


def counts_since(since: date | datetime) -> dict[str, int]:
    """What came in since a day (the city's date) or a moment (the real clock): incidents, nil reports, assessments."""
    moment = isinstance(since, datetime)
    return {
        "incidents": Incident.objects.filter(**{"recorded_at__gte" if moment else "recorded_on__gte": since}).count(),
        "nil_reports": NilReport.objects.filter(**{"filed_at__gte" if moment else "on_date__gte": since}).count(),
        "assessments": Assessment.objects.filter(**{"at__gte" if moment else "on_date__gte": since}).count(),
    }


def village_of(code: str) -> str:
    """The kelurahan that a code lies in; empty for a wider code."""
    return at_level(code, Level.VILLAGE) or ""
