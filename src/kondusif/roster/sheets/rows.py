"""From the rows of a sheet to people and faults. Every bad row is named by line, column and problem."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kondusif.kernel.errors import Refused
from kondusif.roster.places import Places, fold_place
from kondusif.roster.rules import UNIT_FIELDS, Kind, Row, doubts_about, fault_of_nip, kind_in, own_key
from kondusif.roster.sheets.cells import MOST_LINES, Cell, Grid
from kondusif.roster.sheets.heads import Heading, chosen_sheet, folded, is_heading_again
from kondusif.roster.sheets.picking import LONGEST, BadRow, Fault, Picker, clean, texts_of

_KINDS = {
    Kind.PNS: "pns cpns pnsd pnsdaerah pegawainegerisipil calonpns asnpns pnspusat",
    Kind.PPPK: "pppk p3k pppkparuhwaktu pppkpenuhwaktu asnpppk pegawaipemerintahdenganperjanjiankerja pppkpw pppkguru",
    Kind.CONTRACT: "kontrak tenagakontrak honorer honor nonasn tkpk thl tenagaharianlepas ptt pegawaitidaktetap gtt "
    "outsourcing alihdaya tenagakontrakperjanjiankerja blud nonpns magang tht tkk tenagakontrakkerja pjlp",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_GONE = frozenset(["pensiun", "berhenti", "meninggal", "mutasikeluar", "wafat", "bup", "diberhentikan", "keluar"])
_LETTER = re.compile(r"[^\W\d_]")
_SEXES = {"1": "1", "l": "1", "lakilaki": "1", "pria": "1", "lk": "1", "laki": "1", "2": "2", "p": "2",
          "perempuan": "2", "wanita": "2", "pr": "2", "w": "2"}  # fmt: skip
_MOST_OTHERS = 5


@dataclass(slots=True)
class Read:
    """What a sheet says.

    Args:
        fields: the fields of `Row` that the sheet has a column for.
        doubts: (line, Indonesian words): the row is taken all the same.
        skipped: how many rows were headings, numbers of columns or names of a group.
    """

    heads: tuple[str, ...]
    fields: frozenset[str]
    rows: list[Row] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    skipped: int = 0


def read_grids(grids: Sequence[Grid], places: Places, city_code: str) -> Read:
    """Every row of the one sheet with people.

    Args:
        places: the city's units.
        city_code: where somebody works whose unit is in no part of the city.
    Raises:
        Refused: no heading, several sheets with people, no rows, or too many.
        BadSheet: a column stands twice, or a second heading has another order.
    """
    grid, heading = chosen_sheet(grids)
    read = Read(heading.heads, _fields_of(heading))
    reader = _Reader(grid, heading, places, city_code)
    for line, cells in grid.rows[heading.after :]:
        reader.take(line, cells, read)
    if reader.group:
        read.fields |= UNIT_FIELDS
    read.bad += [
        BadRow(line, (text,), (("", "tanda kutip pada baris ini tidak ditutup"),))
        for line, text in grid.torn
        if line > heading.line
    ]
    _refuse_doubles(read, heading, dict(grid.rows))
    read.bad.sort(key=lambda row: row.line)
    if not read.rows and not read.bad:
        raise Refused("roster.sheet.no_rows")
    if len(read.rows) + len(read.bad) > MOST_LINES:
        raise Refused("roster.sheet.too_wide", lines=MOST_LINES, columns=200)
    return read


def _fields_of(heading: Heading) -> frozenset[str]:
    found = {"name", "kind"} | (heading.columns.keys() & {"post", "rank", "since", "until"})
    return frozenset(found | UNIT_FIELDS if {"unit", "office"} & heading.columns.keys() else found)


class _Reader(Picker):
    """Reads the rows of one sheet; remembers the group under which it reads."""

    def __init__(self, grid: Grid, heading: Heading, places: Places, city_code: str) -> None:
        super().__init__(grid, heading)
        self.places, self.city_code = places, city_code
        self.group = ""
        self.takes_groups = not {"unit", "office"} & heading.columns.keys()

    def take(self, line: int, cells: Sequence[Cell], read: Read) -> None:
        """Read one row into people, faults or what is skipped."""
        if not any(cell not in (None, "") and str(cell).strip() for cell in cells):
            return
        if is_heading_again(self.heading, line, cells) or self._is_group(line, cells):
            read.skipped += 1
            return
        faults: list[tuple[str, str]] = []
        doubts: list[str] = []
        row = self._row(line, cells, faults, doubts)
        if faults or row is None:
            read.bad.append(BadRow(line, texts_of(cells), tuple(faults)))
        else:
            read.rows.append(row)
            read.doubts += [(line, words) for words in doubts]

    def _is_group(self, line: int, cells: Sequence[Cell]) -> bool:
        """A row with words in one cell only, and not in the columns of a person, names the unit of those below."""
        filled = [(at, cell) for at, cell in enumerate(cells) if cell not in (None, "") and str(cell).strip()]
        if len(filled) != 1 or not isinstance(filled[0][1], str) or not _LETTER.search(filled[0][1]):
            return False
        at, words = filled[0]
        alone = (line, at + 1) in self.grid.merged or at not in self.heading.columns.values()
        if alone and self.takes_groups:
            self.group = clean(words)
        return alone

    def _row(self, line: int, cells: Sequence[Cell], faults: list[tuple[str, str]], doubts: list[str]) -> Row | None:
        def tried(name: str) -> str:
            try:
                return self.text(line, cells, name)
            except Fault as fault:
                faults.append((fault.column, fault.problem))
                return ""

        name = self._name(tried("name"), tried("front"), tried("back"), faults)
        unit, office = tried("unit") or (self.group if self.takes_groups else ""), tried("office")
        post, rank = tried("post"), tried("rank")
        days = {which: self.day(line, cells, which, faults) for which in ("since", "until", "born")}
        kind, nip = self._who(line, cells, (name, unit or office), faults)
        if faults or kind is None:
            return None
        if days["since"] and days["until"] and days["until"] < days["since"]:
            faults.append((self.heading.spoken("until"), "tanggal ini mendahului tanggal mulai"))
            return None
        place = self.places.find(unit, office)
        if (unit or office) and place is None:
            doubts.append("unit kerja tidak dikenal dalam susunan kota; tulisannya disimpan apa adanya")
        if kind is not Kind.CONTRACT:
            doubts += doubts_about(nip, kind, born=days["born"], sex=_SEXES.get(folded(tried("sex")), ""))
        unit_name = (
            unit if not office or fold_place(office) == fold_place(unit) else f"{unit}, {office}" if unit else office
        )
        return Row(
            line, nip, name, kind, place.key if place else "", unit_name[:240], post, rank,
            place.area_code if place else self.city_code, days["since"], days["until"],
        )  # fmt: skip

    def _name(self, name: str, front: str, back: str, faults: list[tuple[str, str]]) -> str:
        column = self.heading.spoken("name")
        if not name:
            if not any(said == column for said, _problem in faults):
                faults.append((column, "belum diisi"))
        elif not _LETTER.search(name):
            faults.append((column, "tidak memuat huruf"))
        whole = f"{front} {name}".strip() + (f", {back}" if back and back.lower() not in name.lower() else "")
        if len(whole) > LONGEST["name"]:
            faults.append((column, f"paling banyak {LONGEST['name']} huruf"))
        return whole

    def _who(
        self, line: int, cells: Sequence[Cell], told: tuple[str, str], faults: list[tuple[str, str]]
    ) -> tuple[Kind | None, str]:
        """The kind of staff, and the key: the NIP, or a key of our own where contract staff have none."""
        try:
            word = folded(self.text(line, cells, "kind"))
            kind = _KIND_OF.get(word)
            if word in _GONE:
                raise Fault(self.heading.spoken("kind"), "pegawai ini tidak lagi bekerja; hapus barisnya dari lembar")
            nip = self.nip(line, cells)
            own = self.text(line, cells, "own")
        except Fault as fault:
            faults.append((fault.column, fault.problem))
            return None, ""
        if (kind is Kind.CONTRACT and not nip) or (not nip and own):
            return Kind.CONTRACT, own_key(folded(told[0]), fold_place(told[1]), folded(own))
        if not nip:
            faults.append((self.heading.spoken("nip"), "belum diisi"))
            return None, ""
        if problem := fault_of_nip(nip):
            faults.append((self.heading.spoken("nip"), problem))
            return None, ""
        kind = kind or kind_in(nip)
        if kind is None:
            faults.append((self.heading.spoken("kind"), "isi PNS, PPPK, atau kontrak; NIP tidak menunjukkannya"))
        return kind, nip


def _refuse_doubles(read: Read, heading: Heading, cells: dict[int, list[Cell]]) -> None:
    """Rows of one NIP twice: the same words once more count once, different words are refused on both lines."""
    by_nip: dict[str, list[Row]] = defaultdict(list)
    for row in read.rows:
        by_nip[row.nip].append(row)
    out: set[int] = set()
    for rows in by_nip.values():
        if len(rows) == 1:
            continue
        contract = rows[0].kind == Kind.CONTRACT
        if not contract and all(replace(row, line=0) == replace(rows[0], line=0) for row in rows):
            out |= {row.line for row in rows[1:]}
            read.doubts += [
                (row.line, f"baris ini sama dengan baris {rows[0].line}, dihitung sekali") for row in rows[1:]
            ]
            continue
        column = heading.spoken("own" if contract and "own" in heading.columns else "name" if contract else "nip")
        for row in rows:
            others = ", ".join(str(other.line) for other in rows[: _MOST_OTHERS + 1] if other is not row)
            others += f" dan {len(rows) - _MOST_OTHERS - 1} baris lain" if len(rows) > _MOST_OTHERS + 1 else ""
            problem = (
                f"nama, unit, dan nomornya sama dengan baris {others}; isi nomor pegawai yang berbeda"
                if contract else f"NIP ini juga ada pada baris {others}"
            )  # fmt: skip
            out.add(row.line)
            read.bad.append(BadRow(row.line, texts_of(cells[row.line]), ((column, problem),)))
    if out:
        read.rows = [row for row in read.rows if row.line not in out]
        read.doubts = [(line, words) for line, words in read.doubts if line not in out or "dihitung sekali" in words]
