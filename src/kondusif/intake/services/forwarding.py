"""What left for another body: sent, answered, come back. They need no account; what is known of it stands here."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from kondusif.accounts.models import User
from kondusif.accounts.selectors import stands_over
from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.intake.letters import addressee_of
from kondusif.intake.models import Forwarding, Report, SecondLook
from kondusif.intake.rules import Outcome, Status
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import NotYours, Refused, Stale

LEAVING = frozenset({Outcome.INFORMATION, Outcome.NOT_OURS})
Answer = Forwarding.Answer


def begin(report: Report) -> Forwarding | None:
    """The row of a report that is decided to go out, still to be sent; None for another outcome.

    Called inside the transaction of the decision; the decision's own entry stands for both.
    """
    if report.outcome not in LEAVING:
        return None
    with override("id"):
        addressee = addressee_of(report).partition("\n")[0][:200]
    return Forwarding.objects.create(
        report=report, outcome=report.outcome, body=report.body, addressee=addressee,
        decided_on=report.decided_on or today(), summary=report.outcome_note,
    )  # fmt: skip


@transaction.atomic
def mark_sent(actor: Actor, row: Forwarding, *, on: date, way: str, number: str) -> Forwarding:
    """Note that the letter went out. Audit: intake.report.forwarded.

    Raises:
        Refused: no person, sent before, or a day before the decision or after today.
    """
    _may_write(actor, row)
    _check_day(on, row.decided_on)
    waiting = Forwarding.objects.filter(pk=row.pk, sent_on__isnull=True, closed_on__isnull=True)
    if not waiting.update(sent_on=on, sent_by_id=actor.person_id, way=way, letter_number=number.strip()):
        raise Refused("intake.forwarding_sent")
    record(actor, "intake.report.forwarded", row.report, {"way": way, "outcome": row.outcome})
    row.refresh_from_db()
    return row


@transaction.atomic
def record_answer(
    actor: Actor, row: Forwarding, answer: str, *, on: date, number: str = "", note: str = ""
) -> Forwarding:
    """Note what the other body answered; a report that they gave back is open again, as work.

    Every answer keeps its own row; a copy of a second click is none. Audit: intake.forwarding.answered, or
    intake.report.returned where it came back.

    Raises:
        Refused: no person, not sent yet, closed before, or a day before it was sent or after today; what ends it is
            not before the answers that are known.
        Stale: somebody changed the report meanwhile.
    """
    _may_write(actor, row)
    if row.sent_on is None:
        raise Refused("intake.forwarding_not_sent")
    ends = answer in {Answer.ENDED, Answer.RETURNED}
    _check_day(on, row.answered_on if ends and row.answered_on else row.sent_on)
    _change(row, closed_on=on if ends else None, closed_by_id=actor.person_id if ends else None)
    told = {"answer": answer, "answered_on": on, "number": number.strip(), "note": note.strip()}
    if row.answers.filter(**told).exists():
        return row
    row.answers.create(**told, noted_on=today(), noted_by_id=actor.person_id)
    newest = row.answers.latest("answered_on", "pk")
    Forwarding.objects.filter(pk=row.pk).update(answer=newest.answer, answered_on=newest.answered_on)
    if answer == Answer.RETURNED:
        _open_again(row.report)
        record(actor, "intake.report.returned", row.report, {"outcome": row.outcome})
    else:
        record(actor, "intake.forwarding.answered", row.report, {"answer": answer})
    row.refresh_from_db()
    return row


@transaction.atomic
def close_forwarding(actor: Actor, row: Forwarding, *, note: str) -> Forwarding:
    """Stop waiting for an answer, with the reason. Audit: intake.forwarding.answered (with `closed`).

    Raises:
        Refused: no person, not sent yet, or closed before.
    """
    _may_write(actor, row)
    if row.sent_on is None:
        raise Refused("intake.forwarding_not_sent")
    _change(row, closed_on=today(), closed_by_id=actor.person_id, close_note=note.strip())
    record(actor, "intake.forwarding.answered", row.report, {"closed": True})
    row.refresh_from_db()
    return row


def _change(row: Forwarding, **values: object) -> None:
    """Change a row that is not closed; until the transaction ends nobody else closes or answers it."""
    if not Forwarding.objects.filter(pk=row.pk, closed_on__isnull=True).update(**values):
        raise Refused("intake.forwarding_closed")


def _open_again(report: Report) -> None:
    """A decided report stands in the queue again. What was decided first stays in its forwarding; a second look at it
    was about another decision than the next one, so it goes."""
    decided = Report.objects.filter(pk=report.pk, status=Status.DECIDED, outcome=report.outcome)
    undone = {
        "status": Status.REVIEW, "outcome": "", "outcome_note": b"", "line_note": b"", "body": None, "decided_on": None,
        "decided_by": None, "told_on": None, "told_way": "", "in_front": True,
    }  # fmt: skip
    if not decided.filter(outcome__in=LEAVING).update(version=F("version") + 1, **undone):
        raise Stale
    SecondLook.objects.filter(report=report).delete()
    report.refresh_from_db()


def _may_write(actor: Actor, row: Forwarding) -> None:
    if not actor.is_person:
        raise Refused("intake.person_decides")
    person = User.objects.filter(pk=actor.person_id).first()
    if person and stands_over(person, row.report.accused_unit):
        raise NotYours


def _check_day(on: date, earliest: date) -> None:
    if not earliest <= on <= today():
        raise Refused("intake.day_outside", first=f"{earliest:%d/%m/%Y}")
