"""An incident or a case as the breach of a promise: linked by a person, and only after its decision."""

from datetime import date

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.cases.models import Case
from kondusif.coordination.models import Breach, Promise
from kondusif.coordination.rules import BreachKind, fault_of_breach
from kondusif.coordination.services.keeping import keep_both, person
from kondusif.incidents.models import Incident
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


@transaction.atomic
def link_breach(
    actor: Actor, promise: Promise, found: Incident | Case, *, reason: str, on: date | None = None
) -> Breach:
    """Link an incident or a case to the promise that it breaks. Audit: coordination.breach.linked.

    The verdict on the promise stays a person's: linking judges nothing. Permission: desk and handler, who must be able
    to see the incident or the case.

    Raises:
        Refused: it is not decided yet, a case was not found proven, it lies before the declaration, it is linked
            already, or no reason was given.
    """
    linker, day = person(actor), on or today()
    if not reason.strip():
        raise Refused("coordination.reason.missing")
    kind = BreachKind.CASE if isinstance(found, Case) else BreachKind.INCIDENT
    outcome = found.outcome if isinstance(found, Case) else ""
    if fault := fault_of_breach(kind, found.status, outcome):
        raise Refused(fault, number=found.number)
    # A case does not keep the day of the act; one that was opened before the promise cannot be about what came after.
    first_known_on = found.opened_on if isinstance(found, Case) else found.happened_on
    if first_known_on < promise.declaration.held_on:
        raise Refused("coordination.breach.before", number=found.number)
    try:
        with transaction.atomic():
            breach = Breach.objects.create(
                promise=promise, kind=kind, number=found.number, reason=reason.strip(), by_id=linker, on_date=day
            )
    except IntegrityError as error:
        raise Refused("coordination.breach.twice", number=found.number) from error
    facts = {"promise": promise.order, "kind": kind}
    record(actor, "coordination.breach.linked", promise.declaration, {**facts, "record": found.number})
    return breach


@transaction.atomic
def unlink_breach(actor: Actor, breach: Breach, *, reason: str, on: date | None = None) -> None:
    """Take a link back; that it stood is kept. Audit: coordination.breach.unlinked. Permission: desk and handler.

    Raises:
        Refused: no reason was given.
    """
    person(actor)
    if not reason.strip():
        raise Refused("coordination.reason.missing")
    declaration, order = breach.promise.declaration, str(breach.promise.order)
    # The history is read by more people than a case: it says the kind, the trail says the number.
    keep_both(actor, declaration, "breach", breach.kind, "", reason=reason, on=on or today(), about=order)
    facts = {"promise": breach.promise.order, "record": breach.number}
    record(actor, "coordination.breach.unlinked", declaration, facts)
    breach.delete()
