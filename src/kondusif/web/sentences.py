"""Sentences for refusals of pages that cross rooms."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "web.first_run.roles_missing": _(
        "Belum ada yang memegang peran ini: %(roles)s. Beri setiap peran kepada seseorang."
    ),
    "web.first_run.same_name": _("Dua orang memakai nama pengguna yang sama. Beri setiap orang nama pengguna sendiri."),
    "web.first_run.not_a_city": _("Kode %(code)s bukan kota atau kabupaten dalam daftar nasional. Pilih dari daftar."),
    "web.device.unknown": _("Ponsel itu belum terdaftar. Buka halaman Lapangan di ponsel itu sekali dengan jaringan."),
    "web.device.not_yours": _("Ponsel itu terdaftar untuk akun lain. Masuk dengan akun yang menulis catatannya."),
    "web.device.revoked": _("Ponsel ini sudah dicabut, jadi catatannya ditahan sampai Desk memeriksanya."),
    "web.item.malformed": _("Isian %(field)s pada catatan tidak terbaca. Tulis catatan itu sekali lagi."),
    "web.item.too_large": _("Catatan itu terlalu besar. Ringkas tulisannya, atau kirim fotonya dalam dua catatan."),
    "web.item.photo_too_large": _("Foto lebih dari %(most)s MB setelah diperkecil. Ambil lagi dengan kamera halaman."),
    "web.item.piece_too_large": _("Potongan foto tidak sesuai dengan yang diumumkan. Kirim sekali lagi."),
    "web.item.damaged": _("Catatan rusak di jalan. Kirim sekali lagi."),
    "web.item.other_content": _("Tanda catatan itu sudah dipakai catatan lain. Tulis catatan itu sekali lagi."),
    "web.item.parts_missing": _("Foto catatan itu belum lengkap. Kirim sekali lagi."),
    "web.item.unreadable": _("Catatan itu tidak dapat dibuka dengan kunci peladen ini. Tulis sekali lagi."),
    "web.item.mixed_up": _("Isi catatan tidak cocok dengan sampulnya. Tulis catatan itu sekali lagi."),
    "web.item.photo_differs": _("Foto tidak cocok dengan yang disebut catatan. Ambil fotonya sekali lagi."),
    "web.item.empty": _("Tulis apa yang terjadi dan tempatnya."),
    "web.item.elsewhere": _("Wilayah %(code)s bukan wilayah tugas Anda. Pilih kelurahan dari daftar."),
    "web.item.not_yours": _("Catatan yang diganti ditulis akun lain. Tulis sebagai catatan baru."),
    "web.item.mended_twice": _("Catatan yang sama sudah diganti atau dibuang. Desk memilih mana yang berlaku."),
    "web.item.changed_meanwhile": _("Catatan ini sudah dikoreksi orang lain. Desk memilih mana yang berlaku."),
    "web.item.job_gone": _(
        "Rencana %(number)s sudah dicatat atau dibatalkan orang lain. Desk memilih mana yang berlaku."
    ),
    "web.queue.not_ours": _("Berkas itu bukan antrean Lapangan. Simpan antrean dari ponsel, lalu unggah berkasnya."),
    "web.queue.cut_short": _("Berkas itu terpotong. Simpan sekali lagi dari ponsel, lalu unggah."),
}
