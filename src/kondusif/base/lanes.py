"""Two lanes in one server: whatever the public does, an officer finds a free thread.

The server has a fixed number of threads, in one process for each of two cores, since Python computes on one core in one
process. Visitors without a session may hold only a part of them: a few run, a few
more wait for a moment, and who comes after is told at once to come again, by a page that reads no database. The
officers' lane is never shed by this. All counters live in memory and hold no address.
"""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

CORES = os.cpu_count() or 1
PROCESSES = min(2, CORES)
# All that follows is for one process.
THREADS = 96
# How many visitors are served at once, how many more may wait for their turn, and how long. Together they stay well
# under the number of threads; what is left over belongs to the officers alone.
RUNNING, WAITING, PATIENCE = 4, 36, 6.0
# The slow hash costs processor and memory, not the interpreter: two a core keep the cores busy without a long queue.
SLOW_RUNNING, SLOW_WAITING, SLOW_PATIENCE = max(2, 2 * CORES // PROCESSES), 20, 6.0
RETRY_AFTER = 20
# How many that are asked to come again may first send to the end; a slow sender takes no more threads than these.
READ_OUT = 8

OFFICERS_ALWAYS = frozenset({"masuk", "keluar", "static", "sehat"})
OFFICERS_SIGNED_IN = frozenset({"ruang", "akun", "kalender", "lapangan"})


class Recent:
    """How often something happened in the last minute, or the last hour. Safe between threads.

    Args:
        seconds: how far back it counts, in sixty steps.
    """

    def __init__(self, seconds: int = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._step = max(1, seconds // 60)
        self._lock = threading.Lock()
        self._each: dict[int, int] = {}

    def note(self) -> None:
        """It happened once more."""
        at = int(self._clock()) // self._step
        with self._lock:
            self._each[at] = self._each.get(at, 0) + 1
            if len(self._each) > 60:
                self._each = {step: count for step, count in self._each.items() if step > at - 60}

    def count(self) -> int:
        """How often, by now."""
        oldest = int(self._clock()) // self._step - 60
        with self._lock:
            return sum(count for step, count in self._each.items() if step > oldest)

    def forget(self) -> None:
        """Begin again at nothing."""
        with self._lock:
            self._each = {}


class Turns:
    """A few places, a bounded queue before them, and a bounded patience in the queue.

    Args:
        running: how many hold a place at once.
        waiting: how many may wait for one; who comes after is refused at once.
        patience: seconds in the queue before one is refused.
    """

    def __init__(
        self, running: int, waiting: int, patience: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.size, self.queue, self.patience = running, waiting, patience
        self._places = threading.Semaphore(running)
        self._lock = threading.Lock()
        self._waits = 0
        self.refused = Recent(clock=clock)

    @property
    def waits(self) -> int:
        """How many wait now."""
        return self._waits

    def enter(self) -> bool:
        """Take a place, if need be after a short wait. False: the queue is full, or the patience is over."""
        if self._places.acquire(blocking=False):
            return True
        with self._lock:
            if self._waits >= self.queue:
                self.refused.note()
                return False
            self._waits += 1
        try:
            taken = self._places.acquire(timeout=self.patience)
        finally:
            with self._lock:
                self._waits -= 1
        if not taken:
            self.refused.note()
        return taken

    def leave(self) -> None:
        """Give the place back."""
        self._places.release()


@dataclass(frozen=True, slots=True)
class Pressure:
    """What weighs on the public door now, on the whole server: each process counts its own and takes the others to be
    alike, as connections are dealt out evenly.

    Args:
        arrivals: complete sends and look-ups in the last minute.
        refused: requests of the last minute that were asked to come again.
        waiting: requests that wait for a place now.
    """

    arrivals: int = 0
    refused: int = 0
    waiting: int = 0


@dataclass
class Lanes:
    """The places of one process."""

    public: Turns = field(default_factory=lambda: Turns(RUNNING, WAITING, PATIENCE))
    slow: Turns = field(default_factory=lambda: Turns(SLOW_RUNNING, SLOW_WAITING, SLOW_PATIENCE))
    read_out: Turns = field(default_factory=lambda: Turns(READ_OUT, 0, 0.0))
    arrivals: Recent = field(default_factory=Recent)

    def pressure(self) -> Pressure:
        refused = self.public.refused.count() + self.slow.refused.count()
        waiting = self.public.waits + self.slow.waits
        return Pressure(self.arrivals.count() * PROCESSES, refused * PROCESSES, waiting * PROCESSES)


lanes = Lanes()
slow_turns = lanes.slow


def is_public(path: str, *, signed_in: bool, languages: frozenset[str] = frozenset({"en"})) -> bool:
    """Whether a request belongs to the public lane.

    Args:
        path: as asked for, with or without a language in front.
        signed_in: whether the browser brings a session at all; whose it is, is looked at later.
    """
    parts = path.lstrip("/").split("/", 2)
    first = parts[1] if parts[0] in languages and len(parts) > 1 else parts[0]
    if first in OFFICERS_ALWAYS:
        return False
    return not (signed_in and first in OFFICERS_SIGNED_IN)
