"""What this room tells people: a count and an hour. Never a name, never the matter."""

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


NOTICES: dict[str, Callable[[Facts], str]] = {
    "intake.guessing": _guessing,
    "intake.burst": _burst,
    "intake.pressure_told": _pressed,
}
