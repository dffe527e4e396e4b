"""Telling people: in the app always, by e-mail where that channel is on. A notice names nobody and no matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from kondusif.accounts import notices
from kondusif.accounts.models import Notice, User
from kondusif.accounts.rules import Mail, mail_after_failure
from kondusif.audit.services import record
from kondusif.institutions.selectors import city_or_none
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now

BATCH = 200


@dataclass(frozen=True, slots=True)
class Mailed:
    """What one walk over the waiting mail did."""

    sent: int = 0
    failed: int = 0


def tell(
    user: User, *, key: str, code: str, facts: Mapping[str, object], url: str = "", alone: bool = False
) -> Notice | None:
    """Leave a notice for a person, once for each key, however often and by however many workers it is called.

    The caller is a service: it holds the transaction and records what it did.

    Args:
        key: what the notice is about; a person gets one notice for a key.
        code: a sentence of some room's `notices.py`.
        facts: numbers, codes and ISO dates only; never a name, never the matter.
        url: page that the notice leads to.
        alone: one person only may ever be told under this key, whoever comes first.
    Returns:
        The notice, or None where it stood already.
    """
    mail = Mail.WAITING if settings.SMTP_ON and user.email else Mail.OFF
    try:
        with transaction.atomic():
            return Notice.objects.create(
                user=user, key=key, code=code, facts=dict(facts), url=url, alone=alone, mail=mail
            )
    except IntegrityError:
        return None


@transaction.atomic
def mark_read(actor: Actor, user: User, keys: Sequence[int] | None = None) -> int:
    """Mark a person's notices as read: the named ones, or all. Audit: accounts.notices.read.

    Returns:
        How many were unread before.
    """
    rows = Notice.objects.filter(user=user, read_at__isnull=True)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    count = rows.update(read_at=now())
    if count:
        record(actor, "accounts.notices.read", f"akun:{user.username}", {"count": count})
    return count


@transaction.atomic
def set_mail_address(actor: Actor, user: User, address: str) -> User:
    """Where reminders go by e-mail; empty means nowhere. Audit: accounts.user.mail_set (not the address itself)."""
    user.email = address.strip()
    user.save(update_fields=["email"])
    record(actor, "accounts.user.mail_set", f"akun:{user.username}", {"set": bool(user.email)})
    return user


def send_waiting_mail(actor: Actor) -> Mailed:
    """Send the notices that wait for e-mail. Audit: accounts.mail.sent, once for a walk that tried something.

    Each notice is claimed before it is sent, so that two workers never send it twice; one whose worker died in between
    is not sent again (the notice in the app stands). A server that refuses is asked again in the next walks, a few
    times. Whoever has lost the account, or taken the address back, gets nothing that still waited.
    """
    if not settings.SMTP_ON:
        return Mailed()
    sent = failed = 0
    gone = User.objects.filter(Q(is_active=False) | Q(email=""))
    Notice.objects.filter(mail=Mail.WAITING, user__in=gone).update(mail=Mail.OFF)
    for notice in Notice.objects.filter(mail=Mail.WAITING).select_related("user").order_by("pk")[:BATCH]:
        claimed = Notice.objects.filter(pk=notice.pk, mail=Mail.WAITING)
        if not claimed.update(mail=Mail.SENDING, mail_tries=F("mail_tries") + 1):
            continue
        try:
            _message(notice).send()
        except Exception:
            failed += 1
            Notice.objects.filter(pk=notice.pk).update(mail=mail_after_failure(notice.mail_tries + 1))
        else:
            sent += 1
            Notice.objects.filter(pk=notice.pk).update(mail=Mail.SENT)
    if sent or failed:
        with transaction.atomic():
            record(actor, "accounts.mail.sent", "surel", {"sent": sent, "failed": failed})
    return Mailed(sent, failed)


def _message(notice: Notice) -> EmailMessage:
    said = notices.as_mail(notice, city_or_none())
    return EmailMessage(subject=said.subject, body=said.body, to=[notice.user.email])
