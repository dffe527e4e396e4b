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
}
