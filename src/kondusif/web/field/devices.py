"""Phones on which people keep notes: registered at the first visit, revoked when lost."""

import uuid

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import NotAllowed, Refused
from kondusif.web.models import Device
from kondusif.web.rules import HELD

MAKERS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Ponsel Android"), ("Windows", "Komputer Windows"))
# Who may take a phone out of use for somebody else.
REVOKERS = (Role.DESK, Role.ADMIN)


@transaction.atomic
def register(actor: Actor, user: User, key: uuid.UUID, agent: str) -> Device:
    """Write a phone down for a person; a second asking gives it back. Audit: web.device.registered. Permission: field.

    Args:
        key: made on the phone, for this person on this phone.
        agent: how the browser calls itself; only the sort of machine is kept.
    Raises:
        Refused: the key belongs to somebody else.
    """
    known = Device.objects.filter(key=key).first()
    if known is not None:
        if known.user_id != user.pk:
            raise Refused("web.device.not_yours")
        return known
    label = next((label for sign, label in MAKERS if sign in agent), "Peramban lain")
    made = Device.objects.create(key=key, user=user, label=label, registered_at=now(), seen_on=today())
    record(actor, "web.device.registered", f"perangkat:{made.pk}", {"of": user.username})
    return made


def greet(user: User, key: uuid.UUID | None) -> Device | None:
    """The phone of a person behind a key, if it is registered; notes once a day that it was seen."""
    found = Device.objects.filter(key=key, user=user).first() if key else None
    if found is not None and found.seen_on != (day := today()):
        Device.objects.filter(pk=found.pk).update(seen_on=day)
    return found


def device_of(user: User, key: uuid.UUID) -> Device:
    """The phone that a person sends from.

    Raises:
        Refused: it is not registered, or registered for somebody else.
    """
    found = Device.objects.filter(key=key).select_related("user").first()
    if found is None:
        raise Refused("web.device.unknown")
    if found.user_id != user.pk:
        raise Refused("web.device.not_yours")
    return found


def devices_visible_to(user: User) -> QuerySet[Device]:
    """Every phone for those who may revoke them; one's own for everybody else."""
    rows = Device.objects.select_related("user", "revoked_by").annotate(
        held=Count("items", filter=Q(items__state__in=HELD)), sent=Count("items")
    )
    rows = rows.order_by("-registered_at", "-pk")
    return rows if has_role(user, *REVOKERS) else rows.filter(user=user)


@transaction.atomic
def revoke(actor: Actor, user: User, device: Device, *, here: str = "") -> Device:
    """Take a phone out of use: what it still sends is held for a person, and its bearer is signed out everywhere.

    Audit: web.device.revoked. Permission: desk, admin, and everybody for the own phone.

    Args:
        here: key of the session that asks; whoever revokes the own phone stays signed in there and nowhere else.
    Raises:
        NotAllowed: somebody else's phone.
    """
    if device.user_id != user.pk and not has_role(user, *REVOKERS):
        raise NotAllowed
    if not Device.objects.filter(pk=device.pk, revoked_at__isnull=True).update(revoked_at=now(), revoked_by=user):
        return device
    _sign_out(device.user_id, but=here)
    record(actor, "web.device.revoked", f"perangkat:{device.pk}", {"of": device.user.username})
    device.refresh_from_db()
    return device


def _sign_out(person: int, but: str) -> None:
    """End the sessions of a person, all but one."""
    for row in Session.objects.filter(expire_date__gt=now()).exclude(session_key=but):
        if row.get_decoded().get("_auth_user_id") == str(person):
            row.delete()
