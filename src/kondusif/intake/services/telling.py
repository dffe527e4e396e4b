"""That a reporter was told the outcome: read with the code, or told by the desk. A day and a way, no hour. What became
of a case is told once more when it ends."""

from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.intake.models import Report
from kondusif.intake.rules import Ending, Outcome, Status
from kondusif.intake.services.desk import _not_in_conflict
from kondusif.intake.services.receiving import day_without_hour
from kondusif.intake.telling_ways import BY_CODE, BY_DESK
from kondusif.kernel.actor import PUBLIC_ACTOR, Actor
from kondusif.kernel.errors import Refused, Stale


@transaction.atomic
def mark_read(report: Report) -> bool:
    """The holder of the code has the outcome on the page. Only the first time counts. Audit: intake.report.told.

    Args:
        report: as the page shows it; what it became since is not told by it.
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

    A day before the end of the case counts for the first telling, that it became a case; the end is still to be told.

    Args:
        report: with the version that the person saw.
    Raises:
        NotYours: the person stands over the accused unit.
        Refused: no person, undecided, told before, an unknown way, or a day outside decision and today.
        Stale: the report changed since, so that what was told is not what stands there now.
    """
    if not actor.is_person:
        raise Refused("intake.person_decides")
    _not_in_conflict(actor, report)
    if report.status != Status.DECIDED or report.decided_on is None:
        raise Refused("intake.not_decided")
    if way not in BY_DESK:
        raise Refused("intake.unknown_way")
    if not report.decided_on <= on <= today():
        raise Refused("intake.day_outside", first=f"{report.decided_on:%d/%m/%Y}")
    if report.ended_on and on < report.ended_on:
        return _mark_first(actor, report, way=way, on=on)
    if not _mark(report, on, way):
        raise _not_marked(report)
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
    # Held first: a report that is settled like one of them in this moment is among the rows of the next statement.
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    first = Coalesce("told_first_on", "told_on")  # of a case that was closed twice too
    return rows.update(
        ending=ending, ended_on=on, told_first_on=first, told_on=None, told_way="", version=F("version") + 1
    )  # fmt: skip


def _mark(report: Report, on: date, way: str) -> bool:
    """The version stays: a verifier who reads the report meanwhile has nothing to reload."""
    if not _as_shown(report).filter(told_on__isnull=True).update(told_on=on, told_way=way):
        return False
    report.told_on, report.told_way = on, way
    return True


def _mark_first(actor: Actor, report: Report, *, way: str, on: date) -> Report:
    if not _as_shown(report).filter(told_first_on__isnull=True).update(told_first_on=on):
        raise _not_marked(report)
    record(actor, "intake.report.told", report, {"way": way, "first": True})
    report.told_first_on = on
    return report


def _as_shown(report: Report) -> QuerySet[Report]:
    return Report.objects.filter(pk=report.pk, status=Status.DECIDED, version=report.version)


def _not_marked(report: Report) -> Refused | Stale:
    return Refused("intake.told_already") if _as_shown(report).exists() else Stale()
