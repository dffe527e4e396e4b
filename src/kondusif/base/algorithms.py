"""The algorithms that every page shares."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kondusif.kernel.algorithms import Algorithm, Quantum

_TLS = (
    _("menyala di server ini") if settings.CERTIFIED
    else _("menyala di proksi") if settings.BEHIND_PROXY
    else _("tidak menyala: hanya untuk satu mesin")
)  # fmt: skip

ALGORITHMS = [
    Algorithm(
        _("Tanda tangan formulir, slip, dan sesi"), "HMAC-SHA-256", "Django", "base/tokens.py", "256 bit", 256,
        Quantum.HALVES,
    ),
    Algorithm(
        _("Sambungan peramban ke server ini"), "TLS", "granian", "config/settings.py", _TLS,
        128 if settings.TLS else 0, Quantum.BREAKS,
    ),
]  # fmt: skip
