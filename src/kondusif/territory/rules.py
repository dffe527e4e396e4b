"""What a row of a territory list must be, and what a new list does to an old one. Plain Python, no database."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kondusif.kernel.areas import Level, is_area_code, level_of, parent_of

LONGEST_NAME = 120
# A file that names at least this share of the codes in force is a whole edition, and what it leaves out has vanished.
# Anything smaller only adds and renames. The two oldest editions at hand still share 92 % of the codes in force today.
WHOLE_EDITION = 0.9
NATIONAL_LEVELS = (Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.VILLAGE)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One readable row of a list: where it stood, its code and name, and the code that took its place."""

    line: int
    code: str
    name: str
    successor: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that could not be taken, with the reason in Indonesian."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the register already holds of one code."""

    name: str
    ended: bool
    successor: str


@dataclass(slots=True)
class Plan:
    """What a list would change, decided before anything is written."""

    added: list[SheetRow] = field(default_factory=list)
    renamed: list[SheetRow] = field(default_factory=list)
    restored: list[SheetRow] = field(default_factory=list)
    replaced: list[SheetRow] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    unchanged: int = 0
    whole: bool = False
    refused: list[RefusedRow] = field(default_factory=list)


def clean_name(text: str) -> str:
    """A name with its white space put in order and without letters that print nothing but turn the line around."""
    return " ".join("".join(letter for letter in text if unicodedata.category(letter) != "Cf").split())


def fault_of(code: str, name: str) -> str | None:
    """Why a row cannot be taken, in Indonesian, or None."""
    if not code:
        return "kode kosong"
    if not is_area_code(code):
        return "kode tidak berbentuk kode wilayah, contoh 33.72.01.1001"
    if not name:
        return "nama kosong"
    if len(name) > LONGEST_NAME:
        return f"nama lebih dari {LONGEST_NAME} huruf"
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in name):
        return "nama memuat huruf yang tidak terbaca; simpan berkas sebagai UTF-8"
    return None


def plan_of(
    rows: Sequence[SheetRow],
    known: Mapping[str, Known],
    named: Iterable[str],
    whole: bool | None = None,
    doubtful: Iterable[str] = (),
) -> Plan:
    """Compare a list with the register.

    Args:
        rows: readable rows in file order.
        known: every code of the register.
        named: every well-formed code that the file mentions, refused rows included, so that a damaged row of a district
            does not take its villages with it.
        whole: whether the file is a whole edition; None lets the share of known codes decide.
        doubtful: what refused rows looked like. A code that is missing from the file but may stand in one of them, by
            code or by name, is held and not ended: a slip of one letter must not make a place vanish.
    Returns:
        The plan. A code that comes twice keeps its first row; a row whose parent nobody knows is refused.
    """
    plan = Plan()
    mentioned = set(named) | {row.code for row in rows}
    seen: dict[str, int] = {}
    for row in rows:
        parent = parent_of(row.code)
        if row.code in seen:
            plan.refused.append(RefusedRow(row.line, row.code, f"kode sama dengan baris {seen[row.code]}"))
        elif parent and not _is_rooted(parent, mentioned, known):
            plan.refused.append(RefusedRow(row.line, row.code, f"induk {parent} tidak dikenal"))
        else:
            seen[row.code] = row.line
            _sort_in(plan, row, known.get(row.code))
    living = {code for code, was in known.items() if not was.ended and level_of(code) in NATIONAL_LEVELS}
    plan.whole = _is_whole(living, mentioned) if whole is None else whole
    if plan.whole:
        text = "\n".join(doubtful).casefold()
        missing = sorted(living - mentioned)
        plan.held = [code for code in missing if text and (code in text or known[code].name.casefold() in text)]
        plan.ended = sorted(set(missing) - set(plan.held))
    return plan


def _is_rooted(code: str, mentioned: set[str], known: Mapping[str, Known]) -> bool:
    """Whether a code hangs on the register or on a province of the list, through codes that the list names."""
    while code not in known:
        above = parent_of(code)
        if code not in mentioned:
            return False
        if above is None:
            return True
        code = above
    return True


def _sort_in(plan: Plan, row: SheetRow, was: Known | None) -> None:
    """Put one row under what it does to the register."""
    if row.successor:
        if was and was.ended and was.successor == row.successor:
            plan.unchanged += 1
        else:
            plan.replaced.append(row)
    elif was is None:
        plan.added.append(row)
    elif was.ended:
        plan.restored.append(row)
    elif was.name != row.name:
        plan.renamed.append(row)
    else:
        plan.unchanged += 1


def _is_whole(living: set[str], mentioned: set[str]) -> bool:
    return bool(living) and len(living & mentioned) >= WHOLE_EDITION * len(living)


def follow(code: str, successors: Mapping[str, str]) -> str:
    """The code at the end of a chain of successors; a loop in the data ends the walk."""
    seen = {code}
    while (following := successors.get(code)) and following not in seen:
        seen.add(following)
        code = following
    return code


def short_label(code: str, name: str) -> str:
    """How a list names a place: RW and RT by number, everything else by name."""
    level = level_of(code)
    number = code.rsplit(".", 1)[-1]
    if level is Level.RW:
        return f"RW {number}"
    return f"RT {number}" if level is Level.RT else name


def level_word(code: str, name: str) -> str:
    """The office's own word for a place: kota or kabupaten by its name, kelurahan or desa by its code."""
    level = level_of(code)
    if level is Level.CITY:
        return "kota" if name.lower().startswith("kota") else "kabupaten"
    if level is Level.VILLAGE:
        return "kelurahan" if code.rsplit(".", 1)[-1].startswith("1") else "desa"
    return {Level.PROVINCE: "provinsi", Level.DISTRICT: "kecamatan", Level.RW: "RW", Level.RT: "RT"}[level]


def path_of(labels: Sequence[tuple[Level, str]]) -> str:
    """A place as an office writes it, nearest first: "RT 002/RW 007, Semanggi, Pasar Kliwon".

    Args:
        labels: level and label, widest first. Province and city are left out where anything narrower stands.
    """
    narrow = [row for row in labels if row[0] not in (Level.PROVINCE, Level.CITY)] or list(labels[-1:])
    houses = "/".join(label for level, label in reversed(narrow) if level in (Level.RW, Level.RT))
    places = [label for level, label in reversed(narrow) if level not in (Level.RW, Level.RT)]
    return ", ".join([houses, *places] if houses else places)
