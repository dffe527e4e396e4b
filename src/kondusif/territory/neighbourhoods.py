"""RW and RT of kelurahan as somebody writes them down: text and CSV in, what would change out. No database.

A list names every RW of a kelurahan with the numbers of its RT. What a new list leaves out ends; nothing is deleted.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kondusif.kernel.areas import rt_code, rw_code
from kondusif.kernel.errors import BadSheet
from kondusif.territory.tables import Line, column_of

HIGHEST = 999  # three digits of a code
MOST_RT = 200  # more RT than this in one RW is a slip of the pen
Houses = dict[int, frozenset[int]]
Lists = dict[str, Houses]
_SPAN = re.compile(r"(\d{1,3})(?:\s*(?:-|–|sampai|s\.?d\.?)\s*(\d{1,3}))?")
_ROW = re.compile(r"(?:rw)?\.?\s*(\d{1,3})\s*(?:[:=;\t]\s*(.*))?", re.I)
HEADS = {
    "kelurahan": ("kelurahan", "kode_kelurahan", "kode", "desa", "nama_kelurahan"),
    "rw": ("rw", "nomor_rw", "no_rw"),
    "rt": ("rt", "nomor_rt", "no_rt"),
    "jumlah_rt": ("jumlah_rt", "jml_rt", "banyak_rt"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new list does to one kelurahan. Codes of RW and RT."""

    village: str
    rw: int
    rt: int
    added: tuple[str, ...]
    ended: tuple[str, ...]
    kept: int

    @property
    def moves(self) -> bool:
        return bool(self.added or self.ended)


@dataclass(slots=True)
class Read:
    """What could be read of a sheet: the lists, and every fault with its line and column."""

    lists: Lists = field(default_factory=dict)
    faults: list[BadSheet] = field(default_factory=list)


def written(houses: Mapping[int, Iterable[int]]) -> str:
    """A list as the form shows it, one RW a line: `7: 1-6, 8`."""
    return "\n".join(f"{rw}: {spans(houses[rw])}".rstrip(": ") for rw in sorted(houses))


def spans(numbers: Iterable[int]) -> str:
    """Numbers as people write them: `1-6, 8`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def read_text(text: str) -> tuple[Houses, list[BadSheet]]:
    """The list of one kelurahan out of lines such as `7: 1-6, 8`; a line without RT is an RW whose RT are unknown."""
    houses: Houses = {}
    faults: list[BadSheet] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            rw, rts = _row(line.strip(), number)
            if rw in houses:
                raise BadSheet(number, "RW", f"RW {rw} sudah tertulis di atas")
            houses[rw] = rts
        except BadSheet as fault:
            faults.append(fault)
    return houses, faults


def read_sheet(lines: Sequence[Line], villages: Mapping[str, str]) -> Read:
    """The lists out of a CSV with the columns `kelurahan`, `rw` and either `rt` (a number) or `jumlah_rt`.

    Args:
        villages: kelurahan of the city by code; a row names one by code or by name.
    """
    read = Read()
    names = village_names(villages)
    seen: dict[tuple[str, int, int], int] = {}
    for line in lines:
        try:
            _take(read, line, names, seen)
        except BadSheet as fault:
            read.faults.append(fault)
    return read


def packed(lists: Lists) -> str:
    """The lists in a compact text that a preview hands on to its confirmation."""
    return "\n".join(f"{code}|{rw}|{spans(lists[code][rw])}" for code in sorted(lists) for rw in sorted(lists[code]))


def unpacked(text: str, villages: Iterable[str]) -> Lists:
    """The lists out of `packed`. A kelurahan that has lost its last RW stands in `villages` alone."""
    lists: Lists = {code: {} for code in villages}
    for number, line in enumerate(text.splitlines(), start=1):
        code, _bar, rest = line.partition("|")
        rw, _bar, numbers = rest.partition("|")
        lists.setdefault(code, {})[number_of(rw, number, "rw")] = numbers_of(numbers, number)
    return lists


def changes_of(lists: Mapping[str, Mapping[int, Iterable[int]]], living: Mapping[str, set[str]]) -> list[Changed]:
    """What the lists would change.

    Args:
        living: codes of RW and RT in force, by kelurahan.
    """
    found = []
    for village in sorted(lists):
        wanted = codes_of(village, lists[village])
        before = living.get(village, set())
        rw = len(lists[village])
        found.append(
            Changed(
                village, rw, len(wanted) - rw, tuple(sorted(wanted - before)), tuple(sorted(before - wanted)),
                len(wanted & before),
            )
        )  # fmt: skip
    return found


def codes_of(village: str, houses: Mapping[int, Iterable[int]]) -> set[str]:
    """The codes of every RW and RT of a list."""
    codes = set()
    for rw, rts in houses.items():
        above = rw_code(village, rw)
        codes.add(above)
        codes.update(rt_code(above, rt) for rt in rts)
    return codes


def seal_of(changes: Iterable[Changed]) -> str:
    """A sign of what a preview showed, so that its confirmation does that and nothing else."""
    plain = "\n".join(f"{row.village}|{','.join(row.added)}|{','.join(row.ended)}" for row in changes)
    return hashlib.sha256(plain.encode()).hexdigest()[:20]


def number_of(text: str, line: int, column: str) -> int:
    """The number that a cell says: `7`, `007`, `RW 07`.

    Raises:
        BadSheet: it says none, or one outside 1 to 999.
    """
    plain = re.sub(r"^(rw|rt)\.?\s*", "", text.strip(), flags=re.I)
    if not plain:
        raise BadSheet(line, column, f"nomor {column.upper()} kosong")
    if not plain.isascii() or not plain.isdigit():
        raise BadSheet(line, column, f"“{text[:20]}” bukan nomor {column.upper()}")
    if not 1 <= int(plain) <= HIGHEST:
        raise BadSheet(line, column, f"nomor {column.upper()} antara 1 dan {HIGHEST}, bukan {plain[:8]}")
    return int(plain)


def numbers_of(text: str, line: int) -> frozenset[int]:
    """The numbers of RT that a text says: `1-6, 8`.

    Raises:
        BadSheet: a piece is no number, a span runs backwards, or a number comes twice.
    """
    found: list[int] = []
    for piece in filter(None, (part.strip() for part in re.split(r"[,;]", re.sub(r"\brt\b\.?", "", text, flags=re.I)))):
        match = _SPAN.fullmatch(piece)
        if match is None:
            raise BadSheet(line, "RT", f"“{piece[:20]}” bukan nomor RT; tulis seperti 1-6, 8")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last:
            raise BadSheet(line, "RT", f"“{piece[:20]}” tidak urut; tulis dari yang kecil, misalnya 1-6")
        found.extend(range(first, last + 1))
    if len(found) != len(set(found)):
        raise BadSheet(line, "RT", "ada nomor RT yang tertulis dua kali")
    return _few(frozenset(found), line, "RT")


def _row(line: str, number: int) -> tuple[int, frozenset[int]]:
    match = _ROW.fullmatch(line)
    if match is None:
        raise BadSheet(number, "RW", f"“{line[:30]}” tidak terbaca; tulis seperti 7: 1-6, 8")
    return number_of(match[1], number, "RW"), numbers_of(match[2] or "", number)


def _few(numbers: frozenset[int], line: int, column: str) -> frozenset[int]:
    if len(numbers) > MOST_RT:
        raise BadSheet(line, column, f"{len(numbers)} RT dalam satu RW; paling banyak {MOST_RT}")
    return numbers


def _take(read: Read, line: Line, names: Mapping[str, str], seen: dict[tuple[str, int, int], int]) -> None:
    village = _village(line, names)
    rw = number_of(line.cells.get("rw", ""), line.number, "rw")
    rts = _houses(line)
    houses = read.lists.setdefault(village, {})
    for rt in sorted(rts) or [0]:
        if (village, rw, rt) in seen:
            column = "rt" if rt else "rw"
            raise BadSheet(line.number, column, f"sama dengan baris {seen[village, rw, rt]}")
        seen[village, rw, rt] = line.number
    houses[rw] = _few(houses.get(rw, frozenset()) | rts, line.number, "rt")


def _houses(line: Line) -> frozenset[int]:
    if "jumlah_rt" in line.cells:
        text = line.cells["jumlah_rt"]
        if not text.isascii() or not text.isdigit() or int(text) > MOST_RT:
            raise BadSheet(line.number, "jumlah_rt", f"“{text[:20]}” bukan jumlah RT; tulis 0 sampai {MOST_RT}")
        return frozenset(range(1, int(text) + 1))
    text = line.cells.get("rt", "")
    return frozenset({number_of(text, line.number, "rt")}) if text else frozenset()


def _village(line: Line, names: Mapping[str, str]) -> str:
    said = line.cells.get("kelurahan", "")
    if not said:
        raise BadSheet(line.number, "kelurahan", "nama atau kode kelurahan kosong")
    code = names.get(" ".join(said.casefold().split()))
    if code is None:
        raise BadSheet(line.number, "kelurahan", f"“{said[:40]}” tidak ada di kota ini")
    if not code:
        raise BadSheet(line.number, "kelurahan", f"ada lebih dari satu kelurahan bernama {said[:40]}; tulis kodenya")
    return code


def village_names(villages: Mapping[str, str]) -> dict[str, str]:
    """Codes and names of kelurahan, each leading to its code; a name that two of them bear leads nowhere."""
    found: dict[str, str] = {}
    for code, name in villages.items():
        key = " ".join(name.casefold().split())
        found[key] = "" if key in found else code
        found[code] = code
    return found


def missing_column(columns: Iterable[str]) -> BadSheet | None:
    """What the first line lacks, or None."""
    return column_of(columns, "kelurahan", "rw") or (
        None if {"rt", "jumlah_rt"} & set(columns) else BadSheet(1, "rt", "kolom rt atau jumlah_rt tidak ada")
    )
