"""Who may pass which door of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door, Role
from kondusif.intake.desk_doors import DESK_ACTIONS, DESK_DOORS

DOORS = {
    **DESK_DOORS,
    "intake_public:start": Door(PUBLIC),
    "intake_public:bawaslu_form": Door(PUBLIC),
    "intake_public:who_sees": Door(PUBLIC),
    "intake_public:follow_up": Door(PUBLIC),
    "intake:pressure": Door.of(Role.CUSTODIAN),
    "intake:list": Door.of(Role.VERIFIER),
    "intake:show": Door.of(Role.VERIFIER),
    "intake:value": Door.of(Role.VERIFIER),
    "intake:decide": Door.of(Role.VERIFIER),
    "intake:message": Door.of(Role.VERIFIER),
    "intake:identity": Door.of(Role.VERIFIER),
    "intake:ask": Door.of(Role.VERIFIER),
    "intake:file": Door.of(Role.VERIFIER),
    "intake:original": Door.of(Role.VERIFIER),
    "intake:letter": Door.of(Role.VERIFIER),
    "intake:proposals": Door.of(Role.VERIFIER),
}

AUDIT_ACTIONS = {
    **DESK_ACTIONS,
    "intake.guessing.noticed": _("Tebakan kode tindak lanjut diberitahukan"),
    "intake.report.received": _("Laporan diterima"),
    "intake.evidence.added": _("Bukti ditambahkan pelapor"),
    "intake.evidence.handed_over": _("Bukti diserahkan kepada penangan"),
    "intake.message.sent": _("Pesan terkirim"),
    "intake.value.judged": _("Nilai informasi ditetapkan"),
    "intake.report.decided": _("Laporan diputus"),
    "intake.identity.given": _("Nama diberikan menyusul oleh pelapor"),
    "intake.identity.opened": _("Nama pelapor dibuka"),
    "intake.identity.released": _("Nama dibuka oleh pelapor"),
    "intake.identity.withdrawn": _("Nama ditarik oleh pelapor"),
    "intake.identity.erased": _("Nama dihapus oleh pelapor"),
}
