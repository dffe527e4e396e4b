"""Taking an item in hand, and giving it back. No lock is held: a lease is a row with an hour, and dies by itself."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kondusif.institutions.selectors import city, today
from kondusif.intake.models import Lease, Report
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now, zone_of
from kondusif.kernel.errors import Refused

ONE, BATCH = timedelta(minutes=30), timedelta(minutes=5)  # design.md 7, verification


def hold(actor: Actor, report: Report, *, span: timedelta = ONE, batch: UUID | None = None) -> Lease:
    """Take an item, or go on holding it. Every act of a verifier on a report passes here.

    An act makes a lease of one's own longer; an item of a batch keeps the hour of its batch. No entry in the trail: a
    lease decides nothing and is gone within the hour; what is done under it is entered.

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
        try:
            with transaction.atomic():
                lease = Lease.objects.create(
                    report=report, holder_id=actor.person_id, until_at=moment + span, batch=batch
                )  # fmt: skip
        except IntegrityError:
            raise _held(report) from None
        Report.objects.filter(pk=report.pk, taken_on__isnull=True).update(taken_on=today())
    return lease


def give_back(actor: Actor, report: Report) -> None:
    """Let go of an item; nothing where this person does not hold it."""
    Lease.objects.filter(report=report, holder_id=actor.user_id).delete()


def _held(report: Report) -> Refused:
    lease = Lease.objects.select_related("holder").filter(report=report).first()
    if lease is None:
        return Refused("intake.busy")
    local = lease.until_at.astimezone(zone_of(city().zone))
    return Refused("intake.held", name=lease.holder.full_name, until=f"{local:%H.%M}")
