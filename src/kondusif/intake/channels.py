"""By which ways a report comes: a table, not code. A city adds a way by adding a row."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

FILE = Path(__file__).resolve().parent / "data" / "saluran.yaml"
WEB = "web"


@dataclass(frozen=True, slots=True)
class Channel:
    """One way by which a report comes.

    Args:
        key: how rows name it; never changed once used.
        names: language code -> name.
        typed: an officer of the desk types it in.
        gateway: a gateway of the city may post to it.
        paper: a sheet comes with it, which is scanned.
        told_by: how the reporter is told the outcome: `code` (reads it with the follow-up code) or `desk` (we call,
            write or say it, and note that we did).
    """

    key: str
    names: dict[str, str]
    typed: bool
    gateway: bool
    paper: bool
    told_by: str

    @property
    def name(self) -> str:
        return self.names.get((get_language() or "id")[:2], self.names["id"])


@cache
def channels() -> dict[str, Channel]:
    """Every channel by its key, in the order of the table."""
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        row["key"]: Channel(
            row["key"], row["name"], bool(row.get("typed")), bool(row.get("gateway")), bool(row.get("paper")),
            row.get("told_by", "code"),
        )
        for row in rows
    }  # fmt: skip


def channel(key: str) -> Channel:
    """One channel. Raises KeyError for an unknown key."""
    return channels()[key]


def channel_name(key: str) -> str:
    """What a row's channel is called; one that the table has lost shows its key."""
    known = channels().get(key)
    return known.name if known else key


def typed_channels() -> list[Channel]:
    """Those that an officer types in."""
    return [one for one in channels().values() if one.typed]


def gateway_channels() -> list[Channel]:
    """Those that a gateway may post to."""
    return [one for one in channels().values() if one.gateway]
