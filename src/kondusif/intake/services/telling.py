"""That a reporter was told the outcome: read with the code, or told by the desk. A day and a way, no hour. What became
of a case is told once more when it ends."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Coalesce

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.intake.models import Report
from kondusif.intake.rules import Ending, Outcome, Status
from kondusif.intake.services.desk import _not_in_conflict
from kondusif.intake.services.receiving import day_without_hour
from kondusif.intake.telling_ways import BY_CODE, BY_DESK
from kondusif.kernel.actor import PUBLIC_ACTOR, Actor
from kondusif.kernel.errors import Refused


@transaction.atomic
def mark_read(report: Report) -> bool:
    """The holder of the code has the outcome on the page. Only the first time counts. Audit: intake.report.told.

    Returns:
        Whether this was the first time.
    """
    if not _mark(report, today(), BY_CODE):
        return False
    record(PUBLIC_ACTOR, "intake.report.told", report, {"way": BY_CODE}, at=day_without_hour(today()))
    return True


@transaction.atomic
def mark_told(actor: Actor, report: Report, *, way: str, on: date) -> Report:
    """A verifier told the reporter the outcome. Audit: intake.report.told.

    Raises:
        NotYours: the person stands over the accused unit.
        Refused: no person, undecided, told before, an unknown way, or a day outside decision and today.
    """
    if not actor.is_person:
        raise Refused("intake.person_decides")
    _not_in_conflict(actor, report)
    if report.status != Status.DECIDED or report.decided_on is None:
        raise Refused("intake.not_decided")
    if way not in BY_DESK:
        raise Refused("intake.unknown_way")
    if not (first := report.ended_on or report.decided_on) <= on <= today():
        raise Refused("intake.day_outside", first=f"{first:%d/%m/%Y}")
    if not _mark(report, on, way):
        raise Refused("intake.told_already")
    record(actor, "intake.report.told", report, {"way": way})
    return report


@transaction.atomic
def end_with_case(reference: str, ending: Ending, on: date) -> int:
    """Keep how the case ended with every report that became it: each reporter is to be told anew. Called by the room of
    cases inside its own transaction.

    Audit: none of its own; the caller's entry (`cases.case.closed`) says it of them all.

    Args:
        reference: the public number of the case.
        on: the day on which it was closed.
    Returns:
        How many reports that were.
    """
    rows = Report.objects.filter(outcome=Outcome.CASE, reference=reference)
    first = Coalesce("told_first_on", "told_on")  # of a case that was closed twice too
    return rows.update(ending=ending, ended_on=on, told_first_on=first, told_on=None, told_way="")


def _mark(report: Report, on: date, way: str) -> bool:
    """The version stays: a verifier who reads the report meanwhile has nothing to reload."""
    untold = Report.objects.filter(pk=report.pk, status=Status.DECIDED, told_on__isnull=True)
    if not untold.update(told_on=on, told_way=way):
        return False
    report.told_on, report.told_way = on, way
    return True
