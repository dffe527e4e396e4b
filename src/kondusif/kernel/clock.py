"""The real clock. `_at` values come from here; `_on` values come from the city (`institutions.selectors.today`)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def zone_of(name: str) -> ZoneInfo:
    """The time zone behind an Indonesian zone name (WIB, WITA, WIT).

    Raises:
        KeyError: the name is none of the three.
    """
    return ZoneInfo(ZONES[name])


def today_in(name: str) -> date:
    """The calendar date of this moment in the named Indonesian zone."""
    return now().astimezone(zone_of(name)).date()
