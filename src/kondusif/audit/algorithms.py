"""The algorithms of this room."""

from django.utils.translation import gettext_lazy as _

from kondusif.kernel.algorithms import Algorithm, Quantum

ALGORITHMS = [
    Algorithm(
        _("Merangkai catatan jejak, sehingga perubahan terlihat"), "SHA-256", "Python", "audit/rules.py", "256 bit",
        256, Quantum.HALVES,
    ),
]  # fmt: skip
