"""The three seats outside the line of command, and the opening of a name when two of them agree."""

import base64

from django.db import IntegrityError, transaction
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role, people_with
from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault import boxes
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import Agreement, CustodianSeat, DataKey, Disclosure, UnitKey, Wrap
from kondusif.vault.routing import seats
from kondusif.vault.rules import SEATS
from kondusif.vault.selectors import person_key_of

REASON_LENGTH = 20


@transaction.atomic
def seat_custodian(user: User, keyring: Keyring, *, seat: int, person: User, institution: str) -> CustodianSeat:
    """Give a seat to a custodian, by somebody who holds a unit's acknowledged key. Audit: vault.seat.taken.

    Whoever sat there leaves the seat; what was sealed before still opens for the pairs of that day.

    Raises:
        Refused: no such seat; the giver holds no key; the custodian has no key, not the role, reads reports or sits
            already; or the institution has a seat.
    """
    if not UnitKey.objects.filter(pk__in=list(keyring.units), current=True, approved_at__isnull=False).exists():
        raise Refused("vault.unit.not_held")
    if not 1 <= seat <= SEATS or not institution.strip():
        raise Refused("vault.seat.unknown")
    key = person_key_of(person)
    if key is None:
        raise Refused("vault.member.no_key", name=person.full_name)
    if not has_role(person, Role.CUSTODIAN) or has_role(person, Role.VERIFIER, Role.HANDLER, Role.ADMIN):
        raise Refused("vault.seat.not_outside", name=person.full_name)
    others = [row for row in seats() if row.seat != seat]
    if any(row.person_key_id == key.pk for row in others):
        raise Refused("vault.seat.two", name=person.full_name)
    if any(row.institution.casefold() == institution.strip().casefold() for row in others):
        raise Refused("vault.seat.same_institution", institution=institution.strip())
    CustodianSeat.objects.filter(seat=seat, left_at__isnull=True).update(left_at=now())
    try:
        with transaction.atomic():
            made = CustodianSeat.objects.create(
                seat=seat, person_key=key, institution=institution.strip(), taken_at=now()
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale from error
    record(actor_of(user), "vault.seat.taken", f"kursi:{seat}", {"custodian": person.username})
    return made


@transaction.atomic
def leave_seat(user: User, row: CustodianSeat) -> None:
    """A custodian leaves the seat. Audit: vault.seat.left.

    Raises:
        Refused: it is somebody else's seat.
    """
    if row.person_key.user_id != user.pk:
        raise Refused("vault.seat.not_yours")
    if CustodianSeat.objects.filter(pk=row.pk, left_at__isnull=True).update(left_at=now()):
        record(actor_of(user), "vault.seat.left", f"kursi:{row.seat}")


@transaction.atomic
def ask_disclosure(user: User, data_key: DataKey, unit_key: UnitKey, *, subject: str, reason: str) -> Disclosure:
    """Ask the custodians to open a name to a unit; the reporter reads the reason from this moment on.

    Audit: vault.disclosure.asked. The caller has made sure that the asker may read the matter itself.

    Raises:
        Refused: the reason is too short, no custodian holds a part, the name is open already, or a request waits.
    """
    if len(reason.strip()) < REASON_LENGTH:
        raise Refused("vault.disclosure.reason", least=REASON_LENGTH)
    if not data_key.wraps.filter(outer__isnull=False).exists():
        raise Refused("vault.disclosure.no_custodians")
    if data_key.wraps.filter(unit_key=unit_key).exists():
        raise Refused("vault.disclosure.open_already")
    try:
        with transaction.atomic():
            row = Disclosure.objects.create(
                data_key=data_key, subject=subject, unit_key=unit_key, reason=reason.strip(), asked_by=user,
                asked_on=today(),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("vault.disclosure.waits") from error
    record(actor_of(user), "vault.disclosure.asked", subject)
    page = reverse("vault:custodians")
    for custodian in people_with(Role.CUSTODIAN):
        tell(custodian, key=f"vault/disclosure/{row.pk}", code="vault.disclosure_asked", facts={"number": subject},
             url=page)  # fmt: skip
    return row


@transaction.atomic
def answer_disclosure(user: User, keyring: Keyring, row: Disclosure, *, agreed: bool, note: str = "") -> Disclosure:
    """A custodian's word. The second who agrees opens the name to the unit; two refusals end the request.

    Audit: vault.disclosure.agreed or vault.disclosure.declined, and vault.disclosure.released with the opening.

    Raises:
        Refused: no seat of one's own in this matter, or a word given before.
        Stale: the request has ended meanwhile.
    """
    if not Disclosure.objects.filter(pk=row.pk, state=Disclosure.State.ASKED).update(state=Disclosure.State.ASKED):
        raise Stale
    seat = CustodianSeat.objects.filter(person_key_id=keyring.person_key, left_at__isnull=True).first()
    parts = Wrap.objects.filter(data_key=row.data_key_id, outer=seat) if seat else Wrap.objects.none()
    if seat is None or not parts.exists():
        raise Refused("vault.seat.not_in_matter")
    opened = {str(part.inner_id): boxes.open_sealed(keyring.private, part.sealed) for part in parts} if agreed else {}
    halves = {inner: base64.b64encode(half).decode() for inner, half in opened.items()}
    try:
        with transaction.atomic():
            Agreement.objects.create(
                disclosure=row, seat=seat, agreed=agreed, note=note.strip(), said_on=today(), halves=halves
            )
    except IntegrityError as error:
        raise Refused("vault.disclosure.said") from error
    record(actor_of(user), f"vault.disclosure.{'agreed' if agreed else 'declined'}", row.subject, {"seat": seat.seat})
    return _concluded(user, keyring, row, seat, agreed=agreed)


def _concluded(user: User, keyring: Keyring, row: Disclosure, seat: CustodianSeat, *, agreed: bool) -> Disclosure:
    others = row.agreements.exclude(seat=seat)
    if not agreed:
        if others.filter(agreed=False).exists():
            _end(row, Disclosure.State.REFUSED)
        return row
    first = next((one for one in others.filter(agreed=True) if str(seat.pk) in one.halves), None)
    if first is None:
        return row
    opened = boxes.open_sealed(keyring.private, base64.b64decode(first.halves[str(seat.pk)]))
    Wrap.objects.create(
        data_key_id=row.data_key_id, unit_key=row.unit_key, sealed=boxes.seal_to(row.unit_key.public, opened)
    )  # fmt: skip
    _end(row, Disclosure.State.RELEASED)
    record(actor_of(user), "vault.disclosure.released", row.subject)
    return row


@transaction.atomic
def withdraw_disclosure(user: User, row: Disclosure) -> Disclosure:
    """Whoever asked takes the request back. Audit: vault.disclosure.withdrawn.

    Raises:
        Refused: somebody else asked, or it has ended.
    """
    if row.asked_by_id != user.pk or row.state != Disclosure.State.ASKED:
        raise Refused("vault.disclosure.not_yours")
    _end(row, Disclosure.State.WITHDRAWN)
    record(actor_of(user), "vault.disclosure.withdrawn", row.subject)
    return row


def _end(row: Disclosure, state: Disclosure.State) -> None:
    """End a request and burn the halves, so that one custodian's word cannot be used later for something else."""
    if not Disclosure.objects.filter(pk=row.pk, state=Disclosure.State.ASKED).update(state=state, ended_on=today()):
        raise Stale
    row.agreements.update(halves={})
    row.refresh_from_db()
