"""Sentences for refusals of the rulebook."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "rulebook.act.unknown": _("Baris aturan %(id)s tidak ada. Cari di halaman Aturan."),
    "rulebook.row.unknown": _("Baris aturan %(key)s tidak ada. Cari di halaman Aturan."),
    "rulebook.actor.unknown": _("Pelaku %(id)s tidak dikenal dalam buku aturan."),
    "rulebook.instrument.unknown": _("Peraturan %(id)s tidak ada dalam buku aturan."),
    "rulebook.office.unknown": _("Kantor %(id)s tidak ada dalam buku aturan."),
    "rulebook.step.unknown": _("Langkah %(id)s tidak ada dalam buku aturan."),
    "rulebook.event.unknown": _("Peristiwa %(id)s tidak dikenal dalam buku aturan."),
    "rulebook.phase.unknown": _("Tahap %(phase)s tidak dikenal. Pilih salah satu: %(known)s."),
    "rulebook.procedure.unknown": _("Prosedur %(id)s tidak ada. Yang ada: %(known)s."),
    "rulebook.event.not_here": _("Peristiwa %(event)s tidak memulai langkah pada %(id)s. Yang ada: %(known)s."),
    "rulebook.date.unreadable": _("Tanggal %(text)s tidak terbaca. Tulis tahun-bulan-hari, misalnya 2024-11-13."),
    "rulebook.event.unreadable": _(
        "Peristiwa %(text)s tidak terbaca. Tulis peristiwa=tanggal, misalnya known=2024-11-13."
    ),
    "rulebook.event.twice": _("Peristiwa %(event)s disebut dua kali. Sebut sekali saja."),
    "rulebook.event.needed": _("Sebut --start atau sedikitnya satu --event. Peristiwa yang ada: %(known)s."),
    "rulebook.step.not_valid": _("Aturan %(rule)s belum atau tidak lagi berlaku pada %(on)s."),
    "rulebook.holidays.not_covered": _(
        "Tabel hari libur tidak memuat %(on)s, jadi tenggat tidak dihitung agar tidak menebak."
    ),
}
