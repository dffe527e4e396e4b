"""What every page of keys begins with."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kondusif.accounts.models import User
from kondusif.institutions.models import Unit
from kondusif.kernel.errors import Refused
from kondusif.vault.keyring import COOKIE_PATHS, Keyring, keyring_of


def person(request: HttpRequest) -> User:
    """The reader. The doors let nobody in without an account."""
    assert isinstance(request.user, User)  # noqa: S101 - the door middleware has seen to it
    return request.user


def opened(request: HttpRequest) -> Keyring:
    """The reader's unlocked key.

    Raises:
        Refused: it is closed; the page asks for the passphrase first.
    """
    keyring = keyring_of(request)
    if keyring is None:
        raise Refused("vault.key.closed")
    return keyring


def own_unit(request: HttpRequest) -> Unit:
    """The reader's unit.

    Raises:
        Refused: the account belongs to none.
    """
    unit = person(request).unit
    if unit is None:
        raise Refused("vault.unit.none")
    return unit


def with_cookie(response: HttpResponse, value: str) -> HttpResponse:
    """Hand the other half of an open key to this browser, on the staff's paths only, until it is closed."""
    for name, path in COOKIE_PATHS.items():
        response.set_cookie(
            name, value, path=path, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
        )
    return response


def without_cookie(response: HttpResponse) -> HttpResponse:
    """Take the half back."""
    for name, path in COOKIE_PATHS.items():
        response.delete_cookie(name, path=path, samesite="Strict")
    return response


def safe_next(wanted: str) -> str:
    """Where to go on: a page of the staff on this server, else the page of one's own key."""
    home = reverse("vault:home")
    path = urlsplit(wanted).path
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) or not path.startswith(
        tuple(COOKIE_PATHS.values())
    ):
        return home
    try:
        name = resolve(path).view_name
    except Resolver404:
        return home
    return home if name in {"vault:unlock", "vault:lock"} else wanted
