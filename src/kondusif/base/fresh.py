"""What hardly ever changes, read at most every two seconds by a serving process instead of once for each visitor.

Outside a served process (tests, the shell, jobs) every asking reads. What is given back is shared: nobody changes it. A
write that must not rest on what stood two seconds ago asks again inside its transaction.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
SECONDS = 2.0
MOST = 512  # different questions that one table remembers
_serving = False


def begin_serving() -> None:
    """From now on this process serves visitors, and may remember."""
    global _serving
    _serving = True


def fresh(read: Callable[P, R]) -> Callable[P, R]:
    """Remember the answers of a selector for two seconds, by its positional arguments, while this process serves."""
    known: dict[tuple[object, ...], tuple[float, R]] = {}

    @wraps(read)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _serving or kwargs:
            return read(*args, **kwargs)
        at = time.monotonic()
        held = known.get(args)
        if held and at - held[0] < SECONDS:
            return held[1]
        answer = read(*args, **kwargs)
        if len(known) >= MOST:
            known.clear()
        known[args] = (at, answer)
        return answer

    return asked
