"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Door, Role

READERS = (Role.HANDLER, Role.LEADER, Role.AUDITOR, Role.DESK)
# The desk knows what is due and in whose hands; who is examined and by what evidence is not its business.
SEE_PEOPLE = (Role.HANDLER, Role.LEADER, Role.AUDITOR)
OPENERS = (Role.VERIFIER, Role.HANDLER)
WRITERS = (Role.HANDLER,)

DOORS = {
    "cases:list": Door.of(*READERS),
    "cases:show": Door.of(*READERS),
    "cases:open": Door.of(*OPENERS),
    "cases:summary": Door.of(*WRITERS),
    "cases:step": Door.of(*WRITERS),
    "cases:event": Door.of(*WRITERS),
    "cases:party": Door.of(*WRITERS),
    "cases:evidence": Door.of(*WRITERS),
    "cases:evidence_file": Door.of(*WRITERS),
    "cases:closing": Door.of(*WRITERS),
    "cases:approve": Door.of(*WRITERS),
}

AUDIT_ACTIONS = {
    "cases.case.opened": _("Penanganan dibuka"),
    "cases.summary.written": _("Ringkasan dugaan ditulis"),
    "cases.step.recorded": _("Langkah dicatat selesai"),
    "cases.event.recorded": _("Peristiwa dicatat"),
    "cases.party.added": _("Pihak ditambahkan"),
    "cases.evidence.chosen": _("Bukti dipilih"),
    "cases.evidence.read": _("Bukti dibuka"),
    "cases.clock.paused": _("Tenggat dijeda"),
    "cases.clock.resumed": _("Tenggat dilanjutkan"),
    "cases.clocks.recomputed": _("Tenggat dihitung ulang"),
    "cases.closing.proposed": _("Penutupan diusulkan"),
    "cases.closing.returned": _("Usul penutupan dikembalikan"),
    "cases.case.closed": _("Penanganan ditutup"),
}
