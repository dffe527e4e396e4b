"""A unit's key: founded, shared with members, renewed when somebody leaves. Only who holds it can give it on."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.institutions.models import Unit
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault import boxes
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import PersonKey, RecoveryEnvelope, UnitKey, UnitKeyShare, Wrap
from kondusif.vault.rules import LATE
from kondusif.vault.selectors import (
    anybody_holds_a_key,
    holders_of,
    members_of,
    people_who_let_in,
    person_key_of,
    unit_key_of,
)

BATCH = 500


@transaction.atomic
def found_unit_key(user: User, unit: Unit) -> UnitKey:
    """Make a key of a unit, held by its founder alone at first. Audit: vault.unit.founded.

    Where nobody holds an acknowledged key, this one stands at once; otherwise a holder of one must acknowledge it.
    A unit whose key nobody holds any more begins anew; what lies under the lost key stays closed for good.

    Raises:
        Refused: the person is no member, has no key, or the unit has a key that somebody holds.
    """
    _must_be_member(user, unit)
    mine, old = person_key_of(user), unit_key_of(unit)
    if mine is None:
        raise Refused("vault.key.none")
    if old and holders_of(old).exists():
        raise Refused("vault.unit.there")
    first = not anybody_holds_a_key()
    if old:
        UnitKey.objects.filter(pk=old.pk).update(current=False)
    key, private = _begin(unit, user, old.epoch + 1 if old else 1)
    if first:
        UnitKey.objects.filter(pk=key.pk).update(approved_at=now(), approved_by=user)
    _share(user, key, private, mine)
    record(actor_of(user), "vault.unit.founded", unit.key, {"epoch": key.epoch, "first": first})
    if not first:
        for one in people_who_let_in(unit):
            tell(one, key=f"vault/waits/{key.pk}", code="vault.unit_waits", facts={"unit": unit.key},
                 url=reverse("vault:unit"))  # fmt: skip
    key.refresh_from_db()
    return key


@transaction.atomic
def acknowledge(user: User, keyring: Keyring, key: UnitKey) -> UnitKey:
    """Let another unit's key stand, by somebody who holds one that stands. Audit: vault.unit.acknowledged.

    Raises:
        Refused: the person holds no acknowledged key, or made this one.
        Stale: it was acknowledged or replaced meanwhile.
    """
    held = UnitKey.objects.filter(pk__in=list(keyring.units), current=True, approved_at__isnull=False)
    if not held.exclude(unit=key.unit_id).exists() or key.made_by_id == user.pk:
        raise Refused("vault.unit.not_held")
    waiting = UnitKey.objects.filter(pk=key.pk, current=True, approved_at__isnull=True)
    if not waiting.update(approved_at=now(), approved_by=user):
        raise Stale
    record(actor_of(user), "vault.unit.acknowledged", key.unit.key, {"epoch": key.epoch})
    key.refresh_from_db()
    return key


@transaction.atomic
def admit(user: User, keyring: Keyring, unit: Unit, newcomer: User) -> UnitKeyShare:
    """Give a member the unit's key, by somebody who holds it, earlier epochs included. Audit: vault.member.admitted.

    Raises:
        Refused: the newcomer is no member or has no key of their own; the giver does not hold the unit's key.
    """
    key = _held(keyring, unit)
    _must_be_member(newcomer, unit)
    theirs = person_key_of(newcomer)
    if theirs is None:
        raise Refused("vault.member.no_key", name=newcomer.full_name)
    given = None
    for epoch in UnitKey.objects.filter(unit=unit, pk__in=list(keyring.units)):
        share = _share(user, epoch, keyring.units[epoch.pk], theirs)
        given = share if epoch.pk == key.pk else given
    record(actor_of(user), "vault.member.admitted", unit.key, {"member": newcomer.username, "epoch": key.epoch})
    assert given is not None  # noqa: S101 - `_held` found it among the epochs
    return given


@transaction.atomic
def renew(user: User, keyring: Keyring, unit: Unit) -> UnitKey:
    """Begin a new epoch, for those holders who are members still. Audit: vault.unit.renewed.

    What lies under the earlier epoch is wrapped anew by `wrap_anew`; until then members keep both.

    Raises:
        Refused: the person does not hold the unit's key.
        Stale: somebody else renewed it at the same moment.
    """
    key = _held(keyring, unit)
    members = {one.pk for one in members_of(unit)}
    staying = [row.person_key for row in holders_of(key) if row.person_key.user_id in members]
    if not UnitKey.objects.filter(pk=key.pk, current=True).update(current=False):
        raise Stale
    UnitKeyShare.objects.filter(unit_key__unit=unit).exclude(person_key__in=staying).delete()
    made, private = _begin(unit, user, key.epoch + 1)
    UnitKey.objects.filter(pk=made.pk).update(approved_at=key.approved_at, approved_by=key.approved_by)
    for theirs in staying:
        _share(user, made, private, theirs)
    record(actor_of(user), "vault.unit.renewed", unit.key, {"epoch": made.epoch, "members": len(staying)})
    keyring.forget()
    made.refresh_from_db()
    return made


def wrap_anew(user: User, keyring: Keyring, unit: Unit, most: int = BATCH) -> int:
    """Seal to the present epoch what lies under earlier ones, a batch at a time. Audit: vault.unit.wrapped, at the end.

    Returns:
        How many of those that this person can open are left. At 0, and an hour after the new epoch began, the private
        halves of the earlier ones are gone; a report that was on its way meanwhile is wrapped by the next walk.
    Raises:
        Refused: the person does not hold the present epoch.
    """
    key = _held(keyring, unit)
    held = [pk for pk in keyring.units if pk != key.pk]
    rows = Wrap.objects.filter(unit_key__unit=unit, unit_key__current=False, unit_key__in=held)
    with transaction.atomic():
        batch = list(rows.order_by("pk")[:most])
        there = set(
            Wrap.objects.filter(unit_key=key, data_key__in=[row.data_key_id for row in batch])
            .values_list("data_key_id", flat=True)
        )  # fmt: skip
        fresh = {row.data_key_id: row for row in batch if row.data_key_id not in there}
        # A colleague who walks at the same moment may have been first: then theirs stands.
        Wrap.objects.bulk_create(
            [Wrap(data_key_id=pk, unit_key=key, sealed=_anew(keyring, row, key)) for pk, row in fresh.items()],
            ignore_conflicts=True,
        )
        Wrap.objects.filter(pk__in=[row.pk for row in batch]).delete()
    left = rows.count()
    if not left:
        _retire_old(user, key, held)
    return left


def _anew(keyring: Keyring, row: Wrap, key: UnitKey) -> bytes:
    return boxes.seal_to(key.public, boxes.open_sealed(keyring.units[row.unit_key_id or 0], row.sealed))


@transaction.atomic
def _retire_old(user: User, key: UnitKey, held: list[int]) -> None:
    if now() - key.made_at < LATE:
        return
    old = UnitKey.objects.filter(unit=key.unit_id, pk__in=held, current=False, retired_at__isnull=True)
    pks = [row.pk for row in old if not row.wraps.exists()]
    if pks and (count := UnitKey.objects.filter(pk__in=pks, retired_at__isnull=True).update(retired_at=now())):
        UnitKeyShare.objects.filter(unit_key__in=pks).delete()
        RecoveryEnvelope.objects.filter(unit_key__in=pks).update(sealed=b"", salt=b"")
        record(actor_of(user), "vault.unit.wrapped", key.unit.key, {"epochs": count})


def _begin(unit: Unit, user: User, epoch: int) -> tuple[UnitKey, bytes]:
    pair = boxes.new_pair()
    try:
        with transaction.atomic():
            key = UnitKey.objects.create(unit=unit, epoch=epoch, public=pair.public, made_at=now(), made_by=user)
    except IntegrityError as error:
        raise Stale from error
    return key, pair.private


def _share(user: User, key: UnitKey, private: bytes, theirs: PersonKey) -> UnitKeyShare:
    share, _made = UnitKeyShare.objects.update_or_create(
        unit_key=key, person_key=theirs,
        defaults={"sealed": boxes.seal_to(theirs.public, private), "given_at": now(), "given_by": user},
    )  # fmt: skip
    return share


def _held(keyring: Keyring, unit: Unit) -> UnitKey:
    key = unit_key_of(unit)
    if key is None or key.pk not in keyring.units:
        raise Refused("vault.unit.not_held")
    return key


def _must_be_member(user: User, unit: Unit) -> None:
    if user.pk not in {one.pk for one in members_of(unit)}:
        raise Refused("vault.member.not_of_unit", name=user.full_name, unit=unit.name)
