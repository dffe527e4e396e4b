"""What the roster no longer needs goes: people who left long ago, old leave, sheets that nobody decided about."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.roster.keeping import terms, years_before
from kondusif.roster.models import Acting, Employee, Leave, Sheet
from kondusif.roster.rules import SHEET_HOURS, Status
from kondusif.roster.selectors import finding

BATCH = 500


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: people, leave and acting posts; and how many people stay because something still refers to them."""

    people: int
    absences: int
    held: int


def erase_old(actor: Actor, on: date | None = None) -> Erased:
    """Delete people who left, and leave and acting posts that ended, longer ago than the data says.

    Somebody to whom another room still refers (who signed a circular whose names are kept) stays until that is gone.
    Counts of editions stay. A second run finds nothing.

    Args:
        on: the city's date unless said.
    Audit: roster.leavers.erased, one entry with counts, where anything went.
    """
    day, kept = on or today(), terms()
    left = Employee.objects.filter(status=Status.LEFT, left_on__lte=years_before(day, kept.leavers))
    with transaction.atomic():
        free = list(_unreferred(left).order_by("pk").values_list("pk", flat=True))
        held = left.count() - len(free)
        over = Q(ends_on__lte=years_before(day, kept.absences))
        absences = sum(model.objects.filter(over).delete()[0] for model in (Leave, Acting))
        for keys in _pieces(free):
            absences += sum(model.objects.filter(employee_id__in=keys).delete()[0] for model in (Leave, Acting))
            Employee.objects.filter(pk__in=keys).delete()
        found = Erased(len(free), absences, held)
        if found.people or found.absences:
            facts = {"people": found.people, "absences": found.absences, "held": found.held}
            record(actor, "roster.leavers.erased", f"{day:%Y-%m-%d}", facts=facts)
        if found.people:
            transaction.on_commit(_forget_index)
    return found


def sweep_sheets() -> int:
    """Delete sheets that waited a day and got no decision; how many."""
    return Sheet.objects.filter(made_at__lt=now() - timedelta(hours=SHEET_HOURS)).delete()[0]


def _unreferred(rows: QuerySet[Employee]) -> QuerySet[Employee]:
    """Those to whom no other room refers, whatever rooms there are."""
    for relation in Employee._meta.get_fields(include_hidden=True):
        model = getattr(relation, "related_model", None)
        if not relation.auto_created or relation.concrete or relation.many_to_many or model in (None, Leave, Acting):
            continue
        name = relation.field.attname  # type: ignore[union-attr]
        rows = rows.exclude(pk__in=model.objects.filter(**{f"{name}__isnull": False}).values(name))
    return rows


def _pieces(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _forget_index() -> None:
    """The index of names holds them too: it is made anew, without them, when somebody is next looked for."""
    home = finding.folder()
    for index in home.iterdir() if home.is_dir() else ():
        if not index.name.startswith("."):
            shutil.rmtree(index, ignore_errors=True)
