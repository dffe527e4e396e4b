"""Sentences for refusals of this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "intake.person_decides": _("Putusan atas laporan hanya dapat diberikan oleh orang, bukan oleh mesin."),
    "intake.typed_by_you": _("Laporan ini Anda sendiri yang mengetik. Orang lain yang memeriksanya."),
    "intake.held": _("Sedang diperiksa %(name)s sampai pukul %(until)s. Ambil laporan lain, atau tunggu."),
    "intake.flood_declared": _("Lonjakan sudah dinyatakan. Akhiri dahulu yang berjalan."),
    "intake.no_flood": _("Tidak ada lonjakan yang dinyatakan, jadi laporan diambil satu per satu."),
    "intake.batch_running": _("Anda masih memegang satu berkas. Putus atau lepas dahulu, lalu ambil yang berikutnya."),
    "intake.nothing_free": _("Tidak ada laporan bebas yang dapat Anda buka. Yang lain sedang di tangan rekan Anda."),
    "intake.decided_already": _("Laporan ini sudah diputus. Muat ulang halaman untuk melihat putusannya."),
    "intake.reason_too_short": _("Tulis sedikitnya %(least)s huruf, supaya yang membaca mengerti alasannya."),
    "intake.no_body": _("Pilih lembaga yang berwenang; surat pengantar ditujukan kepadanya."),
    "intake.not_an_outcome": _("Putusan ini tidak dikenal. Pilih salah satu dari lima putusan."),
    "intake.busy": _("Sedang banyak kiriman. Isian Anda masih ada; tunggu sebentar, lalu kirim lagi."),
    "intake.proof_missing": _(
        "Sedang banyak kiriman. Isian Anda masih ada: tunggu %(seconds)s detik, lalu kirim lagi. Bila peramban Anda "
        "dapat menjalankan skrip, perangkat mengerjakannya sendiri dan biasanya lebih cepat."
    ),
    "intake.proof_wait": _(
        "Sedang banyak kiriman. Isian Anda masih ada: tunggu %(seconds)s detik lagi, lalu kirim lagi."
    ),
    "intake.proof_spent": _("Tanda formulir ini sudah terpakai. Isian Anda masih ada; kirim sekali lagi."),
    "intake.code_taken": _(
        "Kode tindak lanjut diganti dengan yang baru karena yang lama sudah dipakai. Catat kode yang baru, "
        "lalu kirim lagi."
    ),
    "intake.sent_differently": _(
        "Formulir ini sudah terkirim sebelumnya dengan isi lain. Perubahan tidak disimpan; tambahkan lewat "
        "pesan di halaman Cek laporan."
    ),
    "intake.no_reader": _(
        "Setiap verifikator kota berada di bawah orang yang Anda laporkan, jadi jalur kota tidak dapat "
        "dipakai. Pilih Bawaslu saja."
    ),
    "intake.no_keys": _(
        "Kota ini belum membuat kunci penyegel, jadi jalur kota belum dibuka. Pilih Bawaslu saja; formulirnya terisi."
    ),
    "intake.looked_again": _("Laporan ini sudah diperiksa ulang. Pilih laporan lain."),
    "intake.locked": _("Buka kunci Anda dahulu; isi laporan ini tersegel."),
    "intake.not_your_key": _(
        "Kunci Anda tidak membuka laporan ini. Minta rekan satu unit memberi Anda kunci unit di halaman Kunci."
    ),
    "intake.identity_sealed": _("Nama pelapor tersegel. Hanya pelapor yang dapat membukanya, atau dua kustodian."),
    "intake.unit_without_key": _(
        "%(unit)s belum punya kunci, jadi bukti belum dapat diserahkan. Buat kuncinya dahulu."
    ),
    "intake.unsealed_rows": _(
        "Basis data ini berisi laporan dari versi tanpa segel. Kota latihan: hapus folder datanya, lalu jalankan lagi."
        " Kota lain: pulihkan cadangan pada versi lama, selesaikan laporannya, lalu mulai dengan basis data baru."
    ),
    "intake.entry.person": _("Laporan diketik oleh orang, bukan oleh mesin."),
    "intake.entry.channel": _("Saluran ini tidak diketik. Pilih salah satu saluran di atas."),
    "intake.entry.not_yet": _("Tanggal diterima belum tiba. Periksa tanggalnya."),
    "intake.entry.no_reader": _(
        "Setiap verifikator kota berada di bawah yang dilaporkan, jadi tidak ada yang boleh membacanya dan tidak ada "
        "yang disimpan. Antar pelapor ke Bawaslu; kembalikan suratnya."
    ),
    "intake.entry.no_keys": _("Belum ada unit verifikasi yang memegang kunci, jadi laporan belum dapat disimpan."),
    "intake.entry.kept_differently": _(
        "Formulir ini sudah disimpan sebelumnya dengan isi lain. Bila yang di bawah ini laporan lain, tekan Simpan "
        "sekali lagi; bila sama, jangan."
    ),
    "intake.entry.old_form": _(
        "Formulir ini terbuka lebih dari dua jam. Isiannya masih ada: periksa, lalu tekan Simpan sekali lagi."
    ),
    "intake.file.only_original": _(
        "Berkas ini menunjukkan siapa pelapornya, jadi tidak ada salinan untuk dibaca. Aslinya tersegel bersama nama."
    ),
    "intake.file.gone": _("Berkas ini tidak dapat dibuka lagi: salinannya rusak atau hilang."),
    "intake.bawaslu_only": _("Jalur Bawaslu saja tidak mengirim apa pun ke kota. Unduh formulirnya."),
    "intake.code_wrong": _("Kode ini tidak cocok dengan laporan mana pun. Periksa kelima kelompoknya, lalu coba lagi."),
    "intake.message_empty": _("Tulis pesan Anda lebih dahulu."),
    "intake.opening_reason": _("Tulis alasan membuka nama, sedikitnya %(least)s huruf. Pelapor dapat membacanya."),
    "intake.identity_empty": _("Isi nama Anda, atau cara menghubungi Anda."),
    "intake.pressure.body": _("Pilih satu lembaga di luar kota."),
    "intake.pressure.gone": _("Catatan surat ini sudah tidak ada."),
    "intake.no_identity": _("Pelapor tidak memberi nama, jadi tidak ada yang dapat dibuka."),
    "intake.no_ready_message": _("Pesan siap pakai ini tidak ada, atau tidak cocok untuk laporan ini."),
    "intake.not_decided": _("Laporan ini belum diputus, jadi belum ada yang disampaikan kepada pelapor."),
    "intake.unknown_way": _("Pilih dengan cara apa pelapor diberi tahu."),
    "intake.told_already": _("Sudah tercatat bahwa pelapor mengetahui putusannya."),
    "intake.day_outside": _("Tanggal ini tidak mungkin. Isi tanggal antara %(first)s dan hari ini."),
    "intake.forwarding_sent": _("Pengiriman ini sudah tercatat."),
    "intake.forwarding_not_sent": _("Catat dahulu kapan suratnya dikirim."),
    "intake.forwarding_closed": _("Penerusan ini sudah ditutup; tidak ada lagi yang dicatat."),
    "intake.nothing_corrected": _("Tidak ada yang berubah. Ubah dahulu yang keliru."),
    "intake.correction_reason": _("Tulis alasan pembetulan, sedikitnya %(least)s huruf."),
    "intake.refusal_reason": _("Tulis alasan menolak, sedikitnya %(least)s huruf."),
    "intake.correction_no_reader": _(
        "Sesudah pembetulan ini tidak ada verifikator yang boleh membaca laporannya. Minta admin memberi peran "
        "verifikator dan kunci kepada unit di luar garis komando terlapor, lalu betulkan lagi."
    ),
    "intake.proposal_open": _("Pada laporan ini sudah ada usul mengganti terlapor. Tunggu sampai usul itu dijawab."),
    "intake.proposal_over": _("Usul ini sudah dijawab atau ditarik. Muat ulang halaman."),
    "intake.proposal_waits": _(
        "Pada laporan ini ada usul mengganti terlapor yang belum dijawab. Jawab atau tarik usul itu dahulu, lalu putus."
    ),
    "intake.proposal_same_person": _("Usul ini Anda sendiri yang membuat. Verifikator lain yang menjawabnya."),
    "intake.proposal_not_by_you": _("Hanya pengusulnya yang dapat menarik usul ini."),
    "intake.under_review": _("Laporan ini sedang diperiksa verifikator lain. Anda dapat membacanya; putusan menunggu."),
    "intake.proposal_outdated": _(
        "Terlapor atau tempat laporan ini sudah berubah sejak diusulkan. Tolak atau tarik usul ini, lalu usulkan lagi."
    ),
    "intake.second_verifier_needed": _(
        "Mengganti terlapor perlu verifikator kedua yang dapat membaca laporan ini dan tidak terkait dengan terlapor. "
        "Saat ini tidak ada. Minta admin memberi peran verifikator kepada seorang rekan, lalu beri ia kunci unit Anda."
    ),
    "intake.bundle.why": _("Pilih salah satu alasan yang tersedia."),
    "intake.bundle.itself": _("Nomor ini laporan yang sedang Anda buka. Isi nomor laporan lain."),
    "intake.bundle.joined_already": _("Laporan ini sudah seikat dengan %(number)s."),
    "intake.bundle.moved": _("%(number)s baru saja dipindahkan orang lain. Muat ulang halaman, lalu coba lagi."),
    "intake.bundle.nobody": _("Centang sedikitnya satu laporan."),
    "intake.bundle.none": _("Laporan ini tidak seikat dengan laporan lain."),
    "intake.no_letter": _("Surat hanya ada untuk laporan yang diteruskan."),
    "intake.file.empty": _("Berkas %(name)s kosong. Pilih berkas lain."),
    "intake.file.too_big": _("Berkas %(name)s terlalu besar. Paling besar %(limit)s MB setiap berkas."),
    "intake.file.too_many": _("Terlalu banyak berkas. Paling banyak %(limit)s berkas."),
    "intake.file.too_much": _("Berkas-berkas ini terlalu besar. Paling besar %(limit)s MB seluruhnya."),
    "intake.file.no_room": _(
        "Ruang simpan server hampir penuh, jadi berkas belum dapat diterima. Kirim tanpa berkas: tulisannya tetap "
        "diterima, dan berkasnya dapat ditambahkan kemudian."
    ),
    "intake.file.unreadable": _(
        "Berkas %(name)s tidak terbaca sebagai JPG, PNG, WebP, HEIC, PDF, DOCX, atau XLSX. Pilih berkas lain, atau "
        "simpan sebagai PDF."
    ),
    "intake.file.moving": _("Berkas %(name)s adalah gambar bergerak. Kirim sebagai gambar biasa."),
    "intake.file.bomb": _(
        "Gambar %(name)s terlalu lebar atau terlalu tinggi. Perkecil dahulu, paling besar 40 megapiksel "
        "(WebP: 20 megapiksel)."
    ),
    "intake.file.swollen": _(
        "Isi berkas %(name)s terlalu besar setelah dibuka. Simpan bagian yang penting sebagai PDF, lalu pilih lagi."
    ),
    "intake.file.locked": _("Berkas %(name)s memakai sandi. Simpan ulang tanpa sandi, lalu pilih lagi."),
    "intake.file.too_long": _(
        "Berkas %(name)s terlalu panjang; paling banyak 40 halaman. Simpan bagian yang penting sebagai PDF, lalu "
        "pilih lagi."
    ),
    "intake.file.too_slow": _(
        "Berkas %(name)s terlalu berat untuk dibersihkan. Kirim bagian yang penting saja, atau fotonya."
    ),
    "intake.file.macro": _("Berkas %(name)s memuat program (makro). Simpan sebagai PDF, lalu pilih lagi."),
    "intake.file.old_office": _(
        "Berkas %(name)s memakai format Office lama atau bersandi. Simpan sebagai PDF, lalu pilih lagi."
    ),
    "intake.file.two_kinds": _(
        "Berkas %(name)s memuat berkas lain di dalamnya, jadi tidak dapat diterima. Pilih berkas aslinya."
    ),
    "intake.gateway.channel": _("Saluran ini tidak menerima gerbang. Pilih salah satu dari daftar."),
    "intake.gateway.old_form": _(
        "Formulir ini sudah membuka sebuah gerbang. Bila perlu gerbang lain, periksa isinya lalu tekan sekali lagi."
    ),
    "intake.gateway.name_taken": _(
        "Gerbang terbuka bernama %(name)s sudah ada. Pakai nama lain, atau tutup yang lama."
    ),
    "intake.gateway.other_body": _("Tanda pesan ini sudah dipakai untuk isi lain. Kirim dengan tanda yang baru."),
    "intake.gateway.not_json": _("Isi pesan bukan JSON yang dikenal. Kirim objek dengan bagian text."),
    "intake.gateway.part": _("Bagian %(part)s kosong atau tidak terbaca."),
    "intake.gateway.too_long": _("Teksnya terlalu panjang; paling banyak %(limit)s huruf."),
    "intake.accused_unsaid": _("Laporan ini tidak menyebut unit terlapor. Katakan siapa yang dilaporkannya."),
    "intake.own_line": _(
        "Laporan tentang %(unit)s tidak untuk unit Anda putus. Usulkan terlapornya di halaman laporan, lalu "
        "verifikator lain melanjutkan."
    ),
    "intake.import.what": _(
        "Berkas ini bukan CSV, kotak surat (mbox), atau surat (eml). Buku kerja Excel: simpan dahulu sebagai CSV."
    ),
    "intake.import.empty": _("Berkas ini kosong. Pilih berkas lain."),
    "intake.import.huge": _("Berkas ini terlalu besar; paling besar %(limit)s MB."),
    "intake.import.many_rows": _("Berkas ini %(count)s baris; paling banyak %(limit)s sekali bawa. Bagilah berkasnya."),
    "intake.import.many_mails": _(
        "Kotak surat ini memuat %(count)s surat baru; paling banyak %(limit)s sekali bawa. Bagilah kotak suratnya."
    ),
    "intake.import.heads": _("Kolom %(columns)s tidak ditemukan. Pakai nama kolom seperti pada contoh berkas."),
    "intake.import.twice": _("Kolom %(column)s ada dua kali. Hapus salah satunya."),
    "intake.import.known": _("Berkas yang sama sudah dibawa masuk pada %(on)s. Tidak ada yang disimpan lagi."),
    "intake.import.gone": _("Pratinjau ini sudah lewat satu jam atau sudah dibuang. Pilih berkasnya sekali lagi."),
    "intake.import.no_room": _(
        "Ruang simpan server hampir penuh, jadi surat berlampiran belum dapat disimpan. Beri tahu admin, lalu "
        "lanjutkan; yang sudah tersimpan tetap ada."
    ),
    "intake.import.no_choice": _("Centang sedikitnya satu surat, atau buang berkas ini."),
}
