"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door, Role

READERS = (Role.HANDLER, Role.LEADER, Role.AUDITOR, Role.DESK)
# The desk knows what is due and in whose hands; who is examined and by what evidence is not its business.
SEE_PEOPLE = (Role.HANDLER, Role.LEADER, Role.AUDITOR)
OPENERS = (Role.VERIFIER, Role.HANDLER)
WRITERS = (Role.HANDLER,)
# Who amends the law sees which dates it moved: numbers, rules and dates, nobody's name.
MOVE_READERS = (*READERS, Role.LEGAL)

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
    "cases:hand_over": Door.of(Role.VERIFIER),
    "cases:closing": Door.of(*WRITERS),
    "cases:approve": Door.of(*WRITERS),
    "cases:pause": Door.of(*WRITERS),
    "cases:resume": Door.of(*WRITERS),
    "cases:procedure": Door.of(*WRITERS),
    "cases:examined": Door.of(*WRITERS),
    "cases:moves": Door.of(*MOVE_READERS),
    "cases:walk": Door.of(*MOVE_READERS),
    # Reception needs no right to the case that a letter opens; a scan is read by who reads the case.
    "cases:letters": Door.of(Role.DESK, Role.HANDLER, Role.LEADER, Role.AUDITOR),
    "cases:letter_enter": Door.of(Role.DESK, Role.HANDLER),
    "cases:letter": Door.of(Role.DESK, Role.HANDLER, Role.LEADER, Role.AUDITOR),
    "cases:letter_scan": Door.of(Role.HANDLER),
    "cases:letter_reply": Door.of(Role.DESK, Role.HANDLER),
    "cases:letter_correct": Door.of(Role.DESK, Role.HANDLER),
    "cases:letter_scan_add": Door.of(Role.DESK, Role.HANDLER),
    "cases:pass_scans": Door.of(*WRITERS),
    "due:list": Door.of(*READERS),
    "due:sheet": Door.of(*READERS),
    "due:hand_over": Door.of(Role.ADMIN, Role.HANDLER),
    # The address itself is the key: whoever holds it reads one person's numbers and dates, and nothing else.
    "calendar:feed": Door(PUBLIC),
}

AUDIT_ACTIONS = {
    "cases.case.opened": _("Penanganan dibuka"),
    "cases.letter.received": _("Surat resmi diterima"),
    "cases.letter.replied": _("Surat resmi dijawab"),
    "cases.letter.corrected": _("Surat resmi dibetulkan"),
    "cases.letter.scan_added": _("Pindaian surat resmi ditambahkan"),
    "cases.letter.read": _("Pindaian surat resmi dibuka"),
    "cases.scan.passed_on": _("Pindaian surat resmi diserahkan"),
    "cases.summary.written": _("Ringkasan dugaan ditulis"),
    "cases.step.recorded": _("Langkah dicatat selesai"),
    "cases.event.recorded": _("Peristiwa dicatat"),
    "cases.party.added": _("Pihak ditambahkan"),
    "cases.evidence.chosen": _("Bukti dipilih"),
    "cases.evidence.read": _("Bukti dibuka"),
    "cases.clock.paused": _("Tenggat dijeda"),
    "cases.clock.resumed": _("Tenggat dilanjutkan"),
    "cases.clocks.recomputed": _("Tenggat dihitung ulang"),
    "cases.procedure.added": _("Prosedur ditambahkan"),
    "cases.examined.corrected": _("Kedudukan, unit atau wilayah dibetulkan"),
    "cases.closing.proposed": _("Penutupan diusulkan"),
    "cases.closing.returned": _("Usul penutupan dikembalikan"),
    "cases.case.closed": _("Penanganan ditutup"),
    "cases.reminders.sent": _("Pengingat tenggat dikirim"),
    "cases.work.handed_over": _("Pekerjaan diserahkan kepada rekan"),
}
