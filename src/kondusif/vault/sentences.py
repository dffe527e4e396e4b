"""Sentences for refusals of this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "vault.key.there": _("Anda sudah punya kunci. Buka dengan frasa kunci Anda."),
    "vault.key.none": _("Anda belum punya kunci. Buat dahulu di halaman Kunci."),
    "vault.phrase.wrong": _("Frasa kunci ini tidak cocok. Periksa huruf dan spasinya, lalu coba lagi."),
    "vault.phrase.short": _("Frasa kunci terlalu pendek. Pakai sedikitnya dua puluh huruf, misalnya lima kata."),
    "vault.phrase.plain": _("Frasa kunci ini mudah ditebak karena hurufnya berulang. Pakai lima kata yang berlainan."),
    "vault.phrase.named": _("Frasa kunci ini hampir seluruhnya nama Anda. Pakai lima kata yang tidak berkaitan."),
    "vault.phrase.is_password": _("Frasa kunci tidak boleh sama dengan sandi masuk. Pilih yang lain."),
    "vault.unit.there": _("Unit ini sudah punya kunci. Minta rekan yang memegangnya memberi Anda bagian."),
    "vault.unit.not_held": _("Anda belum memegang kunci unit, jadi langkah ini tidak dapat Anda lakukan."),
    "vault.member.not_of_unit": _("%(name)s bukan verifikator atau penangan pada %(unit)s."),
    "vault.member.no_key": _("%(name)s belum membuat kunci pribadi. Minta ia membuatnya dahulu di halaman Kunci."),
    "vault.envelope.none": _("Tidak ada amplop pemulihan yang berlaku untuk kunci unit ini."),
    "vault.envelope.wrong": _("Kode amplop tidak cocok. Periksa kedelapan kelompoknya, lalu coba lagi."),
    "vault.seat.unknown": _("Pilih kursi 1 sampai 3 dan isi nama lembaganya."),
    "vault.seat.not_outside": _("%(name)s tidak dapat menjadi kustodian: kustodian tidak boleh ikut membaca laporan."),
    "vault.seat.two": _("%(name)s sudah menempati kursi lain. Setiap kursi untuk orang yang berbeda."),
    "vault.seat.same_institution": _("%(institution)s sudah punya kursi. Ketiga kustodian harus dari lembaga berbeda."),
    "vault.seat.not_yours": _("Kursi ini bukan milik Anda."),
    "vault.seat.not_in_matter": _("Anda tidak memegang bagian kunci untuk permintaan ini."),
    "vault.disclosure.reason": _("Tulis alasannya, sedikitnya %(least)s huruf. Pelapor membacanya."),
    "vault.disclosure.no_custodians": _("Nama ini tidak disegel untuk kustodian; hanya pelapor yang dapat membukanya."),
    "vault.disclosure.open_already": _("Nama ini sudah terbuka untuk unit Anda."),
    "vault.disclosure.waits": _("Permintaan untuk laporan ini masih menunggu kustodian."),
    "vault.disclosure.said": _("Anda sudah memberi jawaban atas permintaan ini."),
    "vault.disclosure.not_yours": _("Hanya peminta yang dapat menarik permintaan yang masih menunggu."),
}
