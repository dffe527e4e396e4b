"""One read of the city for one request. Outside a request nothing is held, and every asking reads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from kondusif.institutions.models import City


@dataclass(slots=True)
class Held:
    """What one request knows of the city. `kept` ends with the first write: what follows may yet be rolled back."""

    kept: bool = True
    was_read: bool = False
    place: City | None = None


_now: ContextVar[Held | None] = ContextVar("city_of_the_request", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Between its two ends the city is read once."""
    before = _now.set(Held())
    try:
        yield
    finally:
        _now.reset(before)


def held_or_read(read: Callable[[], City | None]) -> City | None:
    """The city as this request read it, or as it stands now where nothing may be held."""
    held = _now.get()
    if held is None or not held.kept:
        return read()
    if not held.was_read:
        held.place, held.was_read = read(), True
    return held.place


def forget() -> None:
    """After a write of the city: for the rest of the request every asking reads."""
    held = _now.get()
    if held is not None:
        held.kept, held.place = False, None
