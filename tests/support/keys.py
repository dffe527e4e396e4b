"""Keys for the stories: cheap passphrases, and people who hold the keys of their units."""

import pytest

from kondusif.accounts.models import User
from kondusif.institutions.models import Unit
from kondusif.vault import boxes
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import UnitKey
from kondusif.vault.selectors import unit_key_of
from kondusif.vault.services import acknowledge, admit, found_unit_key, keyring_by_phrase, make_person_key

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
