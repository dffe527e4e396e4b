"""The follow-up code: 20 Crockford characters in five groups. Plain Python.

Five characters find the report, fourteen are the secret (70 bits), the last is a check digit (Luhn modulo 32) that
catches every single slip of the pen. I and L are read as 1 and O as 0; case, spaces and dashes do not matter.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from stdnum import luhn

from kondusif.kernel.signs import ALPHABET, fold

LOCATOR, SECRET, CHECK = 5, 14, 1
LENGTH = LOCATOR + SECRET + CHECK
GROUP = 4


@dataclass(frozen=True, slots=True)
class Code:
    """A well-formed follow-up code."""

    text: str

    @property
    def locator(self) -> str:
        return self.text[:LOCATOR]

    @property
    def secret(self) -> str:
        return self.text[LOCATOR : LOCATOR + SECRET]

    @property
    def groups(self) -> list[str]:
        return [self.text[i : i + GROUP] for i in range(0, LENGTH, GROUP)]

    @property
    def last_group(self) -> str:
        return self.groups[-1]

    def __str__(self) -> str:
        return "-".join(self.groups)


def make_code() -> Code:
    """A fresh code from the system's own randomness."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LOCATOR + SECRET))
    return Code(body + luhn.calc_check_digit(body, ALPHABET))


def drawn_code(key: bytes, told: bytes) -> Code:
    """The code that a secret gives for one thing, the same every time: 95 bits of HMAC-SHA-256, and the check digit."""
    drawn = hmac.new(key, told, hashlib.sha256).digest()
    body = "".join(ALPHABET[byte % len(ALPHABET)] for byte in drawn[: LOCATOR + SECRET])
    return Code(body + luhn.calc_check_digit(body, ALPHABET))


def read_code(text: str) -> Code | None:
    """The code that a person typed, or None when it is not well-formed or its check digit does not fit."""
    body = fold(text[:200])
    if len(body) != LENGTH or not set(body) <= set(ALPHABET):
        return None
    return Code(body) if luhn.is_valid(body, ALPHABET) else None
