"""Sentences for what the territory room refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "territory.area.malformed": _(
        "“%(given)s” bukan kode wilayah. Contoh: 33 provinsi, 33.72 kota, 33.72.01 kecamatan, 33.72.01.1001 kelurahan."
    ),
    "territory.area.malformed_near": _(
        "“%(given)s” bukan kode wilayah. Yang terdekat dikenal: %(near)s (%(name)s). "
        "Contoh kode kelurahan: 33.72.01.1001."
    ),
    "territory.area.unknown": _("Kode wilayah %(given)s tidak dikenal, induknya pun tidak."),
    "territory.area.unknown_near": _(
        "Kode wilayah %(given)s tidak dikenal. Induk terdekat yang dikenal: %(near)s (%(name)s)."
    ),
    "territory.area.vanished": _(
        "Kode wilayah %(given)s (%(was)s) tidak berlaku lagi sejak %(edition)s dan penggantinya belum dicatat. "
        "Induk terdekat yang masih berlaku: %(near)s (%(name)s)."
    ),
    "territory.area.vanished_alone": _(
        "Kode wilayah %(given)s (%(was)s) tidak berlaku lagi sejak %(edition)s dan penggantinya belum dicatat."
    ),
    "territory.area.still_lives": _("Kode wilayah %(given)s masih berlaku, jadi tidak memerlukan pengganti."),
    "territory.file.missing": _("Berkas %(file)s tidak ada. Periksa nama dan tempatnya."),
    "territory.file.folder": _("%(file)s adalah folder, bukan berkas."),
    "territory.file.closed": _("Berkas %(file)s tidak dapat dibuka. Periksa izin bacanya."),
    "territory.sheet.huge": _("Daftar wilayah terlalu besar. Paling besar %(most)s MB."),
    "territory.file.huge": _("Berkas %(file)s terlalu besar. Paling besar %(most)s MB."),
    "territory.file.damaged": _("Berkas %(file)s rusak atau terpotong, tidak dapat dibuka bungkusnya."),
    "territory.sheet.empty": _(
        "Berkas kosong. Daftar wilayah perlu baris judul kode,nama lalu satu baris per wilayah."
    ),
    "territory.sheet.no_rows": _("Berkas hanya berisi baris judul. Tidak ada wilayah yang dapat dimuat."),
    "territory.sheet.not_text": _("Berkas ini bukan teks CSV. Simpan ulang sebagai CSV UTF-8, lalu muat lagi."),
    "territory.sheet.no_columns": _("Baris judul harus memuat kolom kode dan nama, misalnya: kode,nama."),
    "territory.geojson.not_text": _("Berkas batas bukan GeoJSON yang terbaca. Simpan ulang sebagai GeoJSON UTF-8."),
    "territory.geojson.no_features": _(
        "Berkas batas tidak memuat FeatureCollection dengan properti kode pada tiap bentuk."
    ),
    "territory.edition.unnamed": _("Edisi daftar wilayah belum diberi nama. Tambahkan --edition."),
    "territory.facts.none": _("Tidak ada fakta kota yang disertakan untuk %(given)s."),
}
