"""Sentences for refusals about the city."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "institutions.no_city": _("Kota belum dipilih. Buka halaman Awal untuk memilih kota."),
    "institutions.city_stands": _("Kota sudah dipilih pada pemasangan ini."),
    "institutions.bad_code": _("Kode wilayah %(code)s tidak dikenal. Pilih kota dari daftar."),
    "institutions.exercise_off": _("Tanggal latihan hanya dapat diatur pada kota latihan."),
    "institutions.date_fixed": _("Tanggal latihan ditetapkan saat perangkat dijalankan, jadi tidak dapat digeser."),
}
