"""How long the roster keeps what it no longer needs: years as data, read once."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parent / "data" / "masa-simpan.yaml"


@dataclass(frozen=True, slots=True)
class Terms:
    """Years after which something goes.

    Args:
        leavers: after somebody left.
        absences: after the last day of a leave or of an acting post.
    """

    leavers: int
    absences: int


@cache
def terms() -> Terms:
    """The years of the data file."""
    years = yaml.safe_load(FILE.read_text(encoding="utf-8"))["years"]
    return Terms(int(years["leavers"]), int(years["absences"]))


def years_after(on: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return date(on.year + years, 3, 1)


def years_before(on: date, years: int) -> date:
    """The same day so many years ago; 29 February becomes 28 February."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)
