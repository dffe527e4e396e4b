"""Sentences for the desk that writes and sends."""

from django.utils.translation import gettext_lazy as _

DESK: dict[str, object] = {
    "circulars.not_a_person": _("Edaran hanya disusun dan diedarkan oleh orang, bukan oleh mesin."),
    "circulars.closed": _("Edaran %(number)s sudah ditutup. Buat edaran baru bila ada yang perlu disampaikan."),
    "circulars.write.no_title": _("Isi judul edaran."),
    "circulars.write.no_points": _("Isi sekurangnya satu butir edaran, satu butir tiap baris."),
    "circulars.write.many_points": _("Butir edaran paling banyak %(most)s. Gabungkan atau pindahkan sebagian."),
    "circulars.write.pledge": _(
        "Pakta integritas memuat tepat empat butir, satu butir tiap baris. Yang terisi %(given)s."
    ),
    "circulars.write.too_long": _("Isian %(field)s paling banyak %(most)s huruf. Ringkas isinya."),
    "circulars.write.act_unknown": _("Bahan pertanyaan %(act)s tidak ada dalam buku aturan. Pilih dari daftar."),
    "circulars.write.released": _("Versi %(version)s sudah beredar dan tidak berubah lagi. Buat versi berikutnya."),
    "circulars.next.draft_stands": _("Versi %(version)s masih berupa konsep. Ubah konsep itu."),
    "circulars.next.nothing_sent": _("Edaran ini belum beredar. Ubah konsepnya, tidak perlu versi baru."),
    "circulars.release.already": _("Versi %(version)s sudah beredar."),
    "circulars.release.no_number": _("Isi nomor surat dari sistem penomoran kota."),
    "circulars.release.in_future": _(
        "Tanggal surat %(on)s masih di depan. Edarkan pada hari itu, atau periksa tanggalnya."
    ),
    "circulars.release.no_note": _("Tulis apa yang berubah; pembaca melihatnya di atas edaran."),
    "circulars.release.nobody": _(
        "Sasaran edaran ini belum memuat seorang pun. Periksa sasarannya atau daftar pegawai."
    ),
    "circulars.release.unfinished": _(
        "Konsep ini belum lengkap: perihal, pembuka, butir edaran, dan pakta harus terisi."
    ),
    "circulars.close.not_sent": _("Hanya edaran yang beredar yang dapat ditutup."),
    "circulars.readership.no_name": _("Isi nama sasaran."),
    "circulars.readership.twin": _("Sasaran dengan nama “%(name)s” sudah ada. Pakai nama lain, atau ubah yang ada."),
    "circulars.readership.sent": _(
        "Sasaran “%(name)s” dipakai edaran yang sudah beredar, jadi tidak berubah lagi. Simpan dengan nama lain."
    ),
    "circulars.readership.nobody": _("Tidak seorang pun cocok dengan pilihan ini. Kurangi syaratnya."),
    "circulars.readership.unit_unknown": _("Ada unit yang tidak terdapat dalam susunan kota. Pilih dari daftar."),
    "circulars.letter.not_sent": _("Versi ini belum beredar. Surat bertanda tangan dilampirkan setelah diedarkan."),
    "circulars.letter.not_pdf": _("Berkas ini bukan PDF. Unggah surat bertanda tangan dalam bentuk PDF."),
    "circulars.letter.stands": _("Surat bertanda tangan untuk versi ini sudah diterima. Yang pertama tetap dipakai."),
}  # fmt: skip
