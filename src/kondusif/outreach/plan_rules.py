"""What a programme and its quotas must satisfy, and how a sheet of quotas is read. Plain Python, no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kondusif.kernel.areas import rt_code, rw_code
from kondusif.kernel.errors import BadSheet, Refused
from kondusif.outreach.rules import Group

LONGEST_NAME = 160
MOST_SESSIONS = 999
COLUMNS = ("kelurahan", "rw", "rt", "sasaran", "sesi")


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """So many sessions for one group in one place: a kelurahan, an RW or an RT."""

    area_code: str
    group: Group
    sessions: int


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a sheet of quotas would do.

    Args:
        rows: what can land.
        faults: lines that cannot, each with its line and column.
        added, changed, same: how many of the rows are new, differ from what stands, or say what stands.
    """

    rows: tuple[QuotaRow, ...]
    faults: tuple[BadSheet, ...]
    added: int
    changed: int
    same: int


def check_programme(name: str, starts_on: date, ends_on: date, target_percent: int) -> str:
    """The name of a programme, tidied.

    Raises:
        Refused: no name or a very long one, days that run backwards, a target outside 1 to 100.
    """
    said = " ".join(name.split())
    if not said:
        raise Refused("outreach.programme.no_name")
    if len(said) > LONGEST_NAME:
        raise Refused("outreach.programme.long_name", most=LONGEST_NAME)
    if ends_on < starts_on:
        raise Refused("outreach.programme.backwards")
    if not 1 <= target_percent <= 100:
        raise Refused("outreach.programme.target")
    return said


def read_quotas(
    lines: Iterable[tuple[int, Mapping[str, str]]], villages: Mapping[str, str], groups: Mapping[str, Group],
    known: frozenset[str], standing: Mapping[tuple[str, str], int], faults: Sequence[BadSheet] = (),
) -> SheetPlan:  # fmt: skip
    """What the lines of a sheet would set.

    Args:
        lines: number of the line in the file, and its cells by column (`kelurahan`, `rw`, `rt`, `sasaran`, `sesi`).
        villages: name or code of a kelurahan in small letters -> its code.
        groups: name or key of a group in small letters -> the group.
        known: codes of every RW and RT in force.
        standing: (place, group) -> sessions, as they stand now.
        faults: lines that could not be split into cells.
    """
    found: dict[tuple[str, str], tuple[int, QuotaRow]] = {}
    bad = list(faults)
    for number, cells in lines:
        try:
            row = _row(number, cells, villages, groups, known)
        except BadSheet as fault:
            bad.append(fault)
            continue
        key = (row.area_code, str(row.group))
        if key in found:
            bad.append(BadSheet(number, "kelurahan", f"tempat dan sasaran sama dengan baris {found[key][0]}"))
        else:
            found[key] = (number, row)
    rows = tuple(row for _number, row in found.values())
    added = sum(key not in standing for key in found)
    same = sum(standing.get(key) == row.sessions for key, (_number, row) in found.items())
    return SheetPlan(rows, tuple(sorted(bad, key=lambda one: one.line)), added, len(rows) - added - same, same)


def _row(
    number: int, cells: Mapping[str, str], villages: Mapping[str, str], groups: Mapping[str, Group],
    known: frozenset[str],
) -> QuotaRow:  # fmt: skip
    said = " ".join(cells.get("kelurahan", "").casefold().split())
    if not (code := villages.get(said, "")):
        raise BadSheet(number, "kelurahan", f"“{cells.get('kelurahan', '')[:40]}” tidak ada di kota ini")
    for column, extended in (("rw", rw_code), ("rt", rt_code)):
        if not (text := cells.get(column, "").strip()):
            break
        if not (text.isdecimal() and 1 <= int(text) <= 999):
            raise BadSheet(number, column, f"“{text[:20]}” bukan nomor {column.upper()}")
        code = extended(code, int(text))
        if code not in known:
            raise BadSheet(number, column, f"{column.upper()} {int(text):03d} tidak ada dalam daftar kota")
    if cells.get("rt", "").strip() and not cells.get("rw", "").strip():
        raise BadSheet(number, "rw", "isi nomor RW untuk RT ini")
    group = groups.get(" ".join(cells.get("sasaran", "").casefold().split()))
    if group is None:
        raise BadSheet(number, "sasaran", f"“{cells.get('sasaran', '')[:40]}” bukan sasaran yang dikenal")
    sessions = cells.get("sesi", "").strip()
    if not sessions.isdecimal() or int(sessions) > MOST_SESSIONS:
        raise BadSheet(number, "sesi", f"“{sessions[:20]}” bukan bilangan 0 sampai {MOST_SESSIONS}")
    return QuotaRow(code, group, int(sessions))
