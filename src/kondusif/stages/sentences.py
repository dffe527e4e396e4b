"""Sentences for what the stages room refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "stages.contest.unknown": _("Kontes “%(contest)s” tidak dikenal. Yang dikenal: %(known)s."),
    "stages.kind.unknown": _("Jenis kontes “%(kind)s” tidak dikenal. Yang dikenal: %(known)s."),
    "stages.date.unreadable": _("Tanggal “%(given)s” tidak terbaca. Tulis tahun-bulan-hari, misalnya 2024-11-13."),
    "stages.span.backwards": _("Tanggal selesai %(end)s mendahului tanggal mulai %(start)s. Periksa keduanya."),
    "stages.contest.taken": _("Kontes dengan nama singkat “%(contest)s” sudah ada. Pilih nama singkat lain."),
    "stages.contest.bad_id": _(
        "Nama singkat kontes “%(contest)s” tidak dapat dipakai. Gunakan huruf kecil, angka, dan tanda hubung, "
        "misalnya pilkada-2031."
    ),
    "stages.contest.not_local": _(
        "Kalender “%(contest)s” berasal dari peraturan KPU dan tidak diisi di sini. Buat kalender kosong lebih dulu."
    ),
    "stages.stage.unknown": _("Tahap “%(stage)s” tidak ada pada kalender ini. Pilih salah satu tahap yang tertera."),
    "stages.source.missing": _("Tulis dasar tanggal ini, misalnya nomor PKPU atau surat KPU."),
    "stages.event.no_name": _("Tulis nama kegiatan."),
    "stages.event.long_name": _("Nama kegiatan terlalu panjang. Paling banyak %(most)s huruf."),
    "stages.event.bad_area": _(
        "Kode wilayah “%(given)s” tidak dikenal bentuknya. Contoh kode kelurahan: 33.72.01.1001."
    ),
    "stages.event.gone": _("Kegiatan ini sudah tidak ada pada agenda kota."),
}
