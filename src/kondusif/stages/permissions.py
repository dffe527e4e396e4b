"""What the trail calls this room's writes. It has no pages of its own."""

from django.utils.translation import gettext_lazy as _

AUDIT_ACTIONS = {
    "stages.contest.created": _("Kalender kontes dibuat"),
    "stages.stage.dated": _("Tanggal tahap diisi"),
    "stages.event.added": _("Agenda kota ditambah"),
    "stages.event.changed": _("Agenda kota diubah"),
    "stages.event.removed": _("Agenda kota dihapus"),
}
