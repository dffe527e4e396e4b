"""A piece on paper and as a picture: words in our own drawing. There is no door for a picture of anybody."""

import io
import json
from collections.abc import Mapping
from functools import lru_cache

import segno

from kondusif.base import typeset
from kondusif.institutions.models import City
from kondusif.outreach.rules import Language, PieceKind
from kondusif.outreach.selectors.kit import PieceView

DOTS_AN_INCH = 254  # a square of 108 mm is then 1080 dots wide, as chat programs show it
FORMS = {
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
}
# Which sheets a kind of piece has.
SHEETS: Mapping[PieceKind, tuple[str, ...]] = {
    PieceKind.POSTER: ("pdf", "svg"),
    PieceKind.CHAT_CARD: ("png", "svg"),
    PieceKind.SPOKEN: (),
}
TEMPLATES = {
    PieceKind.POSTER: "outreach/letters/materi-poster.typ",
    PieceKind.CHAT_CARD: "outreach/letters/materi-kartu.typ",
}
SCAN = {Language.INDONESIAN: "Pindai kode ini", Language.JAVANESE: "Kode punika kapindai"}


def sheet(place: City, view: PieceView, form: str) -> bytes:
    """A poster (`pdf`, and `svg` to be looked at) or a square card (`png`, `svg`).

    Raises:
        KeyError: this kind of piece has no such sheet.
    """
    if form not in SHEETS[PieceKind(view.piece.kind)]:
        raise KeyError(form)
    words = json.dumps(_words(place, view), ensure_ascii=False, sort_keys=True)
    return _drawn(TEMPLATES[PieceKind(view.piece.kind)], words, form)


@lru_cache(maxsize=96)  # the same sheet is asked for by many; a change of its words is another key
def _drawn(template: str, words: str, form: str) -> bytes:
    data = json.loads(words)
    if form == "pdf":
        return typeset.pdf(template, data)
    return typeset.drawing(template, data, form="svg" if form == "svg" else "png", dots_an_inch=DOTS_AN_INCH)


def _words(place: City, view: PieceView) -> dict[str, object]:
    language = Language(view.piece.language)
    head = typeset.letterhead(place) | {"language": language.value}
    return {
        "letterhead": head,
        "title": view.title,
        "paragraphs": view.body.split("\n\n"),
        "sources": view.sources_said,
        "number": view.piece.number,
        "scan": SCAN[language],
        "address": view.address.removeprefix("https://").removeprefix("http://"),
        "qr": _code(view.address) if view.address else "",
    }


def _code(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, border=0, xmldecl=False, dark="#1b2527")
    return out.getvalue().decode()
