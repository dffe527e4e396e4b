"""A person's own key: made with a passphrase, changed, replaced when the passphrase is forgotten."""

import math
import secrets

from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.vault import boxes, keyring
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import CustodianSeat, PersonKey
from kondusif.vault.rules import folded, phrase_fault, wait_after
from kondusif.vault.selectors import holding_colleagues, person_key_of, wrong_tries


@transaction.atomic
def make_person_key(user: User, phrase: str) -> PersonKey:
    """Make a person's first key. Audit: vault.key.made.

    Raises:
        Refused: the passphrase is too easy or is the sign-in password; the person has a key.
    """
    _check(user, phrase)
    try:
        with transaction.atomic():
            made = _written(user, boxes.new_pair(), phrase)
    except IntegrityError as error:
        raise Refused("vault.key.there") from error
    record(actor_of(user), "vault.key.made", user.username)
    _tell_holders(user, made)
    return made


def change_phrase(user: User, old: str, new: str) -> PersonKey:
    """Keep the key and give it another passphrase. Audit: vault.phrase.changed, or vault.phrase.failed.

    Raises:
        Refused: the old passphrase is wrong, too many were tried, or the new one is too easy.
    """
    key, private = _tried(user, old)
    _check(user, new)
    with transaction.atomic():
        _lock(key, private, new)
        key.save()
        keyring.end(key.pk)
        record(actor_of(user), "vault.phrase.changed", user.username)
    return key


def confirm_sign_in(user: User, password: str) -> None:
    """Make sure that it is the person who sits there, by the sign-in password. Audit: vault.phrase.failed.

    Raises:
        Refused: the password is wrong, or too many were tried.
    """
    _may_try(user)
    if not check_password(password, user.password):
        _failed(user, "password")
        raise Refused("vault.password.wrong")


@transaction.atomic
def replace_person_key(user: User, phrase: str) -> PersonKey:
    """Begin anew after a forgotten passphrase: the old key opens nothing any more. Audit: vault.key.replaced.

    Shares of units come back from a colleague or from the recovery envelope; a custodian's seat becomes free.

    Raises:
        Refused: the passphrase is too easy; there is no key to replace.
    """
    old = _own(user)
    _check(user, phrase)
    moment = now()
    keyring.end(old.pk)
    old.shares.all().delete()
    PersonKey.objects.filter(pk=old.pk).update(retired_at=moment, sealed=b"")
    CustodianSeat.objects.filter(person_key=old, left_at__isnull=True).update(left_at=moment)
    made = _written(user, boxes.new_pair(), phrase)
    record(actor_of(user), "vault.key.replaced", user.username)
    _tell_holders(user, made)
    return made


def unlock(user: User, phrase: str, sign_in: str) -> str:
    """Open a person's key for this sign-in; gives the value of the cookie.

    Audit: vault.key.opened, or vault.phrase.failed.

    Raises:
        Refused: no key yet, the passphrase is wrong, or too many were tried.
    """
    key, private = _tried(user, phrase)
    with transaction.atomic():
        cookie = keyring.begin(key, private, sign_in)
        record(actor_of(user), "vault.key.opened", user.username)
    return cookie


@transaction.atomic
def lock_up(user: User) -> None:
    """Close a person's key everywhere. Audit: vault.key.closed."""
    if key := person_key_of(user):
        keyring.end(key.pk)
        record(actor_of(user), "vault.key.closed", user.username)


def keyring_by_phrase(user: User, phrase: str) -> Keyring:
    """A keyring outside a request: for commands and the exercise.

    Raises:
        Refused: no key yet, or the passphrase is wrong.
    """
    key = _own(user)
    return Keyring(key.pk, user.pk, private_of(key, phrase))


def private_of(key: PersonKey, phrase: str) -> bytes:
    """The private half behind a passphrase.

    Raises:
        Refused: the passphrase is wrong.
    """
    made = boxes.phrase_key(folded(phrase), key.salt, key.passes, key.memory_kib, key.lanes)
    try:
        return boxes.unlock(made, key.sealed, _place(key.user_id))
    except boxes.Broken as error:
        raise Refused("vault.phrase.wrong") from error


def _tell_holders(user: User, made: PersonKey) -> None:
    """Colleagues who hold the unit's key learn that somebody waits for a share of it."""
    for one in holding_colleagues(user):
        tell(one, key=f"vault/member/{made.pk}", code="vault.member_waits", facts={}, url=reverse("vault:unit"))


def _tried(user: User, phrase: str) -> tuple[PersonKey, bytes]:
    """The key and its private half, with every wrong try written down; the writer holds no transaction around it."""
    key = _own(user)
    _may_try(user)
    try:
        return key, private_of(key, phrase)
    except Refused:
        _failed(user, "phrase")
        raise


def _may_try(user: User) -> None:
    if wait := wait_after(wrong_tries(user), now()):
        raise Refused("vault.phrase.too_many", minutes=math.ceil(wait.total_seconds() / 60))


@transaction.atomic
def _failed(user: User, kind: str) -> None:
    record(actor_of(user), "vault.phrase.failed", user.username, {"kind": kind})


def _own(user: User) -> PersonKey:
    key = person_key_of(user)
    if key is None:
        raise Refused("vault.key.none")
    return key


def _check(user: User, phrase: str) -> None:
    if check_password(phrase.strip(), user.password):
        raise Refused("vault.phrase.is_password")
    if fault := phrase_fault(phrase, (user.username, user.full_name)):
        raise Refused(f"vault.phrase.{fault}")


def _written(user: User, pair: boxes.Pair, phrase: str) -> PersonKey:
    key = PersonKey(user=user, public=pair.public, made_at=now())
    _lock(key, pair.private, phrase)
    key.save()
    return key


def _lock(key: PersonKey, private: bytes, phrase: str) -> None:
    key.salt = secrets.token_bytes(boxes.SALT_BYTES)
    key.passes, key.memory_kib, key.lanes = boxes.PHRASE_PASSES, boxes.PHRASE_MEMORY_KIB, boxes.PHRASE_LANES
    made = boxes.phrase_key(folded(phrase), key.salt, key.passes, key.memory_kib, key.lanes)
    key.sealed = boxes.lock(made, private, _place(key.user_id))


def _place(user: int) -> str:
    return f"kondusif|vault.person|{user}|private"
