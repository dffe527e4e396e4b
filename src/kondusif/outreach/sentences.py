"""Sentences for refusals about outreach."""

from django.utils.translation import gettext_lazy as _

SESSIONS = {
    "outreach.not_a_person": _("Catatan sosialisasi hanya dibuat oleh orang, bukan oleh mesin."),
    "outreach.session.before_programme": _(
        "Tanggal sesi mendahului programnya, yang mulai %(starts)s. Periksa tanggalnya, atau pilih program lain."
    ),
    "outreach.session.after_programme": _(
        "Tanggal sesi sesudah programnya selesai pada %(ends)s. Periksa tanggalnya, atau pilih program lain."
    ),
    "outreach.session.programme_closed": _("Program itu sudah ditutup pada %(closed)s. Pilih program yang berjalan."),
    "outreach.session.programme_unknown": _("Program %(number)s tidak ada. Pilih program dari daftar."),
    "outreach.session.in_future": _(
        "Tanggal sesi masih di depan. Sesi dicatat setelah terlaksana; yang belum terlaksana dibuat sebagai rencana."
    ),
    "outreach.session.planned_in_past": _(
        "Tanggal rencana sudah lewat. Sesi yang sudah terlaksana langsung dicatat, tanpa rencana."
    ),
    "outreach.session.attending_negative": _("Jumlah hadir tidak dapat %(given)s. Isi 0 bila tidak ada yang datang."),
    "outreach.session.attending_too_many": _(
        "Jumlah hadir %(given)s lebih dari %(most)s, batas untuk satu sesi. Periksa angkanya, atau catat per sesi."
    ),
    "outreach.session.no_topic": _("Isi topik sesi."),
    "outreach.session.no_place": _("Isi tempat sesi."),
    "outreach.session.too_long": _("Isian %(field)s paling banyak %(most)s huruf. Ringkas isinya."),
    "outreach.session.place_unknown": _("Wilayah %(code)s tidak ada dalam daftar. Pilih kelurahan dari daftar."),
    "outreach.session.outside_city": _("Wilayah %(code)s di luar kota ini. Pilih kelurahan dari daftar."),
    "outreach.session.place_too_wide": _("Sesi dicatat pada satu kelurahan, atau RW dan RT di dalamnya."),
    "outreach.session.no_group": _("Pilih sekurangnya satu sasaran."),
    "outreach.session.group_unknown": _("Sasaran tidak ada dalam daftar. Pilih dari daftar."),
    "outreach.session.no_leader": _("Pada masa kampanye, nama dan jabatan pemimpin sesi harus ditulis."),
    "outreach.session.leader_kept_out": _(
        "Pemimpin sesi itu tercatat sebagai calon atau keluarganya, jadi tidak memimpin sosialisasi pemerintah selama "
        "kampanye. Tulis pejabat lain."
    ),
    "outreach.session.twin": _(
        "Sesi yang sama sudah tercatat sebagai %(number)s. Bila ini sesi lain, isi jam atau tempat yang membedakannya."
    ),
    "outreach.session.key_taken": _("Kiriman ini memakai tanda kiriman lain. Buka formulir baru, lalu kirim lagi."),
    "outreach.session.not_planned": _(
        "Sesi %(number)s sudah tidak berupa rencana, jadi rencananya tidak dapat diubah."
    ),
    "outreach.session.not_held": _("Sesi %(number)s belum tercatat terlaksana, jadi belum ada yang dapat dikoreksi."),
    "outreach.session.cancelled_already": _("Sesi %(number)s sudah dibatalkan. Buat rencana atau catatan baru."),
    "outreach.session.no_reason": _("Tulis alasannya dalam satu kalimat."),
    "outreach.session.nothing_changed": _("Tidak ada isian yang berubah, jadi tidak ada yang disimpan."),
    "outreach.session.officer_elsewhere": _(
        "%(name)s tidak bertugas di wilayah sesi ini. Pilih petugas dari daftar wilayah itu."
    ),
    "outreach.session.too_many_questions": _("Paling banyak %(most)s pertanyaan dicatat per sesi."),
    "outreach.reach.unknown": _("RT atau RW %(code)s tidak ada dalam daftar kota. Pilih dari daftar RT kelurahan itu."),
    "outreach.reach.elsewhere": _("%(code)s tidak terletak di kelurahan sesi ini. Pilih dari daftar RT kelurahan itu."),
    "outreach.reach.too_wide": _("Yang ditandai terjangkau adalah RT, bukan %(code)s. Tandai RT yang warganya datang."),
    "outreach.reach.by_rt": _(
        "Daftar RT untuk RW %(code)s sudah ada. Tandai RT yang warganya datang, bukan seluruh RW."
    ),
    "outreach.place.not_found": _(
        "Kelurahan “%(typed)s” tidak ditemukan di wilayah Anda. Periksa ejaannya, atau pilih dari daftar."
    ),
    "outreach.place.several": _(
        "Beberapa kelurahan cocok: %(names)s. Tulis lengkap dengan kecamatannya, misalnya “Jebres, Jebres”."
    ),
    "outreach.picture.too_many": _("Paling banyak %(most)s gambar per sesi. Hapus satu, lalu tambahkan lagi."),
    "outreach.picture.only_list_is_paper": _(
        "Berkas PDF hanya untuk pindaian daftar hadir. Kirim foto sebagai gambar."
    ),
}
KIT = {
    "outreach.kit.no_title": _("Tulis judul materi."),
    "outreach.kit.title_too_long": _("Judul ini %(given)s huruf, paling banyak %(most)s. Ringkas judulnya."),
    "outreach.kit.no_body": _("Tulis isi materi."),
    "outreach.kit.too_long": _("Isi ini %(given)s huruf, untuk jenis ini paling banyak %(most)s. Ringkas isinya."),
    "outreach.kit.blank_unknown": _("Isian {%(given)s} tidak dikenal. Pakai salah satu isian dari daftar."),
    "outreach.kit.blank_empty": _(
        "Isian {%(given)s} (%(about)s) belum dapat diisi dari data kota. Lengkapi datanya, atau hapus isian itu."
    ),
    "outreach.kit.basis_unknown": _("Baris %(given)s tidak ada dalam buku aturan. Periksa kodenya."),
    "outreach.kit.no_basis": _("Materi belum menyebut dasarnya, jadi belum dapat diterbitkan. Isi dasarnya dahulu."),
    "outreach.kit.kept_out": _(
        "Materi tidak memuat nama, slogan, nomor, atau tanda pejabat dan peserta pemilihan. Hapus: %(found)s."
    ),
    "outreach.kit.too_long_to_say": _(
        "Naskah ini kira-kira %(seconds)s detik bila dibacakan, paling lama %(most)s. Ringkas isinya."
    ),
    "outreach.kit.same_person": _("Konsep ini terakhir Anda tulis. Orang lain yang menerbitkannya."),
    "outreach.kit.not_a_draft": _("Materi %(number)s bukan konsep, jadi tidak dapat diterbitkan."),
    "outreach.kit.not_released": _("Materi %(number)s tidak sedang terbit, jadi tidak dapat ditarik."),
    "outreach.kit.no_reason": _("Tulis alasannya dalam satu kalimat."),
    "outreach.kept_out.too_short": _(
        "Tulisan ini kurang dari %(least)s huruf dan akan menolak kata yang biasa. Tulis lebih lengkap."
    ),
    "outreach.kept_out.no_source": _("Tulis dari mana ini diketahui."),
    "outreach.kept_out.twice": _("Ini sudah tercatat pada %(on)s dan masih berlaku."),
    "outreach.kept_out.ended_already": _("Baris ini sudah diakhiri."),
}
PLANS = {
    "outreach.programme.no_name": _("Isi nama program."),
    "outreach.programme.long_name": _("Nama program paling banyak %(most)s huruf. Ringkas namanya."),
    "outreach.programme.backwards": _("Tanggal selesai mendahului tanggal mulai. Periksa keduanya."),
    "outreach.programme.target": _("Target cakupan diisi 1 sampai 100 persen."),
    "outreach.programme.closed": _("Program %(number)s sudah ditutup, jadi tidak dapat diubah lagi."),
    "outreach.programme.session_outside": _(
        "Sesi %(number)s terletak di luar tanggal itu. Pindahkan sesinya dahulu, atau perlebar tanggal program."
    ),
    "outreach.programme.sessions_planned": _(
        "Masih ada %(count)s sesi yang direncanakan. Catat atau batalkan dahulu, lalu tutup programnya."
    ),
    "outreach.quota.not_a_count": _("Kuota diisi bilangan 0 sampai 999."),
    "outreach.quota.place_level": _("Kuota ditetapkan untuk kelurahan, RW, atau RT; %(code)s bukan salah satunya."),
    "outreach.quota.outside_city": _("Wilayah %(code)s di luar kota ini. Pilih dari daftar."),
    "outreach.quota.place_unknown": _("Wilayah %(code)s tidak ada dalam daftar kota. Muat daftar RT dan RW dahulu."),
    "outreach.measure.out_of_range": _("Isi bilangan %(least)s sampai %(most)s; %(given)s di luar itu."),
}
SENTENCES = {**SESSIONS, **PLANS, **KIT}
