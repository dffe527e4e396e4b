"""What a reporter told, as it is sealed: small papers, padded so that their length tells little."""

import json
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any
from uuid import UUID

from nacl.bindings import sodium_pad, sodium_unpad

from kondusif.vault import boxes

PADDING = 512  # bytes; a sealed account is a multiple of it


@dataclass(frozen=True, slots=True)
class Told:
    """The account itself. Sealed to the units that verify and to the reporter.

    Args:
        area_exact: the place as chosen, down to the RT; in clear only its kelurahan is kept.
        area_given: what was chosen where the list does not know it.
    """

    words: str = ""
    happened_time: str = ""
    place_words: str = ""
    evidence_words: str = ""
    accused_name: str = ""
    accused_post: str = ""
    accused_address: str = ""
    accused_other: str = ""
    area_exact: str = ""
    area_given: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who reported and when exactly. Sealed to the reporter, and to pairs of custodians where a city has them."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    arrived_at: str = ""


@dataclass(frozen=True, slots=True)
class FileNote:
    """What is known of one file, under the content key.

    Args:
        name: what the reporter's device called it.
        secret: opens the safe copy.
        sha256: of the file as it came. safe_sha256: of the safe copy.
    """

    name: str
    secret: str
    sha256: str
    safe_sha256: str


def place(ref: UUID, what: str) -> str:
    """The place of a sealed piece of a report; a piece that is moved to another report does not open."""
    return f"kondusif|intake.report|{ref}|{what}"


def closed(key: bytes, paper: Any, where: str) -> bytes:
    """One of the papers above, sealed."""
    text = json.dumps(asdict(paper), ensure_ascii=False, separators=(",", ":")).encode()
    return boxes.lock(key, sodium_pad(text, PADDING), where)


def opened(key: bytes, blob: boxes.Blob, where: str) -> dict[str, Any]:
    """The fields of a sealed paper.

    Raises:
        Broken: the key is another one, or the piece was moved or damaged.
    """
    fields: dict[str, Any] = json.loads(sodium_unpad(boxes.unlock(key, blob, where), PADDING))
    return fields


def closed_words(key: bytes, words: str, where: str) -> bytes:
    """A few words, sealed; nothing where there are none."""
    return boxes.lock(key, sodium_pad(words.encode(), PADDING), where) if words else b""


def opened_words(key: bytes | None, blob: boxes.Blob | None, where: str) -> str:
    """The words of a sealed piece; empty while it is locked or where there are none."""
    if key is None or not blob:
        return ""
    return sodium_unpad(boxes.unlock(key, blob, where), PADDING).decode()


def time_of(text: str) -> time | None:
    """The hour that a reporter gave, or None."""
    return time.fromisoformat(text) if text else None
