"""Files that somebody hands in: what is taken, and the safe copy of each, made before anything is kept.

What a name or a type says is a hint; the decoding is the check, and it happens in a helper process with limits
(kondusif.base.cleaner). Nothing here touches the database.
"""

import hashlib
import re
from dataclasses import dataclass, replace

from kondusif.base import cleaner, disk
from kondusif.engine.safe_files import Unsafe
from kondusif.kernel.errors import Refused

MAX_FILES = 5
MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_TOTAL_BYTES = 20 * 1024 * 1024
MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}  # of safe copies
SUFFIXES = {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf"}
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?php|iframe)|<\?php", re.IGNORECASE)
_ZIP_END, _ZIP_END_BYTES = b"PK\x05\x06", 22
_ARCHIVES = ("docx", "xlsx")
_EDGE = 4096


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that was taken, as it came and as it may be shown.

    Args:
        kind: jpeg, png, webp, heic, pdf, docx or xlsx, as decoded.
        name: what the reporter's device called it.
        data: the original; it may say who the reporter is.
        safe: the same as pixels only; empty where even the pixels say who reports (`only_original`).
        safe_kind: jpeg, png or pdf; empty without a safe copy.
        pages: sheets of the safe copy, 1 for a picture.
    """

    kind: str
    name: str
    data: bytes
    safe: bytes
    safe_kind: str
    pages: int

    @property
    def sha256(self) -> str:
        """Of the original."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def safe_sha256(self) -> str:
        return hashlib.sha256(self.safe).hexdigest() if self.safe_kind else ""


def examine(name: str, data: bytes) -> Evidence:
    """Take a file for evidence together with its safe copy, or refuse it in one sentence.

    Raises:
        Refused: empty, too big, no known kind, cannot be decoded, a bomb, locked, two kinds in one; or no helper was
            free in time (base.cleaner.busy).
    """
    shown = shown_name(name)
    if not data:
        raise Refused("intake.file.empty", name=shown)
    if len(data) > MAX_FILE_BYTES:
        raise Refused("intake.file.too_big", name=shown, limit=MAX_FILE_BYTES // 2**20)
    try:
        safe = cleaner.clean(data)
    except Unsafe as unsafe:
        raise Refused(f"intake.file.{unsafe.code}", name=shown) from unsafe
    if _second_nature(safe.kind, data):
        raise Refused("intake.file.two_kinds", name=shown)
    return Evidence(safe.kind, shown, data, safe.data, safe.safe_kind, safe.pages)


def must_have_room() -> None:
    """Files wait while the disk is nearly full, so that words still find room.

    Raises:
        Refused: `intake.file.no_room`.
    """
    if not disk.has_room():
        raise Refused("intake.file.no_room")


def examine_all(files: list[tuple[str, bytes]]) -> list[Evidence]:
    """Take several files, each checked; the same file twice counts once.

    Raises:
        Refused: the disk is nearly full (`intake.file.no_room`; words are still taken), too many, too much together,
            or one that is refused by itself.
    """
    if files:
        must_have_room()
    if len(files) > MAX_FILES:
        raise Refused("intake.file.too_many", limit=MAX_FILES)
    if sum(len(data) for _name, data in files) > MAX_TOTAL_BYTES:
        raise Refused("intake.file.too_much", limit=MAX_TOTAL_BYTES // 2**20)
    different = {hashlib.sha256(data).digest(): (name, data) for name, data in files}
    return [examine(name, data) for name, data in different.values()]


def only_original(one: Evidence) -> Evidence:
    """The same file without a safe copy: its pixels say who reports, so it is kept with the identity alone."""
    return replace(one, safe=b"", safe_kind="")


def shown_name(name: str) -> str:
    """The last part of a file's name without anything that hides, at most 80 letters."""
    plain = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    return plain[-80:].strip() or "berkas"


def _second_nature(kind: str, data: bytes) -> bool:
    """Whether the bytes would also open as something else: an archive, a page of the web, a document."""
    if kind in _ARCHIVES:
        return b"%PDF-" in data[:1024] or bool(_MARKUP.search(data[:64]))
    end = data.rfind(_ZIP_END)
    if end != -1 and end + _ZIP_END_BYTES <= len(data):
        comment = int.from_bytes(data[end + 20 : end + 22], "little")
        if end + _ZIP_END_BYTES + comment == len(data):
            return True
    if kind == "pdf":
        return bool(_MARKUP.search(data[:64]))
    edges = data[:_EDGE] + b"\n" + data[-_EDGE:]
    return b"%PDF-" in data[:1024] or bool(_MARKUP.search(edges))
