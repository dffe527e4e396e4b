"""Sentences for refusals of this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "intake.person_decides": _("Putusan atas laporan hanya dapat diberikan oleh orang, bukan oleh mesin."),
    "intake.decided_already": _("Laporan ini sudah diputus. Muat ulang halaman untuk melihat putusannya."),
    "intake.reason_too_short": _("Tulis sedikitnya %(least)s huruf, supaya yang membaca mengerti alasannya."),
    "intake.no_body": _("Pilih lembaga yang berwenang; surat pengantar ditujukan kepadanya."),
    "intake.not_an_outcome": _("Putusan ini tidak dikenal. Pilih salah satu dari lima putusan."),
    "intake.busy": _("Sedang banyak kiriman. Isian Anda masih ada; tunggu sebentar, lalu kirim lagi."),
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
    "intake.bawaslu_only": _("Jalur Bawaslu saja tidak mengirim apa pun ke kota. Unduh formulirnya."),
    "intake.code_wrong": _("Kode ini tidak cocok dengan laporan mana pun. Periksa kelima kelompoknya, lalu coba lagi."),
    "intake.message_empty": _("Tulis pesan Anda lebih dahulu."),
    "intake.opening_reason": _("Tulis alasan membuka nama, sedikitnya %(least)s huruf. Pelapor dapat membacanya."),
    "intake.no_identity": _("Pelapor tidak memberi nama, jadi tidak ada yang dapat dibuka."),
    "intake.no_letter": _("Surat hanya ada untuk laporan yang diteruskan."),
    "intake.file.empty": _("Berkas %(name)s kosong. Pilih berkas lain."),
    "intake.file.too_big": _("Berkas %(name)s terlalu besar. Paling besar %(limit)s MB setiap berkas."),
    "intake.file.too_many": _("Terlalu banyak berkas. Paling banyak %(limit)s berkas."),
    "intake.file.too_much": _("Berkas-berkas ini terlalu besar. Paling besar %(limit)s MB seluruhnya."),
    "intake.file.unreadable": _("Berkas %(name)s tidak terbaca sebagai JPG, PNG, WebP, atau PDF. Pilih berkas lain."),
    "intake.file.moving": _("Berkas %(name)s adalah gambar bergerak. Kirim sebagai gambar biasa."),
    "intake.file.bomb": _(
        "Gambar %(name)s terlalu lebar atau terlalu tinggi. Perkecil dahulu, paling besar 40 megapiksel."
    ),
    "intake.file.active": _(
        "PDF %(name)s memuat program, lampiran, atau sandi. Cetak ulang sebagai PDF biasa, lalu pilih lagi."
    ),
    "intake.file.two_kinds": _(
        "Berkas %(name)s memuat berkas lain di dalamnya, jadi tidak dapat diterima. Pilih berkas aslinya."
    ),
    "intake.file.not_ready": _("Berkas ini masih dibersihkan. Coba lagi sebentar lagi."),
}
