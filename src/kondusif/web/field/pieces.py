"""Sealed pictures on their way: one file each under the home folder, growing piece by piece."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from kondusif.base import durable

_NAME = re.compile(r"[0-9a-f]{32}")


def new_name() -> str:
    """A random name for a picture to come."""
    return secrets.token_hex(16)


def folder() -> Path:
    """Where sealed pictures lie."""
    return Path(settings.HOME) / "lapangan"


def path_of(name: str) -> Path:
    """The place of a sealed picture.

    Raises:
        ValueError: the name is not one of ours.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of a sealed picture")
    return folder() / name[:2] / name


def add(name: str, at: int, piece: bytes) -> None:
    """Write a piece at its place and bring it to the disk. The same piece may come twice.

    Only the first piece cuts off what an earlier try left behind; a later one that comes late never does.

    Raises:
        OSError: the disk is full or read-only.
    """
    path = path_of(name)
    new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        with os.fdopen(handle, "r+b") as file:
            file.seek(at)
            file.write(piece)
            if at == 0:
                file.truncate()
            file.flush()
            os.fsync(file.fileno())
    finally:
        if new:
            durable.sync_folder(path.parent)
            durable.sync_folder(folder())


def read(name: str) -> bytes:
    """A sealed picture as far as it came; nothing where none of it did."""
    try:
        return path_of(name).read_bytes()
    except FileNotFoundError:
        return b""


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def drop(names: Iterable[str]) -> None:
    """Remove sealed pictures that nobody needs any more."""
    for name in names:
        path_of(name).unlink(missing_ok=True)
