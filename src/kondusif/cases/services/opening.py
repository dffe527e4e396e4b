"""Opening a case. Only a person may; a machine proposes at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.accounts.selectors import stands_over
from kondusif.audit.services import record
from kondusif.cases.handed import refuse_accused
from kondusif.cases.models import Case, CaseProcedure, Event
from kondusif.cases.rules import Cause
from kondusif.cases.services.clocks import rewrite
from kondusif.cases.services.tracks import refuse_unfit
from kondusif.institutions.models import Unit
from kondusif.institutions.numbers import next_number
from kondusif.intake.models import HandedOver, Report
from kondusif.intake.services import hand_over_evidence, settle
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook


@dataclass(frozen=True, slots=True)
class Opening:
    """What is needed to open a case.

    Args:
        procedures: ids of the rulebook; at least one.
        acts: ids of the rulebook's acts that are alleged; may be empty.
        events: the first events of the procedures, by name, as days.
        opened_on: the city's date.
        subject: kind of the examined person; empty while nobody knows.
        by_letter: an official letter opens it; whoever types that letter decides nothing, so only who handles the case
            must be free of conflict.
    """

    title: str
    summary: str
    area_code: str
    procedures: Sequence[str]
    events: Mapping[str, date]
    handler: User
    opened_on: date
    acts: Sequence[str] = ()
    unit: Unit | None = None
    substitute: User | None = None
    subject: str = ""
    by_letter: bool = False


@transaction.atomic
def open_case(
    actor: Actor, opening: Opening, *, report: Report | None = None, evidence: Sequence[int] = ()
) -> Case:  # fmt: skip
    """Open a case, from a verified report, by an official letter, or without either. Audit: cases.case.opened.

    Permission: cases:open; by a letter cases:letter_enter.

    Args:
        evidence: order of each piece of the opened report that goes to the handler's unit at once.
    Raises:
        Refused: the actor is no person; the handler stands over the examined unit or who was accused before a
            correction; a procedure or act is unknown, or
            not for such a person; the report already has a case; an event lies in the future; evidence was chosen and
            the handler's unit has no key.
    """
    if not actor.is_person:
        raise Refused("cases.person_needed")
    _check(actor, opening)
    if report:
        refuse_accused(report, *(one for one in (opening.handler, opening.substitute) if one))
    if report and (taken := Case.objects.filter(report_number=report.number).first()):
        raise Refused("cases.report_has_case", number=report.number, case=taken.number)
    try:
        with transaction.atomic():
            case = Case.objects.create(
                number=next_number("NET", opening.opened_on), title=opening.title, summary=opening.summary,
                acts=list(opening.acts), area_code=opening.area_code, unit=opening.unit, opened_on=opening.opened_on,
                report_number=report.number if report else "", handler=opening.handler, substitute=opening.substitute,
                subject=opening.subject,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("cases.report_has_case", number=report.number if report else "", case="-") from error
    edition = rulebook.edition()
    CaseProcedure.objects.bulk_create(
        CaseProcedure(case=case, procedure=procedure, edition=edition) for procedure in opening.procedures
    )
    Event.objects.bulk_create(
        Event(case=case, event=name, happened_on=on, recorded_by_id=actor.person_id)
        for name, on in opening.events.items()
    )
    rewrite(case, Cause.FIRST)
    if report:
        settle(actor, report, "case", reference=case.number)
        if evidence:
            hand_evidence(actor, case, report, evidence)
    record(actor, "cases.case.opened", case, {"report": case.report_number, "procedures": list(opening.procedures)})
    return case


@transaction.atomic
def hand_evidence(actor: Actor, case: Case, report: Report, orders: Sequence[int]) -> list[HandedOver]:
    """Give pieces of an opened report to the unit of the case's handler. Audit: intake.evidence.handed_over.

    Raises:
        Refused: the handler belongs to no unit, the unit has no key or was accused, or the report is locked.
    """
    # Who handles it at this moment: the case may have gone to other hands since the page was opened.
    handler = Case.objects.select_for_update(of=("self",)).select_related("handler__unit").get(pk=case.pk).handler
    if handler.unit is None:
        raise Refused("cases.handler_without_unit", name=handler.full_name)
    refuse_accused(report, handler)
    return hand_over_evidence(actor, report, orders, handler.unit)


def _check(actor: Actor, opening: Opening) -> None:
    if not opening.procedures:
        raise Refused("cases.no_procedure")
    refuse_unfit(opening.subject, opening.procedures)
    acts = {act.id for act in rulebook.every_act()}
    for act in opening.acts:
        if act not in acts:
            raise Refused("cases.unknown_act", act=act)
    if any(on > opening.opened_on for on in opening.events.values()):
        raise Refused("cases.future_date")
    opener = None if opening.by_letter else User.objects.filter(pk=actor.person_id).first()
    for person in (opening.handler, opening.substitute, opener):
        if person and stands_over(person, opening.unit):
            raise Refused("cases.conflict")
