"""The paper beside a result: who asked for what on what basis, what went in, what came out, until when it is kept."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kondusif.engine.tables import whole_file
from kondusif.kernel.errors import Refused

FORMAT = "kondusif-screening-1"
NOT_SAID = "tidak disebut"
MOST_FILES = 1_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Mandate:
    """On what grounds texts are read.

    Args:
        exercise: the roster is invented.
        basis: the rule or the letter that allows it, for a real roster.
        until: the day by which the result is deleted.
        who: who asks; never taken from the machine.
        purpose: what for.
    """

    exercise: bool
    basis: str = ""
    until: date | None = None
    who: str = NOT_SAID
    purpose: str = NOT_SAID

    def demand(self, today: date) -> None:
        """
        Raises:
            Refused: a real roster without basis or date, or a date that has passed.
        """
        if not self.exercise and not (self.basis.strip() and self.until):
            raise Refused("engine.screening.no_basis")
        if self.until and self.until < today:
            raise Refused("engine.screening.past", on=self.until.isoformat())


@dataclass(frozen=True, slots=True)
class Input:
    """One file that was given: `role` is roster or texts."""

    file: str
    role: str
    sha256: str
    size: int


@dataclass(slots=True)
class Account:
    """What went in and what came out, counted while it happens."""

    inputs: list[Input] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    roster: dict[str, int] = field(default_factory=dict)
    texts: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)


def manifest_path(out: Path) -> Path:
    """Where the manifest of a result lies."""
    return out.with_name(f"{out.name}.manifest.json")


def hash_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        Refused: it cannot be read.
    """
    made = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                made.update(chunk)
    except OSError as error:
        raise Refused("engine.table.unreadable", name=path.name[:80]) from error
    return made.hexdigest()


def hash_of_inputs(inputs: list[Input]) -> str:
    """One number for all inputs: SHA-256 over `hash name` lines in their order."""
    return hashlib.sha256("".join(f"{one.sha256} {one.file}\n" for one in inputs).encode()).hexdigest()


def write_manifest(
    out: Path, result: Path, mandate: Mandate, account: Account, *, edition: str, made_at: datetime
) -> dict[str, Any]:
    """Write the manifest of a result.

    Args:
        out: the name that the result will have.
        result: where its bytes lie now.
        mandate, account: on what grounds, and what happened.
        edition: of the engine and its lexicons, one short line.
        made_at: the moment.
    Returns:
        What was written.
    """
    said = {
        "format": FORMAT,
        "made_at": made_at.isoformat(timespec="seconds"),
        "who": mandate.who.strip() or NOT_SAID,
        "purpose": mandate.purpose.strip() or NOT_SAID,
        "basis": "latihan" if mandate.exercise and not mandate.basis.strip() else mandate.basis.strip(),
        "latihan": mandate.exercise,
        "until": mandate.until.isoformat() if mandate.until else None,
        "edition": edition,
        "settings": account.settings,
        "inputs": [
            {"file": one.file, "role": one.role, "sha256": one.sha256, "bytes": one.size}
            for one in account.inputs[:MOST_FILES]
        ],
        "inputs_total": len(account.inputs),
        "inputs_sha256": hash_of_inputs(account.inputs),
        "result": {"file": out.name, "sha256": hash_of(result), "rows": sum(account.kinds.values())},
        "counts": dict(sorted(account.kinds.items())),
        "roster": account.roster,
        "texts": account.texts,
        "refused": account.refused[:MOST_FILES],
        "refused_total": len(account.refused),
    }
    with whole_file(manifest_path(out)) as unfinished:
        unfinished.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return said
