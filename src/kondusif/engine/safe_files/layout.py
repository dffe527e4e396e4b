"""Blocks of text, tables and pictures laid out plainly on A4 and drawn as pages."""

import base64
import functools
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from kondusif.engine.safe_files import pictures, words
from kondusif.engine.safe_files.paper import bound, count_pages, drawn_pages
from kondusif.engine.safe_files.result import MAX_PAGES, Safe, Unsafe

FONTS = Path(__file__).resolve().parents[2] / "base" / "fonts"
PICTURE_SIDE = 1200
LINE_LETTERS = 72  # that surely fit between the margins, in the letters of a paragraph
TABLE_LETTERS = 88  # in the small letters of a table
_SHEET = (Path(__file__).resolve().parent / "plain.typ").read_bytes()
_BREAK_HERE = "\u200b"

Block = dict[str, Any]
Run = tuple[str, bool]


def heading(text: str, level: int) -> Block:
    """A line that stands above others, level 1 to 3."""
    return {"kind": "heading", "text": plain(text), "level": level}


def paragraph(runs: Sequence[Run], *, listed: bool = False) -> Block:
    """Text in pieces, each bold or not; `listed` when it is an entry of a list."""
    pieces = [{"text": plain(text), "bold": bold} for text, bold in runs if text]
    return {"kind": "entry" if listed else "text", "runs": pieces}


def table(rows: Sequence[Sequence[tuple[int, list[Block]]]], *, widths: Sequence[int] = ()) -> Block:
    """Rows of cells; a cell is the number of columns that it covers, and its blocks.

    Args:
        widths: of the columns, in proportion; then the first row is a head that is repeated on every page.
    """
    wide = max((sum(span for span, _blocks in row) for row in rows), default=0)
    cells = [
        [{"span": min(span, wide), "blocks": blocks} for span, blocks in row]
        + [{"span": 1, "blocks": []}] * (wide - sum(span for span, _blocks in row))
        for row in rows
    ]
    if not wide:
        return paragraph([])
    return {"kind": "table", "widths": list(widths) or [1] * wide, "rows": cells, "head": bool(widths)}


def picture_block(data: bytes) -> Block:
    """A picture of a document, drawn anew; a sentence in its place where it cannot be."""
    kind = pictures.kind_of(data)
    try:
        if kind is None:
            raise Unsafe("unreadable")
        drawn = pictures.draw(kind, data, PICTURE_SIDE)
    except Unsafe:
        return paragraph([(words.NO_PICTURE, False)])
    inside = base64.b64encode(pictures.written(drawn, "jpeg")).decode()
    width, height = drawn.size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}"'
        f' height="{height}"><image width="{width}" height="{height}" xlink:href="data:image/jpeg;base64,{inside}"/>'
        "</svg>"
    )
    return {"kind": "picture", "svg": svg, "width": width, "height": height}


def drawn(kind: str, blocks: Sequence[Block]) -> Safe:
    """The blocks as pages of pictures, under a line that says that the layout is simplified.

    Args:
        kind: docx or xlsx.
    Raises:
        Unsafe: unreadable (the layout failed).
    Cost: about 0.3 s for a letter of three pages, of which 0.1 s is the reading of fonts.
    """
    said = [words.SIMPLIFIED.format(kind=words.KINDS[kind])]
    made = _laid_out(said, blocks)
    count = count_pages(made)
    if count > MAX_PAGES:
        said.append(words.CUT_PAGES.format(kept=MAX_PAGES, all=count))
        made = _laid_out(said, blocks)
    pages = drawn_pages(made, cut=True)
    return Safe(kind, "pdf", bound(pages), len(pages))


def plain(text: str) -> str:
    """The text with signs that can be drawn only: nothing that hides, turns the line around or stands for nothing."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_sign(letter) for letter in text)


@functools.cache
def fonts() -> typst.Fonts:
    """The fonts of the product, and those inside Typst for signs that they lack; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _laid_out(said: Sequence[str], blocks: Sequence[Block]) -> bytes:
    blocks = [_fitted(block, LINE_LETTERS) for block in blocks]
    handed = json.dumps({"said": list(said), "blocks": blocks}, ensure_ascii=False, allow_nan=False)
    try:
        made = typst.Compiler(root="/", font_paths=fonts()).compile(
            input=_SHEET, format="pdf", sys_inputs={"data": handed}, pdf_tags=False
        )
    except typst.TypstError as error:
        raise Unsafe("unreadable") from error
    if not isinstance(made, bytes):
        raise Unsafe("unreadable")
    return made


@functools.cache
def _sign(letter: str) -> str:
    if letter in "\n\t" or " " <= letter <= "~":
        return letter
    if unicodedata.category(letter) in ("Cc", "Cs", "Cf", "Co") or "\ufe00" <= letter <= "\ufe0f":
        return ""
    if letter >= "\U0001f000":
        return f"[{unicodedata.name(letter, f'U+{ord(letter):X}').lower()}]"
    return letter


def _fitted(block: Block, room: int) -> Block:
    """The same block; a word too long for its line or column may be broken there."""
    if block["kind"] == "heading":
        return block | {"text": _breakable(block["text"], room // 2)}
    if block["kind"] == "table":
        a_share = min(room, TABLE_LETTERS) / sum(block["widths"])
        return block | {"rows": [_fitted_row(row, block["widths"], a_share) for row in block["rows"]]}
    if "runs" in block:
        return block | {"runs": [run | {"text": _breakable(run["text"], room)} for run in block["runs"]]}
    return block


def _fitted_row(row: Sequence[dict[str, Any]], widths: Sequence[int], a_share: float) -> list[dict[str, Any]]:
    fitted, column = [], 0
    for cell in row:
        room = max(2, int(sum(widths[column : column + cell["span"]]) * a_share) - 2)
        fitted.append(cell | {"blocks": [_fitted(block, room) for block in cell["blocks"]]})
        column += cell["span"]
    return fitted


def _breakable(text: str, room: int) -> str:
    if all(len(word) <= room for word in text.split()):
        return text
    pieces = (_BREAK_HERE.join(word[at : at + room] for at in range(0, len(word), room)) for word in text.split(" "))
    return " ".join(pieces)
