"""Sentences for refusals of the rulebook."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "rulebook.act.unknown": _("Baris aturan %(id)s tidak ada. Cari di halaman Aturan."),
    "rulebook.row.unknown": _("Baris aturan %(key)s tidak ada. Cari di halaman Aturan."),
    "rulebook.actor.unknown": _("Pelaku %(id)s tidak dikenal dalam buku aturan."),
    "rulebook.instrument.unknown": _("Peraturan %(id)s tidak ada dalam buku aturan."),
    "rulebook.office.unknown": _("Kantor %(id)s tidak ada dalam buku aturan."),
    "rulebook.step.unknown": _("Langkah %(id)s tidak ada dalam buku aturan."),
    "rulebook.event.unknown": _("Peristiwa %(id)s tidak dikenal dalam buku aturan."),
    "rulebook.phase.unknown": _("Tahap %(phase)s tidak dikenal. Pilih salah satu: %(known)s."),
    "rulebook.procedure.unknown": _("Prosedur %(id)s tidak ada. Yang ada: %(known)s."),
    "rulebook.event.not_here": _("Peristiwa %(event)s tidak memulai langkah pada %(id)s. Yang ada: %(known)s."),
    "rulebook.date.unreadable": _("Tanggal %(text)s tidak terbaca. Tulis tahun-bulan-hari, misalnya 2024-11-13."),
    "rulebook.event.unreadable": _(
        "Peristiwa %(text)s tidak terbaca. Tulis peristiwa=tanggal, misalnya known=2024-11-13."
    ),
    "rulebook.event.twice": _("Peristiwa %(event)s disebut dua kali. Sebut sekali saja."),
    "rulebook.event.needed": _("Sebut --start atau sedikitnya satu --event. Peristiwa yang ada: %(known)s."),
    "rulebook.step.not_valid": _("Tidak ada edisi aturan %(rule)s yang berlaku pada %(on)s."),
    "rulebook.step.cannot_pause": _("Jam %(rule)s tidak dapat dijeda: ia bukan batas waktu yang berjalan maju."),
    "rulebook.acts.none_on": _(
        "Tidak ada edisi aturan yang berlaku pada %(on)s. Baris perbuatan yang tertua berlaku sejak %(first)s."
    ),
    "rulebook.subject.unknown": _("Jenis orang %(subject)s tidak dikenal. Pilih salah satu: %(known)s."),
    "rulebook.procedure.not_for": "%(why)s",
    "rulebook.procedure.not_this_subject": _("Prosedur %(id)s bukan untuk %(subject)s. Prosedur itu untuk: %(known)s."),
    "rulebook.not_legal": _("Hanya Bagian Hukum yang dapat memuat atau memeriksa aturan."),
    "rulebook.edition.unknown": _("Edisi %(edition)s tidak tersimpan di sini. Yang ada: %(known)s."),
    "rulebook.edition.not_newer": _("Edisi %(edition)s tidak lebih baru daripada edisi %(current)s yang berlaku."),
    "rulebook.edition.stands": _("Edisi %(edition)s sudah dimuat. Naikkan nomor edisinya."),
    "rulebook.edition.faults": _("Buku aturan itu memuat %(count)s kesalahan. Yang pertama: %(first)s"),
    "rulebook.edition.lost": _(
        "Edisi itu kehilangan %(count)s baris yang dipakai bagian lain. Yang pertama: %(first)s"
    ),
    "rulebook.edition.closed_cases": _(
        "%(count)s perubahan menyentuh nilai yang dipakai kasus yang sudah ditutup. Yang pertama: %(first)s"
    ),
    "rulebook.tick.not_needed": _("Baris %(key)s tidak menunggu pemeriksaan."),
    "rulebook.tick.same_person": _("Baris %(key)s sudah Anda periksa. Orang lain harus memeriksanya juga."),
    "rulebook.tick.not_read": _(
        "Baris %(key)s berasal dari ingatan atau simpulan, jadi tidak dapat dinyatakan berlaku. Baca naskahnya dahulu."
    ),
    "rulebook.tick.meanwhile": _("Pemeriksaan baris ini baru saja diubah orang lain. Muat ulang halamannya."),
    "rulebook.parcel.absent": _("Berkas atau folder %(name)s tidak ada."),
    "rulebook.parcel.not_zip": _("Berkas %(name)s bukan zip yang utuh."),
    "rulebook.parcel.too_big": _("Isi %(name)s lebih dari %(limit)s MB, jadi tidak dibuka."),
    "rulebook.parcel.too_many": _("Isi %(name)s lebih dari %(limit)s berkas, jadi tidak dibuka."),
    "rulebook.parcel.bad_name": _("Zip memuat nama berkas yang tidak wajar (%(entry)s), jadi tidak dibuka."),
    "rulebook.parcel.not_text": _("Berkas %(entry)s bukan teks UTF-8."),
    "rulebook.parcel.stands": _("Berkas %(name)s sudah ada. Pilih nama lain."),
    "rulebook.pause.unreadable": _(
        "Jeda %(text)s tidak terbaca. Tulis langkah=awal..akhir, misalnya examination=2024-11-13..2024-11-20."
    ),
    "rulebook.load.nobody": _("Akun %(name)s tidak ada. Sebut nama masuk orang Bagian Hukum pada --oleh."),
    "rulebook.load.unasked": _("Tidak ada yang dapat ditanya. Ulangi di layar, atau tambahkan --ya."),
    "rulebook.load.declined": _("Tidak dimuat. Edisi yang berlaku tetap sama."),
    "rulebook.holidays.not_covered": _(
        "Tabel hari libur tidak memuat %(on)s, jadi tenggat tidak dihitung agar tidak menebak."
    ),
}
