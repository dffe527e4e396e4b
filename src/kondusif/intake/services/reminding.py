"""The ready message that reminds a named reporter of the last office hour at Bawaslu."""

from django.db import transaction

from kondusif.accounts.models import User
from kondusif.institutions.selectors import local_now
from kondusif.intake.models import Message, Report
from kondusif.intake.ready_words import filled
from kondusif.intake.selectors.reminders import mark_of_reminder, reminder_for
from kondusif.intake.services.desk import must_be_open, send_message
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused

READY = "bawaslu_reminder"


@transaction.atomic
def remind_of_bawaslu(actor: Actor, report: Report) -> Message:
    """Write the ready message into the reporter's thread, once a day. Audit: intake.message.sent.

    It is done in passing: the item stays in whose hands it was, and so does what the person holds meanwhile.

    Raises:
        Refused: no person acts, the report is locked, typed in by this person, or in somebody else's hands.
        NotYours: no such clock runs for this report, or it is not this person's.
    """
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if person is None:
        raise Refused("intake.person_decides")
    must_be_open(report)
    reminder_for(person, report.number, at := local_now())
    mark = mark_of_reminder(report.number, at.date())
    return send_message(actor, report, filled(READY, report), submission=mark, in_passing=True)
