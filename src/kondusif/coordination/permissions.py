"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door, Role

READERS = (Role.DESK, Role.LEADER, Role.ADMIN, Role.AUDITOR, Role.VERIFIER, Role.HANDLER)
WRITERS = (Role.DESK,)
# A handler knows which decided case breaks which promise; what nobody may see nobody can link.
LINKERS = (Role.DESK, Role.HANDLER)

READ = ("list", "due", "show", "promise", "sheet", "pdf")
WRITE = (
    "record", "correct", "promises", "check", "publish", "withdraw", "signatories", "remove_signatory", "sign", "paper",
    "withdraw_signature", "remove_sheet",
)  # fmt: skip

DOORS: dict[str, Door] = {
    **{f"coordination:{name}": Door.of(*READERS) for name in READ},
    **{f"coordination:{name}": Door.of(*WRITERS) for name in WRITE},
    "coordination:link": Door.of(*LINKERS),
    "coordination:unlink": Door.of(*LINKERS),
    "coordination_public:list": Door(PUBLIC),
    "coordination_public:show": Door(PUBLIC),
    "coordination_public:pdf": Door(PUBLIC),
}

AUDIT_ACTIONS: dict[str, object] = {
    "coordination.declaration.recorded": _("Deklarasi dicatat"),
    "coordination.declaration.corrected": _("Catatan deklarasi dikoreksi"),
    "coordination.declaration.published": _("Deklarasi ditampilkan untuk umum"),
    "coordination.declaration.withdrawn": _("Deklarasi ditarik dari halaman umum"),
    "coordination.promises.written": _("Janji ditulis"),
    "coordination.promise.checked": _("Janji diperiksa"),
    "coordination.signatories.added": _("Lembaga penanda tangan ditambahkan"),
    "coordination.signatory.removed": _("Lembaga penanda tangan dihapus"),
    "coordination.signature.taken": _("Tanda tangan disimpan"),
    "coordination.signature.withdrawn": _("Tanda tangan dibatalkan"),
    "coordination.sheet.added": _("Foto lembar ditambahkan"),
    "coordination.sheet.removed": _("Foto lembar dihapus"),
    "coordination.breach.linked": _("Kejadian atau penanganan ditautkan pada janji"),
    "coordination.breach.unlinked": _("Tautan pada janji dilepas"),
    "coordination.reminders.sent": _("Pengingat janji dikirim"),
}
