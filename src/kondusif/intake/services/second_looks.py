"""A second verifier says what they would have decided, without seeing what was. It changes nothing."""

from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.intake.models import Report, SecondLook
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors.second_looks import second_look_for
from kondusif.intake.services.desk import must_be_open
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


@transaction.atomic
def give_second_look(actor: Actor, report: Report, outcome: Outcome) -> SecondLook:
    """Keep what the second verifier would have decided. Audit: intake.second_look.given.

    The entry does not name the outcome, so that nobody can follow who differed from whom.

    Raises:
        Refused: no person looks, the report is locked, or somebody has looked at it already.
        NotYours: it was not drawn, it waits no longer, or this verifier took part in it.
    """
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if person is None:
        raise Refused("intake.person_decides")
    must_be_open(report)
    if SecondLook.objects.filter(report=report).exists():
        raise Refused("intake.looked_again")
    second_look_for(person, report.number)
    try:
        with transaction.atomic():
            given = SecondLook.objects.create(
                report=report, outcome=outcome, looked_on=today(), looked_by_id=actor.person_id
            )
    except IntegrityError:
        raise Refused("intake.looked_again") from None
    record(actor, "intake.second_look.given", report)
    return given
