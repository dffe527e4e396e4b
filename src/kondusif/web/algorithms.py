"""The algorithms of this room, with the numbers that its code has."""

from django.utils.translation import gettext_lazy as _

from kondusif.kernel.algorithms import Algorithm, Quantum
from kondusif.vault import boxes

ALGORITHMS = [
    Algorithm(
        _("Menyegel catatan lapangan di ponsel untuk peladen ini"), "X25519 + XSalsa20-Poly1305 (sealed box)",
        "PyNaCl", "vault/boxes.py", f"{8 * boxes.KEY_BYTES} bit", 128, Quantum.BREAKS, "v1",
    ),
]  # fmt: skip

# Columns whose first byte names the form of what lies in them.
BLOBS = {"web.Item.sealed": _("catatan lapangan")}
