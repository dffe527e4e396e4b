"""Sheets (CSV): written while their rows are read, however many there are; and the text of one that came in."""

import csv
from collections.abc import Iterable, Iterator, Sequence

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells sheet programs that the file is UTF-8
SIGNS = ";,\t|"  # what stands between cells
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


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


def text_of(raw: bytes) -> str | None:
    """The text of a sheet in UTF-8, UTF-16 or cp1252, as offices save it; None where it is no text."""
    if wide := _utf16(raw):
        try:
            return raw.decode(wide)
        except UnicodeDecodeError:
            return None
    if b"\x00" in raw[:65536] or raw.startswith((b"%PDF", b"\xff\xd8", b"\x89PNG")):
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _utf16(raw: bytes) -> str:
    """The name of the UTF-16 that a file is in, by its mark or by where its zeros stand; empty for another."""
    if raw.startswith(_UTF16):
        return "utf-16"
    first, second = raw[:400:2], raw[1:400:2]  # of the pairs of the heading, whose letters are Latin
    if len(second) < 4 or len(raw) % 2:
        return ""
    if first.count(0) * 10 > 9 * len(first) and not second.count(0):
        return "utf-16-be"
    return "utf-16-le" if second.count(0) * 10 > 9 * len(second) and not first.count(0) else ""


def delimiter_of(lines: Sequence[str]) -> str:
    """What stands between the cells: the usual sign that the first lines have most of."""
    first = [line for line in lines if line.strip()][:40]
    return max(SIGNS, key=lambda sign: sum(line.count(sign) for line in first))
