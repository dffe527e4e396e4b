"""A workbook whose every cell is text: a NIP that passes through a sheet program as a number loses its last digits."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book_of(rows: Iterable[Sequence[str]], name: str) -> bytes:
    """A workbook of one sheet; the first row is its heading. No cell is read as a formula or a link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 60, 22, text)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell, text if line else bold)
    return out.getvalue()
