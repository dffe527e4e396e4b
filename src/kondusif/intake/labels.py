"""The words of this room for its codes: what pages, letters and lists call a kind, a track, a status."""

from django.utils.translation import gettext_lazy as _

from kondusif.intake.rules import Ending, Flag, Kind, Line, Need, Outcome, State, Status, Track, Value

KINDS = {
    Kind.NEUTRALITY: _("Netralitas ASN"),
    Kind.PEACE: _("Gangguan keamanan dan ketertiban"),
}
KIND_QUESTIONS = {
    Kind.NEUTRALITY: _("ASN atau pejabat ikut berkampanye"),
    Kind.PEACE: _("Sesuatu mengancam kedamaian"),
}
KIND_HINTS = {
    Kind.NEUTRALITY: _(
        "PNS, PPPK, pejabat, lurah, atau perangkat memihak calon atau partai, di tempat umum, di kantor, atau "
        "di media sosial."
    ),
    Kind.PEACE: _(
        "Ancaman, intimidasi, perusakan, pembagian uang atau barang, atau kabar keliru tentang tata cara memilih."
    ),
}
TRACKS = {
    Track.BAWASLU: _("Bawaslu saja"),
    Track.BOTH: _("Bawaslu dan kota"),
    Track.CITY: _("Kota saja"),
}
TRACK_TITLES = {
    Track.BAWASLU: _("Bawaslu saja, kota tidak menyimpan apa pun"),
    Track.BOTH: _("Bawaslu dan kota, dengan nama"),
    Track.CITY: _("Kota saja, boleh tanpa nama"),
}
TRACK_HINTS = {
    Track.BAWASLU: _(
        "Formulir Bawaslu terisi untuk Anda unduh, cetak, tanda tangani, dan serahkan sendiri. Tidak ada "
        "catatan di kota."
    ),
    Track.BOTH: _(
        "Laporan masuk ke verifikator kota, dan formulir Bawaslu terisi untuk Anda serahkan sendiri. Setelah "
        "diregistrasi"
        " Bawaslu, laporan tidak dapat ditarik."
    ),
    Track.CITY: _(
        "Atasan wajib memeriksa begitu ia tahu. Bagi pengawas pemilu ini hanya informasi awal, bukan laporan."
    ),
}
STATUSES = {
    Status.NEW: _("baru"),
    Status.REVIEW: _("sedang diperiksa"),
    Status.DECIDED: _("sudah diputus"),
}
OUTCOMES = {
    Outcome.CASE: _("Penanganan dugaan"),
    Outcome.INCIDENT: _("Kejadian"),
    Outcome.INFORMATION: _("Informasi awal"),
    Outcome.NOT_OURS: _("Bukan kewenangan kota"),
    Outcome.DISMISSED: _("Tidak dilanjutkan"),
}
OUTCOME_ACTS = {
    Outcome.INFORMATION: _("Teruskan sebagai informasi awal"),
    Outcome.NOT_OURS: _("Teruskan ke lembaga lain"),
    Outcome.DISMISSED: _("Tutup dengan alasan"),
}
OUTCOME_TITLES = {
    Outcome.INFORMATION: _("Teruskan %(number)s sebagai informasi awal"),
    Outcome.NOT_OURS: _("Teruskan %(number)s ke lembaga lain"),
    Outcome.DISMISSED: _("Tutup %(number)s dengan alasan"),
}
VALUES = {
    Value.UNKNOWN: _("Belum dapat dinilai"),
    Value.DOUBTFUL: _("Diragukan"),
    Value.POSSIBLE: _("Mungkin, ada sumber lain"),
    Value.CONFIRMED: _("Dikuatkan dua sumber mandiri"),
}
FLAGS = {
    Flag.FUTURE: _(
        "Kejadiannya belum terjadi. Bawaslu memeriksa yang sudah terjadi, jadi ini diterima sebagai informasi "
        "untuk pencegahan."
    ),
    Flag.NO_CONTEST: _(
        "Tanggal kejadian berada di luar masa pemilihan yang kami ketahui, jadi ini diterima sebagai informasi."
    ),
    Flag.UNKNOWN_AREA: _("Tempatnya tidak ada dalam daftar wilayah kota ini, jadi ini diterima sebagai informasi."),
}
FLAGS_SHORT = {
    Flag.FUTURE: _("informasi: belum terjadi"),
    Flag.NO_CONTEST: _("informasi: di luar masa pemilihan"),
    Flag.UNKNOWN_AREA: _("informasi: wilayah tidak dikenal"),
}
NEEDS = {
    Need.IDENTITY: _("Identitas Anda: nama sesuai KTP"),
    Need.ADDRESS: _("Alamat Anda"),
    Need.ACCUSED: _("Yang dilaporkan: nama, serta unit kerja atau alamatnya"),
    Need.IN_TIME: _("Masih dalam batas waktu"),
    Need.SIGNATURE: _("Tanda tangan yang sama dengan KTP"),
    Need.TIME: _("Waktu kejadian"),
    Need.PLACE: _("Tempat kejadian"),
    Need.ACCOUNT: _("Uraian kejadian"),
    Need.EVIDENCE: _("Bukti"),
}
NEEDS_AT_DESK = NEEDS | {
    Need.IDENTITY: _("Identitas pelapor: nama sesuai KTP"),
    Need.ADDRESS: _("Alamat pelapor"),
}
NEED_HELP = {
    (Need.IDENTITY, State.MISSING): _("Isi nama di atas. Tanpa nama, Bawaslu tidak dapat meregistrasi laporan."),
    (Need.ADDRESS, State.MISSING): _("Isi alamat tinggal di atas."),
    (Need.ACCUSED, State.MISSING): _("Kembali ke langkah 2. Bila namanya tidak diketahui, tulis ciri dan jabatannya."),
    (Need.IN_TIME, State.MISSING): _("Batasnya belum dapat dihitung untuk tanggal ini. Tanyakan kepada Bawaslu."),
    (Need.IN_TIME, State.AT_RISK): _(
        "Tanggal aman sudah lewat; menurut hitungan lain masih sempat. Serahkan hari ini juga."
    ),
    (Need.IN_TIME, State.LATE): _("Batas waktunya sudah lewat menurut semua hitungan. Jalur kota tetap terbuka."),
    (Need.SIGNATURE, State.ON_PAPER): _("Tanda tangani formulir yang dicetak, sama dengan KTP."),
    (Need.SIGNATURE, State.MISSING): _("Tanda tangan baru berarti bila ada nama."),
    (Need.TIME, State.MISSING): _("Kembali ke langkah 1 dan isi tanggal kejadian."),
    (Need.PLACE, State.MISSING): _("Kembali ke langkah 2 dan pilih kelurahan atau tulis tempatnya."),
    (Need.ACCOUNT, State.MISSING): _("Kembali ke langkah 1 dan ceritakan apa yang terjadi."),
    (Need.EVIDENCE, State.MISSING): _("Sebutkan pada langkah 1, atau lampirkan pada langkah 4."),
}
# Whom a report accuses, where it names no unit: as whoever decides is asked, in the order in which it is often so.
LINES_ASKED = {
    Line.UNKNOWN: _("Tidak disebut atau tidak jelas"), Line.OUTSIDE: _("Bukan pegawai pemerintah kota"),
}  # fmt: skip
LINES_SAID = {
    Line.UNKNOWN: _("tidak disebut atau tidak jelas"), Line.OUTSIDE: _("bukan pegawai pemerintah kota"),
    Line.NOT_MINE: _("bukan dari garisnya sendiri; diputus bersama seberkas laporan saat lonjakan"),
}  # fmt: skip
# What the reporter reads beside the follow-up code; plain words, no officer, no number of the case.
STATUS_FOR_REPORTER = {
    Status.NEW: _("Laporan Anda sudah diterima dan menunggu dibaca verifikator."),
    Status.REVIEW: _("Laporan Anda sedang diperiksa verifikator."),
}
ENDING_FOR_REPORTER = {
    Ending.PROVEN: _("Penanganannya selesai: lembaga yang berwenang menyatakan pelanggaran terbukti."),
    Ending.NOT_PROVEN: _("Penanganannya selesai: lembaga yang berwenang menyatakan pelanggaran tidak terbukti."),
    Ending.HANDED_OVER: _("Penanganannya di kota selesai: berkasnya diserahkan kepada lembaga yang berwenang."),
    Ending.ENDED: _("Penanganannya selesai tanpa putusan terbukti atau tidak terbukti."),
}
OUTCOME_FOR_REPORTER = {
    Outcome.CASE: _(
        "Laporan Anda menjadi penanganan dugaan. Yang menyatakan terbukti atau tidak hanya tim pemeriksa atau Bawaslu."
    ),
    Outcome.INCIDENT: _(
        "Laporan Anda dicatat sebagai kejadian dan ditindaklanjuti petugas keamanan dan ketertiban kota."
    ),
    Outcome.INFORMATION: _(
        "Laporan Anda diteruskan kepada pengawas pemilu sebagai informasi awal. Laporan resmi hanya dapat Anda "
        "serahkan sendiri."
    ),
    Outcome.NOT_OURS: _(
        "Urusan ini bukan kewenangan pemerintah kota. Laporan diteruskan dengan surat pengantar kepada %(body)s."
    ),
    Outcome.DISMISSED: _("Laporan Anda tidak dilanjutkan. Alasannya tertulis di bawah."),
}
