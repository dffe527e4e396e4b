"""The papers of a session as files: PDF by Typst, an editable DOCX by docxtpl."""

import io
import re
from pathlib import Path
from typing import Any

import segno
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from kondusif.base import docx_letters, typeset
from kondusif.base import pictures as store
from kondusif.outreach.models import Picture
from kondusif.outreach.papers import Asked, pack_data
from kondusif.outreach.rules import PictureKind
from kondusif.outreach.selectors.sessions import SessionView

LETTERS = Path(__file__).resolve().parent / "letters"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def invitation_pdf(view: SessionView, asked: Asked) -> bytes:
    """The invitation on one sheet; with an address of the session's public page, that page's QR code."""
    data = {**pack_data(view, asked), "title": f"Undangan {view.session.number}"}
    return typeset.pdf("outreach/letters/undangan.typ", data, pictures=_qr(asked.address))


def pack_pdf(view: SessionView, asked: Asked) -> bytes:
    """The six papers in one PDF, then the scanned attendance list where there is one.

    Cost: see bench/spj.py.
    """
    photos = {str(row.pk): typeset.photo_svg(data, row.width, row.height) for row, data in _kept(view)}
    return typeset.pdf(
        "outreach/letters/spj.typ", _there(pack_data(view, asked), photos), pictures={**photos, **_qr(asked.address)}
    )


def pack_docx(view: SessionView, asked: Asked) -> bytes:
    """The same six papers as one file that an office can change."""
    made = docx_letters.opened(LETTERS / "spj.docx")
    kept = {str(row.pk): (row, data) for row, data in _kept(view)}
    data = _there(pack_data(view, asked), kept)
    shown: Any = typeset.printable(data)
    shown["photo_rows"] = _pairs(made, list(data["photos"]["rows"]), kept)
    shown["scan_rows"] = [(_image(made, *kept[name], width=165), words) for name, words in data["scans"]]
    shown["attendance"]["numbers"] = list(range(1, data["attendance"]["rows"] + 1))
    shown["qr"] = _qr_image(made, asked.address)
    return docx_letters.filled(made, shown)


def _kept(view: SessionView) -> list[tuple[Picture, bytes]]:
    """The pictures that can be read; one that is gone from the disk is left out of the papers."""
    found = []
    for row in view.pictures:
        try:
            found.append((row, store.read(row.name)))
        except OSError:
            continue
    return found


def _there(data: dict[str, Any], names: Any) -> dict[str, Any]:
    """The same data without the captions of pictures that could not be read."""
    data["photos"]["rows"] = [row for row in data["photos"]["rows"] if row[0] in names]
    data["scans"] = [row for row in data["scans"] if row[0] in names]
    return data


def _qr(address: str) -> dict[str, str]:
    return {"qr": segno.make(address, error="m").svg_inline(scale=4, border=2)} if address else {}


def _qr_image(made: DocxTemplate, address: str) -> InlineImage | str:
    if not address:
        return ""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=8, border=2)
    out.seek(0)
    return InlineImage(made, out, width=Mm(24))


def _pairs(made: DocxTemplate, rows: list[tuple[str, str]], kept: dict[str, tuple[Picture, bytes]]) -> list[list[Any]]:
    """Photos two in a row, each with its words."""
    cells = [(_image(made, *kept[name], width=80), words) for name, words in rows]
    if len(cells) % 2:
        cells.append(("", ""))
    return [[cells[n], cells[n + 1]] for n in range(0, len(cells), 2)]


def _image(made: DocxTemplate, row: Picture, data: bytes, *, width: int) -> InlineImage:
    """A picture no wider than it may be, and no higher than the width (a photo) or the sheet (a scan)."""
    most = 225 if row.kind == PictureKind.ATTENDANCE_LIST else 70
    if row.height * width > most * row.width:
        return InlineImage(made, io.BytesIO(data), height=Mm(most))
    return InlineImage(made, io.BytesIO(data), width=Mm(width))
