"""A workbook, read as tables of what its cells show."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineSheet, CalamineWorkbook

from kondusif.engine.safe_files import words
from kondusif.engine.safe_files.layout import Block, heading, paragraph, picture_block, table
from kondusif.engine.safe_files.packs import Parts, repacked

MAX_SHEETS = 12
MAX_ROWS = 800  # of all sheets together
MAX_COLUMNS = 40
COLUMNS_A_TABLE = 8
MAX_CELL = 2_000
MAX_PICTURES = 20
_PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".heic")


def read_workbook(parts: Parts) -> list[Block]:
    """The visible sheets of an XLSX, each as a heading and tables with the names of rows and columns.

    Args:
        parts: the archive, after `packs.opened`.
    Raises:
        Exception: whatever the reader of damaged workbooks raises.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(repacked(parts)))
    blocks, room = [], MAX_ROWS
    for number, name in enumerate(book.sheet_names):
        if number == MAX_SHEETS:
            blocks.append(_said(words.CUT_SHEETS, MAX_SHEETS, len(book.sheet_names)))
            break
        blocks.append(heading(name, 2))
        drawn, used = _sheet(book.get_sheet_by_index(number), room)
        blocks += drawn
        room -= used
    pictures = [part for name, part in parts.items() if _is_picture(name)][:MAX_PICTURES]
    return blocks + ([heading(words.PICTURES, 2)] if pictures else []) + [picture_block(one) for one in pictures]


def _is_picture(name: str) -> bool:
    return name.lower().startswith("xl/media/") and name.lower().endswith(_PICTURE_NAMES)


def _sheet(sheet: CalamineSheet, room: int) -> tuple[list[Block], int]:
    rows, columns = sheet.total_height, sheet.total_width
    if not rows or not columns:
        return [paragraph([(words.EMPTY_SHEET, False)])], 0
    kept = min(rows, room)
    shown = [row[:MAX_COLUMNS] for _number, row in zip(range(kept), sheet.iter_rows(), strict=False)]
    blocks = []
    if kept < rows:
        blocks.append(_said(words.CUT_ROWS, kept, rows))
    if columns > MAX_COLUMNS:
        blocks.append(_said(words.CUT_COLUMNS, MAX_COLUMNS, columns))
    start, wide = (sheet.start or (0, 0)), min(columns, MAX_COLUMNS)
    for first in range(0, wide, COLUMNS_A_TABLE):
        last = min(first + COLUMNS_A_TABLE, wide)
        if wide > COLUMNS_A_TABLE:
            blocks.append(heading(words.COLUMNS.format(first=_letters(first), last=_letters(last - 1)), 3))
        blocks.append(_table(shown, first, last, start))
    return blocks, kept


def _table(rows: Sequence[Sequence[object]], first: int, last: int, start: tuple[int, int]) -> Block:
    head = [(1, [paragraph([(text, True)])]) for text in ["", *map(_letters, range(first, last))]]
    body = [
        [
            (1, [paragraph([(str(number), True)])]),
            *[(1, [paragraph([(_text(value), False)])]) for value in row[first:last]],
        ]
        for number, row in enumerate(rows, 1)
    ]
    return table([head, *body], narrow=True)


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
