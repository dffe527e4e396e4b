"""The indicators of vulnerable polling stations, as shipped in `data/tps-rawan.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parent / "data" / "tps-rawan.yaml"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator in our own words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators that speak of one matter."""

    id: str
    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """The whole list with its source.

    Args:
        contests: for which contests it was made; for another one it is used as it stands, and the page says so.
    """

    edition: str
    source: str
    contests: tuple[str, ...]
    groups: tuple[IndicatorGroup, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(row for group in self.groups for row in group.indicators)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in its own order: T01, T02 and on."""
        return tuple(sorted(row.id for row in self.indicators))

    @property
    def words(self) -> dict[str, str]:
        return {row.id: row.words for row in self.indicators}


@cache
def instrument() -> Instrument:
    """The shipped list."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Instrument(
        raw["edition"], raw["source"], tuple(raw["contests"]),
        tuple(
            IndicatorGroup(group["id"], group["name"], tuple(Indicator(**row) for row in group["indicators"]))
            for group in raw["groups"]
        ),
    )  # fmt: skip
