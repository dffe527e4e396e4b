"""Pictures that officers add to a record: drawn anew, made small, on the disk before anything is acknowledged.

What was sent is thrown away; only pixels are kept, so no place, moment or maker of a phone comes along.
"""

import hashlib
import io
import re
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from PIL import Image

from kondusif.base import cleaner, durable
from kondusif.engine.safe_files import Safe, Unsafe
from kondusif.engine.safe_files.paper import drawn_pages
from kondusif.kernel.errors import Refused

LONG_SIDE = 1600
QUALITY = 78
MOST_BYTES = 24 * 1024 * 1024
MOST_PAGES = 8
_NAME = re.compile(r"[0-9a-f]{32}\.jpg")
_one_paper_at_a_time = threading.Lock()  # PDFium serves one caller


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture on the disk.

    Args:
        name: its random name.
        sha256: digest of the kept file, hexadecimal.
        width, height: pixels.
        size: bytes.
    """

    name: str
    sha256: str
    width: int
    height: int
    size: int


def folder() -> Path:
    """Where pictures lie, under the home of the installation."""
    return Path(settings.HOME) / "gambar"


def path_of(name: str) -> Path:
    """The place of a kept picture.

    Raises:
        ValueError: the name is not one of ours.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of a kept picture")
    return folder() / name[:2] / name


def keep(data: bytes, on: date) -> Kept:
    """Draw a picture anew, at most 1600 pixels long, and bring it to the disk.

    Args:
        on: the day that the file shows as its time.
    Raises:
        Refused: base.picture.too_large, base.picture.unreadable, base.cleaner.busy.
        OSError: the disk is full or read-only; nothing is left behind.
    """
    return _written(*small(data), on)


def is_paper(data: bytes) -> bool:
    """Whether what came is a PDF, by its first bytes."""
    return data.startswith(b"%PDF-")


def keep_pages(data: bytes, on: date) -> list[Kept]:
    """Draw each page of a scanned paper (PDF) as a picture of its own, and bring them all to the disk or none.

    Raises:
        Refused: base.picture.too_large, base.picture.unreadable, base.picture.too_many_pages.
        OSError: the disk is full or read-only; nothing is left behind.
    """
    if len(data) > MOST_BYTES:
        raise Refused("base.picture.too_large", limit=MOST_BYTES // 1024 // 1024)
    kept: list[Kept] = []
    try:
        kept += [_written(*_reduced(page), on) for page in _pages(data)]
    except BaseException:
        drop(each.name for each in kept)
        raise
    return kept


def _pages(data: bytes) -> list[Image.Image]:
    safe = _cleaned(data)
    if safe.safe_kind != "pdf":
        raise Refused("base.picture.unreadable")
    if safe.pages > MOST_PAGES:
        raise Refused("base.picture.too_many_pages", limit=MOST_PAGES)
    with _one_paper_at_a_time:
        return drawn_pages(safe.data)  # our own paper by now, which holds nothing but pixels


def _written(drawn: bytes, width: int, height: int, on: date) -> Kept:
    name = f"{secrets.token_hex(16)}.jpg"
    place, new = path_of(name).parent, not path_of(name).parent.exists()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.write(path_of(name), drawn, on)
    durable.sync_folder(place)
    if new:
        durable.sync_folder(folder())
    return Kept(name, hashlib.sha256(drawn).hexdigest(), width, height, len(drawn))


def small(data: bytes) -> tuple[bytes, int, int]:
    """A picture as a small JPEG with its size in pixels; nothing but pixels goes over.

    Raises:
        Refused: base.picture.too_large, base.picture.unreadable.
    """
    if len(data) > MOST_BYTES:
        raise Refused("base.picture.too_large", limit=MOST_BYTES // 1024 // 1024)
    safe = _cleaned(data)
    if safe.safe_kind == "pdf":
        raise Refused("base.picture.unreadable")
    with Image.open(io.BytesIO(safe.data)) as opened:
        return _reduced(opened)


def _cleaned(data: bytes) -> Safe:
    """What a helper process with limits makes of it."""
    try:
        return cleaner.clean(data)
    except Unsafe as error:
        code = "too_many_pages" if error.code == "too_long" else "unreadable"
        raise Refused(f"base.picture.{code}", limit=MOST_PAGES) from error


def _reduced(opened: Image.Image) -> tuple[bytes, int, int]:
    picture = opened.convert("RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue(), picture.width, picture.height


def read(name: str) -> bytes:
    """The bytes of a kept picture.

    Raises:
        OSError: it is gone.
    """
    return path_of(name).read_bytes()


def drop(names: Iterable[str]) -> None:
    """Remove pictures that no record names."""
    for name in names:
        path_of(name).unlink(missing_ok=True)
