"""What is kept of a chat, and how: words of drafts sealed, messages as keyed digests, measures from data.

The key comes from the secret of the installation, which is neither in the database nor in a backup of it. It guards a
stolen database, not a stolen server; that is why drafts hold no names and go after a few days.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.crypto import salted_hmac
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from kondusif.engine.chat import Limits

FILE = Path(__file__).resolve().parent / "data" / "obrolan.yaml"
_SALT = "kondusif.incidents.chat.v1"


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of `obrolan.yaml`."""

    keep_days: int
    remember_days: int
    most_bytes: int
    limits: Limits


@cache
def measures() -> Measures:
    """Read once a process."""
    rows: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    names = ("copy_hours", "matter_minutes", "added_minutes", "most_drafts", "words")
    limits = Limits(**{name: rows[name] for name in names})
    return Measures(rows["keep_days"], rows["remember_days"], rows["most_mb"] * 2**20, limits)


def sealed(words: str) -> str:
    """Words of a draft as they lie in the table."""
    return b64encode(_box().encrypt(words.encode())).decode() if words else ""


def opened(kept: str) -> str:
    """The words of a draft; empty where they are gone, or where the secret of the installation is another one."""
    try:
        return _box().decrypt(b64decode(kept)).decode() if kept else ""
    except (CryptoError, ValueError):
        return ""


def digest_of(text: str) -> str:
    """A keyed digest: tells the same text again and says nothing of it without the key."""
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()


def mark_of(source: str) -> str:
    """A keyed digest of one message, half as long."""
    return digest_of(f"pesan|{source}")[:32]


def _box() -> SecretBox:
    return SecretBox(salted_hmac(f"{_SALT}.words", "box", algorithm="sha256").digest())
