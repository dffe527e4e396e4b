"""Closing takes two people: one proposes, another approves or gives it back."""

from datetime import date

from django.db import transaction

from kondusif.audit.services import record
from kondusif.cases.clocks import clocks_of
from kondusif.cases.letters import letters_binding
from kondusif.cases.models import Case
from kondusif.cases.rules import Closing, Decider, Outcome, Status, faults_of_closing, may_approve
from kondusif.cases.selectors import whole
from kondusif.cases.services.clocks import stop_clocks
from kondusif.cases.services.record import touch
from kondusif.intake.rules import Ending
from kondusif.intake.services import end_with_case
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


@transaction.atomic
def propose_closing(actor: Actor, case: Case, closing: Closing, *, on: date) -> Case:
    """Propose how a case ends. Audit: cases.closing.proposed. Permission: cases:closing.

    Raises:
        Refused: something that closing needs is missing; the first fault is named.
    """
    _refuse_unready(case, closing, on)
    touch(
        case, status=Status.CLOSING, outcome=closing.outcome, decider=closing.decider or "",
        decided_on=closing.decided_on, closing_reason=closing.reason, proposed_by_id=actor.person_id, proposed_on=on,
    )  # fmt: skip
    record(actor, "cases.closing.proposed", case, {"outcome": closing.outcome, "decider": closing.decider or ""})
    return case


@transaction.atomic
def approve_closing(actor: Actor, case: Case, *, on: date) -> Case:
    """Close a case that somebody else proposed to close; the reporters of its reports are to be told how it ended.

    Audit: cases.case.closed. Permission: cases:approve.

    Raises:
        Refused: nothing is proposed, the same person proposed it, or something that closing needs is missing now: an
            official letter may have come since.
    """
    _second_person(actor, case)
    decider = Decider(case.decider) if case.decider else None
    _refuse_unready(case, Closing(Outcome(case.outcome), decider, case.decided_on, case.closing_reason), on)
    touch(case, status=Status.CLOSED, approved_by_id=actor.person_id, closed_on=on)
    stop_clocks(case)
    end_with_case(case.number, Ending(case.outcome), on)
    record(actor, "cases.case.closed", case, {"outcome": case.outcome})
    return case


@transaction.atomic
def return_closing(actor: Actor, case: Case) -> Case:
    """Give a proposal back; the case is open again. Audit: cases.closing.returned. Permission: cases:approve.

    Raises:
        Refused: nothing is proposed. The proposer may take the own proposal back.
    """
    if case.status != Status.CLOSING:
        raise Refused("cases.not_proposed")
    touch(case, status=Status.OPEN, proposed_by_id=None, proposed_on=None, outcome="", decider="", decided_on=None)
    record(actor, "cases.closing.returned", case)
    return case


def _refuse_unready(case: Case, closing: Closing, on: date) -> None:
    running = [clock.title for clock in clocks_of(whole(case), on) if clock.runs and clock.row.due_on]
    letters, summed_up = letters_binding(case), bool(case.summary.strip())
    for fault in faults_of_closing(closing, has_summary=summed_up, running=running, on=on, letters=letters):
        raise Refused(fault, steps=", ".join(running), letters=", ".join(letters.waiting))


def _second_person(actor: Actor, case: Case) -> None:
    if case.status != Status.CLOSING:
        raise Refused("cases.not_proposed")
    if not may_approve(case.proposed_by_id, actor.user_id):
        raise Refused("cases.same_person")
