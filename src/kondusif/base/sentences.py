"""Sentences for refusals that any room may make."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "kernel.not_found": _("Halaman atau catatan ini tidak ada."),
    "kernel.not_allowed": _("Peran Anda tidak mencakup tindakan ini. Hubungi admin kota bila perlu."),
    "kernel.changed_meanwhile": _("Catatan ini baru saja diubah orang lain. Muat ulang, periksa, lalu coba lagi."),
    "kernel.bad_sheet": _("Baris %(line)s, kolom %(column)s: %(problem)s."),
    "base.token.expired": _("Formulir ini sudah terlalu lama terbuka. Isian Anda masih ada; periksa lalu kirim lagi."),
    "base.token.bad": _("Tanda formulir tidak dikenal. Isian Anda masih ada; periksa lalu kirim lagi."),
    "base.cleaner.busy": _("Banyak berkas sedang diperiksa. Tunggu satu menit, lalu kirim lagi; isian Anda masih ada."),
    "base.ticks.too_many": _("Paling banyak %(limit)s centang sekali kirim. Kurangi centangnya, lalu kirim lagi."),
    "base.picture.too_large": _("Gambar ini lebih besar dari %(limit)s MB. Perkecil dahulu, atau ambil foto baru."),
    "base.picture.too_many_pages": _(
        "Berkas PDF ini lebih dari %(limit)s halaman. Pisahkan, lalu kirim bagian per bagian."
    ),
    "base.picture.unreadable": _("Berkas ini tidak dapat dibaca sebagai gambar. Pilih foto JPG, PNG, WebP, atau HEIC."),
    "base.outgoing.address": _("Alamat ini tidak dikenali. Tulis lengkap, misalnya https://contoh.id/rss."),
    "base.outgoing.credentials": _("Alamat tidak boleh memuat nama pengguna atau kata sandi."),
    "base.outgoing.not_encrypted": _("Alamat ini tidak terenkripsi. Pakai alamat yang diawali https://."),
    "base.outgoing.port": _("Alamat ini memakai pintu yang tidak lazim. Pakai alamat web biasa."),
    "base.outgoing.redirects": _("Alamat ini mengalihkan terlalu sering. Periksa alamat yang sebenarnya."),
    "base.outgoing.status": _("Situsnya menjawab dengan kode %(status)s. Periksa alamatnya, atau coba lagi nanti."),
    "base.outgoing.slow": _("Situsnya tidak menjawab dalam %(seconds)s detik. Coba lagi nanti."),
    "base.outgoing.no_answer": _("Situsnya tidak menjawab atau memutus sambungan. Coba lagi nanti."),
    "base.outgoing.unknown_host": _("Nama situs ini tidak ditemukan. Periksa ejaannya."),
    "base.outgoing.inside": _("Alamat ini menuju jaringan dalam, jadi tidak diambil."),
    "base.outgoing.certificate": _("Sertifikat situs ini tidak sah, jadi tidak diambil."),
    "base.outgoing.packing": _("Jawaban situs ini terkemas dengan cara yang tidak dapat dibuka."),
    "base.outgoing.too_large": _("Jawaban situs ini lebih dari %(limit)s, jadi tidak diambil."),
}
