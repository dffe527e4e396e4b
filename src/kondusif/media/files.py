"""Turns a file or an upload into text, or says in one sentence why it is none."""

from pathlib import Path

from kondusif.kernel.errors import Refused

LARGEST = 1_000_000


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
