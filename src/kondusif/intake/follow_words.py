"""What the holder of a code reads: what happens next, in plain words. No officer and no number of a case."""

from django.utils.translation import gettext_lazy as _

from kondusif.intake.rules import Ending, Outcome, Status

NEXT = {
    Status.NEW: _(
        "Verifikator membacanya, lalu memutus atau bertanya kepada Anda lewat halaman ini. Tidak ada yang menghubungi"
        " Anda dengan cara lain."
    ),
    Status.REVIEW: _(
        "Sesudah memeriksa, verifikator memutus: menjadi penanganan dugaan, kejadian, informasi awal, diteruskan ke"
        " lembaga lain, atau tidak dilanjutkan dengan alasan. Putusannya tampil di sini."
    ),
}
NEXT_AFTER_ENDING = {
    Ending.PROVEN: _("Apa akibatnya bagi yang bersangkutan diumumkan lembaga itu menurut aturannya, bukan di sini."),
    Ending.NOT_PROVEN: _("Bila ada keterangan atau bukti baru, kirim laporan baru."),
    Ending.HANDED_OVER: _("Lembaga itu memeriksa dan memutus sendiri. Tanyakan kepadanya; sebut tanggal laporan Anda."),
    Ending.ENDED: _("Bila ada keterangan atau bukti baru, kirim laporan baru."),
}
NEXT_AFTER = {
    Outcome.CASE: _(
        "Penangan memeriksa menurut aturannya, dengan batas waktu. Ia membaca ringkasan, bukan kata-kata Anda."
        " Datanglah lagi ke sini bila ada yang ingin Anda tambahkan."
    ),
    Outcome.INCIDENT: _("Petugas menanganinya di lapangan. Tidak ada lagi yang perlu Anda lakukan."),
    Outcome.INFORMATION: _(
        "Pengawas pemilu menentukan sendiri apakah menelusurinya. Bila ingin laporan resmi, serahkan sendiri formulir"
        " Bawaslu selama batasnya belum lewat."
    ),
    Outcome.NOT_OURS: _("Lembaga itu yang memutus. Tanyakan kepadanya; sebut tanggal laporan Anda."),
    Outcome.DISMISSED: _("Bila ada keterangan atau bukti baru, tulis pesan di sini atau kirim laporan baru."),
}
