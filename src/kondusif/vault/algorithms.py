"""The algorithms of this room, with the numbers that its code has."""

from django.utils.translation import gettext_lazy as _

from kondusif.kernel.algorithms import Algorithm, Quantum
from kondusif.vault import boxes, phrases
from kondusif.vault.services import recovery

_ARGON2 = f"t={boxes.PHRASE_PASSES}, m={boxes.PHRASE_MEMORY_KIB} KiB, p={boxes.PHRASE_LANES}"

ALGORITHMS = [
    Algorithm(
        _("Menyegel kunci unit untuk anggotanya, dan kunci laporan untuk unit, pelapor, serta pasangan kustodian"),
        "X25519 + XSalsa20-Poly1305 (sealed box)", "PyNaCl", "vault/boxes.py", f"{8 * boxes.KEY_BYTES} bit", 128,
        Quantum.BREAKS, "v1",
    ),
    Algorithm(
        _("Mengunci isi laporan, pesan, dan kunci pribadi"), "XChaCha20-Poly1305", "PyNaCl", "vault/boxes.py",
        f"{8 * boxes.KEY_BYTES} bit, nonce 192 bit", 256, Quantum.HALVES, "v1",
    ),
    Algorithm(
        _("Mengubah frasa kunci petugas menjadi kunci"), "Argon2id", "argon2-cffi", "vault/boxes.py",
        f"{_ARGON2}, salt {8 * boxes.SALT_BYTES} bit", 256, Quantum.HALVES,
    ),
    Algorithm(
        _("Mengunci berkas bukti di cakram"), "age (X25519 + ChaCha20-Poly1305)", "pyrage", "vault/files.py",
        "256 bit", 128, Quantum.BREAKS, "age v1",
    ),
    Algorithm(
        _("Sidik kunci yang dibacakan lewat suara"), "BLAKE2b", "PyNaCl", "vault/boxes.py", "64 bit", 64,
        Quantum.HALVES,
    ),
    Algorithm(
        _("Kunci dari kode amplop pemulihan"), "BLAKE2b", "PyNaCl", "vault/services/recovery.py",
        f"{5 * recovery.LETTERS} bit + Luhn-32", 5 * recovery.LETTERS, Quantum.HALVES,
    ),
    Algorithm(
        _("Usulan frasa kunci"), "os.urandom", "Python", "vault/phrases.py",
        f"{phrases.COUNT} × {len(phrases.words())}", (len(phrases.words()) ** phrases.COUNT).bit_length() - 1,
        Quantum.HALVES,
    ),
]  # fmt: skip

# Columns whose first byte names the form of what lies in them.
BLOBS = {
    "vault.PersonKey.sealed": _("kunci pribadi petugas"),
    "vault.UnitKeyShare.sealed": _("bagian kunci unit"),
    "vault.Wrap.sealed": _("kunci laporan yang disegel"),
    "vault.KeySession.sealed": _("kunci yang sedang terbuka"),
    "vault.RecoveryEnvelope.sealed": _("amplop pemulihan"),
}
