"""A sheet of leave, or of who acts for a post: its rows as what they say, whoever they are about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kondusif.base.wording import plain_date
from kondusif.kernel.errors import Refused
from kondusif.roster.absences import AbsenceRow
from kondusif.roster.places import fold_place
from kondusif.roster.posts import kind_before
from kondusif.roster.rules import About, ActingKind, LeaveKind, fault_of_nip, own_key
from kondusif.roster.sheets.cells import MOST_LINES, Cell, Grid
from kondusif.roster.sheets.heads import WHOSE, Heading, Layout, chosen_sheet, folded, is_heading_again
from kondusif.roster.sheets.picking import BadRow, Fault, Picker, texts_of

_SPAN = {
    "starts": "mulai sejak dari tmt tanggalmulai tglmulai mulaitanggal daritanggal mulaicuti tglmulaicuti tmtcuti "
    "tanggalmulaicuti terhitungmulai terhitungmulaitanggal tmtplt tmtpenunjukan mulaiberlaku tanggalcuti",
    "ends": "sampai selesai sd sampaidengan tanggalselesai tglselesai berakhir sampaitanggal tanggalberakhir tglakhir "
    "tanggalakhir selesaicuti akhircuti akhir berlakusampai tanggalsampai tglsampai",
    "basis": "dasar nomorsk nosk sk suratkeputusan nomorsurat nosurat dasarsurat nomorsuratkeputusan nomorsuratizin "
    "suratizin nomorsuratcuti nospt spt nomorspt suratperintah suratperintahtugas nosuratcuti dasarpenunjukan",
    "basis_on": "tanggalsk tglsk tanggalsurat tglsurat tanggalsuratkeputusan tanggalspt tglspt",
}
_SPOKEN = {
    "nip": "NIP", "own": "Nomor pegawai", "name": "Nama", "unit": "Unit kerja", "office": "OPD", "starts": "Mulai",
    "ends": "Sampai", "basis": "Dasar", "basis_on": "Tanggal SK",
}  # fmt: skip
LEAVE = Layout.of(
    {**WHOSE, **_SPAN, "kind": "jeniscuti jenis cuti macamcuti keterangancuti alasancuti"},
    {**_SPOKEN, "kind": "Jenis cuti"}, ("nip own", "kind", "starts", "ends"), "roster.sheet.no_leave_heads",
)  # fmt: skip
ACTING = Layout.of(
    {
        **WHOSE, **_SPAN, "kind": "jenis jenistugas kedudukan sebutan jenispenugasan pjpjspltplh",
        "post": "jabatan jabatanyangdiisi jabatandiisi jabatanyangdijabat jabatanplt jabatanpengganti sebagai "
        "menjabatsebagai namajabatan jabatanyangdigantikan",
        "unit": f"{WHOSE['unit']} unitjabatan unitjabatanitu padaunit",
    },
    {**_SPOKEN, "kind": "Jenis", "post": "Jabatan yang diisi"}, ("nip own", "post", "starts"),
    "roster.sheet.no_acting_heads",
)  # fmt: skip
LAYOUTS = {About.LEAVE: LEAVE, About.ACTING: ACTING}
_LEAVES = {
    LeaveKind.CLTN: "cltn cutidiluartanggungannegara diluartanggungannegara cutiluartanggungannegara "
    "cutidiluartanggungannegaracltn",
    LeaveKind.ANNUAL: "tahunan cutitahunan ct",
    LeaveKind.LONG: "besar cutibesar cb",
    LeaveKind.SICK: "sakit cutisakit cs",
    LeaveKind.MATERNITY: "melahirkan cutimelahirkan bersalin cutibersalin cm",
    LeaveKind.IMPORTANT: "alasanpenting cutialasanpenting cutikarenaalasanpenting karenaalasanpenting cap cap1",
}
_LEAVE_OF = {word: kind for kind, words in _LEAVES.items() for word in words.split()}
_TASKS = {
    ActingKind.PJ: "pj penjabat penjabatpj",
    ActingKind.PJS: "pjs penjabatsementara penjabatsementarapjs",
    ActingKind.PLT: "plt pelaksanatugas pelaksanatugasplt",
    ActingKind.PLH: "plh pelaksanaharian pelaksanaharianplh",
}
_TASK_OF = {word: kind for kind, words in _TASKS.items() for word in words.split()}
_FILL_TASK = "isi Pj, Pjs, Plt, atau Plh"
_LEAVE_KINDS_SAID = "CLTN, tahunan, besar, sakit, melahirkan, atau alasan penting"


@dataclass(slots=True)
class AbsenceRead:
    """What a sheet of leave or of acting posts says; nothing in it was compared with the list yet.

    Args:
        spoken: field -> the heading under which the sheet has it.
    """

    about: About
    heads: tuple[str, ...]
    spoken: dict[str, str]
    rows: list[AbsenceRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    skipped: int = 0


def read_absences(grids: Sequence[Grid], about: About) -> AbsenceRead:
    """Every row of the one sheet that speaks of it.

    Raises:
        Refused: no heading, several sheets, no rows, or too many.
        BadSheet: a column stands twice, or a second heading has another order.
    """
    layout = LAYOUTS[about]
    grid, heading = chosen_sheet(grids, layout)
    read = AbsenceRead(about, heading.heads, {name: heading.spoken(name) for name in layout.spoken})
    reader = _Reader(grid, heading, about)
    for line, cells in grid.rows[heading.after :]:
        reader.take(line, cells, read)
    torn = [(line, text) for line, text in grid.torn if line > heading.line]
    read.bad += [BadRow(line, (text,), (("", "tanda kutip pada baris ini tidak ditutup"),)) for line, text in torn]
    if not read.rows and not read.bad:
        raise Refused("roster.sheet.no_rows")
    if len(read.rows) + len(read.bad) > MOST_LINES:
        raise Refused("roster.sheet.too_wide", lines=MOST_LINES, columns=200)
    return read


class _Reader(Picker):
    """Reads the rows of one sheet."""

    def __init__(self, grid: Grid, heading: Heading, about: About) -> None:
        super().__init__(grid, heading)
        self.about = about

    def take(self, line: int, cells: Sequence[Cell], read: AbsenceRead) -> None:
        """Read one row into what it says, or its faults."""
        filled = [cell for cell in cells if cell not in (None, "") and str(cell).strip()]
        if not filled:
            return
        if is_heading_again(self.heading, line, cells) or (len(filled) == 1 and isinstance(filled[0], str)):
            read.skipped += 1
            return
        faults: list[tuple[str, str]] = []
        row = self._row(line, cells, faults)
        if faults or row is None:
            read.bad.append(BadRow(line, texts_of(cells), tuple(faults)))
        else:
            read.rows.append(row)

    def _row(self, line: int, cells: Sequence[Cell], faults: list[tuple[str, str]]) -> AbsenceRow | None:
        def tried(name: str) -> str:
            try:
                return self.text(line, cells, name)
            except Fault as fault:
                faults.append((fault.column, fault.problem))
                return ""

        key, name, basis = self._whose(line, cells, faults), tried("name"), tried("basis")
        kind, post = self._kind(tried("kind"), tried("post"), faults)
        first, last = (self.day(line, cells, which, faults) for which in ("starts", "ends"))
        signed = self.day(line, cells, "basis_on", faults)
        if first is None:
            self._empty("starts", faults)
        if last is None and self.about is About.LEAVE:
            self._empty("ends", faults)
        if not basis:
            self._empty("basis", faults)
        if first and last and last < first:
            faults.append((self.heading.spoken("ends"), "tanggal ini mendahului tanggal mulai"))
        if faults or first is None:
            return None
        paper = f"{basis}, {plain_date(signed, language='id')}" if signed else basis
        unit = tried("unit") or tried("office")
        return AbsenceRow(line, key, name, kind, first, last, paper, post, unit, texts_of(cells))

    def _empty(self, name: str, faults: list[tuple[str, str]]) -> None:
        """Say that a field is empty, unless its cell has a fault of its own."""
        column = self.heading.spoken(name)
        if not any(said == column for said, _problem in faults):
            faults.append((column, "belum diisi"))

    def _whose(self, line: int, cells: Sequence[Cell], faults: list[tuple[str, str]]) -> str:
        """The key of somebody of the list: the NIP, or the own number of contract staff."""
        try:
            nip, own = self.nip(line, cells), self.text(line, cells, "own")
        except Fault as fault:
            faults.append((fault.column, fault.problem))
            return ""
        column = self.heading.spoken("nip" if "nip" in self.heading.columns else "own")
        if nip.upper().startswith("TK") and len(nip) == 14:
            return f"TK-{nip[2:].upper()}"  # a key of our own, whose dash was taken for noise
        if not nip and own:
            return own_key("", "", folded(own))
        if problem := fault_of_nip(nip) if nip else "isi NIP, atau nomor pegawai bagi tenaga kontrak":
            faults.append((column, problem))
        return nip

    def _kind(self, said: str, post: str, faults: list[tuple[str, str]]) -> tuple[str, str]:
        """The kind, and the post without the word before it that says the kind."""
        if self.about is About.LEAVE:
            kind = _LEAVE_OF.get(folded(said))
            if kind is None:
                together = folded(said) in ("cutibersama", "bersama")
                problem = (
                    "cuti bersama berlaku bagi semua dan tidak dicatat tiap orang; hapus barisnya" if together
                    else f"jenis cuti “{said[:30]}” tidak dikenal; isi {_LEAVE_KINDS_SAID}" if said else "belum diisi"
                )  # fmt: skip
                faults.append((self.heading.spoken("kind"), problem))
            return str(kind or ""), ""
        if not fold_place(post):
            self._empty("post", faults)
        before, bare = kind_before(post)
        task = _TASK_OF.get(folded(said)) or before
        if task is None:
            problem = f"jenis “{said[:30]}” tidak dikenal; {_FILL_TASK}" if said else _FILL_TASK
            faults.append((self.heading.spoken("kind" if "kind" in self.heading.columns else "post"), problem))
        return str(task or ""), bare if before and (not said or task == before) else post
