"""What of an opened report can be handed over to the handling unit, and what was."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.accounts.selectors import stands_over
from kondusif.cases.models import Case
from kondusif.institutions.models import Unit
from kondusif.intake.models import Correction, HandedOver, Report
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors import reports_visible_to
from kondusif.intake.selectors.corrections import accused_before, second_readers
from kondusif.kernel.errors import Refused


def items_of(report: Report, unit: Unit | None = None) -> list[tuple[str, str]]:
    """The pieces of evidence of an opened report that can be given to a unit, as choices; none while it is locked.

    Args:
        unit: who handles the case now: what lies with another unit, because the case moved on, is offered again. None
            offers only what nobody was given yet.
    """
    if report.locked:
        return []
    found = []
    rows = report.attachments.exclude(safe_kind="").select_related("handed__unit")
    for item in rows.exclude(handed__unit=unit) if unit else rows.filter(handed__isnull=True):
        item.report = report
        label = f"{item.public_label}: {item.device_name}"
        if hasattr(item, "handed"):
            label = _("%(item)s (kini pada %(unit)s)") % {"item": label, "unit": item.handed.unit.name}
        found.append((str(item.order), label))
    return found


def handed_elsewhere(case: Case) -> list[HandedOver]:
    """The pieces of evidence of a case that lie with another unit than the one that handles it now.

    That unit cannot take them over by itself: a verifier, whose key opens the report, gives them again.
    """
    about = Q(attachment__report__reference=case.number, attachment__report__outcome=Outcome.CASE)
    rows = HandedOver.objects.filter(about).exclude(unit=case.handler.unit_id)
    return list(rows.select_related("attachment__report", "unit", "handed_by").order_by("attachment__report", "pk"))


def givers_of(row: HandedOver) -> list[User]:
    """Who can give a piece of evidence again: who gave it, else the verifiers that read its report now."""
    person, report = row.handed_by, row.attachment.report
    if person.is_active and reports_visible_to(person).filter(pk=report.pk).exists():
        return [person]
    return list(User.objects.filter(pk__in=second_readers(report, person.pk), is_active=True))


def cases_against(person: User, numbers: Iterable[str]) -> set[str]:
    """Of some cases, by number, those behind which a report accuses a person's own unit or one below it."""
    rows = Report.objects.filter(reference__in=list(numbers), outcome=Outcome.CASE, accused_unit__isnull=False)
    accused = set(rows.values_list("reference", "accused_unit"))
    units = Unit.objects.in_bulk({unit for _number, unit in accused})
    over = {key for key, unit in units.items() if stands_over(person, unit)}
    return {number for number, unit in accused if unit in over}


def holders_left(case: Case) -> str:
    """The units, by name, that hold evidence of a case which is in other hands now; empty where none does."""
    return ", ".join(sorted({row.unit.name for row in handed_elsewhere(case)}))


def accused_ever(report: Report) -> list[Unit]:
    """The units that stand or stood, before a correction, as the accused of a report.

    Raises:
        Refused: the report is locked, and who stood before a correction is sealed in it.
    """
    before = report.corrections.filter(what=Correction.What.PERSON).exists()
    if before and report.locked:
        raise Refused("intake.locked")
    stood = [unit for unit, _head in accused_before(report)] if before else []
    return [unit for unit in (report.accused_unit, *stood) if unit]


def refuse_accused(report: Report, *people: User) -> None:
    """Keep a report's case and evidence from the accused and who stands over them, of now and before a correction.

    Raises:
        Refused: one of these people belongs to such a unit, or the report is locked (see `accused_ever`).
    """
    every = accused_ever(report)
    for person in people:
        if person.unit and any(stands_over(person, unit) for unit in every):
            raise Refused("cases.accused_receives", name=person.unit.name)


def handed_of(report: Report) -> list[HandedOver]:
    """The pieces that were handed over, in their order."""
    rows = HandedOver.objects.filter(attachment__report=report).select_related("attachment", "unit", "handed_by")
    return list(rows.order_by("attachment__order"))


def cases_of(report: Report) -> QuerySet[Case]:
    """The case that a report became, for whoever may read the report."""
    there = report.reference if report.outcome == Outcome.CASE else ""
    return Case.objects.filter(number=there).select_related("handler__unit")


def reports_of(user: User, case: str, number: str = "") -> QuerySet[Report]:
    """The report of a case, for whoever may read it: the one that is named, else the one that opened it."""
    rows = reports_visible_to(user).filter(reference=case, outcome=Outcome.CASE)
    own = Case.objects.filter(number=case).values("report_number")
    return rows.filter(number=number) if number else rows.filter(number__in=own)
