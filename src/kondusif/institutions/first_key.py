"""The key to an empty installation: whoever starts the server gets it, so that nobody else can found the city.

It lies in the data folder, readable by its owner alone, from the start of a server without a city until one stands.
A session that showed it keeps a digest of it, so that a new start closes what an old key had opened.
"""

import os
import secrets
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from kondusif.kernel.errors import Refused

BYTES = 18
OPENED = "awal"
TRIES, SECONDS = 10, 60
COUNTED = "institutions.first_key.wrong"


def path() -> Path:
    """Where the key lies."""
    return Path(settings.HOME) / "awal.secret"


def made() -> str:
    """A new key, in place of any before it."""
    key = secrets.token_urlsafe(BYTES)
    path().unlink(missing_ok=True)
    with os.fdopen(os.open(path(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(key)
    return key


def spent() -> None:
    """The city stands; the key opens nothing any more."""
    path().unlink(missing_ok=True)


def digest() -> str:
    """A digest of the key that opens now; empty where no server was started for a first run."""
    try:
        return sha256(path().read_bytes()).hexdigest()
    except OSError:
        return ""


def is_open(request: HttpRequest) -> bool:
    """Whether this visitor has shown the key."""
    shown, right = request.session.get(OPENED, ""), digest()
    return bool(right) and secrets.compare_digest(str(shown), right)


def try_key(request: HttpRequest, given: str) -> None:
    """Open for whoever shows the key. The right key always opens, however many wrong ones were tried before it.

    Raises:
        Refused: no key was made, a wrong one, or too many wrong ones in a minute.
    """
    right = digest()
    if not right:
        raise Refused("institutions.first_key.none")
    if secrets.compare_digest(sha256(given.strip().encode()).hexdigest(), right):
        request.session[OPENED] = right
        return
    cache.add(COUNTED, 0, SECONDS)
    if cache.incr(COUNTED) > TRIES:
        raise Refused("institutions.first_key.too_many")
    raise Refused("institutions.first_key.wrong")
