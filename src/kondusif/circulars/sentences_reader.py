"""Sentences for whoever reads by a personal link or at the desk of a unit."""

from django.utils.translation import gettext_lazy as _

READER: dict[str, object] = {
    "circulars.link.unknown": _(
        "Tautan ini tidak dikenal. Periksa apakah alamatnya tersalin utuh, atau mintalah tautan baru di meja unit Anda."
    ),
    "circulars.link.expired": _("Masa berlaku tautan ini sudah habis. Mintalah tautan baru di meja unit Anda."),
    "circulars.link.renewed": _(
        "Tautan ini sudah diganti dengan yang baru. Pakai tautan yang terakhir, atau mintalah di meja unit Anda."
    ),
    "circulars.link.killed": _(
        "Isian salah lima kali, jadi tautan ini dimatikan. Datanglah ke meja unit Anda untuk tautan baru."
    ),
    "circulars.sign.closed": _("Edaran ini sudah ditutup, jadi tidak ada lagi yang perlu ditandatangani."),
    "circulars.sign.left": _(
        "Menurut daftar pegawai Anda tidak lagi bekerja pada pemerintah kota, jadi tidak ada yang perlu"
        " ditandatangani. Bila keliru, hubungi BKPSDM."
    ),
    "circulars.sign.not_released": _("Versi ini belum diedarkan, jadi belum dapat ditandatangani."),
    "circulars.sign.newer_version": _(
        "Sementara Anda membaca, edaran diganti dengan versi %(number)s. Baca versi itu lebih dahulu."
    ),
    "circulars.sign.too_early": _("Tanggal tanda tangan mendahului tanggal edaran. Periksa tanggalnya."),
    "circulars.sign.in_the_future": _("Tanggal tanda tangan belum tiba. Periksa tanggalnya."),
    "circulars.sign.not_asked": _("Ada nama yang tidak diminta menandatangani edaran ini. Periksa daftarnya."),
    "circulars.sign.wrong_number": _("Isian ini tidak cocok dengan daftar pegawai. Sisa percobaan: %(left)s."),
    "circulars.sign.five_misses": _(
        "Isian salah lima kali, jadi tautan pribadi orang ini diganti. Bila ia memang ada di meja, pilih lagi namanya."
    ),
}
