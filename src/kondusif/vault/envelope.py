"""The sheet that goes into the envelope in the safe: printed once, kept nowhere."""

import io

import segno
from django.utils.translation import gettext as _

from kondusif.base import typeset
from kondusif.base.wording import long_date
from kondusif.institutions.models import City
from kondusif.institutions.selectors import today
from kondusif.vault.services.recovery import Printed


def sheet(place: City, printed: Printed) -> bytes:
    """One A4 page as PDF: the code, how to fold and seal it, what it opens, what to do when it was opened."""
    return typeset.pdf("vault/letters/amplop.typ", _words(place, printed))


def picture(code: str) -> str:
    """The code as a QR picture, for a reader that spares the typing."""
    out = io.BytesIO()
    segno.make(code, error="q", micro=False).save(out, kind="svg", scale=4, border=2, xmldecl=False, dark="#1b2527")
    return out.getvalue().decode()


def _words(place: City, printed: Printed) -> dict[str, object]:
    on = long_date(today(place))
    return {
        "letterhead": typeset.letterhead(place),
        "title": _("Amplop pemulihan kunci unit"),
        "right": _("Masa kunci %(epoch)s") % {"epoch": printed.epoch},
        "facts": [
            {"name": _("Unit"), "value": printed.unit.name},
            {"name": _("Masa kunci"), "value": str(printed.epoch)},
            {"name": _("Dicetak"), "value": on},
        ],
        "groups": printed.groups,
        "qr": picture("-".join(printed.groups)),
        "reading": _("Dalam kode ini tidak ada huruf I, L, O, dan U. Yang tampak seperti itu adalah angka 1 dan 0."),
        "opens_title": _("Apa yang dibuka kode ini"),
        "opens": _(
            "Kunci unit ini, dan dengannya isi semua laporan yang disegel untuk unit ini. Kode hanya berlaku bagi "
            "verifikator atau penangan unit ini yang sudah masuk dan punya kunci pribadi, dan hanya satu kali. "
            "Nama yang tidak dilepas pelapor tetap tertutup."
        ),
        "fold_title": _("Melipat dan menyegel"),
        "fold": [
            _("Lipat lembar ini tiga kali, kode di dalam, dan masukkan ke amplop yang tidak tembus pandang."),
            _("Rekatkan tutupnya. Dua saksi menandatangani melintang di atas tutup, lalu tempelkan pita bening."),
            _("Tulis di muka amplop: unit, masa kunci, tanggal. Simpan di lemari besi yang bukan milik admin sistem."),
            _("Hapus berkas unduhan dan antrean cetak. Kondusif tidak menyimpan lembar ini."),
        ],
        "after_title": _("Bila amplop ternyata terbuka"),
        "after": _(
            "Anggap kodenya diketahui orang. Hari itu juga seorang anggota membuka halaman Kunci unit, menekan Ganti "
            "kunci, menyegel ulang laporan lama, dan mencetak amplop baru. Catat siapa yang memegang lemari besi."
        ),
        "witness_title": _("Saksi penyegelan"),
        "witnesses": [_("Saksi pertama"), _("Saksi kedua")],
        "signature": _("nama, jabatan, tanda tangan"),
        "foot": _("Siapa pun yang memegang kode ini dan akun anggota unit dapat membaca laporan unit."),
    }
