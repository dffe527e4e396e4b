"""Doors of this room, and what the trail calls its writes.

BKPSDM keeps the list: an admin whose unit is the personnel agency (`selectors.keeper`). Verifiers and handlers look
people up, one at a time and with a reason; the auditor reads who looked up how often and why.
"""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Audience, Door, Role

KEEPERS = (Role.ADMIN,)
SEEKERS = (Role.VERIFIER, Role.HANDLER)
_KEEP, _SEEK = Door.of(*KEEPERS), Door.of(*SEEKERS)

DOORS: dict[str, Door] = {
    **{f"roster:{name}": _KEEP for name in ("people", "search", "person", "units")},
    **{f"roster:{name}": _KEEP for name in ("imports", "import", "import_bad", "import_changes", "import_drop")},
    **{f"roster:{name}": _KEEP for name in ("leave", "leave_withdraw", "acting", "acting_end")},
    **{f"roster:{name}": _KEEP for name in ("absence_imports", "absence_import", "absence_bad", "absence_drop")},
    "roster:look_up": _SEEK,
    "roster:look_ups": Door.of(Role.AUDITOR),
    "command:roster import": Door(Audience.COMMAND),
}

AUDIT_ACTIONS: dict[str, object] = {
    "roster.edition.landed": _("Lembar pegawai dimuat"),
    "roster.leave.recorded": _("Cuti pegawai dicatat"),
    "roster.leave.withdrawn": _("Cuti pegawai dibatalkan"),
    "roster.absences.landed": _("Lembar cuti atau penjabat dimuat"),
    "roster.leavers.erased": _("Data pegawai yang lama keluar dihapus"),
    "roster.acting.recorded": _("Penjabat atau pelaksana tugas dicatat"),
    "roster.acting.ended": _("Tugas penjabat atau pelaksana tugas diakhiri"),
    "roster.lookup.made": _("Pegawai dicari dengan alasan"),
}
