"""Taking an item in hand, and giving it back. No lock is held: a lease is a row with an hour, and dies by itself."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kondusif.institutions.selectors import city, today
from kondusif.intake.models import Lease, Report
from kondusif.intake.selectors.leases import running_leases
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now, zone_of
from kondusif.kernel.errors import Refused

ONE, BATCH = timedelta(minutes=30), timedelta(minutes=5)  # design.md 7, verification


def hold(actor: Actor, report: Report, *, span: timedelta = ONE, batch: UUID | None = None) -> Lease:
    """Take an item, or go on holding it. Every act of a verifier on a report passes here.

    A person holds one item, or one batch: what was held before goes back to the queue. Nothing that was done to it
    hangs on the lease, and a refusal would keep it from everybody until its hour. An act makes a lease of one's own
    longer; an item of a batch keeps the hour of its batch. No entry in the trail: a lease decides nothing and is gone
    within the hour; what is done under it is entered.

    Raises:
        Refused: no person acts, or somebody else has the item in hand (`intake.held`, with name and hour).
    """
    if not actor.is_person:
        raise Refused("intake.person_decides")
    moment = now()
    with transaction.atomic():
        rows = Lease.objects.filter(report=report)
        rows.filter(until_at__lte=moment).delete()
        if batch is None and (held := rows.filter(holder_id=actor.person_id).first()):
            if held.batch is None:
                held.until_at = moment + span
            if rows.filter(holder_id=actor.person_id).update(until_at=held.until_at):
                return held
        lease = _begun(actor, report, moment + span, batch)
        Report.objects.filter(pk=report.pk, taken_on__isnull=True).update(taken_on=today())
    return lease


def must_be_free(actor: Actor, report: Report) -> None:
    """Refuse what is done in passing, without taking the item, where somebody else has it in hand.

    Raises:
        Refused: `intake.held`, with name and hour.
    """
    if running_leases().filter(report=report).exclude(holder_id=actor.user_id).exists():
        raise _held(report)


def give_back(actor: Actor, report: Report) -> None:
    """Let go of an item; nothing where this person does not hold it."""
    Lease.objects.filter(report=report, holder_id=actor.user_id).delete()


def _begun(actor: Actor, report: Report, until: datetime, batch: UUID | None) -> Lease:
    """A new lease in place of the item or the batch that this person held. Tried twice: another tab of the same person
    may take another item in between, and then that one goes back."""
    before = Lease.objects.filter(holder_id=actor.person_id)
    for _try in range(2):
        (before.exclude(batch=batch) if batch else before).delete()
        with suppress(IntegrityError), transaction.atomic():
            return Lease.objects.create(report=report, holder_id=actor.person_id, until_at=until, batch=batch)
    raise _held(report)


def _held(report: Report) -> Refused:
    lease = Lease.objects.select_related("holder").filter(report=report).first()
    if lease is None:
        return Refused("intake.busy")
    local = lease.until_at.astimezone(zone_of(city().zone))
    return Refused("intake.held", name=lease.holder.full_name, until=f"{local:%H.%M}")
