"""The city's own measure of coverage: the defaults shipped as data, with what the city has changed laid over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kondusif.institutions.models import City
from kondusif.kernel.errors import Refused

DEFAULTS = Path(__file__).resolve().parent / "data" / "cakupan.yaml"
KEY = "coverage"
LIMITS = {
    "fresh_days": (1, 365), "half_life_days": (1, 365), "target_percent": (1, 100), "share_days": (7, 365),
    "share_sessions": (1, 100),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """What a city measures coverage with.

    Args:
        fresh_days: an RT counts in full up to so many calendar days after its last counted session.
        half_life_days: afterwards its value halves in so many calendar days.
        target_percent: coverage that the city aims for, 1 to 100.
        share_days: how far back sessions are read to learn how many RT of an RW come.
        share_sessions: with fewer sessions than these, every RT of the RW is assumed to come, and the page says so.
    """

    fresh_days: int
    half_life_days: int
    target_percent: int
    share_days: int
    share_sessions: int


def measure(of: City | None) -> Measure:
    """What a city measures with."""
    changed: Mapping[str, Any] = of.preferences.get(KEY, {}) if of else {}
    return parsed({**shipped(), **{key: changed[key] for key in LIMITS if key in changed}})


def parsed(raw: Mapping[str, Any]) -> Measure:
    """The measure out of plain values.

    Raises:
        Refused: outreach.measure.out_of_range.
    """
    found = {key: int(raw[key]) for key in LIMITS}
    for key, (least, most) in LIMITS.items():
        if not least <= found[key] <= most:
            raise Refused("outreach.measure.out_of_range", least=least, most=most, given=found[key])
    return Measure(**found)


def plain(chosen: Measure) -> dict[str, int]:
    """The measure as values that a setting keeps."""
    return {key: getattr(chosen, key) for key in LIMITS}


@cache
def shipped() -> dict[str, int]:
    """The values of the data file."""
    raw = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    return {key: int(raw[key]) for key in LIMITS}
