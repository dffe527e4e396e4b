"""Who sees what of a report, and from when: one table. The form, the help page and the tests read it.

Plain data. What a cell says is what the doors, the keys and the selectors do; the tests try every "no" with every role.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kondusif.intake.rules import Track

CUSTODIANS = 2  # the level of keys from which two of three custodians may open an identity together


class Thing(StrEnum):
    """What there is to see; the order is the order on the page."""

    PERSON = "person"
    PLACE = "place"
    ACCOUNT = "account"
    COPY = "copy"
    ORIGINAL = "original"
    DAYS = "days"
    MESSAGE = "message"
    NUMBER = "number"
    CODE = "code"


class Reader(StrEnum):
    """Who might see it."""

    VERIFIER = "verifier"
    HANDLER = "handler"
    SUPERIOR = "superior"
    STAFF = "staff"
    CUSTODIAN = "custodian"
    BAWASLU = "bawaslu"
    PUBLIC = "public"


class Sight(StrEnum):
    """From when, and under which condition."""

    NO = "no"
    ABSENT = "absent"
    YES = "yes"
    RELEASED = "released"
    AGREED = "agreed"
    ASKED = "asked"
    TOGETHER = "together"
    CASE = "case"
    CHOSEN = "chosen"
    SUMMARY = "summary"
    EXAMINED = "examined"
    FORWARDED = "forwarded"
    RELAYED = "relayed"
    FORM = "form"
    LISTED = "listed"
    COUNTED = "counted"


THINGS = {
    Thing.PERSON: _("Nama, alamat, telepon, surel Anda"),
    Thing.PLACE: _("Tempat"),
    Thing.ACCOUNT: _("Isi laporan, dengan kata-kata Anda"),
    Thing.COPY: _("Gambar aman dari bukti"),
    Thing.ORIGINAL: _("Berkas bukti asli"),
    Thing.DAYS: _("Tanggal kejadian dan tanggal diterima"),
    Thing.MESSAGE: _("Pesan di Cek laporan"),
    Thing.NUMBER: _("Nomor laporan"),
    Thing.CODE: _("Kode tindak lanjut"),
}
READERS = {
    Reader.VERIFIER: _("Verifikator"),
    Reader.HANDLER: _("Penangan"),
    Reader.SUPERIOR: _("Yang dilaporkan dan atasannya"),
    Reader.STAFF: _("Admin dan petugas lain"),
    Reader.CUSTODIAN: _("Kustodian"),
    Reader.BAWASLU: _("Bawaslu"),
    Reader.PUBLIC: _("Publik"),
}
SIGHTS = {
    Sight.NO: _("tidak"),
    Sight.ABSENT: _("tidak ada pada kiriman ini"),
    Sight.YES: _("ya, sejak diterima"),
    Sight.RELEASED: _("hanya bila Anda sendiri membukanya"),
    Sight.AGREED: _("bila Anda membukanya, atau bila dua dari tiga kustodian setuju"),
    Sight.ASKED: _("hanya bila dua dari tiga kustodian setuju"),
    Sight.TOGETHER: _("seorang diri tidak; dua orang bersama, dengan alasan yang dicatat dahulu dan Anda baca"),
    Sight.CASE: _("bila menjadi penanganan atau kejadian"),
    Sight.CHOSEN: _("yang dipilih verifikator, bila menjadi penanganan"),
    Sight.SUMMARY: _("ringkasan bila menjadi penanganan, bukan kata-kata Anda"),
    Sight.EXAMINED: _("ringkasan dan bukti yang dipilih penangan, bila diperiksa"),
    Sight.FORWARDED: _("yang Anda serahkan sendiri, atau ringkasan verifikator bila diteruskan"),
    Sight.RELAYED: _("hanya dalam ringkasan verifikator, bila diteruskan"),
    Sight.FORM: _("hanya yang Anda serahkan sendiri"),
    Sight.LISTED: _("nomor dan tanggalnya saja, sebagai catatan"),
    Sight.COUNTED: _("hanya jumlah, sedikitnya lima"),
}
LEVELS = {
    0: _(
        "Jalur kota sedang tertutup: belum ada unit verifikasi yang memegang kunci, jadi tidak ada yang dapat menyegel"
        " laporan Anda. Yang terbuka hanya Bawaslu saja."
    ),
    1: _(
        "Tingkat kunci 1: isi laporan disegel untuk unit verifikasi. Nama dan berkas asli disegel untuk kode Anda; kota"
        " tidak dapat membukanya."
    ),
    2: _(
        "Tingkat kunci 2: isi laporan disegel untuk unit verifikasi. Nama dan berkas asli disegel untuk kode Anda, dan"
        " terbuka juga bila dua dari tiga kustodian setuju dengan alasan yang dapat Anda baca."
    ),
}
LIMIT = _(
    "Batasnya: siapa yang menguasai peladen kota tepat saat Anda mengirim dapat membaca kiriman itu. Sesudahnya yang"
    " tersimpan tersegel. Bila orang itu mungkin yang Anda laporkan, pilih Bawaslu saja."
)
NETWORK = _(
    "Pengelola jaringan tempat Anda membuka halaman ini dapat tahu bahwa Anda membukanya, meski tidak tahu isinya. Bila"
    " perlu, pakai jaringan lain, bukan jaringan kantor."
)
CLOSED = frozenset({Sight.NO, Sight.ABSENT})

_EVERYONE = dict.fromkeys(Reader, Sight.NO)
# What reaches the city, at level 1. A reader who is not named sees nothing.
_CITY: dict[Thing, dict[Reader, Sight]] = {
    Thing.PERSON: {Reader.VERIFIER: Sight.RELEASED, Reader.BAWASLU: Sight.FORM},
    Thing.PLACE: {
        Reader.VERIFIER: Sight.YES, Reader.HANDLER: Sight.CASE, Reader.SUPERIOR: Sight.EXAMINED,
        Reader.STAFF: Sight.CASE, Reader.BAWASLU: Sight.FORWARDED, Reader.PUBLIC: Sight.COUNTED,
    },
    Thing.ACCOUNT: {
        Reader.VERIFIER: Sight.YES, Reader.HANDLER: Sight.SUMMARY, Reader.SUPERIOR: Sight.EXAMINED,
        Reader.STAFF: Sight.SUMMARY, Reader.BAWASLU: Sight.FORWARDED,
    },
    Thing.COPY: {
        Reader.VERIFIER: Sight.YES, Reader.HANDLER: Sight.CHOSEN, Reader.SUPERIOR: Sight.EXAMINED,
        Reader.BAWASLU: Sight.FORM,
    },
    Thing.ORIGINAL: {Reader.VERIFIER: Sight.RELEASED, Reader.BAWASLU: Sight.FORM},
    Thing.DAYS: {
        Reader.VERIFIER: Sight.YES, Reader.HANDLER: Sight.CASE, Reader.SUPERIOR: Sight.EXAMINED,
        Reader.STAFF: Sight.LISTED, Reader.BAWASLU: Sight.FORWARDED, Reader.PUBLIC: Sight.COUNTED,
    },
    Thing.MESSAGE: {Reader.VERIFIER: Sight.YES},
    Thing.NUMBER: {
        Reader.VERIFIER: Sight.YES, Reader.HANDLER: Sight.CASE, Reader.STAFF: Sight.LISTED,
        Reader.BAWASLU: Sight.RELAYED,
    },
    Thing.CODE: {},
}  # fmt: skip
_LEVEL_2: dict[Thing, dict[Reader, Sight]] = {
    thing: {Reader.VERIFIER: Sight.AGREED, Reader.CUSTODIAN: Sight.TOGETHER} for thing in (Thing.PERSON, Thing.ORIGINAL)
} | {Thing.NUMBER: {Reader.CUSTODIAN: Sight.LISTED}}
# Bawaslu alone: nothing of it is in the city; what Bawaslu reads is the paper that the reporter hands in.
_ON_PAPER = frozenset({Thing.PERSON, Thing.PLACE, Thing.ACCOUNT, Thing.ORIGINAL, Thing.DAYS})
# On the city's own track no form is made, so Bawaslu gets none.
_WITHOUT_FORM = {Sight.FORM: Sight.NO, Sight.FORWARDED: Sight.RELAYED}


# Without a name there is nothing for the reporter to release; the originals stay shut but for custodians.
_WITHOUT_NAME = {Sight.RELEASED: Sight.NO, Sight.AGREED: Sight.ASKED}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one reader sees of one thing."""

    thing: Thing
    reader: Reader
    sight: Sight

    @property
    def open(self) -> bool:
        """Whether there is any moment at which this reader sees something of it."""
        return self.sight not in CLOSED

    @property
    def words(self) -> str:
        return str(SIGHTS[self.sight])


def cell(thing: Thing, reader: Reader, *, track: Track, level: int, named: bool) -> Cell:
    """One cell of the table.

    Args:
        level: of keys, 1 or 2.
        named: the reporter gave a name or a way to be reached.
    """
    if thing is Thing.PERSON and not named:
        return Cell(thing, reader, Sight.ABSENT)
    if track is Track.BAWASLU:
        on_paper = reader is Reader.BAWASLU and thing in _ON_PAPER
        return Cell(thing, reader, Sight.FORM if on_paper else Sight.NO)
    sight = (_EVERYONE | _CITY[thing] | (_LEVEL_2.get(thing, {}) if level >= CUSTODIANS else {}))[reader]
    if track is Track.CITY:
        sight = _WITHOUT_FORM.get(sight, sight)
    return Cell(thing, reader, sight if named else _WITHOUT_NAME.get(sight, sight))


def row(thing: Thing, *, track: Track, level: int, named: bool) -> list[Cell]:
    """What every reader sees of one thing. Custodians stand in it only where the city has them."""
    readers = [one for one in Reader if one is not Reader.CUSTODIAN or level >= CUSTODIANS]
    return [cell(thing, reader, track=track, level=level, named=named) for reader in readers]


def every_cell(*, track: Track, level: int, named: bool) -> list[Cell]:
    """The whole table, row after row."""
    return [one for thing in Thing for one in row(thing, track=track, level=level, named=named)]


def line(cells: Iterable[Cell], readers: int) -> str:
    """A row as one sentence: who sees it and when, and that the others do not.

    Args:
        readers: how many verifiers will be able to read.
    """
    row = list(cells)
    if all(one.sight is Sight.ABSENT for one in row):
        return gettext("Tidak seorang pun: Anda melapor tanpa nama.")
    seen = [one for one in row if one.open]
    if not seen:
        return gettext("Tidak seorang pun selain Anda.")
    names: dict[Sight, list[str]] = {}
    for one in seen:
        names.setdefault(one.sight, []).append(reader_name(one.reader, readers))
    told = [f"{_listed(who)}: {SIGHTS[sight]}." for sight, who in names.items()]
    return " ".join([*told, *([gettext("Yang lain: tidak.")] if len(seen) < len(row) else [])])


def _listed(names: list[str]) -> str:
    """Several readers in one sentence: the first as it is, the others in small letters where they are no names."""
    first, *rest = names
    return ", ".join(
        [first, *(name if name == str(READERS[Reader.BAWASLU]) else name[0].lower() + name[1:] for name in rest)]
    )


def reader_name(reader: Reader, readers: int | None) -> str:
    """What a reader is called; verifiers with their number where it is known."""
    name = str(READERS[reader])
    if reader is not Reader.VERIFIER or readers is None:
        return name
    return gettext("%(name)s (%(count)s orang)") % {"name": name, "count": readers}
