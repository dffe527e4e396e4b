"""Sentences for refusals of this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "intake.person_decides": _("Putusan atas laporan hanya dapat diberikan oleh orang, bukan oleh mesin."),
    "intake.decided_already": _("Laporan ini sudah diputus. Muat ulang halaman untuk melihat putusannya."),
    "intake.reason_too_short": _("Tulis sedikitnya %(least)s huruf, supaya yang membaca mengerti alasannya."),
    "intake.no_body": _("Pilih lembaga yang berwenang; surat pengantar ditujukan kepadanya."),
    "intake.not_an_outcome": _("Putusan ini tidak dikenal. Pilih salah satu dari lima putusan."),
    "intake.busy": _("Sedang banyak kiriman. Isian Anda masih ada; tunggu sebentar, lalu kirim lagi."),
    "intake.proof_missing": _(
        "Sedang banyak kiriman. Isian Anda masih ada: tunggu %(seconds)s detik, lalu kirim lagi. Bila peramban Anda "
        "dapat menjalankan skrip, perangkat mengerjakannya sendiri dan biasanya lebih cepat."
    ),
    "intake.proof_wait": _(
        "Sedang banyak kiriman. Isian Anda masih ada: tunggu %(seconds)s detik lagi, lalu kirim lagi."
    ),
    "intake.proof_spent": _("Tanda formulir ini sudah terpakai. Isian Anda masih ada; kirim sekali lagi."),
    "intake.code_taken": _(
        "Kode tindak lanjut diganti dengan yang baru karena yang lama sudah dipakai. Catat kode yang baru, "
        "lalu kirim lagi."
    ),
    "intake.sent_differently": _(
        "Formulir ini sudah terkirim sebelumnya dengan isi lain. Perubahan tidak disimpan; tambahkan lewat "
        "pesan di halaman Cek laporan."
    ),
    "intake.no_reader": _(
        "Setiap verifikator kota berada di bawah orang yang Anda laporkan, jadi jalur kota tidak dapat "
        "dipakai. Pilih Bawaslu saja."
    ),
    "intake.no_keys": _(
        "Kota ini belum membuat kunci penyegel, jadi jalur kota belum dibuka. Pilih Bawaslu saja; formulirnya terisi."
    ),
    "intake.locked": _("Buka kunci Anda dahulu; isi laporan ini tersegel."),
    "intake.not_your_key": _(
        "Kunci Anda tidak membuka laporan ini. Minta rekan satu unit memberi Anda kunci unit di halaman Kunci."
    ),
    "intake.identity_sealed": _("Nama pelapor tersegel. Hanya pelapor yang dapat membukanya, atau dua kustodian."),
    "intake.unit_without_key": _(
        "%(unit)s belum punya kunci, jadi bukti belum dapat diserahkan. Buat kuncinya dahulu."
    ),
    "intake.unsealed_rows": _(
        "Basis data ini berisi laporan dari versi tanpa segel. Kota latihan: hapus folder datanya, lalu jalankan lagi."
        " Kota lain: pulihkan cadangan pada versi lama, selesaikan laporannya, lalu mulai dengan basis data baru."
    ),
    "intake.file.gone": _("Berkas ini tidak dapat dibuka lagi: salinannya rusak atau hilang."),
    "intake.bawaslu_only": _("Jalur Bawaslu saja tidak mengirim apa pun ke kota. Unduh formulirnya."),
    "intake.code_wrong": _("Kode ini tidak cocok dengan laporan mana pun. Periksa kelima kelompoknya, lalu coba lagi."),
    "intake.message_empty": _("Tulis pesan Anda lebih dahulu."),
    "intake.opening_reason": _("Tulis alasan membuka nama, sedikitnya %(least)s huruf. Pelapor dapat membacanya."),
    "intake.identity_empty": _("Isi nama Anda, atau cara menghubungi Anda."),
    "intake.pressure.body": _("Pilih satu lembaga di luar kota."),
    "intake.pressure.gone": _("Catatan surat ini sudah tidak ada."),
    "intake.no_identity": _("Pelapor tidak memberi nama, jadi tidak ada yang dapat dibuka."),
    "intake.no_letter": _("Surat hanya ada untuk laporan yang diteruskan."),
    "intake.file.empty": _("Berkas %(name)s kosong. Pilih berkas lain."),
    "intake.file.too_big": _("Berkas %(name)s terlalu besar. Paling besar %(limit)s MB setiap berkas."),
    "intake.file.too_many": _("Terlalu banyak berkas. Paling banyak %(limit)s berkas."),
    "intake.file.too_much": _("Berkas-berkas ini terlalu besar. Paling besar %(limit)s MB seluruhnya."),
    "intake.file.unreadable": _(
        "Berkas %(name)s tidak terbaca sebagai JPG, PNG, WebP, HEIC, PDF, DOCX, atau XLSX. Pilih berkas lain, atau "
        "simpan sebagai PDF."
    ),
    "intake.file.moving": _("Berkas %(name)s adalah gambar bergerak. Kirim sebagai gambar biasa."),
    "intake.file.bomb": _(
        "Gambar %(name)s terlalu lebar atau terlalu tinggi. Perkecil dahulu, paling besar 40 megapiksel "
        "(WebP: 20 megapiksel)."
    ),
    "intake.file.swollen": _(
        "Isi berkas %(name)s terlalu besar setelah dibuka. Simpan bagian yang penting sebagai PDF, lalu pilih lagi."
    ),
    "intake.file.locked": _("Berkas %(name)s memakai sandi. Simpan ulang tanpa sandi, lalu pilih lagi."),
    "intake.file.too_long": _(
        "Berkas %(name)s terlalu panjang; paling banyak 40 halaman. Simpan bagian yang penting sebagai PDF, lalu "
        "pilih lagi."
    ),
    "intake.file.too_slow": _(
        "Berkas %(name)s terlalu berat untuk dibersihkan. Kirim bagian yang penting saja, atau fotonya."
    ),
    "intake.file.macro": _("Berkas %(name)s memuat program (makro). Simpan sebagai PDF, lalu pilih lagi."),
    "intake.file.old_office": _(
        "Berkas %(name)s memakai format Office lama atau bersandi. Simpan sebagai PDF, lalu pilih lagi."
    ),
    "intake.file.two_kinds": _(
        "Berkas %(name)s memuat berkas lain di dalamnya, jadi tidak dapat diterima. Pilih berkas aslinya."
    ),
}
