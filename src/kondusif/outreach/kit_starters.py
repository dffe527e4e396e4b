"""The texts that come with the product, for a person of the city to take as drafts."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kondusif.outreach.rules import Group, Language, PieceKind

FILE = Path(__file__).resolve().parent / "data" / "materi.yaml"


@dataclass(frozen=True, slots=True)
class Starter:
    """One text as the data file holds it.

    Args:
        contest: the kind of contest whose rules it speaks of; empty for every kind.
    """

    kind: PieceKind
    language: Language
    title: str
    body: str
    basis: str
    group: str
    contest: str


@cache
def every_starter() -> tuple[Starter, ...]:
    """Every text of the file, posters first, each topic in Indonesian and in Javanese."""
    raw: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Starter(
            kind, language, str(words["title"]), str(words["body"]), str(topic["basis"]), Group(topic["group"]).value,
            str(topic.get("contest", "")),
        )
        for kind in PieceKind
        for topic in raw["pieces"]
        for language in Language
        if (words := topic.get(kind.value, {}).get(language.value))
    )  # fmt: skip


def starters(contest: str) -> tuple[Starter, ...]:
    """The texts that fit one kind of contest (`pilkada`, `pemilu`); outside every contest those that fit any."""
    return tuple(one for one in every_starter() if one.contest in ("", contest))
