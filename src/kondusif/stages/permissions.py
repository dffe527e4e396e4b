"""The stages' doors, which are public, and what the trail calls this room's writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door

DOORS = {
    "stages_public:calendars": Door(PUBLIC),
    "stages_public:calendar": Door(PUBLIC),
}
AUDIT_ACTIONS = {
    "stages.contest.created": _("Kalender kontes dibuat"),
    "stages.stage.dated": _("Tanggal tahap diisi"),
    "stages.event.added": _("Agenda kota ditambah"),
    "stages.event.changed": _("Agenda kota diubah"),
    "stages.event.removed": _("Agenda kota dihapus"),
}
