"""The room's refusals as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "media.file.missing": _("Berkas %(name)s tidak ditemukan. Periksa nama dan letaknya."),
    "media.file.not_a_file": _("%(name)s bukan berkas. Sebutkan berkas teks beritanya."),
    "media.file.unreadable": _("Berkas %(name)s tidak dapat dibuka. Periksa izin bacanya."),
    "media.file.too_large": _("Berkas %(name)s lebih besar dari %(limit)s. Potong dahulu, satu berita satu berkas."),
    "media.file.empty": _("Berkas %(name)s tidak berisi tulisan. Tempelkan atau pilih berkas yang memuat teks berita."),
    "media.file.not_text": _("Berkas %(name)s bukan teks biasa. Simpan beritanya sebagai berkas .txt, lalu coba lagi."),
    "media.article.empty": _("Belum ada teks berita. Tempelkan teksnya atau pilih berkas .txt."),
    "media.article.too_long": _("Teks ini %(count)s huruf, paling banyak %(limit)s. Tempelkan satu berita saja."),
    "media.article.future": _("Tanggal berita tidak boleh sesudah hari ini."),
    "media.finding.quote_missing": _("Kutipan ini tidak ada dalam berita. Salin kata-katanya persis dari teks."),
    "media.finding.unknown_value": _("Temuan itu tidak ada dalam daftar. Pilih salah satu."),
    "media.finding.already_there": _("Temuan dengan kutipan yang sama sudah tercatat."),
}
