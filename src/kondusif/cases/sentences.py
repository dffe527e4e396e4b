"""Sentences for refusals about cases."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "cases.person_needed": _("Hanya orang yang dapat membuka penanganan; mesin hanya mengusulkan."),
    "cases.report_has_case": _("Laporan %(number)s sudah ditangani sebagai %(case)s."),
    "cases.conflict": _("Unit Anda berada dalam garis atasan terperiksa, jadi Anda tidak dapat menangani dugaan ini."),
    "cases.unknown_procedure": _("Prosedur %(procedure)s tidak ada dalam buku aturan."),
    "cases.unknown_act": _("Perbuatan %(act)s tidak ada dalam buku aturan."),
    "cases.unknown_step": _("Langkah ini tidak sedang berjalan. Muat ulang halaman, lalu pilih langkah yang ada."),
    "cases.unknown_event": _("Peristiwa ini tidak dikenal oleh prosedur yang diikuti."),
    "cases.clock_unknown": _("Buku aturan yang berlaku tidak memuat langkah ini pada tanggal itu."),
    "cases.step_done": _("Langkah ini sudah dicatat selesai."),
    "cases.future_date": _("Tanggal ini belum terjadi. Isi tanggal sampai hari ini."),
    "cases.before_event": _("Langkah tidak dapat selesai sebelum peristiwa yang memulainya, %(event_on)s."),
    "cases.is_closed": _("Penanganan ini sudah ditutup, jadi tidak dapat diubah."),
    "cases.no_procedure": _("Pilih sedikitnya satu prosedur."),
    "cases.evidence_unknown": _("Lampiran ini tidak ada atau belum selesai dibersihkan. Coba lagi sebentar."),
    "cases.cannot_close.no_summary": _("Tulis ringkasan dugaan sebelum mengusulkan penutupan."),
    "cases.cannot_close.short_reason": _("Tulis alasan penutupan sedikitnya 20 huruf."),
    "cases.cannot_close.no_decider": _(
        "Terbukti atau tidak hanya dapat dinyatakan Bawaslu, lembaga pengawas, tim pemeriksa, majelis, atau "
        "pengadilan. Isi siapa yang memutuskan dan tanggalnya."
    ),
    "cases.cannot_close.future_decision": _("Tanggal keputusan belum terjadi."),
    "cases.cannot_close.open_steps": _(
        "Masih ada langkah yang berjalan: %(steps)s. Catat selesai dahulu, atau pilih hasil lain."
    ),
    "cases.not_proposed": _("Belum ada usul penutupan untuk diputuskan."),
    "cases.same_person": _("Penutupan perlu disetujui orang kedua, bukan pengusulnya."),
}
