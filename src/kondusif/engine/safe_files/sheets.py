"""A workbook, read as tables of what its cells show."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from kondusif.engine.safe_files import words
from kondusif.engine.safe_files.layout import Block, heading, paragraph, picture_block, table
from kondusif.engine.safe_files.packs import Parts, repacked

MAX_SHEETS = 12
MAX_ROWS = 800  # of all sheets together
MAX_COLUMNS = 40
TABLE_LETTERS = 96  # side by side on a sheet of A4, in the small letters of a table
NARROWEST, WIDEST = 5, 30
MAX_CELL = 2_000
MAX_PICTURES = 20
_PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".heic")


def read_workbook(parts: Parts) -> list[Block]:
    """The visible sheets of an XLSX, each as a heading and tables with the names of rows and columns.

    What is left out is said where it is left out: sheets that were hidden, and what goes beyond the limits.

    Args:
        parts: the archive, after `packs.opened`.
    Raises:
        Exception: whatever the reader of damaged workbooks raises.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(repacked(parts)))
    seen = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    blocks, room = [], MAX_ROWS
    for name in seen[:MAX_SHEETS]:
        blocks.append(heading(name, 2))
        drawn, used = _sheet(book.get_sheet_by_name(name), room)
        blocks += drawn
        room -= used
    if len(seen) > MAX_SHEETS:
        blocks.append(_said(words.CUT_SHEETS, MAX_SHEETS, len(seen)))
    if len(seen) < len(book.sheet_names):
        blocks.append(_said(words.HIDDEN_SHEETS, 0, len(book.sheet_names) - len(seen)))
    pictures = [part for name, part in parts.items() if _is_picture(name)][:MAX_PICTURES]
    return blocks + ([heading(words.PICTURES, 2)] if pictures else []) + [picture_block(one) for one in pictures]


def _is_picture(name: str) -> bool:
    return name.lower().startswith("xl/media/") and name.lower().endswith(_PICTURE_NAMES)


def _sheet(sheet: CalamineSheet, room: int) -> tuple[list[Block], int]:
    """The tables of a sheet from its first cell with content on, and how many rows they take."""
    kept, wide = min(sheet.height, room), min(sheet.width, MAX_COLUMNS)
    blocks = []
    if not sheet.height or not sheet.width or sheet.start is None:
        return [paragraph([(words.EMPTY_SHEET, False)])], 0
    if kept < sheet.height:
        blocks.append(_said(words.CUT_ROWS, kept, sheet.height))
    if wide < sheet.width:
        blocks.append(_said(words.CUT_COLUMNS, wide, sheet.width))
    if not kept:
        return blocks, 0
    rows = [[_text(value) for value in row[:wide]] for row in sheet.to_python(nrows=kept)]
    widths = [_width([row[column] for row in rows]) for column in range(wide)]
    first_row, first_column = sheet.start[0] + 1, sheet.start[1]
    for first, last in _groups(widths):
        names = [_letters(first_column + column) for column in range(first, last)]
        if (first, last) != (0, wide):
            blocks.append(heading(words.COLUMNS.format(first=names[0], last=names[-1]), 3))
        shown = [row[first:last] for row in rows]
        blocks.append(_table(names, first_row, shown, widths[first:last]))
    return blocks, kept


def _width(texts: Sequence[str]) -> int:
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return max(NARROWEST, min(longest + 1, WIDEST))


def _groups(widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Which columns stand side by side."""
    first, used = 0, 0
    for column, width in enumerate(widths):
        if column > first and used + width > TABLE_LETTERS:
            yield first, column
            first, used = column, 0
        used += width
    yield first, len(widths)


def _table(names: Sequence[str], first_row: int, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Block:
    head = [(1, [paragraph([(text, True)])]) for text in ["", *names]]
    body = [
        [(1, [paragraph([(str(number), True)])]), *[(1, [paragraph([(text, False)])]) for text in row]]
        for number, row in enumerate(rows, first_row)
    ]
    return table([head, *body], widths=[NARROWEST, *widths])


def _text(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y" if value.time() == time(0) else "%d/%m/%Y %H.%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)[:MAX_CELL]


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _said(sentence: str, kept: int, count: int) -> Block:
    return paragraph([(sentence.format(kept=kept, all=count), True)])
