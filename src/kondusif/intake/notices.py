"""What this room tells people: a count, an hour, the number of a report. Never a name, never the matter."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kondusif.accounts.notices import Facts


def _guessing(facts: Facts) -> str:
    return _(
        "Dalam satu jam ada lebih dari %(count)s kode tindak lanjut yang salah di halaman Cek laporan. Tidak ada yang "
        "dikunci; setiap percobaan kini menunggu lebih lama."
    ) % {"count": facts["count"]}


def _pressed(_facts: Facts) -> str:
    return _("Ada surat tersegel untuk lembaga Anda. Buka kunci Anda untuk membacanya.")


def _burst(facts: Facts) -> str:
    return _(
        "Laporan masuk lebih dari %(count)s dalam semenit. Tidak ada yang dihapus; yang serupa diikat. Bila meja tidak "
        "terkejar, nyatakan lonjakan di halaman Laporan masuk."
    ) % {"count": facts["per_minute"]}


def _accused_waits(facts: Facts) -> str:
    return _("Ada usul pembetulan pada laporan %(number)s. Orang kedua perlu menyetujui atau menolaknya.") % {
        "number": facts["number"]
    }


def _accused_answered(facts: Facts) -> str:
    return _("Usul pembetulan Anda pada laporan %(number)s sudah dijawab.") % {"number": facts["number"]}


NOTICES: dict[str, Callable[[Facts], str]] = {
    "intake.guessing": _guessing,
    "intake.burst": _burst,
    "intake.accused_waits": _accused_waits,
    "intake.accused_answered": _accused_answered,
    "intake.pressure_told": _pressed,
}
