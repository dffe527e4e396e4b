"""What the server's log may hold: crashes of the staff side with their traceback, nothing of the public door."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# The calendar, the links of a circular and the gateways stand among them because their address is a key.
PUBLIC_DOORS = (
    "/lapor", "/bolehkah", "/edaran", "/en/lapor", "/en/bolehkah", "/en/edaran", "/kalender", "/api/v1/gerbang",
)  # fmt: skip


_silent: ContextVar[bool] = ContextVar("at_the_public_door", default=False)


def is_public_door(path: str) -> bool:
    """Whether an address belongs to a door where people report or ask."""
    return path.startswith(PUBLIC_DOORS)


@contextmanager
def silence() -> Iterator[None]:
    """While a request of the public door is answered: whatever any library says meanwhile goes nowhere."""
    before = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(before)


class NotThePublicDoor(logging.Filter):
    """Drops every line about a request to a door where people report or ask, and what is said while one is answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _silent.get():
            return False
        request = getattr(record, "request", None)
        return not is_public_door(str(getattr(request, "path", "")))
