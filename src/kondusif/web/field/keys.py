"""The key that phones seal to. Its private half lies in one file of the home folder, never in the database."""

import base64
import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from kondusif.base import durable
from kondusif.vault import boxes

FILE = "kondusif_field_key.secret"
_LENGTH = 64  # signs of the kept text; also the most that the derivation takes


def pair() -> boxes.Pair:
    """The pair of this installation, made at the first asking."""
    return _pair(Path(settings.HOME))


def public_key() -> str:
    """The public half as phones read it: base64."""
    return base64.b64encode(pair().public).decode()


def opened(sealed: boxes.Blob) -> bytes:
    """What a phone sealed.

    Raises:
        Broken: it was sealed to another key, or it is damaged.
    """
    return boxes.open_sealed(pair().private, sealed)


@cache
def _pair(home: Path) -> boxes.Pair:
    return boxes.pair_of(boxes.spread(_secret(home / FILE).encode(), "kondusif-lapang"))


def _secret(path: Path) -> str:
    """The kept text. It appears under its name only when it is whole and on the disk."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(_LENGTH)[:_LENGTH])
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was first; its key is the key
        finally:
            fresh.unlink()
        durable.sync_folder(path.parent)
    kept = path.read_text().strip()
    if len(kept) != _LENGTH:
        raise ValueError(f"{path.name} is damaged; put it back from a backup")
    return kept
