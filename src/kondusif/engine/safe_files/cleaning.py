"""One file in, its pixels out."""

import io

from PIL import Image

from kondusif.engine.safe_files import layout, letters, packs, paper, pictures, sheets
from kondusif.engine.safe_files.result import Safe, Unsafe

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def clean(data: bytes) -> Safe:
    """Turn a file that somebody handed in into pixels and nothing else.

    Pictures (JPEG, MPO, PNG, WebP, HEIC) are drawn anew; a PDF page by page; an office file (DOCX, XLSX) is read and
    laid out plainly. What the file is called plays no part: the decoding is the check.

    Args:
        data: the file as it came. Meant to run in a process with limits: hostile bytes may end the process.
    Raises:
        Unsafe: with a code; nothing else is raised on purpose.
    Cost: see bench/safe_files.py.
    """
    picture = pictures.kind_of(data)
    if picture:
        return pictures.clean_picture(picture, data)
    if data.startswith(b"%PDF-"):
        return paper.clean_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    raise Unsafe("old_office" if data.startswith(_OLD_OFFICE) else "unreadable")


def warm_up() -> None:
    """Load what the first file would otherwise wait for. Starts no thread, so the process may still fork."""
    sample = Image.new("RGB", (8, 8))
    for kind in ("jpeg", "png"):
        pictures.clean_picture(kind, pictures.written(sample, kind))
    page = Image.open(io.BytesIO(pictures.written(sample, "jpeg")))
    paper.clean_pdf(paper.bound([page]))
    layout.fonts()


def _office(data: bytes) -> Safe:
    parts = packs.opened(data)
    kind = packs.kind_of(parts)
    try:
        blocks = letters.read_letter(parts) if kind == "docx" else sheets.read_workbook(parts)
        parts.clear()
        return layout.drawn(kind, blocks)
    except Unsafe:
        raise
    except MemoryError as error:
        raise Unsafe("swollen") from error
    except Exception as error:  # readers raise whatever they like on damaged parts
        raise Unsafe("unreadable") from error
