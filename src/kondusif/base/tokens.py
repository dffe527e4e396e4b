"""Signed, expiring slips of paper: they carry a few facts through a reader's hands without a cookie or a row.

A token is signed, not sealed: whoever holds it can read it. Nothing that a reporter wrote belongs in it. A secret goes
into a sealed one (`hide`), which only this installation opens again.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from kondusif.kernel.errors import Refused

_LONGEST = 20_000  # characters, as many as the marks of a mailbox take; a longer one cannot come from here


def issue(payload: Mapping[str, object], purpose: str) -> str:
    """Sign facts for one purpose. The same facts for another purpose give another token that does not pass here.

    Args:
        payload: values that JSON can hold.
        purpose: where the token is valid, for example `intake.form`.
    """
    return signing.dumps(dict(payload), salt=_salt(purpose), compress=True)


def read(token: object, purpose: str, max_age: int | timedelta) -> dict[str, object]:
    """The facts of a token that was issued for this purpose, at most `max_age` (seconds) ago.

    Raises:
        Refused: `base.token.expired` when it is too old, `base.token.bad` for anything else that is wrong with it.
    """
    if not isinstance(token, str) or not token or len(token) > _LONGEST:
        raise Refused("base.token.bad")
    try:
        facts = signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except signing.SignatureExpired as error:
        raise Refused("base.token.expired") from error
    except (signing.BadSignature, ValueError, UnicodeError) as error:
        raise Refused("base.token.bad") from error
    if not isinstance(facts, dict):
        raise Refused("base.token.bad")
    return facts


def hide(payload: Mapping[str, object], purpose: str) -> str:
    """Sign and seal facts for one purpose; whoever holds the slip cannot read it."""
    sealed = Aead(_key(purpose)).encrypt(issue(payload, purpose).encode(), _salt(purpose).encode())
    return urlsafe_b64encode(bytes(sealed)).decode()


def reveal(token: object, purpose: str, max_age: int | timedelta) -> dict[str, object]:
    """The facts of a sealed slip, at most `max_age` (seconds) old.

    Raises:
        Refused: `base.token.expired` when it is too old, `base.token.bad` for anything else that is wrong with it.
    """
    if not isinstance(token, str) or not token or len(token) > 2 * _LONGEST:
        raise Refused("base.token.bad")
    try:
        plain = Aead(_key(purpose)).decrypt(urlsafe_b64decode(token.encode()), _salt(purpose).encode())
    except (CryptoError, ValueError, UnicodeError) as error:
        raise Refused("base.token.bad") from error
    return read(plain.decode(), purpose, max_age)


def _key(purpose: str) -> bytes:
    return salted_hmac(_salt(purpose), "sealed", algorithm="sha256").digest()


def _salt(purpose: str) -> str:
    return f"kondusif.token.{purpose}"
