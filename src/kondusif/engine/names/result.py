"""What an index is told and what it answers."""

from dataclasses import dataclass

KINDS = (
    "exact", "title_dropped", "old_spelling", "short_form", "initial", "joined", "swapped", "typo",
    "missing_part", "extra_part", "unit", "area", "homonym",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """How a roster is described.

    Args:
        nip, name, unit, area: names of its columns; `unit` and `area` may be missing in the table.
        floor: least calibrated score of an answer; below it the honest answer is that nobody was found.
        source: what tells this edition of the roster from another, a digest of its file say; kept in the header.
    """

    nip: str = "nip"
    name: str = "nama"
    unit: str = "unit"
    area: str = "wilayah"
    floor: float = 0.02
    source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build will take, said before it starts.

    Args:
        pieces: pieces of the roster that are folded one after the other.
        seconds: rough time on one core.
        bytes: rough size on disk.
    """

    pieces: int
    seconds: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is an answer, or what speaks against it.

    Args:
        kind: one of `KINDS`.
        asked: what was written.
        found: what stands in the roster; for `homonym` the number of entries with the name.
    """

    kind: str
    asked: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """One entry that may be meant.

    Args:
        row: its place in the roster, from 0.
        score: how often such an answer is right, 0..1.
    """

    row: int
    nip: str
    name: str
    unit: str
    area: str
    score: float
    reasons: tuple[Reason, ...]
