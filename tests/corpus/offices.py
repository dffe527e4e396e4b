"""Office files: ordinary ones, ones that carry what must not go on, and ones that mean harm."""

import functools
import io
import struct
import warnings
import zipfile
from collections.abc import Mapping

import docx
from docx.shared import Cm

from corpus.pictures import photo, saved
from corpus.pictures import telling as telling_picture

CONTENT_TYPES = "[Content_Types].xml"
_SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION_SPACE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: Mapping[str, bytes | str], *, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for name, body in parts.items():
            pack.writestr(name, body)
        pack.comment = comment
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def letter(canary: str = "", *, pages: int = 1) -> bytes:
    """A letter with head, headings, paragraphs, lists, a table and a picture; the canary where no reader looks."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "KOP SURAT"
    document.add_heading("Undangan rapat", 1)
    for number in range(pages * 40):
        document.add_paragraph(f"Alinea {number + 1}: mohon hadir pada hari Rabu.")
    document.add_paragraph("Membawa undangan", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"Sel {row + 1}.{column + 1}"
    picture = telling_picture("JPEG", canary) if canary else saved(photo((320, 240)))
    document.add_picture(io.BytesIO(picture), width=Cm(8))
    if canary:
        properties = document.core_properties
        properties.author = properties.title = properties.comments = properties.last_modified_by = canary
        run = document.add_paragraph("terlihat").add_run(canary)
        run.font.hidden = True
        document.add_comment(document.paragraphs[0].runs, text=canary, author=canary)
    target = io.BytesIO()
    document.save(target)
    if not canary:
        return target.getvalue()
    parts = unpacked(target.getvalue())
    parts["customXml/item1.xml"] = f"<a>{canary}</a>".encode()
    parts["docProps/custom.xml"] = f"<a>{canary}</a>".encode()
    parts[f"word/media/{canary}.txt"] = canary.encode()
    return packed(parts)


def workbook(
    rows: list[list[object]], canary: str = "", *, more: Mapping[str, bytes] | None = None, sheets: int = 1
) -> bytes:
    """A workbook whose sheets hold these rows."""
    return packed(workbook_parts(_rows(rows), canary, sheets=sheets) | dict(more or {}))


def workbook_parts(rows: str, canary: str = "", *, sheets: int = 1, main: str = _SHEET_MAIN) -> dict[str, bytes]:
    """The parts of a workbook; `rows` is the XML inside sheetData."""
    numbers = range(1, sheets + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    names = "".join(f'<sheet name="Lembar {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    texts = {
        CONTENT_TYPES: f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{overrides}</Types>',
        "_rels/.rels": f'{_XML}<Relationships {_RELATION_SPACE}><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook {_MAIN_SPACE} xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{_XML}<Relationships {_RELATION_SPACE}>{links}</Relationships>",
    }
    for n in numbers:
        texts[f"xl/worksheets/sheet{n}.xml"] = (
            f"{_XML}<worksheet {_MAIN_SPACE}><sheetData>{rows}</sheetData></worksheet>"
        )
    if canary:
        texts["docProps/core.xml"] = f"{_XML}<a>{canary}</a>"
        texts["customXml/item1.xml"] = f"{_XML}<a>{canary}</a>"
        texts["xl/comments1.xml"] = f"{_XML}<a>{canary}</a>"
    return {name: text.encode() for name, text in texts.items()}


def _rows(rows: list[list[object]]) -> str:
    return "".join(
        f'<row r="{r}">{"".join(_cell(r, c, v) for c, v in enumerate(row))}</row>' for r, row in enumerate(rows, 1)
    )


def _cell(row: int, column: int, value: object) -> str:
    name = (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26) + str(row)
    if isinstance(value, int | float):
        return f'<c r="{name}"><v>{value}</v></c>'
    text = str(value).replace("&", "&amp;").replace("<", "&lt;")
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


def with_macros() -> dict[str, bytes]:
    letter_parts = unpacked(letter())
    types = letter_parts[CONTENT_TYPES].decode()
    said = types.replace("wordprocessingml.document.main", "ms-word.document.macroEnabled.main")
    macro_main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return {
        "docm": packed(letter_parts | {CONTENT_TYPES: said.encode(), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "docx with macros inside": packed(letter_parts | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "xlsm": packed(workbook_parts("", main=macro_main)),
        "xlsx with macros inside": packed(workbook_parts("") | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    }


@functools.cache
def hostile() -> dict[str, tuple[bytes, str]]:
    """Archives that mean harm, and the refusal that each gets."""
    parts = unpacked(letter())
    laughs = '<!DOCTYPE a [<!ENTITY b "ha">' + "".join(
        f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">'.replace("&b0;", "&b;") for n in range(1, 12)
    )
    laughing = f"{_XML}{laughs}]><w:document>&b11;</w:document>".encode()
    outside = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document>&b;</w:document>'
    wide = workbook_parts(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    deep = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>" + b"<w:body>" * 5_000
    return {
        "a letter of 300 MB": (packed(parts | {"word/document.xml": b" " * 300_000_000}), "swollen"),
        "a table of 300 MB": (packed(workbook_parts("") | {"xl/worksheets/sheet1.xml": b" " * 300_000_000}), "swollen"),
        "a list that lies about sizes": (lying(packed(parts | {"word/document.xml": b" " * 90_000_000})), "unreadable"),
        "10,000 parts": (packed(parts | {f"word/{n}.xml": b"" for n in range(10_000)}), "swollen"),
        "laughs": (packed(parts | {"word/document.xml": laughing}), "unreadable"),
        "a file of the server": (packed(parts | {"word/document.xml": outside}), "unreadable"),
        "the same part twice": (twice(parts), "two_kinds"),
        "a letter and a table": (packed(parts | {
            CONTENT_TYPES: parts[CONTENT_TYPES] + b"<!--" + _SHEET_MAIN.encode() + b"-->",
        }), "two_kinds"),
        "a page in the comment": (packed(parts, comment=b"<html><script>alert(1)</script>"), "two_kinds"),
        "a cell in the last corner": (packed(wide), "unreadable"),
        "rooms without end": (packed(parts | {"word/document.xml": deep}), "unreadable"),
        "no letter inside": (packed({"a.txt": b"x"}), "unreadable"),
        "parts with a password": (with_flag(packed(parts)), "locked"),
        "an old letter": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, "old_office"),
        "a list without files": (b"PK\x05\x06" + b"\0" * 18, "unreadable"),
        "an archive cut in half": (packed(parts)[: len(packed(parts)) // 2], "unreadable"),
        "names that climb": (packed({"../../etc/passwd": b"x", CONTENT_TYPES: b"<Types/>"}), "unreadable"),
    }  # fmt: skip


def lying(data: bytes) -> bytes:
    """The same archive; its lists say that no part is larger than ten bytes."""
    whole = bytearray(data)
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = whole.find(mark)
        while place != -1:
            if struct.unpack_from("<I", whole, place + at)[0] > 10_000_000:
                struct.pack_into("<I", whole, place + at, 10)
            place = whole.find(mark, place + 4)
    return bytes(whole)


def with_flag(data: bytes) -> bytes:
    """The same archive; its lists say that the parts are encrypted."""
    whole = bytearray(data)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = whole.find(mark)
        while place != -1:
            whole[place + at] |= 1
            place = whole.find(mark, place + 4)
    return bytes(whole)


def twice(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        warnings.simplefilter("ignore")
        for name, body in [*parts.items(), ("word/document.xml", b"<other/>")]:
            pack.writestr(name, body)
    return target.getvalue()


def seeds() -> dict[str, bytes]:
    """Small sound office files that are then damaged, as archives and part by part."""
    return {"docx": letter(), "xlsx": workbook([["nama", "jumlah"], ["Beras", 12.5]])}


def damaged_part(data: bytes, name: str, body: bytes) -> bytes:
    return packed(unpacked(data) | {name: body})
