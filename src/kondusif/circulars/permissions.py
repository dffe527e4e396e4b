"""Doors of this room, and what the trail calls its writes.

The task force writes and sends; a head sees the own unit and those below; the auditor and Bawaslu see the proof, the
auditor with persons, Bawaslu with counts. The reader comes by a personal link, without an account.
"""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, Door, Role

WRITERS = (Role.DESK,)
READERS = (Role.DESK, Role.LEGAL, Role.ADMIN, Role.LEADER, Role.AUDITOR, Role.PARTNER)
# Those who see persons of their own unit (grant with a unit) or, without a unit, of the whole city.
HEADS = (Role.LEADER, Role.DESK, Role.ADMIN)
PROOF = (Role.AUDITOR, Role.PARTNER, Role.DESK, Role.LEADER, Role.ADMIN)
_READ, _WRITE, _HEAD, _PROOF = (Door.of(*roles) for roles in (READERS, WRITERS, HEADS, PROOF))

DOORS: dict[str, Door] = {
    **{f"circulars:{name}": _READ for name in ("list", "circular", "version")},
    **{f"circulars:{name}": _READ for name in ("letter_pdf", "letter_docx", "signed_page")},
    **{f"circulars:{name}": _WRITE for name in ("readerships", "readership_new")},
    **{f"circulars:{name}": _WRITE for name in ("readership_change", "readership_count")},
    **{f"circulars:{name}": _WRITE for name in ("new", "change", "send", "next_version", "signed_letter", "close")},
    **{f"circulars:{name}": _HEAD for name in ("units", "unit", "remind", "unit_print")},
    **{f"circulars:{name}": _HEAD for name in ("slips", "paper", "paper_page")},
    **{f"circulars:{name}": _HEAD for name in ("at_desk", "at_desk_sign")},
    **{f"circulars:{name}": _PROOF for name in ("proof", "proof_csv")},
    "circulars:persons_csv": Door.of(Role.AUDITOR),
    **{f"circulars_public:{name}": Door(PUBLIC) for name in ("read", "questions", "sign", "letter")},
}

AUDIT_ACTIONS: dict[str, object] = {
    "circulars.readership.saved": _("Sasaran edaran disimpan"),
    "circulars.circular.drafted": _("Konsep edaran disusun"),
    "circulars.version.changed": _("Konsep edaran diubah"),
    "circulars.version.drafted": _("Versi baru edaran disusun"),
    "circulars.version.sent": _("Edaran diedarkan"),
    "circulars.letter.returned": _("Surat edaran bertanda tangan diterima kembali"),
    "circulars.circular.closed": _("Edaran ditutup"),
    "circulars.newcomers.asked": _("Pegawai baru diminta membaca edaran"),
    "circulars.pledge.signed": _("Pakta integritas ditandatangani"),
    "circulars.link.renewed": _("Tautan pribadi diperbarui"),
    "circulars.unit.reminded": _("Pegawai unit yang belum menandatangani diingatkan"),
    "circulars.paper.entered": _("Daftar tanda tangan kertas dimasukkan"),
    "circulars.persons.exported": _("Daftar orang yang diminta diekspor"),
    "circulars.circular.counted": _("Nama pada edaran dihapus, tinggal hitungan"),
}
