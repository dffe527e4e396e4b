"""What hardly ever changes, read at most every two seconds by a serving process instead of once for each visitor.

Outside a served process (tests, the shell, jobs) every asking reads. What is given back is shared: nobody changes it. A
write that must not rest on what stood two seconds ago asks again inside its transaction.
"""

import time
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
SECONDS = 2.0
MOST = 512  # different questions that one shelf remembers
_serving = False


def begin_serving() -> None:
    """From now on this process serves visitors, and may remember."""
    global _serving
    _serving = True


class Shelf(Generic[R]):
    """Answers that hold for two seconds while this process serves, each under what it depends on."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[float, R]] = {}

    def get(self, key: Hashable, make: Callable[[], R]) -> R:
        """The answer under this key, made now where none stands or the one that stands is too old."""
        if not _serving:
            return make()
        at = time.monotonic()
        held = self._known.get(key)
        if held and at - held[0] < SECONDS:
            return held[1]
        answer = make()
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = (at, answer)
        return answer


def fresh(read: Callable[P, R]) -> Callable[P, R]:
    """Remember the answers of a selector for two seconds, by its positional arguments, while this process serves."""
    shelf: Shelf[R] = Shelf()

    @wraps(read)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        return read(*args, **kwargs) if kwargs else shelf.get(args, lambda: read(*args, **kwargs))

    return asked
