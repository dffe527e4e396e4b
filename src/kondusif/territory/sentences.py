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
    "territory.table.huge": _("Berkas terlalu besar. Paling besar %(most)s MB."),
    "territory.table.workbook": _(
        "Berkas ini buku kerja Excel. Buka di Excel, pilih Simpan sebagai CSV UTF-8, lalu unggah berkas CSV-nya."
    ),
    "territory.table.no_rows": _("Berkas hanya berisi baris judul. Tidak ada baris yang dapat dimuat."),
    "territory.neighbourhoods.number": _(
        "Nomor RW dan RT antara 1 dan 999, dan satu RW paling banyak memuat %(most)s RT."
    ),
    "territory.neighbourhoods.elsewhere": _("Kelurahan %(given)s tidak ada dalam daftar kota ini."),
    "territory.neighbourhoods.changed_meanwhile": _(
        "Daftar RW dan RT berubah sejak pratinjau ini dibuat. Muat ulang berkasnya agar pratinjau sesuai keadaan kini."
    ),
    "territory.neighbourhoods.lost": _("Pratinjau ini tidak lengkap lagi. Mulai dari berkas atau daftarnya."),
    "territory.tps.no_contest": _("Kota belum memilih kontes. Pilih kontes di halaman Pengaturan lebih dahulu."),
    "territory.tps.no_source": _("Tulis dasar angka ini, misalnya surat Bawaslu kota dengan tanggalnya."),
    "territory.tps.unknown_indicator": _("Indikator %(given)s tidak ada dalam daftar TPS rawan."),
    "territory.tps.too_many": _(
        "Indikator %(indicator)s di %(place)s: jumlahnya antara 0 dan %(most)s, sebanyak-banyaknya TPS kelurahan itu."
    ),
    "territory.facts.none": _("Tidak ada fakta kota yang disertakan untuk %(given)s."),
}
