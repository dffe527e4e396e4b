"""What comes with the product for circulars: texts to begin from, the points of the pledge, how long things hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parent / "data" / "edaran.yaml"
# Key of the city's own settings in its preferences.
PREFERENCE = "circulars"
LEAST_DAYS, MOST_DAYS = 1, 366
LEAST_YEARS, MOST_YEARS = 1, 30


@dataclass(frozen=True, slots=True)
class Starter:
    """A circular to begin from. Blanks such as `{kontes}` are filled in when a draft is begun.

    Args:
        key: as it stands in an address.
        acts: ids of rulebook rows about which is asked; empty means those of the reader's kind and phase.
    """

    key: str
    title: str
    about: str
    subject: str
    basis: str
    opening: str
    points: tuple[str, ...]
    closing: str
    acts: tuple[str, ...]


@cache
def _raw() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@cache
def starters() -> tuple[Starter, ...]:
    """Every text of the file, in its order."""
    return tuple(
        Starter(
            str(row["key"]), str(row["title"]), str(row["about"]), str(row["subject"]), str(row["basis"]),
            str(row["opening"]).strip(), tuple(map(str, row["points"])), str(row["closing"]).strip(),
            tuple(map(str, row.get("acts", ()))),
        )
        for row in _raw()["starters"]
    )  # fmt: skip


def starter(key: str) -> Starter | None:
    """The text with a key, None where there is none."""
    return next((one for one in starters() if one.key == key), None)


def pledge_points() -> tuple[str, ...]:
    """The four points of the pledge."""
    return tuple(map(str, _raw()["pledge"]["points"]))


def link_days(preferences: Mapping[str, Any]) -> int:
    """How many days a personal link holds: the city's own number, else the one of the file."""
    return _number(preferences, "link_days", int(_raw()["link"]["days"]), LEAST_DAYS, MOST_DAYS)


def kept_years(preferences: Mapping[str, Any]) -> int:
    """How many years after the contest names are kept: the city's own number, else the one of the file."""
    return _number(preferences, "kept_years", int(_raw()["retention"]["years"]), LEAST_YEARS, MOST_YEARS)


def _number(preferences: Mapping[str, Any], key: str, default: int, least: int, most: int) -> int:
    """A setting within its bounds; one that is no number counts as not set."""
    own = preferences.get(PREFERENCE)
    given = own.get(key) if isinstance(own, Mapping) else None
    if not isinstance(given, int) or isinstance(given, bool):
        return default
    return min(max(given, least), most)
