"""Sentences for refusals that any room may make."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "kernel.not_found": _("Halaman atau catatan ini tidak ada."),
    "kernel.not_allowed": _("Peran Anda tidak mencakup tindakan ini. Hubungi admin kota bila perlu."),
    "kernel.changed_meanwhile": _("Catatan ini baru saja diubah orang lain. Muat ulang, periksa, lalu coba lagi."),
    "kernel.bad_sheet": _("Baris %(line)s, kolom %(column)s: %(problem)s."),
    "base.token.expired": _("Formulir ini sudah terlalu lama terbuka. Isian Anda masih ada; periksa lalu kirim lagi."),
    "base.token.bad": _("Tanda formulir tidak dikenal. Isian Anda masih ada; periksa lalu kirim lagi."),
}
