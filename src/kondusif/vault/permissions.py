"""Who may pass which door of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Door, Role

# Who makes a key of their own; who holds a unit's; who sees how the keys of the city stand.
KEYED = (Role.VERIFIER, Role.HANDLER, Role.CUSTODIAN)
UNIT = (Role.VERIFIER, Role.HANDLER)
READERS = (*KEYED, Role.ADMIN, Role.AUDITOR)

DOORS: dict[str, Door] = {
    **{f"vault:{name}": Door.of(*KEYED) for name in ("home", "make", "unlock", "lock", "phrase", "replace")},
    **{
        f"vault:{name}": Door.of(*UNIT)
        for name in ("unit", "found", "admit", "acknowledge", "renew", "wrap", "envelope", "envelope_open", "seat")
    },
    **{f"vault:{name}": Door.of(Role.CUSTODIAN) for name in ("seat_leave", "answer")},
    **{f"vault:{name}": Door.of(*READERS) for name in ("custodians", "city", "inventory")},
}

AUDIT_ACTIONS = {
    "vault.key.made": _("Kunci pribadi dibuat"),
    "vault.phrase.failed": _("Frasa kunci yang salah dicoba"),
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
