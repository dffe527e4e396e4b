"""Archives that office programs write: opened part by part, never further than a limit, whatever their list says."""

import io
import re
import zipfile

from kondusif.engine.safe_files.result import Unsafe

MAX_PARTS = 2_000
MAX_PART_BYTES = 24 * 2**20
MAX_ALL_BYTES = 64 * 2**20
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(rb"application/vnd\.[a-z0-9.+-]+\.main\+xml", re.IGNORECASE)
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DTD = re.compile(rb"<!\0?\s*(D\0?O\0?C\0?T|E\0?N\0?T)", re.IGNORECASE)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FLAG_LOCKED = 0x1

Parts = dict[str, bytes]


def opened(data: bytes) -> Parts:
    """The parts of an archive by name, each really inflated and counted while it grows.

    Raises:
        Unsafe: swollen, locked, two_kinds (something stands behind or inside the list), unreadable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            if pack.comment:
                raise Unsafe("two_kinds")
            return _parts(pack)
    except Unsafe:
        raise
    except MemoryError as error:
        raise Unsafe("swollen") from error
    except Exception as error:  # damage shows itself in many ways
        raise Unsafe("unreadable") from error


def kind_of(parts: Parts) -> str:
    """docx or xlsx, after what the archive itself says of its main part.

    Raises:
        Unsafe: macro (programs inside), two_kinds (a letter and a table at once), unreadable (something else).
    """
    said = parts.get(_CONTENT_TYPES, b"").lower()
    if b"macroenabled" in said or any("vbaproject" in name.lower() for name in parts):
        raise Unsafe("macro")
    kinds = {found.lower() for found in _MAIN.findall(said)}
    if _WORD in kinds and _SHEET in kinds:
        raise Unsafe("two_kinds")
    if any(_DTD.search(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))):
        raise Unsafe("unreadable")
    if _WORD in kinds:
        return "docx"
    if _SHEET in kinds:
        return "xlsx"
    raise Unsafe("unreadable")


def repacked(parts: Parts) -> bytes:
    """An honest archive of the same parts, for a reader that trusts its list."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
        for name, part in parts.items():
            pack.writestr(zipfile.ZipInfo(name), part)
    return target.getvalue()


def _parts(pack: zipfile.ZipFile) -> Parts:
    entries = [entry for entry in pack.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_ALL_BYTES:
        raise Unsafe("swollen")
    if any(entry.flag_bits & _FLAG_LOCKED for entry in entries):
        raise Unsafe("locked")
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        raise Unsafe("unreadable")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Unsafe("two_kinds")
    parts: Parts = {}
    room = MAX_ALL_BYTES
    for entry in entries:
        parts[entry.filename] = _inflated(pack, entry, min(MAX_PART_BYTES, room))
        room -= len(parts[entry.filename])
    return parts


def _inflated(pack: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    with pack.open(entry) as stream:
        part = stream.read(limit + 1)
    if len(part) > limit:
        raise Unsafe("swollen")
    return part
