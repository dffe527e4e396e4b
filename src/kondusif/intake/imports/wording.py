"""What the preview says of a mail."""

from django.utils.translation import gettext_lazy as _

from kondusif.intake.imports.mailbox import Fault, Robot

FAULTS = {
    Fault.BROKEN: _("rusak, tidak dapat dibaca"),
    Fault.EMPTY: _("kosong, tanpa teks dan tanpa lampiran"),
    Fault.NO_WORDS: _("tanpa teks, hanya lampiran; ketik isinya sebagai laporan surel"),
    Fault.LONG: _("terlalu panjang; ketik ringkasannya sebagai laporan surel"),
}
ROBOTS = {
    Robot.BOUNCE: _("pemberitahuan gagal kirim"),
    Robot.ANSWER: _("balasan otomatis"),
    Robot.LIST: _("surat edaran atau milis"),
    Robot.SENDER: _("pengirimnya mesin"),
    Robot.TWICE: _("sama dengan surat di atasnya"),
}
