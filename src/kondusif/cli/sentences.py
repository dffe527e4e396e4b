"""What the command line says when it refuses, and what it says without refusing."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "cli.port_taken": _("Porta %(port)s sudah dipakai program lain. Jalankan lagi dengan PORT=%(other)s."),
    "cli.port_kept": _(
        "Porta %(port)s hanya boleh dibuka oleh administrator mesin. Beri layanan ini izin CAP_NET_BIND_SERVICE, atau "
        "pakai PORT=8443."
    ),
    "cli.no_tls": _(
        "Tanpa sertifikat di jaringan kantor, sandi dapat terbaca di jalan, dan dua hal tidak berjalan di komputer "
        "lain: kunci sandi (passkey) dan periksa mandiri tanpa jaringan; isi KONDUSIF_TLS_CERT dan KONDUSIF_TLS_KEY."
    ),
    "cli.tls.half": _("Isi KONDUSIF_TLS_CERT dan KONDUSIF_TLS_KEY bersama-sama."),
    "cli.tls.no_host": _("Sertifikat menuntut nama: isi KONDUSIF_HOST, misalnya kondusif.kota.example."),
    "cli.tls.missing_file": _("Berkas %(name)s tidak ada atau tidak dapat dibaca: %(path)s."),
    "cli.tls.not_a_certificate": _(
        "%(path)s bukan sertifikat PEM. Minta berkas yang diawali '-----BEGIN CERTIFICATE-----', atau ubah dengan "
        "openssl x509 -inform der."
    ),
    "cli.tls.not_a_key": _(
        "%(path)s bukan kunci privat PEM. Pakai berkas yang dibuat bersama permintaan sertifikat itu."
    ),
    "cli.tls.key_has_password": _(
        "Kunci privat %(path)s terkunci sandi, padahal peladen mulai tanpa orang. Simpan salinan tanpa sandi (openssl "
        "pkey) yang hanya terbaca oleh akun layanan."
    ),
    "cli.tls.other_key": _(
        "Kunci privat bukan pasangan sertifikat itu. Pakai kunci yang dibuat bersama permintaan sertifikatnya."
    ),
    "cli.tls.own_is_not_first": _(
        "Urutan sertifikat terbalik. Letakkan sertifikat peladen paling atas dalam berkas, lalu sertifikat perantara."
    ),
    "cli.tls.ended": _("Sertifikat berakhir pada %(on)s. Pasang sertifikat yang baru, lalu jalankan lagi."),
    "cli.tls.not_yet": _("Sertifikat baru berlaku mulai %(on)s. Periksa jam mesin ini, atau tunggu hari itu."),
    "cli.tls.no_names": _(
        "Sertifikat tidak memuat nama alternatif (SAN), sehingga peramban menolaknya. Minta sertifikat baru dengan SAN "
        "%(host)s."
    ),
    "cli.tls.other_host": _(
        "Sertifikat tidak berlaku untuk %(host)s; isinya %(names)s. Ubah KONDUSIF_HOST, atau minta sertifikat untuk "
        "nama itu."
    ),
    "cli.tls.not_for_servers": _(
        "Sertifikat %(path)s tidak diterbitkan untuk peladen. Minta yang memuat serverAuth dalam extended key usage."
    ),
    "cli.tls.not_taken": _(
        "Sertifikat atau kuncinya ditolak oleh pustaka TLS (%(reason)s). Minta yang baru: RSA 2048 bit ke atas atau "
        "ECDSA P-256, dengan SHA-256."
    ),
    "cli.tls.key_is_open": _(
        "Kunci privat %(path)s terbuka bagi akun lain di mesin ini. Jalankan chmod 600 pada berkas itu."
    ),
    "cli.tls.ends_soon": _("Sertifikat berakhir pada %(on)s. Siapkan penggantinya sekarang."),
    "engine.table.kind": _("Berkas %(name)s harus berakhiran .csv, .tsv, atau .parquet."),
    "engine.table.missing_file": _("Berkas %(name)s tidak ada."),
    "engine.table.not_a_file": _("%(name)s bukan berkas."),
    "engine.table.unreadable": _("Berkas %(name)s rusak atau tidak dapat dibaca. Minta salinan baru dari pengirimnya."),
    "engine.table.no_rows": _("Berkas %(name)s tidak berisi satu baris pun."),
    "engine.table.missing_column": _("Berkas %(name)s tidak punya kolom %(missing)s; kolom yang ada: %(found)s."),
    "engine.table.columns": _("Tabel tidak punya kolom %(missing)s."),
    "engine.table.bad_row": _(
        "Baris %(line)s berkas %(name)s berisi %(found)s kolom, seharusnya %(expected)s. Periksa tanda kutip dan "
        "pemisahnya."
    ),
    "engine.table.column_type": _(
        "Kolom %(column)s berkas %(name)s berjenis %(type)s, padahal harus teks. Simpan ulang kolom itu sebagai teks."
    ),
    "engine.table.not_writable": _("Tidak dapat menulis %(name)s. Pilih folder lain atau minta izin menulis."),
    "engine.similar.changed": _("Teks dengan id ini sudah masuk dengan isi lain. Beri id baru pada teks yang berubah."),
    "engine.similar.no_id": _("Baris data ke-%(row)s tidak punya id. Isi kolom id pada setiap baris."),
    "engine.similar.other_version": _("Tanda teks ini dibuat oleh versi lain. Buat ulang tandanya dari teks aslinya."),
    "engine.similar.threshold": _("Batas kemiripan harus angka dari 0,1 sampai 1, misalnya 0,5."),
    "engine.similar.twin": _("Id %(id)s tertulis dua kali, yang kedua pada baris data ke-%(row)s. Satu id satu teks."),
    "cli.similar.same_file": _("Hasil tidak boleh menimpa berkas teksnya. Pilih nama lain untuk --out."),
    "engine.executor.processes_die": _(
        "Proses pembaca mati %(times)s kali sebelum satu potongan selesai. Periksa memori mesin, lalu kurangi "
        "--workers."
    ),
    "engine.executor.worker_lost": _(
        "Proses yang membaca potongan ini mati berulang kali, kemungkinan kehabisan memori."
    ),
    "engine.executor.piece_failed": _("Potongan ini gagal dibaca (%(kind)s)."),
    "engine.cluster.not_installed": _(
        "Bagian untuk klaster belum terpasang. Jalankan: pip install 'kondusif[cluster]'."
    ),
    "engine.cluster.unreachable": _("Penjadwal klaster di %(address)s tidak menjawab. Periksa alamat dan jaringannya."),
    "engine.cluster.no_workers": _("Klaster di %(address)s belum punya pekerja. Jalankan 'dask worker' lebih dahulu."),
    "engine.screening.no_basis": _(
        "Daftar pegawai sungguhan menuntut --dasar dan --sampai; untuk daftar rekaan pakai --latihan."
    ),
    "engine.screening.past": _("Tanggal penghapusan %(on)s sudah lewat. Pilih hari yang akan datang."),
    "engine.screening.empty_folder": _("Folder %(name)s tidak berisi berkas .csv atau .parquet."),
    "engine.screening.nothing_readable": _(
        "Tidak satu pun dari %(count)s berkas atau potongan dapat dibaca. Yang pertama: %(reason)s"
    ),
    "engine.screening.out_is_input": _("Hasil %(name)s akan menimpa atau bercampur dengan bahan. Pilih tempat lain."),
    "engine.screening.busy": _("Pekerjaan untuk %(name)s sedang berjalan. Tunggu selesai, atau pilih nama lain."),
    "engine.screening.other_work": _(
        "Folder %(name)s menyimpan pekerjaan yang belum selesai dengan isian lain. Ulangi isian itu, atau hapus folder "
        "itu untuk mulai dari awal."
    ),
    "cli.screening.two_grounds": _("Pilih salah satu: --latihan, atau --dasar dengan --sampai."),
    "cli.screening.workers": _("Isian --workers harus 1 sampai %(most)s."),
    "cli.screening.bad_date": _("Tanggal %(said)s tidak terbaca. Tulis seperti 2024-11-13."),
    "cli.screening.stopped": _(
        "Dihentikan; %(done)s potongan sudah selesai. Jalankan lagi perintah yang sama untuk melanjutkan."
    ),
    "cli.screening.disk_full": _(
        "Tempat penyimpanan penuh; %(done)s potongan sudah selesai. Kosongkan tempat, lalu jalankan lagi perintah yang "
        "sama."
    ),
    "engine.names.missing_column": _("Daftar pegawai tidak punya kolom %(column)s; kolom yang ada: %(have)s."),
    "engine.names.doubled_nip": _(
        "NIP pada baris %(second)s sama dengan NIP pada baris %(first)s. Satu pegawai satu baris; betulkan daftarnya."
    ),
    "engine.names.no_names": _("Tidak satu pun dari %(rows)s baris punya nama yang terbaca."),
    "engine.index.missing": _(
        "Di folder %(folder)s tidak ada indeks nama yang utuh. Buat lagi dari daftar pegawainya."
    ),
    "engine.index.version": _(
        "Indeks nama ini versi %(have)s, sedangkan program membaca versi %(need)s. Hapus foldernya, lalu buat lagi "
        "dari daftar pegawai."
    ),
    "cli.roster.top": _("Isi --top dengan bilangan 1 sampai %(most)s."),
    "cli.roster.workers": _("Isi --workers dengan bilangan 1 ke atas."),
    "cli.roster.same_file": _(
        "Hasil tidak boleh menimpa daftar pegawai atau daftar nama. Pilih nama lain untuk --out."
    ),
    "cli.roster.not_an_index": _(
        "Folder %(folder)s berisi hal lain, jadi indeks tidak ditulis di sana. Pilih folder kosong untuk --index."
    ),
    "cli.roster.nameless": _("%(rows)s baris daftar tidak punya nama yang terbaca, jadi dilewati."),
}
