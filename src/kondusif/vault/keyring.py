"""What an officer can open while the key is unlocked."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from kondusif.kernel.clock import now
from kondusif.vault import boxes
from kondusif.vault.models import KeySession, PersonKey, UnitKeyShare, Wrap
from kondusif.vault.rules import IDLE, LONGEST, is_open

COOKIE = "kondusif_kunci"
# One cookie a language, each on the staff's path only: the public door never receives one.
COOKIE_PATHS = {COOKIE: "/ruang/", f"{COOKIE}_en": "/en/ruang/"}
_ASKED = "_kondusif_keyring"


@dataclass
class Keyring:
    """An unlocked person key and, through its shares, the keys of units."""

    person_key: int
    user: int
    private: bytes = field(repr=False)
    _units: dict[int, bytes] | None = field(default=None, repr=False)

    @property
    def units(self) -> dict[int, bytes]:
        """The private halves that this person holds: key of a `UnitKey` -> 32 bytes. Read once."""
        if self._units is None:
            shares = UnitKeyShare.objects.filter(person_key_id=self.person_key)
            self._units = {
                unit_key: boxes.open_sealed(self.private, sealed)
                for unit_key, sealed in shares.values_list("unit_key_id", "sealed")
            }
        return self._units

    def forget(self) -> None:
        """Read the shares anew next time: they have changed."""
        self._units = None

    def open(self, data_key: UUID | None) -> bytes | None:
        """A data key, or None where none of this person's units has a wrap of it."""
        return self.open_many([data_key]).get(data_key) if data_key else None

    def open_many(self, data_keys: Iterable[UUID | None]) -> dict[UUID, bytes]:
        """Data keys that this person can open, in one read."""
        wanted = [key for key in data_keys if key]
        found: dict[UUID, bytes] = {}
        if not wanted or not self.units:
            return found
        wraps = Wrap.objects.filter(data_key_id__in=wanted, unit_key_id__in=list(self.units))
        openers = {unit_key: boxes.opener(private) for unit_key, private in self.units.items()}
        for data_key, unit_key, sealed in wraps.values_list("data_key_id", "unit_key_id", "sealed"):
            if data_key not in found and unit_key is not None:
                found[data_key] = openers[unit_key](sealed)
        return found


def keyring_of(request: HttpRequest) -> Keyring | None:
    """The unlocked key behind a request, or None where it is locked. The same object for the whole request."""
    if not hasattr(request, _ASKED):
        setattr(request, _ASKED, _opened(request))
    found: Keyring | None = getattr(request, _ASKED)
    return found


def _opened(request: HttpRequest) -> Keyring | None:
    cookie = next((request.COOKIES[name] for name in COOKIE_PATHS if name in request.COOKIES), "")
    if not cookie or not request.user.is_authenticated:
        return None
    try:
        handle, share = cookie.split(".")
        row = KeySession.objects.select_related("person_key").get(pk=UUID(handle), sign_in=sign_in_of(request))
        half = bytes.fromhex(share)
    except (ValueError, KeySession.DoesNotExist):
        return None
    moment = now()
    if row.person_key.user_id != request.user.pk or row.person_key.retired_at is not None:
        return None
    if not is_open(row.opened_at, row.used_at, moment):
        row.delete()
        return None
    try:
        private = boxes.unlock(half, row.sealed, _place(row.pk))
    except boxes.Broken:
        return None
    if moment - row.used_at > IDLE / 15:
        KeySession.objects.filter(pk=row.pk).update(used_at=moment)
    return Keyring(row.person_key_id, row.person_key.user_id, private)


def sign_in_of(request: HttpRequest) -> str:
    """What binds an open key to one sign-in: a digest of the session's key."""
    return hashlib.sha256(f"kondusif/vault/{request.session.session_key}".encode()).hexdigest()


def begin(person_key: PersonKey, private: bytes, sign_in: str) -> str:
    """Keep an unlocked key for this sign-in; gives the value of the cookie, whose half the database does not have."""
    share = secrets.token_bytes(boxes.KEY_BYTES)
    moment = now()
    over = Q(used_at__lt=moment - IDLE) | Q(opened_at__lt=moment - LONGEST)
    KeySession.objects.filter(over, person_key=person_key).delete()
    row = KeySession(person_key=person_key, sign_in=sign_in, opened_at=moment, used_at=moment)
    row.sealed = boxes.lock(share, private, _place(row.pk))
    row.save()
    return f"{row.pk}.{share.hex()}"


def end(person_key: int) -> None:
    """Close every open session of a key."""
    KeySession.objects.filter(person_key_id=person_key).delete()


def _place(session: UUID) -> str:
    return f"kondusif|vault.session|{session}|private"
