"""Sheets (CSV) that are written while their rows are read, however many there are."""

import csv
from collections.abc import Iterable, Iterator, Sequence

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells sheet programs that the file is UTF-8
RISKY = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A place for the csv writer that hands every line on."""

    def write(self, text: str) -> str:
        return text


def written(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The mark, then one line for each row."""
    writer = csv.writer(_Line())
    yield MARK
    for row in rows:
        yield str(writer.writerow(row))


def harmless(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """The same rows, with no cell that a sheet program would read as a formula."""
    for row in rows:
        yield [f"'{cell}" if cell.startswith(RISKY) else cell for cell in row]
