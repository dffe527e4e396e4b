"""Reads a CSV of counts of vulnerable TPS: one row a kelurahan, one column an indicator. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kondusif.kernel.errors import BadSheet
from kondusif.territory.neighbourhoods import HEADS
from kondusif.territory.tables import Line, column_of

HIGHEST = 999


@dataclass(slots=True)
class CountsRead:
    """What could be read: counts by kelurahan and indicator, and every fault with its line and column."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    faults: list[BadSheet] = field(default_factory=list)


def heads_of_counts(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The columns of such a sheet: the kelurahan, and one for each indicator."""
    return {"kelurahan": HEADS["kelurahan"], **{key: (key.casefold(),) for key in ids}}


def missing_count_column(columns: Iterable[str], ids: Iterable[str]) -> BadSheet | None:
    """What the first line lacks, or None."""
    there = set(columns)
    lacks = None if there & set(ids) else BadSheet(1, "t01", "tidak ada kolom indikator, misalnya t01")
    return column_of(there, "kelurahan") or lacks


def read_counts(
    lines: Iterable[Line], ids: Iterable[str], names: Mapping[str, str], stations: Mapping[str, int]
) -> CountsRead:
    """The counts of a sheet. An empty cell leaves what stands.

    Args:
        names: kelurahan by code and by name, each leading to its code.
        stations: the most TPS of a kelurahan, where known.
    """
    read = CountsRead()
    seen: dict[str, int] = {}
    known = tuple(ids)
    for line in lines:
        said = line.cells.get("kelurahan", "")
        village = names.get(" ".join(said.casefold().split()), "")
        if not village:
            read.faults.append(BadSheet(line.number, "kelurahan", f"“{said[:40]}” tidak ada di kota ini"))
        elif village in seen:
            read.faults.append(BadSheet(line.number, "kelurahan", f"sama dengan baris {seen[village]}"))
        else:
            seen[village] = line.number
            read.counts[village] = _counts(read, line, known, stations.get(village, HIGHEST))
    return read


def packed_counts(counts: Mapping[str, Mapping[str, int]]) -> str:
    """The counts in a compact text that a preview hands on to its confirmation."""
    return "\n".join(
        f"{village}|{','.join(f'{key}={own[key]}' for key in sorted(own))}" for village, own in sorted(counts.items())
    )


def unpacked_counts(text: str) -> dict[str, dict[str, int | None]]:
    """The counts out of `packed_counts`.

    Raises:
        BadSheet: the text was not made by it.
    """
    found: dict[str, dict[str, int | None]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        village, _bar, rest = line.partition("|")
        own: dict[str, int | None] = {}
        for piece in filter(None, rest.split(",")):
            key, _sign, count = piece.partition("=")
            own[key] = _count(count, number, key, HIGHEST)
        found[village] = own
    return found


def _counts(read: CountsRead, line: Line, ids: Iterable[str], most: int) -> dict[str, int]:
    own: dict[str, int] = {}
    for key in ids:
        if text := line.cells.get(key, ""):
            try:
                own[key] = _count(text, line.number, key.lower(), most)
            except BadSheet as fault:
                read.faults.append(fault)
    return own


def _count(text: str, line: int, column: str, most: int) -> int:
    if not text.isascii() or not text.isdigit():
        raise BadSheet(line, column, f"“{text[:20]}” bukan jumlah TPS; tulis angka 0 atau lebih")
    if int(text) > most:
        raise BadSheet(line, column, f"{text[:8]} TPS, padahal kelurahan ini paling banyak {most} TPS")
    return int(text)
