"""What a row of the personnel sheet says, what a NIP says, and what a new sheet changes. Plain Python."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    PNS = "pns"
    PPPK = "pppk"
    CONTRACT = "contract"


class Status(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


class LeaveKind(StrEnum):
    CLTN = "cltn"
    ANNUAL = "annual"
    LONG = "long"
    SICK = "sick"
    MATERNITY = "maternity"
    IMPORTANT = "important"


class ActingKind(StrEnum):
    PJ = "pj"
    PJS = "pjs"
    PLT = "plt"
    PLH = "plh"


class About(StrEnum):
    """What a sheet speaks of."""

    PEOPLE = "people"
    LEAVE = "leave"
    ACTING = "acting"


NIP_LENGTH = 18
LEAST_REASON = 10
MOST_FOUND = 10
SHEET_HOURS = 24
# The month of a NIP runs to 12; in a PPPK's number the same two digits count agreements, from 21 on.
_FIRST_AGREEMENT = 21
_YOUNGEST, _OLDEST = 15, 75


@dataclass(frozen=True, slots=True)
class Row:
    """One person as a sheet says it, units already looked up.

    Args:
        line: where it stands in the file.
        nip: the number of a PNS or PPPK; for contract staff a key of our own (`own_key`).
        unit: key of a unit in the city's tree, empty where the sheet's words match none.
        unit_name: the unit as the sheet writes it.
    """

    line: int
    nip: str
    name: str
    kind: str
    unit: str = ""
    unit_name: str = ""
    post: str = ""
    rank: str = ""
    area_code: str = ""
    since: date | None = None
    until: date | None = None


# Which fields a column of the sheet speaks of; what the sheet does not have stays as it is.
FIELDS = ("name", "kind", "unit", "unit_name", "post", "rank", "area_code", "since", "until")
UNIT_FIELDS = frozenset({"unit", "unit_name", "area_code"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one person: what stood there and what the sheet says."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sheet changes.

    Args:
        new: people whom the list does not know.
        back: people who had left and stand in the sheet again.
        changed: people with other facts, field by field.
        missing: NIP of people who work and are not in the sheet.
        same: how many rows say what is known.
    """

    new: tuple[Row, ...]
    back: tuple[Row, ...]
    changed: tuple[tuple[Row, tuple[Change, ...]], ...]
    missing: tuple[str, ...]
    same: int

    @property
    def moves(self) -> bool:
        """Whether anything but leaving would change."""
        return bool(self.new or self.back or self.changed)


def changes_of(known: Mapping[str, Row], left: frozenset[str], rows: Iterable[Row], fields: frozenset[str]) -> Changes:
    """Compare a sheet with what is known.

    Args:
        known: NIP -> facts, of everybody who ever stood in the list.
        left: NIP of those who no longer work.
        fields: the fields that the sheet has a column for.
    Cost: one pass over the rows and one over what is known.
    """
    new, back, changed, same, seen = [], [], [], 0, set()
    for row in rows:
        seen.add(row.nip)
        before = known.get(row.nip)
        if before is None:
            new.append(row)
        elif row.nip in left:
            back.append(row)
        elif moved := changes_between(before, row, fields):
            changed.append((row, moved))
        else:
            same += 1
    missing = tuple(nip for nip in known if nip not in seen and nip not in left)
    return Changes(tuple(new), tuple(back), tuple(changed), missing, same)


def changes_between(before: Row, after: Row, fields: frozenset[str]) -> tuple[Change, ...]:
    """The fields in which two rows of one person differ, of those that count."""
    return tuple(
        Change(name, said(getattr(before, name)), said(getattr(after, name)))
        for name in FIELDS
        if name in fields and getattr(before, name) != getattr(after, name)
    )


def told_apart(moved: Iterable[Change]) -> list[Change]:
    """The changes that a reader needs: what only follows from another one is left out."""
    every = list(moved)
    fields = {one.field for one in every}
    follows = ({"unit"} if "unit_name" in fields else set()) | (
        {"area_code"} if fields & {"unit", "unit_name"} else set()
    )
    return [one for one in every if one.field not in follows]


def said(value: object) -> str:
    """A value as a preview and a file write it."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


@dataclass(frozen=True, slots=True)
class NipParts:
    """What the 18 digits say: birth, year and month (or count of agreements), sex (1 or 2)."""

    born: date | None
    year: int
    month: int
    sex: str


def parts_of(nip: str) -> NipParts:
    """Take a number of 18 digits apart; a birth date that no calendar has is None."""
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        born = None
    return NipParts(born, int(nip[8:12]), int(nip[12:14]), nip[14])


def kind_in(nip: str) -> Kind | None:
    """PNS or PPPK, as the number itself says; None where it says neither."""
    month = parts_of(nip).month
    if 1 <= month <= 12:
        return Kind.PNS
    return Kind.PPPK if month >= _FIRST_AGREEMENT else None


def doubts_about(nip: str, kind: Kind, *, born: date | None = None, sex: str = "") -> tuple[str, ...]:
    """What looks wrong in a NIP; such a row is taken, the doubt is shown.

    Args:
        born, sex: what the sheet's own columns say, where it has them (`sex` is `1` or `2`).
    Returns:
        Indonesian words, one for each doubt.
    """
    parts, found = parts_of(nip), []
    if parts.born is None:
        found.append("delapan angka pertama bukan tanggal lahir")
    elif not _YOUNGEST <= parts.year - parts.born.year <= _OLDEST:
        found.append("tahun lahir dan tahun pengangkatan pada NIP tidak sesuai")
    if parts.born and born and parts.born != born:
        found.append("tanggal lahir pada NIP berbeda dari kolom tanggal lahir")
    if kind_in(nip) is None:
        found.append("angka ke-13 dan ke-14 bukan bulan pengangkatan")
    elif kind_in(nip) != kind:
        found.append("bentuk NIP tidak sesuai dengan status pegawai")
    if parts.sex not in "12":
        found.append("angka ke-15 bukan 1 atau 2")
    elif sex and sex != parts.sex:
        found.append("jenis kelamin pada NIP berbeda dari kolomnya")
    return tuple(found)


def fault_of_nip(text: str) -> str:
    """Why a text is no NIP, in Indonesian; empty when it has its 18 digits."""
    if not text.isascii() or not text.isdigit():
        return "NIP memuat tanda selain angka"
    if len(text) == NIP_LENGTH:
        return ""
    hint = "; ini tampaknya NIK" if len(text) == 16 else ""
    return f"NIP terdiri atas {len(text)} angka, seharusnya {NIP_LENGTH}{hint}"


def own_key(folded_name: str, folded_unit: str, own_number: str = "") -> str:
    """The key of somebody without a NIP: the city's own number where the sheet has one, else name and unit.

    Returns:
        `TK-` and twelve signs; the same sheet gives the same key.
    """
    told = f"nomor/{own_number}" if own_number else f"nama/{folded_name}/{folded_unit}"
    return f"TK-{hashlib.sha256(told.encode()).hexdigest()[:12].upper()}"


def is_running(starts_on: date, ends_on: date | None, on: date) -> bool:
    """Whether a span holds on a day, both ends included."""
    return starts_on <= on and (ends_on is None or on <= ends_on)


def overlaps(spans: Iterable[tuple[date, date | None]], starts_on: date, ends_on: date | None) -> bool:
    """Whether a new span has a day in common with one of the others, both ends included."""
    return any(starts_on <= (end or date.max) and start <= (ends_on or date.max) for start, end in spans)


def day_before(day: date) -> date:
    """The last day of a span that ends before another begins."""
    return day - timedelta(days=1)


def subtree(root: int, parents: Sequence[tuple[int, int | None]]) -> frozenset[int]:
    """A unit and everything below it.

    Args:
        parents: (unit, its superior) of the whole tree.
    """
    below: dict[int | None, list[int]] = {}
    for unit, above in parents:
        below.setdefault(above, []).append(unit)
    found, queue = {root}, [root]
    while queue:
        for unit in below.get(queue.pop(), []):
            if unit not in found:
                found.add(unit)
                queue.append(unit)
    return frozenset(found)


def bare_name(name: str) -> str:
    """A name as two lists write it alike: without degrees behind a comma, case and spaces."""
    return " ".join(name.partition(",")[0].casefold().split())
