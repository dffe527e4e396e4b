"""Bytes that are on the disk itself when the call returns, so that what is acknowledged after them survives."""

import os
from datetime import UTC, date, datetime
from pathlib import Path


def write(path: Path, data: bytes, on: date) -> None:
    """Write a new file and bring it to the disk; its folder is synced apart, by `sync_folder`.

    Args:
        on: the day that the file shows as its time, so that none tells the hour.
    Raises:
        OSError: the disk is full or read-only, or the file stands already; what was begun is removed.
    """
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            set_day(path, on)
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def set_day(path: Path, on: date) -> None:
    """Let a file or folder show a day as its time, and no hour."""
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))


def sync_folder(place: Path) -> None:
    """Bring the names in a folder to the disk."""
    try:
        handle = os.open(place, os.O_RDONLY)
    except OSError:  # some systems cannot open a folder
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
