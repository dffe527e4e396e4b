"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Audience, Door

DOORS = {"command:stages show": Door(Audience.COMMAND)}

AUDIT_ACTIONS = {
    "stages.contest.created": _("Kalender kontes dibuat"),
    "stages.stage.dated": _("Tanggal tahap diisi"),
    "stages.event.added": _("Agenda kota ditambah"),
    "stages.event.changed": _("Agenda kota diubah"),
    "stages.event.removed": _("Agenda kota dihapus"),
}
