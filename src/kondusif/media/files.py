"""Turns a file or an upload into text, or says in one sentence why it is none."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kondusif.engine.safe_files.packs import opened
from kondusif.engine.safe_files.result import Unsafe
from kondusif.kernel.errors import Refused
from kondusif.media.plain import plain_text

LARGEST = 1_000_000
LARGEST_PAPER = 8_000_000
MOST_IN_A_PACK = 200
SECONDS = 12
_HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_HTML_HEAD = re.compile(r"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)", re.IGNORECASE)
_PACKAGES = str(Path(__file__).resolve().parents[2])
_ENVIRONMENT = {"PYTHONPATH": _PACKAGES, "MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8", "PATH": os.defpath}
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_OTHER_CODES = {"locked": "locked", "too_long": "too_many_pages"}


def text_of_file(path: Path) -> str:
    """The text of a file.

    Raises:
        Refused: the file is missing, cannot be opened, too large, empty, or no text.
    """
    shown = path.name[:80] or str(path)[:80]
    try:
        if not path.exists():
            raise Refused("media.file.missing", name=shown)
        if not path.is_file():
            raise Refused("media.file.not_a_file", name=shown)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Refused("media.file.unreadable", name=shown) from error
    return text_of(data, shown)


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in a ZIP, or the file itself where it is none. A DOCX is no pack.

    Raises:
        Refused: a pack that swells, is locked, is broken or holds too many files.
    """
    if not data.startswith(_ZIP) or not name.lower().endswith(".zip"):
        yield name, data
        return
    try:
        parts = opened(data)
    except Unsafe as error:
        raise Refused("media.file.bad_pack", name=name) from error
    shown = {inside: part for inside, part in parts.items() if not _is_hidden(inside)}
    if len(shown) > MOST_IN_A_PACK:
        raise Refused("media.file.pack_too_full", name=name, limit=MOST_IN_A_PACK)
    yield from ((inside.rsplit("/", 1)[-1], part) for inside, part in shown.items())


def _is_hidden(inside: str) -> bool:
    """What systems add to packs for themselves."""
    return inside.startswith("__MACOSX/") or inside.rsplit("/", 1)[-1].startswith(".")


def article_text(data: bytes, name: str) -> str:
    """The words of one handed-in file: plain text, HTML, DOCX, or a PDF that holds text.

    Raises:
        Refused: too large, empty, damaged, locked, or nothing that holds words.
    """
    if data.startswith((_PDF, _ZIP)):
        text = _paper_text(data, name)
    else:
        text = text_of(data, name)
        if _HTML_NAME.search(name) or _HTML_HEAD.match(text):
            text = plain_text(text)
    if not any(character.isalnum() for character in text):
        raise Refused("media.file.no_words" if data.startswith(_PDF) else "media.file.empty", name=name)
    return text


def _paper_text(data: bytes, name: str) -> str:
    """What the helper process finds; it has no network and little time, and its death is an answer too."""
    if len(data) > LARGEST_PAPER:
        raise Refused("media.file.too_large", name=name, limit="8 MB")
    command = [sys.executable, "-P", "-s", "-B", "-m", "kondusif.media.files_child"]
    try:
        done = subprocess.run(  # noqa: S603  (our own module, no words of anybody in it)
            command, input=data, capture_output=True, timeout=SECONDS, env=_ENVIRONMENT, cwd="/", check=True
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise Refused("media.file.damaged", name=name) from error
    if not isinstance(answer, dict) or not isinstance(text := answer.get("text"), str):
        code = str(answer.get("code")) if isinstance(answer, dict) else ""
        raise Refused(f"media.file.{_OTHER_CODES.get(code, 'damaged')}", name=name)
    return "".join(letter for letter in text.replace("\r\n", "\n") if letter >= " " or letter in "\n\t")


def text_of(data: bytes, name: str) -> str:
    """The text in some bytes: UTF-8 with or without its mark, UTF-16 with its mark, else the Windows code page.

    Raises:
        Refused: too large, empty, or no text.
    """
    if len(data) > LARGEST:
        raise Refused("media.file.too_large", name=name, limit="1 MB")
    text = _decoded(data, name)
    if not any(character.isalnum() for character in text):
        raise Refused("media.file.empty", name=name)
    return text


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    else:
        if b"\x00" in data:
            raise Refused("media.file.not_text", name=name)
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_like_text(text):
            return text
        break
    raise Refused("media.file.not_text", name=name)


def _looks_like_text(text: str) -> bool:
    """Whether control characters are rare enough for something that people write."""
    sample = text[:20_000]
    odd = sum(
        1
        for character in sample
        if (character < " " and character not in "\n\r\t\f\v") or "\x7f" <= character <= "\x9f"
    )
    return odd <= len(sample) // 50
