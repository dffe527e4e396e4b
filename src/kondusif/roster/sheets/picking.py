"""One cell of a sheet read as text, a day or a NIP; what cannot be read is a fault that names its column."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from kondusif.base.fields import clean_line, read_date
from kondusif.roster.sheets.cells import Cell, Grid
from kondusif.roster.sheets.heads import Heading

LONGEST = {"name": 200, "unit": 240, "office": 240, "post": 240, "rank": 60, "basis": 120}
_SCIENTIFIC = re.compile(r"^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$", re.I)
_NUMBER_NOISE = re.compile(r"[\s.\-'’`]")
_EPOCH = date(1899, 12, 30)
_SERIAL = range(10_000, 80_000)  # 1927 to 2119, as Excel counts days
# Excel keeps fifteen digits of a number; what follows is made nought.
_SAFE_DIGITS = 15
# What a sheet program writes where its formula failed.
_ERRORS = frozenset({"#n/a", "#ref!", "#name?", "#value!", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"})


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot land: its cells as text, and each fault by column."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


class Fault(Exception):
    """One cell that cannot be read."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(problem)
        self.column, self.problem = column, problem


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """`clean_line`, remembered: units, posts and ranks stand in a sheet many times."""
    return clean_line(text)


class Picker:
    """Picks the fields of a row out of its cells."""

    def __init__(self, grid: Grid, heading: Heading) -> None:
        self.grid, self.heading = grid, heading
        self.values: Mapping[int, list[Cell]] = dict(grid.rows)

    def cell(self, line: int, cells: Sequence[Cell], name: str) -> Cell:
        """The value of a field; below the first row of a merged block, that block's value, except for who it is."""
        at = self.heading.columns.get(name)
        if at is None:
            return None
        anchor = self.grid.merged.get((line, at))
        if anchor and anchor[0] != line and anchor[0] > self.heading.line:
            if name in ("nip", "name", "own"):
                raise Fault(
                    self.heading.spoken(name), "sel ini digabung dengan baris lain; pisahkan, lalu isi tiap baris"
                )
            return self.values[anchor[0]][anchor[1]]
        found = cells[at] if at < len(cells) else None
        if isinstance(found, str) and found.startswith("#") and found.strip().lower() in _ERRORS:
            raise Fault(self.heading.spoken(name), f"rumus di sel ini gagal ({found.strip()}); ketik nilainya")
        return found

    def text(self, line: int, cells: Sequence[Cell], name: str) -> str:
        """A field as one clean line; a dash is nothing."""
        cell = self.cell(line, cells, name)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        text = clean(str(cell)) if cell is not None else ""
        text = "" if text in ("-", "--", "0") else text
        if len(text) > LONGEST.get(name, 120):
            raise Fault(self.heading.spoken(name), f"paling banyak {LONGEST.get(name, 120)} huruf")
        return text

    def nip(self, line: int, cells: Sequence[Cell]) -> str:
        """The number as digits, without blanks, dots and the sign that keeps it text."""
        column, cell = self.heading.spoken("nip"), self.cell(line, cells, "nip")
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            digits = f"{cell:.0f}"
            if len(digits) > _SAFE_DIGITS:
                raise Fault(
                    column, "NIP tersimpan sebagai angka, sehingga angka akhirnya hilang; ketik ulang sebagai teks"
                )
            return digits
        text = clean(str(cell or "")).removeprefix("=").strip('"')
        if _SCIENTIFIC.match(text.replace(" ", "")):
            raise Fault(
                column, f"NIP tertulis {text[:24]} (notasi ilmiah), angkanya sudah hilang; ketik ulang sebagai teks"
            )
        text = _NUMBER_NOISE.sub("", text)
        return "" if text in ("", "0") or set(text) == {"-"} else text

    def day(self, line: int, cells: Sequence[Cell], name: str, faults: list[tuple[str, str]]) -> date | None:
        """A date; what cannot be read is added to the faults."""
        try:
            return day_of(self.cell(line, cells, name), self.heading.spoken(name))
        except Fault as fault:
            faults.append((fault.column, fault.problem))
            return None


def day_of(cell: Cell, column: str) -> date | None:
    """A date however the sheet holds it: a date, text, or a number of days since 1900."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if cell is None or isinstance(cell, bool) or not str(cell).strip(" -0"):
        return None
    text = clean(str(cell)).lstrip("'’")
    number = text.removesuffix(".0")
    if number.isascii() and number.isdigit() and int(number[:9]) in _SERIAL and len(number) == 5:
        return _EPOCH + timedelta(days=int(number))
    if len(number) == 8 and number.isascii() and number.isdigit():
        text = f"{number[:4]}-{number[4:6]}-{number[6:]}"
    if len(text) == 10 and text[4] in "/." and text[7] == text[4]:
        text = text.replace(text[4], "-")
    day = read_date(text.split(" 00:00")[0]) if len(text) <= 40 else None
    if day is None or not 1900 <= day.year <= 2100:
        raise Fault(column, f"tanggal “{text[:30]}” tidak terbaca; tulis seperti 1 Maret 2010 atau 01/03/2010")
    return day


def texts_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The cells of a row as a file for mending writes them."""
    return tuple(
        cell.date().isoformat() if isinstance(cell, datetime)
        else f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer()
        else "" if cell is None else str(cell)
        for cell in cells
    )  # fmt: skip
