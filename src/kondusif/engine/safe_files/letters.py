"""A letter of an office program, read as what stands on its pages: headings, paragraphs, tables and pictures."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from kondusif.engine.safe_files import words
from kondusif.engine.safe_files.layout import Block, heading, paragraph, picture_block, plain, table
from kondusif.engine.safe_files.packs import Parts, repacked
from kondusif.engine.safe_files.result import Unsafe

MAX_LETTERS = 400_000
MAX_BLOCKS = 12_000
MAX_PICTURES = 60
MAX_DEPTH = 6
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_PICTURES = {qn("a:blip"): qn("r:embed"), "{urn:schemas-microsoft-com:vml}imagedata": qn("r:id")}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "    ", qn("w:noBreakHyphen"): "-"}
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Letter:
    """What was read so far, counted so that nobody's file takes all the memory."""

    part: Any
    styles: dict[str, str]
    letters: int = 0
    blocks: int = 0
    pictures: list[str] = field(default_factory=list)

    def count(self, text: str) -> None:
        self.letters += len(text)
        if self.letters > MAX_LETTERS:
            raise Unsafe("too_long")

    def add(self, block: Block) -> Block:
        self.blocks += 1
        if self.blocks > MAX_BLOCKS:
            raise Unsafe("too_long")
        return block


def read_letter(parts: Parts) -> list[Block]:
    """The blocks of a DOCX in their order: page head, body, footnotes.

    What a reader does not see on paper stays behind: properties, comments, deletions, hidden text.

    Args:
        parts: the archive, after `packs.opened`.
    Raises:
        Unsafe: too_long.
        Exception: whatever the readers of damaged documents raise.
    """
    document = docx.Document(io.BytesIO(repacked(parts)))
    body = _Letter(document.part, _styles(document.styles.element))
    blocks = []
    for section in document.sections[:1]:
        head = section.header
        if not head.is_linked_to_previous:
            body.part = head.part
            blocks += list(_blocks(head._element, body, 0))
    body.part = document.part
    blocks += list(_blocks(document.element.body, body, 0))
    return blocks + list(_footnotes(document.part, body))


def _footnotes(part: Any, letter: _Letter) -> Iterator[Block]:
    found = [rel.target_part for rel in part.rels.values() if rel.reltype in _NOTES and not rel.is_external]
    notes = [
        block
        for target in found
        for note in parse_xml(target.blob)
        if note.get(qn("w:type"), "normal") == "normal"
        for block in _blocks(note, letter, 0)
    ]
    if notes:
        yield heading(words.FOOTNOTES, 3)
        yield from notes


_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)


def _blocks(element: Any, letter: _Letter, depth: int) -> Iterator[Block]:
    if depth > MAX_DEPTH:
        return
    for child in element:
        if child.tag == qn("w:p"):
            yield from _paragraph(child, letter)
        elif child.tag == qn("w:tbl"):
            yield letter.add(_table(child, letter, depth))
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child, letter, depth + 1)


def _paragraph(element: Any, letter: _Letter) -> Iterator[Block]:
    pieces: list[tuple[str, bool]] = []
    pictures: list[str] = []
    _walk(element, pieces, pictures, bold=False)
    text = plain("".join(piece for piece, _bold in pieces))
    letter.count(text)
    if text.strip():
        style = _style(element, letter.styles)
        level = _level(style)
        runs = [(plain(piece), bold) for piece, bold in pieces]
        yield letter.add(heading(text, level) if level else paragraph(runs, listed=_listed(element, style)))
    for key in pictures:
        yield letter.add(_picture(key, letter))


def _walk(element: Any, pieces: list[tuple[str, bool]], pictures: list[str], *, bold: bool) -> None:
    """Collect the visible text and the pictures below an element, in their order, also from boxes and links."""
    for child in element.iterchildren(tag="*"):
        if child.tag in _SKIPPED or (child.tag == qn("w:r") and _switched(child, "w:vanish")):
            continue
        if child.tag == qn("w:t"):
            pieces.append((child.text or "", bold))
        elif child.tag in _BREAKS:
            pieces.append((_BREAKS[child.tag], bold))
        elif child.tag in _PICTURES:
            pictures.append(child.get(_PICTURES[child.tag], ""))
        else:
            if child.tag == qn("w:p"):  # a paragraph inside a text box
                pieces.append(("\n", bold))
            _walk(child, pieces, pictures, bold=_switched(child, "w:b") if child.tag == qn("w:r") else bold)


def _switched(run: Any, name: str) -> bool:
    properties = run.find(qn("w:rPr"))
    mark = properties.find(qn(name)) if properties is not None else None
    return mark is not None and mark.get(qn("w:val"), "1") not in _OFF


def _styles(element: Any) -> dict[str, str]:
    """The names of styles by their keys: "heading 1", "list bullet"."""
    named = (
        (style.get(qn("w:styleId"), ""), style.find(qn("w:name"))) for style in element.iterchildren(qn("w:style"))
    )
    return {key: (name.get(qn("w:val"), "") if name is not None else "").lower() for key, name in named}


def _style(element: Any, styles: dict[str, str]) -> str:
    found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return styles.get(found.get(qn("w:val"), ""), "") if found is not None else ""


def _level(name: str) -> int:
    if name == "title":
        return 1
    digits = name.removeprefix("heading").strip()
    return min(int(digits), 3) if name.startswith("heading") and digits.isdigit() else 0


def _listed(element: Any, style: str) -> bool:
    properties = element.find(qn("w:pPr"))
    return style.startswith("list") or (properties is not None and properties.find(qn("w:numPr")) is not None)


def _table(element: Any, letter: _Letter, depth: int) -> Block:
    rows: list[list[tuple[int, list[Block]]]] = []
    for row in element.iter(qn("w:tr")):
        if row.getparent() is not element and row.getparent().getparent() is not element:
            continue  # a row of a table inside
        cells = []
        for cell in row.iterchildren(qn("w:tc")):
            letter.add(paragraph([]))
            cells.append((_span(cell), list(_blocks(cell, letter, depth + 1))))
        rows.append(cells)
    return table(rows)


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    said = found.get(qn("w:val"), "1") if found is not None else "1"
    return max(1, min(int(said), 63)) if said.isdigit() else 1


def _picture(key: str, letter: _Letter) -> Block:
    relation = letter.part.rels.get(key)
    letter.pictures.append(key)
    if len(letter.pictures) > MAX_PICTURES:
        raise Unsafe("too_long")
    if relation is None or relation.is_external:
        return paragraph([(words.NO_PICTURE, False)])
    return picture_block(relation.target_part.blob)
