"""The manifest beside a result, as the command `screening run` writes it."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from kondusif.kernel.errors import Refused
from kondusif.screening.rules import Manifest

FORMAT = "kondusif-screening-1"
LARGEST = 1024 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")


def manifest_of(data: bytes) -> Manifest:
    """What a manifest says.

    Raises:
        Refused: `screening.manifest.*`: unreadable, of another version, or incomplete with what is missing.
    """
    if len(data) > LARGEST:
        raise Refused("screening.manifest.unreadable")
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refused("screening.manifest.unreadable") from error
    if not isinstance(said, dict):
        raise Refused("screening.manifest.unreadable")
    if said.get("format") != FORMAT:
        raise Refused("screening.manifest.version")
    exercise = said.get("latihan") is True
    until = _day(said.get("until"))
    result = said.get("result")
    sha = str(result.get("sha256", "")) if isinstance(result, dict) else ""
    found = Manifest(
        made_by=_line(said, "who", 120), purpose=_line(said, "purpose", 300), basis=_line(said, "basis", 300),
        exercise=exercise, until_on=until, edition=_line(said, "edition", 80), result=sha, inputs=_inputs(said),
    )  # fmt: skip
    missing = [
        name
        for name, there in (
            ("basis", found.basis or exercise),
            ("until", until or exercise),
            ("edition", found.edition),
            ("result.sha256", SHA256.fullmatch(sha)),
        )
        if not there
    ]
    if missing:
        raise Refused("screening.manifest.incomplete", missing=", ".join(missing))
    return found


def _line(said: Mapping[str, Any], name: str, longest: int) -> str:
    value = said.get(name)
    text = value if isinstance(value, str) else ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:longest]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _inputs(said: Mapping[str, Any]) -> dict[str, str]:
    rows = said.get("inputs")
    if not isinstance(rows, list):
        return {}
    found = {}
    for row in rows[:50]:
        if isinstance(row, dict) and SHA256.fullmatch(str(row.get("sha256", ""))):
            found[str(row.get("file", ""))[:200]] = str(row["sha256"])
    return found
