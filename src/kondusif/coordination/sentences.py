"""Sentences for refusals about declarations."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "coordination.not_a_person": _("Deklarasi dan janji hanya dicatat dan dinilai oleh orang, bukan oleh mesin."),
    "coordination.reason.missing": _("Tulis alasannya dalam satu kalimat."),
    "coordination.declaration.empty": _("Isi judul, naskah dan tempat deklarasi."),
    "coordination.declaration.future": _("Tanggal deklarasi masih di depan. Catat sesudah deklarasi dibacakan."),
    "coordination.declaration.outside": _("Wilayah %(code)s di luar kota ini. Pilih wilayah dari daftar."),
    "coordination.declaration.two_texts": _(
        'Acara ini sudah tercatat sebagai %(number)s, "%(title)s". Satu acara mempunyai satu naskah; koreksi catatan '
        "itu, atau ubah judul, tanggal atau tempat bila ini acara lain."
    ),
    "coordination.correct.published": _(
        "%(number)s sudah tampil untuk umum, jadi naskah dan janjinya tidak diubah. Tarik dahulu dari halaman umum "
        "dengan alasan."
    ),
    "coordination.correct.signed": _(
        "Naskah ini sudah ditandatangani di layar, jadi kata-katanya tidak diubah. Batalkan tanda tangan itu dahulu, "
        "lalu minta ditandatangani ulang."
    ),
    "coordination.correct.nothing": _("Tidak ada isian yang berubah, jadi tidak ada koreksi yang disimpan."),
    "coordination.publish.already": _("%(number)s sudah tampil untuk umum."),
    "coordination.publish.no_promise": _("Deklarasi ini belum mempunyai janji. Pilah naskahnya menjadi janji dahulu."),
    "coordination.publish.nobody_signed": _("Belum ada lembaga yang menandatangani deklarasi ini."),
    "coordination.publish.name_inside": _(
        "Nama seorang penanda tangan tertulis dalam naskah, janji atau nama lembaga. Ganti dengan jabatan atau lembaga "
        "sebelum ditampilkan."
    ),
    "coordination.withdraw.not_published": _("%(number)s tidak sedang tampil untuk umum."),
    "coordination.promise.none": _("Tulis sedikitnya satu janji."),
    "coordination.promise.too_many": _("Paling banyak %(limit)s janji dalam satu deklarasi."),
    "coordination.promise.no_words": _("Janji %(order)s kosong atau lebih dari %(limit)s huruf."),
    "coordination.promise.no_owner": _("Isi lembaga atau jabatan yang bertanggung jawab atas janji %(order)s."),
    "coordination.promise.no_way": _("Isi cara siapa pun dapat melihat janji %(order)s ditepati."),
    "coordination.promise.ends_before": _("Janji %(order)s berakhir sebelum deklarasinya. Periksa tanggalnya."),
    "coordination.promise.unknown": _("Daftar janji sudah berubah. Muat ulang halaman ini."),
    "coordination.promise.has_checks": _("Janji %(order)s sudah diperiksa atau ditautkan, jadi tidak dihapus."),
    "coordination.check.no_note": _("Tulis apa yang Anda lihat."),
    "coordination.check.no_ground": _("Pilih dasar penilaian dari daftar."),
    "coordination.check.no_next_day": _("Isi kapan janji ini dilihat lagi, karena belum waktunya dinilai."),
    "coordination.check.next_day_past": _("Tanggal dilihat lagi harus sesudah hari ini."),
    "coordination.signatory.no_number": _("Partai dan pasangan calon memerlukan nomor urut KPU, 1 sampai 999."),
    "coordination.signatory.number_not_here": _("Nomor urut KPU hanya untuk partai dan pasangan calon."),
    "coordination.signatory.line_without_number": _("Baris %(line)s: awali dengan nomor urut KPU, lalu nama partai."),
    "coordination.signatory.candidate_named": _(
        "Baris %(line)s: pasangan calon ditulis dengan nomor urutnya saja, tanpa nama."
    ),
    "coordination.signatory.empty_list": _("Tulis sedikitnya satu lembaga, satu lembaga satu baris."),
    "coordination.signatory.no_name": _("Nama lembaga kosong atau lebih dari 160 huruf."),
    "coordination.signatory.too_many": _("Paling banyak %(limit)s lembaga dalam satu deklarasi."),
    "coordination.signatory.twice": _("%(institution)s sudah ada dalam daftar."),
    "coordination.signatory.number_taken": _("Nomor urut %(ballot)s sudah dipakai partai lain dalam daftar."),
    "coordination.signatory.has_signed": _("%(institution)s sudah menandatangani. Muat ulang halaman ini."),
    "coordination.signatory.unknown": _("Daftar lembaga sudah berubah. Muat ulang halaman ini."),
    "coordination.sign.no_name": _("Isi nama yang menandatangani."),
    "coordination.sign.nobody": _("Pilih sedikitnya satu lembaga yang menandatangani lembar ini."),
    "coordination.sign.day": _("Tanggal tanda tangan harus antara tanggal deklarasi dan hari ini."),
    "coordination.sign.none": _("%(institution)s belum menandatangani."),
    "coordination.sheet.none": _("Pilih foto lembar yang ditandatangani."),
    "coordination.sheet.other": _("Lembar itu milik deklarasi lain."),
    "coordination.sheet.in_use": _("Lembar ini memuat tanda tangan yang tersimpan, jadi tidak dihapus."),
    "coordination.strokes.empty": _("Belum ada tanda tangan dalam kotak. Tulis tanda tangan, lalu simpan."),
    "coordination.strokes.unreadable": _("Goresan tidak terbaca. Ulangi tanda tangan, atau tanda tangani di kertas."),
    "coordination.strokes.outside": _("Goresan keluar dari kotak. Ulangi tanda tangan di dalam kotak."),
    "coordination.strokes.too_many": _("Goresan terlalu panjang. Hapus, lalu ulangi dengan lebih singkat."),
    "coordination.breach.not_found": _(
        "Nomor itu tidak ada di antara kejadian dan penanganan yang dapat Anda lihat. Periksa nomornya."
    ),
    "coordination.breach.incident_open": _(
        "%(number)s masih terbuka. Kejadian ditautkan sesudah ditangani atau selesai."
    ),
    "coordination.breach.case_open": _("%(number)s belum diputus. Penanganan ditautkan sesudah ditutup."),
    "coordination.breach.case_not_proven": _(
        "%(number)s ditutup tanpa dinyatakan terbukti, jadi tidak dapat disebut melanggar janji."
    ),
    "coordination.breach.before": _("%(number)s lebih dahulu dari deklarasinya, jadi tidak melanggar janji ini."),
    "coordination.breach.twice": _("%(number)s sudah ditautkan pada janji ini."),
}
