"""The algorithms of this room, with the numbers that its code has."""

from django.utils.translation import gettext_lazy as _

from kondusif.intake import secrecy
from kondusif.intake.services import gateways
from kondusif.kernel.algorithms import Algorithm, Quantum

ALGORITHMS = [
    Algorithm(
        _("Mengubah kode tindak lanjut pelapor menjadi kunci dan pencocok"), "Argon2id", "PyNaCl",
        "intake/secrecy.py",
        f"t={secrecy.PASSES}, m={secrecy.MEMORY_KIB} KiB, p={secrecy.LANES}, salt {8 * secrecy.SALT_BYTES} bit", 70,
        Quantum.HALVES,
    ),
    Algorithm(
        _("Kunci pelapor sendiri, dari kodenya"), "X25519", "PyNaCl", "intake/secrecy.py",
        f"{8 * secrecy.ROOT_BYTES} bit", 128, Quantum.BREAKS,
    ),
    Algorithm(
        _("Mengenali kiriman yang sama tanpa menyimpan isinya"), "HMAC-SHA-256", "Python", "intake/secrecy.py",
        "256 bit", 256, Quantum.HALVES,
    ),
    Algorithm(
        _("Mengenali pesan gerbang yang bertanda tangan (Standard Webhooks)"), "HMAC-SHA-256", "Python",
        "intake/services/gateways.py", f"{8 * gateways.SECRET_BYTES} bit", 256, Quantum.HALVES,
    ),
    Algorithm(
        _("Mengunci rahasia gerbang"), "XChaCha20-Poly1305", "PyNaCl", "intake/services/gateways.py", "256 bit", 256,
        Quantum.HALVES,
    ),
]  # fmt: skip

# Columns that name sealed files; what none of them names is swept.
FILES = ("intake.Attachment.safe_name", "intake.Attachment.original_name")
# Columns whose first byte names the form of what lies in them.
BLOBS = {
    "intake.Report.content": _("isi laporan"),
    "intake.Report.identity": _("identitas pelapor"),
    "intake.Report.value_note": _("alasan nilai"),
    "intake.Report.outcome_note": _("alasan putusan"),
    "intake.Report.line_note": _("terlapor menurut yang memutus"),
    "intake.Attachment.note": _("keterangan bukti"),
    "intake.Attachment.original_note": _("kunci berkas asli"),
    "intake.HandedOver.secret": _("kunci bukti yang diserahkan"),
    "intake.Message.sealed": _("pesan"),
    "intake.Gateway.secret": _("rahasia gerbang pesan"),
    "intake.Correction.sealed": _("nilai lama dan baru sebuah pembetulan"),
    "intake.AccusedProposal.sealed": _("usul mengganti terlapor"),
    "intake.AccusedProposal.answer": _("alasan menolak usul mengganti terlapor"),
    "intake.Forwarding.summary": _("ringkasan yang diteruskan"),
    "intake.Pressure.sealed": _("surat tekanan, untuk pelapor"),
    "intake.Pressure.sealed_copy": _("surat tekanan, untuk kustodian"),
}
