"""The private address of a person's calendar: made, replaced, withdrawn. Only its digest is kept."""

from datetime import timedelta

from django.db import transaction

from kondusif.accounts.models import CalendarKey, User
from kondusif.accounts.rules import digest_of_key, new_calendar_key
from kondusif.audit.services import record
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now

LIFE = timedelta(days=365)


@transaction.atomic
def make_calendar_key(actor: Actor, user: User) -> str:
    """Give a person a new private address; the one before it stops at once. Audit: accounts.calendar.opened.

    Returns:
        The secret part of the address. It is not kept and cannot be shown again.
    """
    replaced = _withdraw(user)
    key = new_calendar_key()
    CalendarKey.objects.create(user=user, digest=digest_of_key(key), expires_at=now() + LIFE)
    record(actor, "accounts.calendar.opened", f"akun:{user.username}", {"replaced": bool(replaced)})
    return key


@transaction.atomic
def withdraw_calendar_key(actor: Actor, user: User) -> bool:
    """Stop a person's private address. Audit: accounts.calendar.withdrawn.

    Returns:
        Whether there was one.
    """
    if not _withdraw(user):
        return False
    record(actor, "accounts.calendar.withdrawn", f"akun:{user.username}")
    return True


def _withdraw(user: User) -> int:
    return CalendarKey.objects.filter(user=user, withdrawn_at__isnull=True).update(withdrawn_at=now())
