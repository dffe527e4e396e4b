"""The text of a chat out of what was chosen: a .txt, or a .zip that holds one. Everything stays in memory."""

import io
import zipfile
import zlib

from kondusif.incidents.chat_words import measures
from kondusif.kernel.errors import Refused

_MB = 2**20
_ZIP = b"PK\x03\x04"


def text_of(data: bytes) -> str:
    """The text of an exported chat.

    Raises:
        Refused: too big, not one text in the pack, a broken or locked pack, or no text at all.
    """
    most = measures().most_bytes
    if len(data) > most:
        raise Refused("incidents.chat.too_big", most=most // _MB)
    return _decoded(_unpacked(data, most) if data.startswith(_ZIP) else data)


def _unpacked(data: bytes, most: int) -> bytes:
    """The one text of a pack; pictures beside it are not touched. What it says of sizes is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            texts = [one for one in pack.infolist() if one.filename.lower().endswith(".txt") and not _is_hidden(one)]
            if len(texts) != 1:
                raise Refused("incidents.chat.zip", found=len(texts))
            with pack.open(texts[0]) as file:
                found = file.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Refused("incidents.chat.zip_broken") from error
    if len(found) > most:
        raise Refused("incidents.chat.too_big", most=most // _MB)
    return found


def _is_hidden(entry: zipfile.ZipInfo) -> bool:
    """What computers add to packs for themselves, and folders."""
    return entry.is_dir() or entry.filename.startswith("__MACOSX/") or entry.filename.rpartition("/")[2].startswith(".")


def _decoded(data: bytes) -> str:
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError as error:
        raise Refused("incidents.chat.not_text") from error
    if "\0" in text:
        raise Refused("incidents.chat.not_text")
    return text
