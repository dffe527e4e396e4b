"""The algorithms of this room, with the numbers that the code has."""

from typing import Any

from django.contrib.auth.hashers import get_hasher
from django.utils.translation import gettext_lazy as _

from kondusif.kernel.algorithms import Algorithm, Quantum

_hasher: Any = get_hasher("argon2")

ALGORITHMS = [
    Algorithm(
        _("Menyimpan sandi masuk sebagai sidik"), "Argon2id", "argon2-cffi", "config/settings.py",
        f"t={_hasher.time_cost}, m={_hasher.memory_cost} KiB, p={_hasher.parallelism}", 256, Quantum.HALVES,
    ),
    Algorithm(
        _("Mengunci rahasia langkah kedua (TOTP)"), "XSalsa20-Poly1305", "PyNaCl", "accounts/adapter.py", "256 bit",
        256, Quantum.HALVES,
    ),
    Algorithm(
        _("Kode langkah kedua dari aplikasi"), "TOTP (HMAC-SHA-1)", "django-allauth", "config/settings.py",
        "RFC 6238", 160, Quantum.HALVES,
    ),
    Algorithm(
        _("Sidik alamat kalender pribadi"), "SHA-256", "Python", "accounts/rules.py", "192 bit", 192, Quantum.HALVES
    ),
]  # fmt: skip
