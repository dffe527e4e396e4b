"""The tracks that a case follows, and whom it is about."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.accounts.selectors import stands_over
from kondusif.audit.services import record
from kondusif.cases import law
from kondusif.cases.models import SUBJECTS, Case, CaseProcedure
from kondusif.cases.rules import Cause
from kondusif.cases.services.clocks import rewrite
from kondusif.cases.services.record import touch
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook


@transaction.atomic
def add_procedure(actor: Actor, case: Case, *, procedure: str) -> CaseProcedure:
    """Let an open case follow one more procedure. Audit: cases.procedure.added. Permission: cases:procedure.

    Its clocks start from the events on record; where its own first event is not there yet, none runs.

    Raises:
        Refused: the rulebook has no such procedure, the case follows it already, or it is not for this person.
    """
    refuse_unfit(case.subject, [procedure])
    touch(case)
    try:
        with transaction.atomic():
            row = CaseProcedure.objects.create(case=case, procedure=procedure, edition=rulebook.edition())
    except IntegrityError as error:
        raise Refused("cases.procedure_twice", procedure=law.procedure_title(procedure)) from error
    rewrite(case, Cause.EVENT)
    record(actor, "cases.procedure.added", case, {"procedure": procedure})
    return row


@transaction.atomic
def correct_examined(
    actor: Actor, case: Case, *, subject: str, unit: Unit | None, area_code: str, on: date
) -> Case:  # fmt: skip
    """Correct whom and which place a case is about; the clocks are computed anew and old readings stay.

    Audit: cases.examined.corrected. Permission: cases:examined.

    Args:
        subject: kind of the examined person; empty while nobody knows.
        unit: the examined unit.
        on: the city's date.
    Raises:
        Refused: a procedure of the case is not for such a person, or the handler stands over the unit.
    """
    followed = list(case.procedures.values_list("procedure", flat=True))
    refuse_unfit(subject, followed)
    people = User.objects.filter(pk__in=[actor.person_id, case.handler_id, case.substitute_id or case.handler_id])
    if any(stands_over(person, unit) for person in people):
        raise Refused("cases.conflict")
    return note_examined(actor, case, subject=subject, unit=unit, area_code=area_code, on=on)


def note_examined(
    actor: Actor, case: Case, *, subject: str, unit: Unit | None, area_code: str, on: date
) -> Case:  # fmt: skip
    """Write down whom and which place a case is about. Audit: cases.examined.corrected. The caller holds the
    transaction and has looked who stands over the unit."""
    old = {"subject": case.subject, "unit": case.unit.key if case.unit else "", "area": case.area_code}
    touch(case, subject=subject, unit=unit, area_code=area_code)
    rewrite(case, Cause.UNIT)
    new = {"subject": subject, "unit": unit.key if unit else "", "area": area_code}
    record(actor, "cases.examined.corrected", case, {"on": on.isoformat(), "old": old, "new": new})
    return case


def refuse_unfit(subject: str, procedures: Iterable[str]) -> None:
    """Refuse a kind of person whom a procedure is not for, in the rulebook's words; an unknown one passes.

    Raises:
        Refused: the rulebook has no such procedure, or it is not for this person.
    """
    for key in procedures:
        if law.procedure(key) is None:
            raise Refused("cases.unknown_procedure", procedure=key)
        if why := law.why_not_for(key, subject):
            raise Refused("cases.not_for_reason", procedure=law.procedure_title(key), why=why)
        if law.is_for_others(key, subject):
            label = SUBJECTS.get(subject, subject)
            raise Refused("cases.not_for", procedure=law.procedure_title(key), subject=label)
