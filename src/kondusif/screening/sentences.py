"""The room's refusals as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "screening.person_decides": _("Usulan mesin hanya dapat diterima dan diputus oleh orang, bukan oleh mesin."),
    "screening.judged_already": _("Usulan ini sudah diputus orang lain. Muat ulang halaman untuk melihat putusannya."),
    "screening.not_a_verdict": _("Pilih diambil atau ditolak."),
    "screening.reason.missing": _("Pilih satu alasan penolakan."),
    "screening.reason.words": _("Tulis alasannya, sedikitnya sepuluh huruf."),
    "screening.use.not_taken": _("Hanya usulan yang sudah diambil yang dapat dicatat pemakaiannya."),
    "screening.manifest.unreadable": _("Manifes tidak terbaca. Pilih berkas JSON yang dibuat bersama hasilnya."),
    "screening.manifest.version": _("Manifes ini bukan dari penyaringan versi ini. Jalankan lagi penyaringannya."),
    "screening.manifest.incomplete": _("Manifes belum memuat %(missing)s. Jalankan lagi penyaringannya, lalu unggah."),
    "screening.run.other_file": _(
        "Manifes ini bukan milik berkas hasil itu: sidik digitalnya berbeda. Pilih pasangannya."
    ),
    "screening.run.past": _("Batas simpan dalam manifes sudah lewat, jadi usulannya tidak boleh disimpan lagi."),
    "screening.run.persons": _(
        "Hasil ini memuat usulan orang, padahal bukan latihan. Penyaringan massal hanya untuk perbuatan, tempat, dan "
        "lembaga."
    ),
    "screening.run.twice": _("Hasil ini sudah diterima sebagai %(number)s."),
    "screening.result.too_large": _(
        "Berkas hasil terlalu besar, paling besar %(limit)s MB. Bagi naskahnya, lalu jalankan lagi."
    ),
    "screening.result.too_many": _("Hasil ini lebih dari %(limit)s baris. Bagi naskahnya, lalu jalankan lagi."),
    "screening.result.empty": _("Berkas hasil tidak memuat satu usulan pun."),
    "screening.result.unreadable": _("Berkas hasil tidak terbaca sebagai CSV (UTF-8) atau Parquet."),
    "screening.result.columns": _("Berkas hasil tidak punya kolom %(missing)s."),
    "screening.result.long": _("Ada isian lebih dari %(limit)s huruf dalam berkas hasil, jadi tidak diterima."),
    "screening.result.torn": _("Baris %(line)s tidak lengkap atau tanda kutipnya tidak tertutup."),
    "screening.result.twice": _("Baris %(line)s sama dengan baris sebelumnya."),
    "screening.result.id": _("Baris %(line)s: nomor naskah (id) kosong atau terlalu panjang."),
    "screening.result.kind": _("Baris %(line)s: jenis harus person, act, place, atau institution."),
    "screening.result.span": _("Baris %(line)s: awal dan akhir kutipan di luar jangkauan."),
    "screening.result.score": _("Baris %(line)s: skor harus di antara 0 dan 1."),
    "screening.result.quote": _("Baris %(line)s: kutipan kosong atau lebih panjang daripada rentangnya."),
    "screening.result.ref": _("Baris %(line)s: rujukan tidak berbentuk kode."),
    "screening.text.empty": _("Belum ada naskah. Tempelkan teksnya."),
    "screening.text.too_long": _("Naskah ini %(count)s huruf, paling banyak %(limit)s. Tempelkan sebagian saja."),
    "screening.text.reason": _("Tulis alasan membaca, sedikitnya %(least)s huruf. Alasan ini tercatat."),
}
