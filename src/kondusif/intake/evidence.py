"""Files that somebody hands in: what is taken, how it is checked, how it is kept, how a picture is made safe.

What a name or a type says is a hint; the decoding is the check. Nothing here touches the database.
"""

import hashlib
import io
import os
import re
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

from kondusif.kernel.errors import Refused

MAX_FILES = 5
MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_TOTAL_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000
PICTURES = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp"}  # MPO: a phone's JPEG with a second view
DECODERS = ["JPEG", "PNG", "WEBP"]
MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf"}
SUFFIXES = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "pdf": ".pdf"}
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA|Encrypt)\b")
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?php|iframe)|<\?php", re.IGNORECASE)
_ZIP_END, _ZIP_END_BYTES = b"PK\x05\x06", 22
_EDGE = 4096
_one_at_a_time = threading.Lock()  # a picture of 40 megapixels takes 120 MB while it is decoded


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that passed the check.

    Args:
        kind: jpeg, png, webp or pdf, as decoded.
        name: what the reporter's device called it; read at the desk only.
    """

    kind: str
    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def examine(name: str, data: bytes) -> Evidence:
    """Take a file for evidence, or refuse it in one sentence.

    Raises:
        Refused: empty, too big, no known kind, cannot be decoded, a bomb, or two kinds in one.
    """
    shown = shown_name(name)
    if not data:
        raise Refused("intake.file.empty", name=shown)
    if len(data) > MAX_FILE_BYTES:
        raise Refused("intake.file.too_big", name=shown, limit=MAX_FILE_BYTES // 2**20)
    kind = _pdf(shown, data) if data.startswith(b"%PDF-") else _picture(shown, data)
    if _second_nature(kind, data):
        raise Refused("intake.file.two_kinds", name=shown)
    return Evidence(kind, shown, data)


def examine_all(files: list[tuple[str, bytes]]) -> list[Evidence]:
    """Take several files, each checked; the same file twice counts once.

    Raises:
        Refused: too many, too much together, or one that is refused by itself.
    """
    if len(files) > MAX_FILES:
        raise Refused("intake.file.too_many", limit=MAX_FILES)
    if sum(len(data) for _name, data in files) > MAX_TOTAL_BYTES:
        raise Refused("intake.file.too_much", limit=MAX_TOTAL_BYTES // 2**20)
    found = {one.sha256: one for name, data in files if (one := examine(name, data))}
    return list(found.values())


def shown_name(name: str) -> str:
    """The last part of a file's name without anything that hides, at most 80 letters."""
    plain = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    return plain[-80:].strip() or "berkas"


def _picture(name: str, data: bytes) -> str:
    try:
        with _one_at_a_time, Image.open(io.BytesIO(data), formats=DECODERS) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                raise Refused("intake.file.bomb", name=name)
            if getattr(picture, "n_frames", 1) > 1 and picture.format not in ("JPEG", "MPO"):
                raise Refused("intake.file.moving", name=name)
            picture.load()
            return PICTURES[str(picture.format)]
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise Refused("intake.file.bomb", name=name) from error
    except Exception as error:  # decoders raise whatever they like on damaged bytes
        raise Refused("intake.file.unreadable", name=name) from error


def _pdf(name: str, data: bytes) -> str:
    tail = data[-2048:]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise Refused("intake.file.unreadable", name=name)
    if _ACTIVE_PDF.search(data):
        raise Refused("intake.file.active", name=name)
    return "pdf"


def _second_nature(kind: str, data: bytes) -> bool:
    """Whether the bytes would also open as something else: an archive, a page of the web, a document."""
    end = data.rfind(_ZIP_END)
    if end != -1 and end + _ZIP_END_BYTES <= len(data):
        comment = int.from_bytes(data[end + 20 : end + 22], "little")
        if end + _ZIP_END_BYTES + comment == len(data):
            return True
    if kind == "pdf":
        return bool(_MARKUP.search(data[:64]))
    edges = data[:_EDGE] + b"\n" + data[-_EDGE:]
    return b"%PDF-" in data[:1024] or bool(_MARKUP.search(edges))


# Keeping ----------------------------------------------------------------------


def folder() -> Path:
    """Where evidence lies, under the home of the installation."""
    return Path(settings.HOME) / "berkas"


def path_of(key: str) -> Path:
    """The place of a stored file.

    Raises:
        ValueError: the key is not one of ours.
    """
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        raise ValueError("not a key of a stored file")
    return folder() / key[:2] / key


def keep(data: bytes) -> str:
    """Write bytes under a random name, on the disk itself before this returns, and say the name."""
    key = secrets.token_hex(16)
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    for place in (path.parent, folder()):
        _sync_folder(place)
    return key


def drop(keys: list[str]) -> None:
    """Remove files whose rows were never written. What is left over is swept later."""
    for key in keys:
        path_of(key).unlink(missing_ok=True)


def _sync_folder(place: Path) -> None:
    try:
        handle = os.open(place, os.O_RDONLY)
    except OSError:  # some systems cannot open a folder
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def cleaned(kind: str, data: bytes) -> bytes:
    """The picture drawn anew: the same pixels the right way up, and nothing else that the file carried.

    Raises:
        Exception: whatever a decoder raises; the caller marks the file as broken.
    """
    with Image.open(io.BytesIO(data), formats=[kind.upper()]) as opened:
        upright = ImageOps.exif_transpose(opened)
        see_through = kind != "jpeg" and (upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info)
        canvas = Image.new("RGBA" if see_through else "RGB", upright.size)
        canvas.paste(upright.convert(canvas.mode))
    target = io.BytesIO()
    if kind == "png":
        canvas.save(target, "PNG", optimize=False)
    elif kind == "webp":
        canvas.save(target, "WEBP", quality=90, method=2)
    else:
        canvas.save(target, "JPEG", quality=90)
    return target.getvalue()
