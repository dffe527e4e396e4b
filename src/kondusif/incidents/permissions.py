"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Door, Role

READERS = (Role.DESK, Role.FIELD, Role.VERIFIER, Role.HANDLER, Role.LEADER, Role.ADMIN, Role.AUDITOR)
RECORDERS = (Role.DESK, Role.FIELD, Role.VERIFIER)
# Who may learn that an incident came from a report. The field is never among them.
KNOW_THE_SOURCE = (Role.DESK, Role.VERIFIER)

DOORS = {
    "incidents:list": Door.of(*READERS),
    "incidents:show": Door.of(*READERS),
    "incidents:for_area": Door.of(*READERS),
    "incidents:record": Door.of(*RECORDERS),
    "incidents:parts": Door.of(*RECORDERS),
    "incidents:correct": Door.of(*RECORDERS),
    "incidents:move": Door.of(*RECORDERS),
    "incidents:nil": Door.of(Role.FIELD, Role.DESK),
    "incidents:chats": Door.of(Role.DESK),
    "incidents:chat": Door.of(Role.DESK),
    "incidents:draft": Door.of(Role.DESK),
    "incidents:assess": Door.of(Role.DESK),
}

AUDIT_ACTIONS = {
    "incidents.incident.recorded": _("Kejadian dicatat"),
    "incidents.incident.corrected": _("Catatan kejadian dikoreksi"),
    "incidents.incident.moved": _("Status kejadian diubah"),
    "incidents.chat.brought": _("Obrolan diurai menjadi draf"),
    "incidents.draft.taken": _("Draf obrolan dicatat"),
    "incidents.draft.dropped": _("Draf obrolan dibuang"),
    "incidents.draft.restored": _("Draf obrolan diambil lagi"),
    "incidents.chats.swept": _("Draf obrolan lama dihapus"),
    "incidents.nil_report.filed": _("Laporan nihil dicatat"),
    "incidents.assessment.made": _("Penilaian Desk dicatat"),
}
