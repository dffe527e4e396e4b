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
    "cases.procedure_twice": _("Penanganan ini sudah mengikuti %(procedure)s."),
    "cases.not_for": _("%(procedure)s tidak berlaku bagi %(subject)s."),
    "cases.not_for_reason": _("%(procedure)s tidak dapat diikuti. %(why)s"),
    "cases.evidence_unknown": _("Bukti ini tidak ada, belum diserahkan verifikator, atau sudah dipilih."),
    "cases.evidence_other_unit": _(
        "Kunci Anda tidak membuka bukti ini: bukti diserahkan kepada unit lain, atau Anda belum memegang kunci unit."
    ),
    "cases.handler_without_unit": _(
        "Akun %(name)s tidak berada dalam unit mana pun, jadi bukti belum dapat diserahkan kepadanya."
    ),
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
    "cases.cannot_close.letter_waits": _(
        "Surat %(letters)s masih menunggu jawaban. Catat dahulu surat jawabannya, lalu usulkan penutupan."
    ),
    "cases.cannot_close.letter_needs_decision": _(
        "Penanganan ini terikat surat resmi, jadi tidak dapat ditutup tanpa putusan. Isi siapa yang memutuskan "
        "dan tanggalnya."
    ),
    "cases.letter.future": _("Tanggal terima belum terjadi. Isi hari surat ini benar-benar diterima."),
    "cases.letter.dated_after": _("Tanggal surat jatuh sesudah tanggal terima. Periksa kembali keduanya."),
    "cases.letter.said_after": _(
        "Tanggal yang disebut surat jatuh sesudah surat diterima. Isi tanggal yang tertulis dalam surat."
    ),
    "cases.letter.reply_before": _("Jawaban tidak dapat mendahului surat yang dijawab, diterima %(received_on)s."),
    "cases.letter.known": _(
        "Surat %(number)s dari %(body)s tertanggal %(dated_on)s sudah dicatat dan ditangani sebagai %(case)s."
    ),
    "cases.letter.other_matter": _(
        "%(case)s mengenai unit atau kedudukan terperiksa yang lain. Buka penanganan baru bagi surat ini, atau minta "
        "penangannya membetulkan yang tercatat di sana."
    ),
    "cases.letter.handler_over_unit": _(
        "%(name)s menangani %(case)s dan berada dalam garis atasan %(unit)s. Serahkan dahulu penanganan itu kepada "
        "penangan yang bebas, atau buka penanganan baru."
    ),
    "cases.letter.met_there": _(
        "Kewajiban atas surat sebelumnya di %(case)s sudah dicatat selesai, jadi tenggat surat ini tidak akan berjalan "
        "di sana. Buka penanganan baru bagi surat ini."
    ),
    "cases.letter.nothing_corrected": _("Tidak ada yang berubah. Betulkan isiannya, atau kembali ke surat."),
    "cases.letter.has_scan": _("Surat ini sudah mempunyai pindaian."),
    "cases.letter.no_file": _("Pilih berkas pindaiannya."),
    "cases.letter.unknown_kind": _("Macam surat ini tidak ada. Pilih salah satu dari daftar."),
    "cases.letter.no_handler": _(
        "Belum ada penangan yang bebas dari garis atasan unit itu. Minta admin menunjuk penangan lain, lalu simpan "
        "lagi."
    ),
    "cases.letter.handler_conflict": _(
        "%(name)s tidak dapat menangani surat ini: unitnya dalam garis atasan terperiksa, atau perannya tidak mencakup "
        "wilayah itu. Pilih penangan lain."
    ),
    "cases.letter.nothing_starts": _(
        "Tidak ada prosedur dari surat ini yang berlaku bagi %(subject)s. Periksa kedudukan terperiksa dan macam surat."
    ),
    "cases.letter.unit_without_key": _(
        "%(unit)s belum memegang kunci, jadi pindaian belum dapat disegel. Simpan tanpa pindaian; kertasnya tetap di "
        "arsip."
    ),
    "cases.letter.other_unit": _(
        "Kunci Anda tidak membuka pindaian ini: pindaian disegel bagi unit penangan, atau Anda belum memegang kuncinya."
    ),
    "cases.letter.no_scan": _("Surat ini dicatat tanpa pindaian."),
    "cases.scan.elsewhere": _(
        "Pindaian surat masih pada %(units)s. Hanya orang unit itu yang dapat menyerahkannya, dengan kuncinya sendiri."
    ),
    "cases.scan.receiver_without_key": _(
        "%(receiver)s belum memegang kunci, jadi pindaian surat tetap pada %(units)s. Serahkan lagi setelah "
        "kuncinya ada."
    ),
    "cases.accused_receives": _(
        "Unit %(name)s adalah terlapor atau atasannya, sekarang atau sebelum laporan ini dibetulkan, jadi tidak "
        "menerima penanganan maupun buktinya. Pilih penangan lain."
    ),
    "cases.pause.no_reasons": _(
        "Aturan tidak menyebut alasan untuk menjeda tenggat %(step)s, jadi tenggat ini berjalan terus."
    ),
    "cases.pause.wrong_reason": _("Alasan ini tidak disebut aturan untuk langkah itu. Pilih salah satu yang tersedia."),
    "cases.pause.met": _("%(step)s sudah selesai, jadi tenggatnya tidak dapat dijeda."),
    "cases.pause.future": _("Jeda dan lanjutan dicatat setelah terjadi. Isi tanggal sampai hari ini."),
    "cases.pause.before_start": _("Jeda tidak dapat mendahului peristiwa yang memulai tenggat, %(event_on)s."),
    "cases.pause.overlaps": _("Jeda ini bertumpang tindih dengan jeda lain untuk %(step)s."),
    "cases.pause.after_limit": _("Batas luar %(step)s sudah lewat sebelum tanggal itu, jadi tidak ada yang dijeda."),
    "cases.pause.not_paused": _("Tenggat %(step)s tidak sedang dijeda."),
    "cases.pause.resumed_too_early": _("Tenggat tidak dapat dilanjutkan sebelum jedanya dimulai, %(since)s."),
    "cases.not_proposed": _("Belum ada usul penutupan untuk diputuskan."),
    "cases.same_person": _("Penutupan perlu disetujui orang kedua, bukan pengusulnya."),
    "cases.handover.same": _("Pilih penerima yang lain dari yang menyerahkan."),
    "cases.handover.no_role": _("Penerima harus memegang peran penangan hari ini. Pilih rekan yang lain."),
    "cases.handover.nothing": _("Petugas ini tidak memegang penanganan terbuka, jadi tidak ada yang diserahkan."),
    "cases.handover.not_yours": _("Anda hanya dapat menyerahkan pekerjaan sendiri; pekerjaan orang lain lewat admin."),
    "cases.handover.conflict": _(
        "%(count)s penanganan tidak boleh dipegang penerima karena wilayah atau garis atasannya: %(numbers)s. "
        "Tidak ada yang dipindahkan. Pilih penerima lain."
    ),
}
