"""Sealed files on the disk: age, one recipient a file; written, synced and dated before anything is acknowledged."""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyrage
from django.conf import settings

from kondusif.base import durable
from kondusif.vault.boxes import Broken

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed file on the disk.

    Args:
        name: its random name.
        secret: what opens it; the caller locks it away and keeps it nowhere else.
        size: bytes of the sealed file.
    """

    name: str
    secret: str
    size: int


def folder() -> Path:
    """Where sealed files lie, under the home of the installation."""
    return Path(settings.HOME) / "berkas"


def path_of(name: str) -> Path:
    """The place of a sealed file.

    Raises:
        ValueError: the name is not one of ours.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of a sealed file")
    return folder() / name[:2] / name


def keep_all(contents: Sequence[bytes], on: date) -> list[Kept]:
    """Seal several contents and bring them to the disk itself, together in one folder; all of them or none.

    Args:
        on: the day that every file shows as its time, so that none tells the hour.
    Raises:
        OSError: the disk is full or read-only; what was begun is removed.
    """
    if not contents:
        return []
    shard = secrets.token_hex(1)
    place, new = folder() / shard, not (folder() / shard).exists()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    done: list[Kept] = []
    try:
        for content in contents:
            identity = pyrage.x25519.Identity.generate()
            sealed = pyrage.encrypt(content, [identity.to_public()])
            name = shard + secrets.token_hex(15)
            durable.write(place / name, sealed, on)
            done.append(Kept(name, str(identity), len(sealed)))
        durable.sync_folder(place)
        if new:
            durable.sync_folder(folder())
    except BaseException:
        drop(one.name for one in done)
        raise
    durable.set_day(place, on)
    return done


def read(name: str, secret: str) -> bytes:
    """The content of a sealed file.

    Raises:
        Broken: the file is gone, damaged, or sealed to another key.
    """
    try:
        return bytes(pyrage.decrypt(path_of(name).read_bytes(), [pyrage.x25519.Identity.from_str(secret)]))
    except (OSError, ValueError, pyrage.DecryptError, pyrage.IdentityError) as error:
        raise Broken from error


def drop(names: Iterable[str]) -> None:
    """Remove sealed files: what was never acknowledged, or what a reporter erased."""
    for name in names:
        path_of(name).unlink(missing_ok=True)
