"""To whom a report goes that is not the city's: a table that proposes, with its reason. A person decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from kondusif.institutions.models import Body

FILE = Path(__file__).resolve().parent / "data" / "tujuan.yaml"


@dataclass(frozen=True)
class Address:
    """One row of the table.

    Args:
        about, why: language code -> words.
        words: phrases that point here; `not_after`: what makes a phrase mean somebody else.
        takes: the matter that the body takes; empty where only `bodies` names it.
        basis_read: `read`, `press` or `recalled`; how sure we are of the basis.
    """

    key: str
    about: dict[str, str]
    words: tuple[str, ...]
    not_after: tuple[str, ...]
    takes: str
    bodies: tuple[str, ...]
    why: dict[str, str]
    basis: str
    basis_read: str
    source: str

    @property
    def name(self) -> str:
        return _in_language(self.about)

    @property
    def reason(self) -> str:
        return _in_language(self.why)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        every = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in self.words)
        never = "".join(rf"(?!\s+{re.escape(word)}\b)" for word in self.not_after)
        return re.compile(rf"(?<!\w)(?:{every})(?!\w){never}", re.IGNORECASE)

    def body_of(self, known: Iterable[Body]) -> Body | None:
        """The body of the city's own list that takes this, or None where the list has none."""
        rows = list(known)
        by_key = {row.key: row for row in rows}
        named = next((by_key[key] for key in self.bodies if key in by_key), None)
        taking = next((row for row in rows if self.takes and self.takes in row.takes), None)
        return named if named and (not self.takes or self.takes in named.takes) else taking or named


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that an account points to: the word that was found, and the body where the list has one.

    Args:
        accused: the word stands with who is accused, and not only in the account.
    """

    address: Address
    found: str
    body: Body | None
    accused: bool


@cache
def addresses() -> tuple[Address, ...]:
    """Every row, in the order of the table."""
    table: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Address(
            row["key"], row["about"], tuple(row["words"]), tuple(row.get("not_after", ())), row["takes"],
            tuple(row["bodies"]), row["why"], row["basis"], row["basis_read"], row["source"],
        )
        for row in table["rows"]
    )  # fmt: skip


def proposals(accused: str, words: str, known: Iterable[Body]) -> list[Proposal]:
    """The rows that an account points to. What is said of the accused weighs more than the account itself.

    Args:
        accused: post, institution and unit of the accused.
        words: the account.
        known: the bodies of the city's list.
    Returns:
        Rows in the order of the table; those found in `accused` alone where there is one.
    """
    rows = list(known)
    for text in (accused, words):
        hits = [(one, hit.group(0)) for one in addresses() if (hit := one.pattern.search(text))]
        if hits:
            return [Proposal(one, found, one.body_of(rows), text is accused) for one, found in hits]
    return []


def _in_language(words: dict[str, str]) -> str:
    return words.get((get_language() or "id")[:2], words["id"])
