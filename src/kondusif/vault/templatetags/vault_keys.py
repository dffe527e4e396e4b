"""`{% load vault_keys %}`: what the form that opens a key needs, wherever it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest

from kondusif.accounts.exercise import shown_sign_ins
from kondusif.accounts.models import User
from kondusif.accounts.selectors import has_role
from kondusif.institutions.selectors import city_or_none
from kondusif.vault import boxes
from kondusif.vault.permissions import KEYED
from kondusif.vault.selectors import person_key_of

register = template.Library()


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands before locked content.

    Args:
        may: the reader's role holds keys at all.
        made: the reader has made a key.
        phrase: the reader's passphrase, in an exercise only.
        onward: the page to come back to.
    """

    may: bool
    made: bool
    phrase: str
    onward: str


@register.simple_tag(takes_context=True)
def key_gate(context: Mapping[str, object], onward: str = "") -> Gate:
    """What the form that opens a key shows. `onward` names the page to come back to; else it is the present one."""
    request = context["request"]
    assert isinstance(request, HttpRequest)  # noqa: S101
    user = request.user
    if not isinstance(user, User) or not has_role(user, *KEYED):
        return Gate(may=False, made=False, phrase="", onward="")
    return Gate(True, person_key_of(user) is not None, _shown_phrase(user), onward or _here(request))


@register.filter
def fingerprint(public: bytes) -> str:
    """The fingerprint of a public key, as two people compare it by voice."""
    return boxes.fingerprint(public)


def _shown_phrase(user: User) -> str:
    rows = shown_sign_ins(city_or_none())
    return next((str(getattr(row, "phrase", "")) for row in rows if row.username == user.username), "")


def _here(request: HttpRequest) -> str:
    """The page in the address bar, also where only a part of it was asked for."""
    shown = request.headers.get("HX-Current-URL", "")
    if not shown:
        return request.get_full_path()
    parts = urlsplit(shown)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
