"""Keys for the stories: cheap passphrases, and people who hold the keys of their units."""

from typing import cast as as_type

import pytest
from django.http import HttpRequest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.institutions.models import Unit
from kondusif.vault import boxes, keyring
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import UnitKey
from kondusif.vault.selectors import person_key_of, unit_key_of
from kondusif.vault.services import acknowledge, admit, found_unit_key, keyring_by_phrase, make_person_key
from support.cast import Cast

PHRASE = "payung biru menunggu kereta subuh"


def cheap_phrases(patch: pytest.MonkeyPatch) -> None:
    """Argon2 with the least that it takes: the stories open many keys."""
    patch.setattr(boxes, "PHRASE_PASSES", 1)
    patch.setattr(boxes, "PHRASE_MEMORY_KIB", 8)


def with_key(user: User) -> Keyring:
    """A person with a key of their own, unlocked."""
    make_person_key(user, PHRASE)
    return keyring_by_phrase(user, PHRASE)


def unit_with_key(founder: User, *others: User) -> tuple[UnitKey, Keyring]:
    """The founder's unit with its key, given to the others as well; the key of a second unit is let in by the first."""
    unit = Unit.objects.get(pk=founder.unit_id)
    keyring = with_key(founder)
    key = found_unit_key(founder, unit)
    for one in others:
        make_person_key(one, PHRASE)
        admit(founder, keyring, unit, one)
    return key, keyring_by_phrase(founder, PHRASE)


def let_in(holder: User, unit: Unit) -> UnitKey:
    """The waiting key of a unit, acknowledged by somebody of another unit."""
    waiting = unit_key_of(unit)
    assert waiting is not None
    return acknowledge(holder, keyring_by_phrase(holder, PHRASE), waiting)


def join_unit(founder: User, newcomer: User) -> None:
    """A colleague gets a key and the unit's key from the founder."""
    make_person_key(newcomer, PHRASE)
    admit(founder, ring(founder), Unit.objects.get(pk=founder.unit_id), newcomer)


def keys_of_the_cast(cast: Cast) -> None:
    """The ordinary city: Budi holds the key of the verifying unit, Hana and Gita that of the handling one."""
    unit_with_key(cast.budi)
    unit_with_key(cast.hana, cast.gita)
    let_in(cast.budi, Unit.objects.get(key="inspektorat"))


def ring(user: User) -> Keyring:
    """What a person opens with the passphrase of the stories."""
    return keyring_by_phrase(user, PHRASE)


def unlock_client(client: Client, user: User) -> Client:
    """A test browser in which the person has signed in and opened the key, without the pages."""
    client.force_login(user)
    key = person_key_of(user)
    assert key is not None, f"{user.username} has no key"
    # The session is all that is asked of the request.
    signed_in = keyring.sign_in_of(as_type(HttpRequest, client))
    client.cookies[keyring.COOKIE] = keyring.begin(key, ring(user).private, signed_in)
    return client


def lock_client(client: Client) -> Client:
    """The same browser without its half of the key."""
    for name in keyring.COOKIE_PATHS:
        client.cookies.pop(name, None)
    return client
