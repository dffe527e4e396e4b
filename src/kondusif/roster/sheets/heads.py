"""Which column of a sheet says what: by its heading, in any order, in one or two lines, under other names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kondusif.base.fields import clean_line
from kondusif.kernel.errors import BadSheet, Refused
from kondusif.roster.sheets.cells import Cell, Grid

# Field -> the headings under which offices write it, folded to letters and digits.
_NAMES = {
    "nip": "nip nipbaru nomorindukpegawai nipnippppk nippppk nipni nipnip3k nipnik nomorinduk nipnrp nipasn "
    "nipp3k nonip",
    "own": "idpegawai nomorpegawai nopegawai nokontrak nomorkontrak niptt nrpegawai noinduktenagakontrak nomorregister",
    "name": "nama namapegawai namalengkap namaasn namapegawaigelar namadangelar namalengkapdangelar namapns namanip "
    "namadanelar namaperson namagelar namapegawailengkap namapegawaidangelar",
    "front": "gelardepan glrdepan gelardpn",
    "back": "gelarbelakang glrbelakang gelarblk gelar gelarakademik",
    "kind": "status jenispegawai jenisasn statuspegawai statuskepegawaian jenis kategori statusasn statuskepeg",
    "unit": "unitkerja unit subunit unitorganisasi satuankerja satker unor unornama namaunor namaunit namaunitkerja "
    "tempattugas unitkerjanama lokasikerja",
    "office": "opd skpd perangkatdaerah instansi unitinduk instansiinduk namaopd opdnama unorinduk unitkerjainduk "
    "organisasiperangkatdaerah dinas perangkatdaerahopd unorindukn",
    "post": "jabatan namajabatan jabatannama jabatanterakhir jabatansaatini jabatanuraian nmjabatan",
    "rank": "golongan gol golruang golonganruang pangkatgolongan pangkatgol pangkatgolruang golpangkat pangkat "
    "golonganpangkat golnama golonganterakhir pangkatgolonganruang pangkatnama",
    "since": "tmt tmtcpns tmtpns tmtpegawai mulai mulaibekerja tanggalmasuk tmtmasuk sejak tmtpppk tmtkontrak "
    "tmtpengangkatan tglmulai tanggalmulai",
    "until": "sampai berakhir akhirkontrak tmtakhir tanggalberakhir sampaidengan sd tglselesai akhirperjanjian "
    "tmtberakhir tanggalakhir",
    "born": "tanggallahir tgllahir tgllhr lahir",
    "sex": "jeniskelamin jk lp kelamin",
}
_SPOKEN = {
    "nip": "NIP", "own": "Nomor pegawai", "name": "Nama", "front": "Gelar depan", "back": "Gelar belakang",
    "kind": "Status", "unit": "Unit kerja", "office": "OPD", "post": "Jabatan", "rank": "Golongan", "since": "TMT",
    "until": "Sampai", "born": "Tanggal lahir", "sex": "Jenis kelamin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that one kind of sheet may have.

    Args:
        fields: a folded heading -> the field that it says.
        spoken: field -> its usual heading.
        needs: of each group one column at least.
        missing: code of the refusal where no row names them.
    """

    fields: Mapping[str, str]
    spoken: Mapping[str, str]
    needs: tuple[frozenset[str], ...]
    missing: str

    @classmethod
    def of(cls, names: Mapping[str, str], spoken: Mapping[str, str], needs: Sequence[str], missing: str) -> "Layout":
        """A layout from lists of words.

        Args:
            names: field -> its headings, folded, between blanks.
            needs: fields of each group, between blanks.
        """
        fields = {name: field for field, words in names.items() for name in words.split()}
        return cls(fields, spoken, tuple(frozenset(group.split()) for group in needs), missing)


PEOPLE = Layout.of(_NAMES, _SPOKEN, ("name", "nip own kind"), "roster.sheet.no_heads")
WHOSE = {field: _NAMES[field] for field in ("nip", "own", "name", "unit", "office")}  # for sheets about known people
PROBLEM = "masalah"  # the column that a file of bad rows has in addition
_GENERIC = {"nama", "uraian", "ket", "keterangan", "jenis", "unit", ""}
_WITHIN = 40
_LEAST_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the columns are.

    Args:
        line: number of the last line of the heading.
        columns: field -> index of its column.
        heads: the headings as written, one for each column.
        after: index into the rows of the grid where the people begin.
        layout: what kind of sheet this is.
        lines: the words of each of its lines, folded.
    """

    line: int
    columns: dict[str, int]
    heads: tuple[str, ...]
    after: int
    layout: Layout = PEOPLE
    lines: tuple[tuple[str, ...], ...] = ()

    @property
    def anchor(self) -> int:
        """The column that says who a row is about."""
        return next(self.columns[field] for field in ("name", "nip", "own") if field in self.columns)

    def spoken(self, field: str) -> str:
        """The heading of a field as the sheet itself writes it."""
        at = self.columns.get(field)
        return (self.heads[at] if at is not None and at < len(self.heads) else "") or self.layout.spoken[field]


@lru_cache(maxsize=8192)
def folded(value: Cell) -> str:
    """Letters and digits of a heading, small."""
    return "".join(sign for sign in str(value or "").lower() if sign.isalnum())


def heading_of(grid: Grid, layout: Layout = PEOPLE) -> Heading | None:
    """The heading of a sheet within its first forty rows; None where there is none.

    Raises:
        BadSheet: two columns say they are the NIP, or the name.
    """
    for at, (line, cells) in enumerate(grid.rows[:_WITHIN]):
        top = _filled_sideways(grid, line, cells)
        columns = _columns([[folded(head)] for head in top], line, layout)
        if not all(group & columns.keys() for group in layout.needs):
            continue
        one = Heading(line, columns, tuple(top), at + 1, layout, (_words(cells),))
        both = _two_lines(grid, at, top, one)
        if both or len(columns) >= _LEAST_FIELDS or "nip" in columns:
            return both or one
    return None


def _filled_sideways(grid: Grid, line: int, cells: Sequence[Cell]) -> list[str]:
    """The headings of one line; a merged one stands over each of its columns."""
    by_line = dict(grid.rows)
    found = []
    for column, cell in enumerate(cells):
        anchor = grid.merged.get((line, column))
        if anchor and anchor[0] == line:
            cell = by_line[line][anchor[1]]
        found.append(clean_line(str(cell)) if cell is not None else "")
    return found


def _two_lines(grid: Grid, at: int, top: list[str], one: Heading) -> Heading | None:
    """The heading of two lines, where the next line names parts of the columns above and no person."""
    if at + 1 >= len(grid.rows):
        return None
    line, cells = grid.rows[at + 1]
    known = one.layout.fields
    below = [clean_line(str(cell)) if isinstance(cell, str) else "" for cell in cells]
    named = [column for column, text in enumerate(below) if folded(text) in known or folded(text) in _GENERIC - {""}]
    under_name = below[one.anchor] if one.anchor < len(below) else ""
    if not named or (under_name and folded(under_name) not in known) or any(map(_is_number, cells)):
        return None
    width = max(len(top), len(below))
    over, under = top + [""] * (width - len(top)), below + [""] * (width - len(below))
    last, filled = "", []
    for column, text in enumerate(over):
        # Without a merge the words above stand over the columns to their right until the next words.
        last = text or (last if under[column] else "")
        filled.append(last)
    choices = [
        [folded(a) + folded(b), folded(a) if folded(b) in _GENERIC else folded(b), folded(a)]
        for a, b in zip(filled, under, strict=True)
    ]
    heads = tuple(" ".join(part for part in (a, b) if part) for a, b in zip(filled, under, strict=True))
    return Heading(line, _columns(choices, line, one.layout), heads, at + 2, one.layout, (*one.lines, _words(cells)))


def _words(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The words of a line, folded, without its empty cells."""
    return tuple(text for cell in cells if isinstance(cell, str) and (text := folded(cell)))


def _columns(choices: Sequence[Sequence[str]], line: int, layout: Layout) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, names in enumerate(choices):
        field = next((layout.fields[name] for name in names if name in layout.fields), None)
        if field is None:
            continue
        if field in columns and field in ("nip", "name") and names[0] == folded(layout.spoken[field]):
            raise BadSheet(line, layout.spoken[field], "kolom ini ada dua kali; hapus salah satunya")
        columns.setdefault(field, at)
    return columns


def is_heading_again(heading: Heading, line: int, cells: Sequence[Cell]) -> bool:
    """Whether a row repeats the heading, or numbers the columns (1, 2, 3).

    Raises:
        BadSheet: it is a second heading whose columns stand elsewhere, so that the rows below would be misread.
    """
    name = cells[heading.anchor] if heading.anchor < len(cells) else None
    if _whole(name) is not None:
        numbers = [_whole(cell) for cell in cells if cell not in (None, "")]
        first = numbers[0] or 1
        return len(numbers) >= _LEAST_FIELDS and numbers == list(range(first, first + len(numbers)))
    key = heading.columns.get("nip", heading.anchor)
    if key < len(cells) and str(cells[key] or "")[-1:].isdigit():
        return False  # somebody's number: the quick way out for almost every row
    said = [folded(cell) if isinstance(cell, str) else "" for cell in cells]
    if tuple(filter(None, said)) in heading.lines:
        return True
    again: dict[str, int] = {}
    for at, text in enumerate(said):
        if field := heading.layout.fields.get(text):
            again.setdefault(field, at)
    moved = [field for field, at in again.items() if heading.columns.get(field, at) != at]
    if len(again) < _LEAST_FIELDS:
        return len(again) == _LEAST_FIELDS - 1 and not moved and folded(name) in heading.layout.fields
    if moved:
        words = f"judul kedua; kolom ini tidak di tempatnya menurut judul baris {heading.line}. Jadikan dua lembar"
        raise BadSheet(line, heading.spoken(moved[0]), words)
    return True


def chosen_sheet(grids: Sequence[Grid], layout: Layout = PEOPLE) -> tuple[Grid, Heading]:
    """The one sheet with people.

    Raises:
        Refused: none has a heading, or several have.
        BadSheet: a column stands twice.
    """
    found = [(grid, heading) for grid in grids if (heading := heading_of(grid, layout))]
    if not found:
        raise Refused(layout.missing)
    if len(found) > 1:
        names = ", ".join(grid.name for grid, _heading in found[:5])
        raise Refused("roster.sheet.several", sheets=names)
    return found[0]


def _whole(cell: Cell) -> int | None:
    if isinstance(cell, str):
        text = cell.strip().strip("()")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
    return int(cell) if isinstance(cell, int | float) and float(cell).is_integer() and abs(cell) < 1000 else None


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdigit())
