"""Sentences for heads, the proof and what is kept."""

from django.utils.translation import gettext_lazy as _

HEADS: dict[str, object] = {
    "circulars.counted": _(
        "Nama pada edaran %(number)s sudah dihapus menurut masa simpan. Yang tersisa hanya hitungan pada halaman bukti."
    ),
    "circulars.remind.shut": _("Pengingat hanya dikirim pada jam kerja. Coba lagi saat kantor buka."),
    "circulars.remind.already": _("Unit ini sudah diingatkan hari ini. Pengingat berikutnya paling cepat besok."),
    "circulars.remind.nobody": _(
        "Tidak ada yang perlu diingatkan: semua sudah menandatangani, sedang cuti, atau baru diminta besok."
    ),
    "circulars.paper.nobody": _("Centang sekurangnya satu nama yang tanda tangannya ada pada daftar ini."),
    "circulars.paper.not_listed": _(
        "Ada %(count)s nama yang tidak termasuk daftar unit ini. Muat ulang halaman, lalu centang lagi."
    ),
    "circulars.paper.twice": _("Foto ini sudah dimasukkan untuk %(unit)s. Masukkan foto daftar yang lain."),
    "circulars.paper.many_pages": _(
        "PDF ini memuat %(pages)s halaman. Masukkan satu halaman daftar tiap kali, supaya jelas siapa ada "
        "di halaman mana."
    ),
    "circulars.paper.no_unit": _(
        "Daftar kertas dimasukkan per unit. Pegawai ini belum punya unit dalam susunan kota; minta BKPSDM "
        "melengkapinya."
    ),
    "circulars.paper.too_late": _(
        "Edaran %(number)s belum beredar atau sudah ditutup, jadi tidak menerima tanda tangan."
    ),
}  # fmt: skip
