"""The sealed envelope: a unit's key under a code that stands on paper only, for the day when nobody holds it."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from stdnum import luhn

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role, people_with
from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.institutions.models import Unit
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.kernel.signs import ALPHABET, fold
from kondusif.vault import boxes
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import RecoveryEnvelope, UnitKey, UnitKeyShare
from kondusif.vault.selectors import HOLDERS, members_of, person_key_of, unit_key_of

LETTERS = 31  # 155 bits; the 32nd is a check digit
GROUP = 4
LABEL = "kondusif-envelop"


@dataclass(frozen=True, slots=True)
class Printed:
    """What goes on the paper, once; nobody keeps it."""

    unit: Unit
    epoch: int
    code: str

    @property
    def groups(self) -> list[str]:
        return [self.code[i : i + GROUP] for i in range(0, len(self.code), GROUP)]


@transaction.atomic
def make_envelope(user: User, keyring: Keyring, unit: Unit) -> Printed:
    """Make the envelope of the present epoch; an earlier one of it opens nothing any more. Audit: vault.envelope.made.

    Raises:
        Refused: the person does not hold the unit's key.
    """
    key = unit_key_of(unit)
    if key is None or key.pk not in keyring.units:
        raise Refused("vault.unit.not_held")
    body = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    code = body + luhn.calc_check_digit(body, ALPHABET)
    salt = secrets.token_bytes(boxes.SALT_BYTES)
    sealed = boxes.lock(_key(code, salt), keyring.units[key.pk], _place(key))
    RecoveryEnvelope.objects.update_or_create(
        unit_key=key,
        defaults={
            "sealed": sealed,
            "salt": salt,
            "made_at": now(),
            "made_by": user,
            "opened_at": None,
            "opened_by": None,
        },
    )
    record(actor_of(user), "vault.envelope.made", unit.key, {"epoch": key.epoch})
    return Printed(unit, key.epoch, code)


@transaction.atomic
def open_envelope(user: User, unit: Unit, typed: str) -> UnitKey:
    """Bring a unit's key back with the paper from the safe, to a member with a key of their own.

    Every member and every admin is told. The code is spent: print a new envelope. Audit: vault.envelope.opened.

    Raises:
        Refused: no member, no key of one's own, no envelope, or the code is wrong.
    """
    if user.pk not in {one.pk for one in members_of(unit)}:
        raise Refused("vault.member.not_of_unit", name=user.full_name, unit=unit.name)
    mine = person_key_of(user)
    if mine is None:
        raise Refused("vault.key.none")
    envelope, private = _opened(unit, typed)
    key = envelope.unit_key
    UnitKeyShare.objects.update_or_create(
        unit_key=key, person_key=mine,
        defaults={"sealed": boxes.seal_to(mine.public, private), "given_at": now(), "given_by": user},
    )  # fmt: skip
    RecoveryEnvelope.objects.filter(pk=envelope.pk).update(opened_at=now(), opened_by=user, sealed=b"", salt=b"")
    record(actor_of(user), "vault.envelope.opened", unit.key, {"epoch": key.epoch})
    _tell(user, unit, key)
    return key


def _opened(unit: Unit, typed: str) -> tuple[RecoveryEnvelope, bytes]:
    """The envelope that a code opens, newest epoch first; one found late still brings back its own epoch."""
    envelopes = list(
        RecoveryEnvelope.objects.filter(unit_key__unit=unit, unit_key__retired_at__isnull=True, opened_at__isnull=True)
        .select_related("unit_key").order_by("-unit_key__epoch")
    )  # fmt: skip
    if not envelopes:
        raise Refused("vault.envelope.none")
    code = fold(typed)
    for one in envelopes:
        try:
            return one, boxes.unlock(_key(code, bytes(one.salt)), one.sealed, _place(one.unit_key))
        except boxes.Broken:
            continue
    raise Refused("vault.envelope.wrong")


def _tell(user: User, unit: Unit, key: UnitKey) -> None:
    people = {one.pk: one for one in [*members_of(unit), *people_with(Role.ADMIN)]}
    people.pop(user.pk, None)
    for one in people.values():
        page = reverse("vault:unit" if one.unit_id == unit.pk and has_role(one, *HOLDERS) else "vault:city")
        tell(one, key=f"vault/envelope/{key.pk}", code="vault.envelope_opened", facts={"unit": unit.key}, url=page)


def _key(code: str, salt: bytes) -> bytes:
    # The code is random and long, so a fast hash is enough: there is nothing to guess.
    return boxes.spread((salt + code.encode())[:64], LABEL)


def _place(key: UnitKey) -> str:
    return f"kondusif|vault.envelope|{key.pk}|private"
