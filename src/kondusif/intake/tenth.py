"""Which decided reports a second verifier looks at: fixed by a keyed hash of the number, chosen by nobody."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.crypto import salted_hmac

FILE = Path(__file__).resolve().parent / "data" / "periksa_ulang.yaml"


@dataclass(frozen=True, slots=True)
class Tenth:
    """How the second look is drawn.

    Args:
        one_in: one report in so many.
        days: for how long after the decision it waits for a second verifier.
        enough: how many pairs there must be before their agreement is said.
    """

    one_in: int
    days: int
    enough: int


@cache
def tenth() -> Tenth:
    """The settings of the blind second look."""
    row = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Tenth(row["one_in"], row["days"], row["enough"])


def is_drawn(number: str) -> bool:
    """Whether a report is one of those. The key is the installation's, so nobody can tell or choose beforehand."""
    mark = salted_hmac("kondusif.intake.tenth.v1", number, algorithm="sha256").digest()
    return int.from_bytes(mark[:8]) % tenth().one_in == 0
