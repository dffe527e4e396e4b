"""Results for tests, as the command writes them: bytes of a file and its manifest."""

import csv
import hashlib
import io
import json
from typing import Any

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.screening.models import Run
from kondusif.screening.services import take_in
from kondusif.screening.sheets import COLUMNS

EDITION = "uji-1"
QUOTE = "menyukai unggahan calon"
ROWS: list[tuple[object, ...]] = [
    ("n1", 0, len(QUOTE), "act", "SKB-KE-3", 0.9, QUOTE),
    ("n1", 40, 48, "place", "33.72.03.1004", 0.8, "Semanggi"),
    ("n2", 0, len(QUOTE), "act", "SKB-KE-3", 0.9, QUOTE),
    ("n2", 30, 37, "institution", "bawaslu", 0.7, "Bawaslu"),
]
PERSON: tuple[object, ...] = ("n3", 0, 13, "person", "19800101 200501", 0.95, "Wulan Astuti")


def result(rows: list[tuple[object, ...]] | None = None, heads: tuple[str, ...] = COLUMNS) -> bytes:
    """A result as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(ROWS if rows is None else rows)
    return out.getvalue().encode()


def manifest(data: bytes, **changes: Any) -> bytes:
    """The manifest beside a result; change what the test is about, None takes a key away."""
    said: dict[str, Any] = {
        "format": "kondusif-screening-1",
        "who": "Analis uji", "purpose": "Uji penyaringan", "basis": "Nota dinas uji", "latihan": False,
        "until": "2024-12-31", "edition": EDITION, "result": {"sha256": hashlib.sha256(data).hexdigest()},
        "inputs": [{"file": "naskah.csv", "sha256": "a" * 64}],
    } | changes  # fmt: skip
    return json.dumps({key: value for key, value in said.items() if value is not None}).encode()


def run_by(user: User, rows: list[tuple[object, ...]] | None = None, **changes: Any) -> Run:
    """A run taken in through the service, as a verifier would."""
    data = result(rows)
    return take_in(actor_of(user), data, manifest(data, **changes))
