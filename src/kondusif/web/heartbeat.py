"""The sign of life of the background worker: one small file with a moment, written every minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from kondusif.kernel.clock import now

# One beat may be missed while a long job runs; two may not.
FRESH = timedelta(seconds=150)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """When the worker was last seen; None when it never was."""

    seen_at: datetime | None
    alive: bool


def path() -> Path:
    """Where the beat is kept."""
    return Path(settings.HOME) / "denyut-pekerja"


def beat() -> None:
    """Say that the worker runs. A reader never sees half a line: the file is replaced whole."""
    target = path()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".baru")
    fresh.write_text(now().isoformat(), encoding="ascii")
    fresh.replace(target)


def last() -> Heartbeat:
    """What is known of the worker at this moment."""
    try:
        seen = datetime.fromisoformat(path().read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return Heartbeat(None, False)
    return Heartbeat(seen, now() - seen <= FRESH)
