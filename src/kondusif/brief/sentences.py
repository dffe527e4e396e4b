from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "brief.day_ahead": _("Laporan %(on)s belum dapat disusun; hari ini %(today)s."),
    "brief.day_too_early": _("Tahun %(year)s berada di luar jangkauan catatan. Pilih tanggal sejak tahun 2000."),
    "brief.not_this_city": _("Kota yang terpasang di sini %(name)s (%(code)s), bukan %(given)s."),
    "brief.bad_date": _("Tanggal %(given)s tidak dapat dibaca. Tulis seperti 2024-11-13."),
    "brief.format_unknown": _("Bentuk %(given)s belum tersedia. Bentuk yang ada: %(known)s."),
    "brief.cannot_write": _("Berkas %(path)s tidak dapat ditulis: %(why)s."),
}
