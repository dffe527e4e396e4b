"""Sentences for refusals about the city."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "institutions.first_key.none": _(
        "Belum ada kunci awal. Jalankan peladen dengan 'kondusif up' dan pakai tautan yang dicetaknya."
    ),
    "institutions.first_key.wrong": _(
        "Kunci ini bukan kunci awal yang berlaku. Salin dari terminal tempat peladen dijalankan."
    ),
    "institutions.first_key.too_many": _("Terlalu banyak kunci yang salah. Coba lagi satu menit kemudian."),
    "institutions.no_city": _("Kota belum dipilih. Buka halaman Awal untuk memilih kota."),
    "institutions.city_stands": _("Kota sudah dipilih pada pemasangan ini."),
    "institutions.body_stands": _("Lembaga bernama %(name)s sudah ada. Ubah alamatnya di daftar."),
    "institutions.bad_code": _("Kode wilayah %(code)s tidak dikenal. Pilih kota dari daftar."),
    "institutions.exercise_off": _("Tanggal latihan hanya dapat diatur pada kota latihan."),
    "institutions.date_fixed": _("Tanggal latihan ditetapkan saat perangkat dijalankan, jadi tidak dapat digeser."),
}
