"""The city's own thresholds: the defaults shipped as data, with what the city has changed laid over them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kondusif.incidents.rules import DEGREES, Severity, Thresholds, check_thresholds
from kondusif.institutions.models import City

DEFAULTS = Path(__file__).resolve().parent / "data" / "situasi.yaml"
KEY = "situation"
FIELDS = ("window_days", "look_back_days", "silent_percent", "weights", "village", "city")


def thresholds(of: City | None) -> Thresholds:
    """What a city measures with."""
    changed: Mapping[str, Any] = of.preferences.get(KEY, {}) if of else {}
    return parsed({**shipped(), **{key: changed[key] for key in FIELDS if key in changed}})


def parsed(raw: Mapping[str, Any]) -> Thresholds:
    """The measure out of plain values.

    Raises:
        Refused: the numbers cannot be used.
    """
    return check_thresholds(
        Thresholds(
            window_days=int(raw["window_days"]),
            look_back_days=int(raw["look_back_days"]),
            silent_percent=int(raw["silent_percent"]),
            weights={severity: int(raw["weights"][severity]) for severity in Severity},
            village={word: int(raw["village"][word]) for word in DEGREES[1:]},
            city={word: int(raw["city"][word]) for word in DEGREES[1:]},
        )
    )


def plain(measure: Thresholds) -> dict[str, Any]:
    """The measure as values that a setting keeps."""
    return {
        "window_days": measure.window_days,
        "look_back_days": measure.look_back_days,
        "silent_percent": measure.silent_percent,
        "weights": {str(key): value for key, value in measure.weights.items()},
        "village": {str(key): value for key, value in measure.village.items()},
        "city": {str(key): value for key, value in measure.city.items()},
    }


@cache
def shipped() -> dict[str, Any]:
    """The values of the data file."""
    raw = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    return {key: raw[key] for key in FIELDS}
