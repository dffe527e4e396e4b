"""The one write that turns a verified report into an incident."""

import uuid
from datetime import date

from django.db import transaction

from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Source
from kondusif.incidents.services.recording import Facts, record_incident
from kondusif.intake.models import Report
from kondusif.intake.rules import Outcome
from kondusif.intake.services import settle
from kondusif.kernel.actor import Actor


@transaction.atomic
def record_from_report(
    actor: Actor, facts: Facts, report: Report, *, key: uuid.UUID | None = None, on: date | None = None
) -> Incident:
    """Write an incident down from a report, and settle the report with it. Audit: incidents.incident.recorded.

    Permission: verifier.

    Raises:
        Refused: as for `record_incident`; the report has its outcome.
    """
    if key and (first := Incident.objects.filter(key=key).first()):
        return first
    incident = record_incident(actor, facts, source=Source.REPORT, key=key, on=on, report_number=report.number)
    settle(actor, report, Outcome.INCIDENT, reference=incident.number)
    return incident
