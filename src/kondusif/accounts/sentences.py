"""Sentences for refusals about accounts."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "accounts.bad_username": _("Nama pengguna hanya boleh berisi huruf, angka, titik, dan tanda hubung."),
    "accounts.username_taken": _("Nama pengguna %(username)s sudah dipakai. Pilih nama lain."),
    "accounts.weak_password": _("Sandi terlalu lemah. %(why)s"),
    "accounts.bad_area": _("Kode wilayah %(code)s tidak dikenal."),
    "accounts.ends_before_start": _("Tanggal akhir tidak boleh sebelum tanggal mulai."),
    "accounts.substitute.days": _("Tanggal akhir tidak boleh sebelum tanggal mulai, dan tidak boleh sudah lewat."),
    "accounts.substitute.oneself": _("Pengganti harus orang lain."),
    "accounts.substitute.no_role": _("Pengganti harus memegang peran yang sama hari ini. Pilih rekan yang lain."),
    "accounts.substitute.taken": _(
        "Sudah ada pengganti pada sebagian hari itu. Akhiri yang lama dahulu, atau pilih hari lain."
    ),
    "accounts.substitute.circle": _(
        "Pekerjaan akan kembali kepada orang yang digantikan, jadi tidak ada yang menerimanya. Pilih pengganti lain."
    ),
}
