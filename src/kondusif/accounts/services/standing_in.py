"""Who stands in for whom, and for how long. A substitute's substitute receives everything; a circle is refused."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from kondusif.accounts.models import Substitution, User
from kondusif.accounts.rules import StandIn, closes_a_loop, overlaps
from kondusif.accounts.selectors import roles_of
from kondusif.accounts.services.notices import tell
from kondusif.audit.services import record
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


@transaction.atomic
def name_substitute(
    actor: Actor, user: User, *, substitute: User, first: date, last: date | None, on: date
) -> Substitution:
    """Let somebody stand in for a person. Audit: accounts.substitute.named. Permission: the person, or admin.

    Args:
        last: the last day, included; None until it is ended.
        on: the city's date.
    Raises:
        Refused: the days are the wrong way round or over; the two are one person, share no role, or the chain would
            become a circle; somebody stands in on those days already.
    """
    _lock(user, substitute)
    new = StandIn(user.pk, substitute.pk, first, last)
    if last and (last < first or last < on):
        raise Refused("accounts.substitute.days")
    if user.pk == substitute.pk:
        raise Refused("accounts.substitute.oneself")
    if not substitute.is_active or not roles_of(substitute) & roles_of(user):
        raise Refused("accounts.substitute.no_role")
    rows = [row.stand_in() for row in Substitution.objects.filter(Q(last__isnull=True) | Q(last__gte=first))]
    if any(row.user == user.pk and overlaps(row, new) for row in rows):
        raise Refused("accounts.substitute.taken")
    if closes_a_loop(new, rows):
        raise Refused("accounts.substitute.circle")
    row = Substitution.objects.create(user=user, substitute=substitute, first=first, last=last)
    facts = {"first": first.isoformat(), "last": last.isoformat() if last else None}
    tell(substitute, key=f"pengganti:{row.pk}", code="accounts.substitute.named", facts=facts)
    record(actor, "accounts.substitute.named", f"akun:{user.username}", {"by": substitute.username, **facts})
    return row


@transaction.atomic
def end_substitution(actor: Actor, row: Substitution, *, on: date) -> None:
    """Let a substitution end before the day `on`; one that has not begun is taken back.

    Audit: accounts.substitute.ended.
    """
    _end(row, on)
    record(actor, "accounts.substitute.ended", f"akun:{row.user.username}", {"by": row.substitute.username})


def replace_person(leaver: User, receiver: User, *, on: date) -> int:
    """Put another person wherever somebody who leaves stood in, from the day `on`. A hand-over calls and records it.

    Where that would make somebody their own substitute or close a circle, the substitution ends: the receiver's own
    chain goes on.

    Returns:
        How many substitutions changed.
    """
    running = Q(last__isnull=True) | Q(last__gte=on)
    changed = 0
    for row in list(Substitution.objects.filter(running, Q(substitute=leaver) | Q(user=leaver))):
        changed += 1
        last, first = row.last, max(row.first, on)
        _end(row, on)
        new = StandIn(row.user_id, receiver.pk, first, last)
        others = [other.stand_in() for other in Substitution.objects.filter(running)]
        free = new.user not in (leaver.pk, receiver.pk) and not closes_a_loop(new, others)
        if free:
            Substitution.objects.create(user_id=new.user, substitute=receiver, first=first, last=last)
    return changed


def _end(row: Substitution, on: date) -> None:
    if row.first >= on:
        row.delete()
        return
    row.last = on - timedelta(days=1)
    row.save(update_fields=["last"])


def _lock(*people: User) -> None:
    """Two substitutions of the same people are written one after the other (SQLite has one writer anyway)."""
    list(User.objects.select_for_update().filter(pk__in=[one.pk for one in people]).order_by("pk"))
