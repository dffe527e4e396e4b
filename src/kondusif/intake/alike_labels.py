"""What pages call the reasons around reports that tell the same."""

from django.utils.translation import gettext_lazy as _

from kondusif.intake.alike import Keeps, Why

# After "Tetap di antrean:".
KEEPS = {
    Keeps.EVIDENCE: _("ada bukti"),
    Keeps.WROTE: _("pelapornya menulis pesan"),
    Keeps.PLACE: _("tempat lain"),
    Keeps.UNIT: _("unit lain"),
    Keeps.DAY: _("hari kejadian lain"),
    Keeps.KIND: _("jenis lain"),
    Keeps.CLOCK: _("batasnya lebih dekat"),
    Keeps.TYPED: _("diketik petugas"),
    Keeps.AT_WORK: _("sedang diperiksa"),
    Keeps.APART: _("dipisahkan petugas"),
}
WHYS = {
    Why.SAME_EVENT: _("Kejadiannya sama, orang lain yang melapor"),
    Why.SAME_TEXT: _("Naskahnya sama"),
    Why.SENT_TWICE: _("Terkirim dua kali"),
    Why.OTHER_PERSON: _("Terlapornya lain"),
    Why.OTHER_PLACE: _("Tempatnya lain"),
    Why.OTHER_TIME: _("Waktunya lain"),
    Why.OTHER_ACT: _("Perbuatannya lain"),
}
