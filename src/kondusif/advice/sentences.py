"""Sentences for refusals of the self-check."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "advice.act.unknown": _("Perbuatan %(act)s tidak dikenal. Yang dapat ditanyakan: %(known)s."),
    "advice.choice.unknown": _("Pilihan %(given)s tidak dikenal. Yang ada: %(known)s."),
    "advice.date.unreadable": _("Tanggal %(given)s tidak terbaca. Tulis seperti 2024-11-13."),
    "advice.date.before_any_edition": _(
        "Buku aturan tidak memuat norma tentang perbuatan itu sebelum %(first)s, jadi %(on)s tidak dapat dijawab."
    ),
    "advice.unit.unknown": _("Unit %(unit)s tidak ada dalam susunan kota. Pilih unit dari daftar."),
    "advice.text.unreadable": _("Berkas teks tidak dapat dibaca."),
}
