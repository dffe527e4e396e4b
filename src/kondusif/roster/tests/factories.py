"""Rows and sheets for tests: names are ordinary combinations of frequent tokens, numbers are counted up."""

import io
from datetime import date
from typing import Any

import xlsxwriter

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.roster.models import RosterEdition
from kondusif.roster.rules import Kind, Row
from kondusif.roster.services import load_roster

HEADS = ("No", "NIP", "Nama", "Status", "Jabatan", "Unit Kerja", "Golongan", "TMT")
FIRST = (
    "Wahyu",
    "Sri",
    "Eko",
    "Tri",
    "Budi",
    "Siti",
    "Agus",
    "Endang",
    "Joko",
    "Rina",
    "Dwi",
    "Yuni",
    "Bambang",
    "Ratna",
)
LAST = ("Setiawan", "Utami", "Wibowo", "Lestari", "Santoso", "Rahayu", "Prasetyo", "Handayani", "Nugroho", "Astuti")


def nip_of(number: int, kind: Kind = Kind.PNS) -> str:
    """A number of 18 digits with sound parts: born 1 to 28 of a month, appointed at 25."""
    year, month, day = 1965 + number % 35, 1 + number % 12, 1 + number % 28
    second = 21 if kind is Kind.PPPK else 1 + number % 12
    return f"{year}{month:02d}{day:02d}{year + 25}{second:02d}{1 + number % 2}{number % 1000:03d}"


def name_of(number: int) -> str:
    """One of the ordinary combinations."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"


def row(number: int = 1, **changes: Any) -> Row:
    """Somebody of BKPSDM, told apart by a number."""
    first: dict[str, Any] = {
        "line": number + 1, "nip": nip_of(number), "name": name_of(number), "kind": Kind.PNS, "unit": "bkpsdm",
        "unit_name": "BKPSDM", "post": "Analis SDM aparatur", "rank": "III/a", "area_code": "33.72",
        "since": date(2010, 1, 1),
    }  # fmt: skip
    return Row(**{**first, **changes})


def landed(user: User, *rows: Row, **told: Any) -> RosterEdition:
    """The rows in the list, through the service."""
    return load_roster(actor_of(user), rows, **told)


def cells_of(number: int = 1, **changes: str) -> list[object]:
    """The cells of one good row under `HEADS`."""
    first: dict[str, object] = {
        "No": str(number), "NIP": nip_of(number), "Nama": name_of(number), "Status": "PNS", "Jabatan": "Analis",
        "Unit Kerja": "BKPSDM", "Golongan": "III/a", "TMT": "1 Januari 2010",
    }  # fmt: skip
    return [{**first, **changes}[head] for head in HEADS]


def csv_of(*rows: list[object], heads: tuple[str, ...] = HEADS, sign: str = ";", encoding: str = "cp1252") -> bytes:
    """A sheet as Excel saves it."""
    lines = [sign.join(heads), *(sign.join(str(cell) for cell in cells) for cells in rows)]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def workbook(*rows: list[object], merged: tuple[tuple[int, int, int, int, str], ...] = (), name: str = "Data") -> bytes:
    """A workbook of one sheet; numbers and dates stay what they are. `merged` is (row, column, row, column, text)."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell)  # type: ignore[arg-type]
                elif isinstance(cell, str) and cell:
                    sheet.write_string(line, column, cell)
                elif cell not in ("", None):
                    sheet.write(line, column, cell)
        for top, left, bottom, right, text in merged:
            sheet.merge_range(top, left, bottom, right, text)
    return out.getvalue()
