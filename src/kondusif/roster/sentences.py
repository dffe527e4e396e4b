"""Sentences for refusals about the roster."""

from django.utils.translation import gettext_lazy as _

SHEETS = {
    "roster.sheet.huge": _(
        "Berkas ini terlalu besar, paling besar %(most)s MB. Hapus gambar dan lembar lain dari berkasnya."
    ),
    "roster.sheet.empty": _("Berkas ini kosong. Pilih berkas yang berisi daftar pegawai."),
    "roster.sheet.damaged": _("Berkas ini rusak atau dikunci kata sandi. Simpan ulang tanpa kata sandi, lalu unggah."),
    "roster.sheet.not_a_table": _("Berkas ini bukan lembar kerja. Unggah berkas XLSX atau CSV."),
    "roster.sheet.too_wide": _(
        "Lembar ini lebih dari %(lines)s baris atau %(columns)s kolom. Bagi berkasnya, atau hapus kolom kosong."
    ),
    "roster.sheet.no_heads": _(
        "Judul kolom tidak ditemukan pada 40 baris pertama. Lembar memuat sekurangnya kolom Nama dan NIP atau Status."
    ),
    "roster.sheet.no_leave_heads": _(
        "Judul kolom tidak ditemukan pada 40 baris pertama. "
        "Lembar cuti memuat NIP, Jenis cuti, Mulai, Sampai, dan Dasar."
    ),
    "roster.sheet.no_acting_heads": _(
        "Judul kolom tidak ditemukan pada 40 baris pertama. "
        "Lembar penjabat memuat NIP, Jenis, Jabatan yang diisi, Mulai, Sampai, dan Dasar."
    ),
    "roster.sheet.several": _(
        "Beberapa lembar memuat pegawai: %(sheets)s. Simpan satu lembar per berkas, atau gabungkan menjadi satu lembar."
    ),
    "roster.sheet.no_rows": _("Tidak ada baris di bawah judul kolom. Periksa lembarnya."),
}
SENTENCES = {
    **SHEETS,
    "roster.not_a_person": _("Pencarian pegawai dan catatan kepegawaian hanya dilakukan oleh orang, bukan oleh mesin."),
    "roster.not_personnel": _(
        "Daftar pegawai dikelola admin pada Badan Kepegawaian (BKPSDM). Bila itu tugas Anda, minta akun disesuaikan."
    ),
    "roster.import.gone": _("Lembar ini sudah dimuat, dibuang, atau lewat sehari. Unggah sekali lagi."),
    "roster.import.meanwhile": _("Daftar pegawai berubah sejak pratinjau dibuat. Unggah lembarnya sekali lagi."),
    "roster.import.bad_rows": _(
        "Masih ada %(count)s baris yang salah, jadi tidak ada yang dimuat. Perbaiki, atau muat yang benar saja."
    ),
    "roster.import.nothing": _("Lembar ini tidak mengubah apa pun, jadi tidak ada yang dimuat."),
    "roster.import.left_needs_whole": _(
        "Pegawai tidak dapat ditandai keluar selama ada baris yang salah, karena bisa jadi ia ada pada baris itu."
    ),
    "roster.import.only_dry_run": _(
        "Perintah ini hanya memperlihatkan perubahan; pakai --dry-run. Petugas memuat daftar di halaman Pegawai."
    ),
    "roster.import.closed": _("Berkas tidak dapat dibuka. Periksa letak dan izinnya."),
    "roster.leave.overlaps": _(
        "Pegawai ini sudah tercatat cuti pada tanggal itu. Batalkan yang lama, atau ubah tanggalnya."
    ),
    "roster.leave.backwards": _("Tanggal selesai mendahului tanggal mulai. Periksa keduanya."),
    "roster.leave.withdrawn_already": _("Cuti ini sudah dibatalkan."),
    "roster.acting.taken": _(
        "Jabatan itu sudah diisi penjabat atau pelaksana tugas pada tanggal itu. Akhiri dahulu, atau ubah tanggalnya."
    ),
    "roster.acting.ended_already": _("Tugas ini sudah berakhir pada tanggal itu atau sebelumnya."),
    "roster.person.left": _("Pegawai ini tidak lagi bekerja, jadi cuti dan tugas baru tidak dapat dicatat."),
    "roster.look_up.no_reason": _("Tulis alasan pencarian, sekurangnya %(least)s huruf. Alasan dibaca auditor."),
    "roster.look_up.reason_too_long": _("Alasan paling banyak %(most)s huruf. Ringkas alasannya."),
    "roster.look_up.no_name": _("Tulis nama yang dicari. Satu nama sekali cari."),
    "roster.look_up.too_long": _(
        "Paling banyak %(most)s huruf, satu nama sekali cari. Hapus bagian yang bukan nama atau unit."
    ),
}
