"""People whom several stories of this room need."""

import pytest

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.base import disk
from kondusif.institutions.models import Unit
from support.cast import Cast, person
from support.keys import let_in, unit_with_key


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> None:
    """How full the disk of this machine is changes nothing."""
    monkeypatch.setattr(disk, "free_share", lambda: 0.5)


@pytest.fixture
def maya(keys: Cast) -> User:
    """A handler of the personnel agency, who holds its key."""
    user = person("maya", "Maya", Role.HANDLER, "bkpsdm")
    unit_with_key(user)
    let_in(keys.budi, Unit.objects.get(key="bkpsdm"))
    return user
