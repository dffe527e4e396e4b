"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door, Role

# Who reads sessions, inside the own area; who writes them there; whose hand may plan and assign.
READERS = (Role.DESK, Role.FIELD, Role.LEADER, Role.ADMIN, Role.AUDITOR)
WRITERS = (Role.DESK, Role.FIELD)
PLANNERS = (Role.DESK,)
PRINTERS = (Role.DESK, Role.ADMIN, Role.FIELD)

SESSION_DOORS: dict[str, Door] = {
    **dict.fromkeys(
        ["outreach:sessions", "outreach:export_sessions", "outreach:session", "outreach:picture"], Door.of(*READERS)
    ),
    **dict.fromkeys(
        [
            "outreach:plan_session", "outreach:record_session", "outreach:session_parts", "outreach:record_planned",
            "outreach:change_plan", "outreach:correct_session", "outreach:cancel_session", "outreach:add_picture",
            "outreach:remove_picture",
        ],
        Door.of(*WRITERS),
    ),
    **{f"outreach:{name}": Door.of(*PRINTERS) for name in ("invitation", "pack", "pack_pdf", "pack_docx")},
    "outreach:assign_session": Door.of(Role.DESK),
}  # fmt: skip
# The kit: the desk writes, whoever answers for the words releases them; everybody reads what is released.
KIT_WRITERS = (Role.DESK,)
KIT_RELEASERS = (Role.DESK, Role.LEADER, Role.LEGAL)
_KIT_READ, _KIT_WRITE = Door.of(*KIT_RELEASERS, Role.ADMIN, Role.AUDITOR), Door.of(*KIT_WRITERS)
KIT_DOORS: dict[str, Door] = {
    **{f"outreach:{name}": _KIT_READ for name in ("kit", "piece", "piece_sheet", "kept_out")},
    **{f"outreach:piece_{name}": _KIT_WRITE for name in ("new", "change", "starters")},
    **{f"outreach:piece_{name}": Door.of(*KIT_RELEASERS) for name in ("release", "withdraw")},
    **{f"outreach:kept_out_{name}": _KIT_WRITE for name in ("add", "end", "import")},
    **{f"kit_public:{name}": Door(PUBLIC) for name in ("list", "piece", "text", "sheet")},
    **{f"outreach_public:{name}": Door(PUBLIC) for name in ("near", "calendar", "session", "session_calendar")},
}
PLAN_DOORS: dict[str, Door] = {
    **{f"outreach:{name}": Door.of(*READERS) for name in ("programmes", "programme", "quota_csv", "calendar")},
    **{f"outreach:{name}_programme": Door.of(*PLANNERS) for name in ("new", "change", "close")},
    **{f"outreach:{name}": Door.of(*PLANNERS) for name in ("quotas", "quota_sheet")},
    **{f"outreach:{name}": Door.of(*PLANNERS) for name in ("new_event", "event", "remove_event")},
}
DOORS: dict[str, Door] = {**KIT_DOORS, **PLAN_DOORS, **SESSION_DOORS}

AUDIT_ACTIONS: dict[str, object] = {
    "outreach.programme.created": _("Program sosialisasi dibuat"),
    "outreach.programme.changed": _("Program sosialisasi diubah"),
    "outreach.programme.closed": _("Program sosialisasi ditutup"),
    "outreach.quota.set": _("Kuota sesi ditetapkan"),
    "outreach.session.planned": _("Sesi sosialisasi direncanakan"),
    "outreach.session.changed": _("Rencana sesi diubah"),
    "outreach.session.assigned": _("Petugas sesi ditunjuk"),
    "outreach.session.cancelled": _("Sesi dibatalkan"),
    "outreach.session.recorded": _("Sesi dicatat"),
    "outreach.session.corrected": _("Catatan sesi dikoreksi"),
    "outreach.picture.added": _("Gambar sesi ditambahkan"),
    "outreach.picture.removed": _("Gambar sesi dihapus"),
    "outreach.piece.drafted": _("Materi disusun sebagai konsep"),
    "outreach.piece.changed": _("Materi diubah dan menjadi konsep"),
    "outreach.piece.released": _("Materi diterbitkan oleh orang kedua"),
    "outreach.piece.withdrawn": _("Materi ditarik"),
    "outreach.kit.loaded": _("Naskah awal dimuat sebagai konsep"),
    "outreach.kept_out.added": _("Nama atau tulisan yang tidak dimuat dicatat"),
    "outreach.kept_out.ended": _("Nama atau tulisan yang tidak dimuat diakhiri"),
    "outreach.kept_out.loaded": _("Daftar yang tidak dimuat dibaca dari lembar"),
}
