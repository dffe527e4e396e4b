"""Who may pass which door of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Door

DOORS: dict[str, Door] = {}

AUDIT_ACTIONS = {
    "vault.key.made": _("Kunci pribadi dibuat"),
    "vault.phrase.changed": _("Frasa kunci diganti"),
    "vault.key.replaced": _("Kunci pribadi dimulai lagi"),
    "vault.key.opened": _("Kunci dibuka"),
    "vault.key.closed": _("Kunci ditutup"),
    "vault.unit.founded": _("Kunci unit dibuat"),
    "vault.unit.acknowledged": _("Kunci unit diakui"),
    "vault.unit.renewed": _("Kunci unit diganti"),
    "vault.unit.wrapped": _("Laporan lama disegel ulang"),
    "vault.member.admitted": _("Rekan diberi kunci unit"),
    "vault.envelope.made": _("Amplop pemulihan dicetak"),
    "vault.envelope.opened": _("Amplop pemulihan dibuka"),
    "vault.seat.taken": _("Kursi kustodian diisi"),
    "vault.seat.left": _("Kursi kustodian dilepas"),
    "vault.disclosure.asked": _("Pembukaan nama diminta"),
    "vault.disclosure.agreed": _("Kustodian menyetujui pembukaan"),
    "vault.disclosure.declined": _("Kustodian menolak pembukaan"),
    "vault.disclosure.released": _("Nama dibuka oleh dua kustodian"),
    "vault.disclosure.withdrawn": _("Permintaan pembukaan ditarik"),
}
