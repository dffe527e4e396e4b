"""Which official letters there are: a table, not code. What one starts is the rulebook's; here stands which of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from kondusif.institutions.models import Body

FILE = Path(__file__).resolve().parent / "data" / "surat_masuk.yaml"
CONTEST = "{contest}"


@dataclass(frozen=True, slots=True)
class Starts:
    """A procedure that a letter starts, by one event; `each` where every such letter asks for its own answer."""

    procedure: str
    event: str
    each: bool = False

    def of(self, contest: str) -> "Starts":
        """The same for one kind of contest: pilkada or pemilu."""
        return replace(self, procedure=self.procedure.replace(CONTEST, contest))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of official letter.

    Args:
        key: how rows name it; never changed once used.
        titles, abouts: language code -> words.
        senders: beginnings of the keys of bodies that send such letters; `takes`: matters of such bodies.
        received: what starts on the day of receipt.
        said: what starts on a day that the letter itself names.
        reply: the sender waits for an answer.
        confidence: how well the table knows it; `sources` are ids of the rulebook's sources.
    """

    key: str
    titles: dict[str, str]
    abouts: dict[str, str]
    senders: tuple[str, ...]
    takes: tuple[str, ...]
    received: tuple[Starts, ...]
    said: tuple[Starts, ...]
    reply: bool
    confidence: str
    sources: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.titles.get(_language(), self.titles["id"])

    @property
    def about(self) -> str:
        return self.abouts.get(_language(), self.abouts["id"])

    @property
    def asks_contest(self) -> bool:
        """Whether it depends on the contest what the letter starts."""
        return any(CONTEST in one.procedure for one in (*self.received, *self.said))

    def sent_by(self, body: Body) -> bool:
        """Whether a body usually sends such letters."""
        return body.key.startswith(self.senders) or any(matter in body.takes for matter in self.takes)


def _language() -> str:
    return (get_language() or "id")[:2]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its key, in the order of the table."""
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["kinds"]
    return {row["id"]: _kind(row) for row in rows}


def _kind(row: dict[str, Any]) -> Kind:
    return Kind(
        row["id"], row["title"], row["about"], tuple(row["senders"]), tuple(row["takes"]), _starts(row["received"]),
        _starts(row.get("said", ())), row["reply"], row["confidence"], tuple(row["source"]), tuple(row["doubts"]),
    )  # fmt: skip


def _starts(rows: Iterable[dict[str, Any]]) -> tuple[Starts, ...]:
    return tuple(Starts(row["procedure"], row["event"], row.get("each", False)) for row in rows)


def title_of(key: str) -> str:
    """A kind in words; its key where it has left the table."""
    found = kinds().get(key)
    return found.title if found else key


def waits_for_reply(key: str) -> bool:
    """Whether the sender of such a letter waits for an answer; one that has left the table does."""
    found = kinds().get(key)
    return found is None or found.reply


def without_reply() -> list[str]:
    """The kinds whose sender waits for no answer."""
    return [kind.key for kind in kinds().values() if not kind.reply]
