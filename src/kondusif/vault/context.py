"""What the frame of every staff page says of the reader's key: open or closed. Public pages never ask."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpRequest

from kondusif.accounts.selectors import has_role
from kondusif.vault.keyring import COOKIE_PATHS, keyring_of
from kondusif.vault.permissions import KEYED


@dataclass(frozen=True, slots=True)
class KeyState:
    """Whether the reader's key is open in this browser."""

    is_open: bool


def keys(request: HttpRequest) -> dict[str, object]:
    """`key_state`: asked only where a template shows it; None for readers who hold no key, and outside staff paths."""
    return {"key_state": partial(_state, request)}


def _state(request: HttpRequest) -> KeyState | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.path.startswith(tuple(COOKIE_PATHS.values())):
        return None
    if not request.user.is_authenticated or not has_role(request.user, *KEYED):
        return None
    return KeyState(keyring_of(request) is not None)
