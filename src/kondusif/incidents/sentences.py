"""Sentences for refusals about incidents."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "incidents.kind.criticism": _(
        "Kritik adalah hak warga, jadi tidak dicatat sebagai kejadian. Bila disertai ancaman, kekerasan, atau "
        "perusakan, pilih gangguan itu dan catat perbuatannya saja."
    ),
    "incidents.kind.worship": _(
        "Ibadah adalah hak warga, jadi tidak dicatat sebagai kejadian. Bila ibadah diganggu, pilih gangguannya: "
        "penghalangan, intimidasi, atau perusakan."
    ),
    "incidents.kind.assembly": _(
        "Berkumpul menurut aturan adalah hak warga, jadi tidak dicatat sebagai kejadian. Bila terjadi kekerasan, "
        "perusakan, atau penghalangan, pilih gangguan itu."
    ),
    "incidents.kind.unknown": _("Jenis gangguan tidak ada dalam daftar. Pilih salah satu dari daftar."),
    "incidents.future": _(
        "Tanggal kejadian masih di depan. Kejadian dicatat setelah terjadi; kabar tentang rencana dicatat sebagai "
        "ancaman dengan tanggal kabar itu diterima."
    ),
    "incidents.area.outside": _("Wilayah %(code)s di luar wilayah tugas Anda. Pilih wilayah dari daftar."),
    "incidents.area.not_village": _("Laporan nihil dibuat per kelurahan. Pilih kelurahan dari daftar."),
    "incidents.area.too_fine": _("Penilaian dibuat untuk satu kelurahan atau seluruh kota. Pilih salah satunya."),
    "incidents.move.not_possible": _("Status %(number)s tidak dapat diubah ke pilihan itu dari statusnya sekarang."),
    "incidents.reason.missing": _("Tulis alasan perubahan dalam satu kalimat."),
    "incidents.correct.nothing": _("Tidak ada isian yang berubah, jadi tidak ada koreksi yang disimpan."),
    "incidents.nil.incident_stands": _(
        "Hari ini sudah ada kejadian tercatat di kelurahan itu, jadi laporan nihil tidak dapat dibuat. Kelurahan itu "
        "sudah dihitung melapor."
    ),
    "incidents.nil.not_yet": _("Laporan nihil hanya untuk hari ini atau hari yang sudah lewat."),
    "incidents.assess.reason_short": _("Tulis alasan penilaian, sekurangnya %(least)s huruf, agar dapat diperiksa."),
    "incidents.not_a_person": _("Catatan kejadian dan penilaian hanya dibuat oleh orang, bukan oleh mesin."),
    "incidents.assess.word_unknown": _("Pilih satu dari empat kata penilaian."),
    "incidents.report.settled": _("Laporan itu sudah mempunyai hasil, jadi tidak dapat dijadikan kejadian baru."),
    "engine.chat.empty": _("Tidak ada tulisan dalam naskah ini. Tempel obrolannya, atau pilih berkas ekspornya."),
    "engine.chat.unknown_heads": _(
        "Kepala baris ekspor ini tidak dikenal, jadi pengirim dan tanggalnya tidak dapat dipisahkan. Ekspor lagi dari "
        "WhatsApp atau Telegram dengan ponsel berbahasa Indonesia atau Inggris."
    ),
    "engine.chat.too_long": _(
        "Naskah ini %(lines)s baris, melebihi %(most)s. Ekspor tanggal yang lebih sempit, atau tempel bagiannya."
    ),
    "incidents.chat.same": _(
        "Naskah ini sudah pernah dibawa masuk, jadi tidak diurai dua kali. Ekspor yang lebih baru boleh: hanya yang "
        "baru yang ditawarkan."
    ),
    "incidents.chat.one_of_two": _("Tempel obrolan atau pilih satu berkas, tidak keduanya."),
    "incidents.chat.too_big": _("Berkas ini melebihi %(most)s MB. Ekspor obrolan tanpa media."),
    "incidents.chat.not_text": _(
        "Berkas ini bukan naskah obrolan. Pilih berkas .txt dari ekspor tanpa media, atau .zip yang memuatnya."
    ),
    "incidents.chat.zip": _("Berkas .zip ini harus memuat tepat satu berkas .txt; yang ditemukan %(found)s."),
    "incidents.chat.zip_broken": _("Berkas .zip ini rusak atau terkunci. Ekspor ulang, lalu pilih lagi."),
    "incidents.draft.done": _("Draf ini sudah diperiksa. Muat ulang halaman obrolannya."),
    "incidents.draft.recorded": _(
        "Draf ini sudah tercatat sebagai %(number)s, jadi isian di bawah belum disimpan. Salin yang belum ada, lalu "
        "tambahkan lewat koreksi pada %(number)s."
    ),
    "incidents.draft.not_your_area": _("Kelurahan ini di luar wilayah meja Anda, atau hanya kecamatan yang disebut."),
    "incidents.draft.no_date": _("Tanggalnya tidak terbaca dari naskah. Buka drafnya dan isi tanggal."),
    "incidents.draft.not_your_report": _(
        "Tidak ada laporan bernomor itu yang Anda ketik. Ketik laporannya dahulu, lalu pilih nomornya di sini."
    ),
    "incidents.thresholds.days": _("Jendela hari harus 1 sampai 60, dan batas kabar terakhir 1 sampai 365 hari."),
    "incidents.thresholds.share": _("Bagian kelurahan yang diam harus 1 sampai 100 persen."),
    "incidents.thresholds.weights": _("Bobot harus sekurangnya 1 dan tidak menurun dari ringan ke berat."),
    "incidents.thresholds.steps": _("Ambang harus sekurangnya 1 dan naik dari perlu perhatian ke sangat rawan."),
}
