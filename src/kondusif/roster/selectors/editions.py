"""Editions of the list, what is known of everybody, and the sheets that wait."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Max, QuerySet

from kondusif.accounts.models import User
from kondusif.kernel.clock import now
from kondusif.roster.models import Employee, RosterEdition, Sheet
from kondusif.roster.rules import SHEET_HOURS, About, Row, Status


def editions() -> QuerySet[RosterEdition]:
    """Every edition, the newest first."""
    return RosterEdition.objects.select_related("by")


def latest_edition() -> RosterEdition | None:
    """The edition that holds, None before the first."""
    return editions().first()


def edition_number() -> int:
    """Number of the edition that holds, 0 before the first."""
    return RosterEdition.objects.aggregate(last=Max("number"))["last"] or 0


def sheets_of(user: User, *about: About) -> QuerySet[Sheet]:
    """Sheets of a person that still wait: of people, unless others are asked for."""
    return Sheet.objects.filter(
        by=user, about__in=about or (About.PEOPLE,), made_at__gte=now() - timedelta(hours=SHEET_HOURS)
    )


def known_rows() -> tuple[dict[str, Row], frozenset[str]]:
    """Everybody who ever stood in the list as a sheet would say it, and who of them has left."""
    columns = ("nip", "name", "kind", "unit__key", "unit_name", "post", "rank", "area_code", "since", "until", "status")
    known, left = {}, set()
    rows = Employee.objects.order_by("name", "nip").values_list(*columns)
    for nip, name, kind, unit, unit_name, post, rank, area, since, until, status in rows.iterator(chunk_size=5000):
        known[nip] = Row(0, nip, name, kind, unit or "", unit_name, post, rank, area, since, until)
        if status == Status.LEFT:
            left.add(nip)
    return known, frozenset(left)


def names_of(keys: Sequence[str]) -> list[tuple[str, str]]:
    """(NIP, name) of some people, in their order."""
    names = dict(Employee.objects.filter(nip__in=keys).order_by().values_list("nip", "name"))
    return [(key, names.get(key, "")) for key in keys]
