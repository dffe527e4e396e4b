"""Files go to a helper process and come back as pixels, or not at all.

A small pool of helpers (see kondusif.base.cleaner_child), one a core, started when the first file comes or at
`warm_up`. A helper serves one file at a time; one that dies, lies or takes too long is ended and replaced, and its
file is refused. Safe in threads, and after a fork of the server: helpers are never shared between processes.
"""

import atexit
import contextlib
import json
import os
import secrets
import select
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from kondusif.base import cleaner_child as child
from kondusif.engine.safe_files import CODES, KINDS, MAX_PAGES, SAFE_KINDS, Safe, Unsafe
from kondusif.kernel.errors import Refused

PATIENCE_SECONDS = 8.0  # for a free helper
START_SECONDS = 20.0
FILE_SECONDS = child.SECONDS + 2.0  # the helper itself ends a file after its own limit
_MAX_HEAD_BYTES = 4096
_CHUNK = 2**20
_PACKAGES = str(Path(__file__).resolve().parents[2])
_ENVIRONMENT = {
    "PYTHONPATH": _PACKAGES, "MALLOC_ARENA_MAX": "1", "RAYON_NUM_THREADS": "1", "LC_ALL": "C.UTF-8",
    # The pixels of a photo in large pages: a twentieth less work for each picture, most of it the system's.
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}  # fmt: skip


class _Lost(Exception):
    """The helper ended, fell silent or spoke out of turn."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the cleaning of a file took in its helper."""

    peak_kb: int
    cpu_s: float


class Helper:
    """One process and the two pipes to it; used by one thread at a time."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-B", "-m", "kondusif.base.cleaner_child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, cwd="/",
            env=_ENVIRONMENT, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdin is not None  # noqa: S101  (both are pipes)
        assert self.process.stdout is not None  # noqa: S101
        self._to, self._from = self.process.stdin.fileno(), self.process.stdout.fileno()
        for handle in (self._to, self._from):
            os.set_blocking(handle, False)
            child.widen(handle)
        try:
            self.walls = self._answer(b"\0" * child.MARK_BYTES, time.monotonic() + START_SECONDS)[0]
        except _Lost:
            self.end()
            raise

    def clean(self, data: bytes) -> tuple[Safe, Cost]:
        """The safe copy of a file.

        Raises:
            Unsafe: there is none.
            _Lost: end this helper; it is of no more use.
        """
        return _checked(*self.ask(data))

    def ask(self, data: bytes) -> tuple[dict[str, object], bytes]:
        """What the process says of a file, not yet believed.

        Raises:
            _Lost: end this helper; it is of no more use.
        """
        mark, until = secrets.token_bytes(child.MARK_BYTES), time.monotonic() + FILE_SECONDS
        self._write(child.QUESTION.pack(mark, len(data)), until)
        self._write(data, until)
        return self._answer(mark, until)

    def end(self) -> None:
        """Kill the process with everything that it forked, and close the pipes."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait()

    def _answer(self, mark: bytes, until: float) -> tuple[dict[str, object], bytes]:
        found, said, copied = child.ANSWER.unpack(self._read(child.ANSWER.size, until))
        if found != mark or said > _MAX_HEAD_BYTES or copied > child.MAX_ANSWER_BYTES:
            raise _Lost
        try:
            head = json.loads(self._read(said, until))
        except ValueError as error:
            raise _Lost from error
        if not isinstance(head, dict):
            raise _Lost
        return head, self._read(copied, until)

    def _write(self, data: bytes, until: float) -> None:
        rest = memoryview(data)
        while rest:
            self._wait(self._to, select.POLLOUT, until)
            with contextlib.suppress(BlockingIOError):
                try:
                    rest = rest[os.write(self._to, rest[:_CHUNK]) :]
                except BrokenPipeError as error:
                    raise _Lost from error

    def _read(self, length: int, until: float) -> bytes:
        found = bytearray()
        while len(found) < length:
            self._wait(self._from, select.POLLIN, until)
            with contextlib.suppress(BlockingIOError):
                chunk = os.read(self._from, min(_CHUNK, length - len(found)))
                if not chunk:
                    raise _Lost
                found += chunk
        return bytes(found)

    def _wait(self, handle: int, event: int, until: float) -> None:
        poll = select.poll()
        poll.register(handle, event)
        left = until - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise _Lost


class _Turn:
    """Somebody who waits for a helper."""

    def __init__(self) -> None:
        self.came = threading.Event()
        self.helper: Helper | None = None


class Pool:
    """At most `size` helpers; a file waits its turn, but not for ever."""

    def __init__(self, size: int, *, patience: float = PATIENCE_SECONDS) -> None:
        self.owner = os.getpid()
        self._patience = patience
        self._lock = threading.Lock()
        self._free: list[Helper | None] = [None] * size  # None: a place whose helper is not started yet
        self._waiting: deque[_Turn] = deque()
        self._all: set[Helper] = set()
        self.size = size

    def clean(self, data: bytes) -> tuple[Safe, Cost]:
        """The safe copy of a file, by the next helper that is free.

        Raises:
            Refused: base.cleaner.busy, no helper came free in time.
            Unsafe: there is no safe copy.
        """
        helper, sound = self._take(), False
        try:
            helper = self._standing(helper)
            answer = helper.clean(data)
            sound = True
            return answer
        except Unsafe:
            sound = True
            raise
        except _Lost:
            raise Unsafe("unreadable") from None
        finally:
            if helper is not None and not sound:  # also when cut off in the middle of an answer
                self._ended(helper)
                helper = None
            self._give(helper)

    def warm_up(self) -> None:
        """Start every helper now, so that the first files do not wait for it."""
        with self._lock:
            taken, self._free = self._free, []
        for helper in taken:
            with contextlib.suppress(Refused):
                helper = self._standing(helper)
            self._give(helper)

    def helpers(self) -> list[Helper]:
        """Those that stand now."""
        return list(self._all)

    def end(self) -> None:
        """End every helper."""
        for helper in list(self._all):
            self._ended(helper)

    def _take(self) -> Helper | None:
        """A free place; who came first is served first, whoever else is quicker."""
        with self._lock:
            if self._free and not self._waiting:
                return self._free.pop()
            turn = _Turn()
            self._waiting.append(turn)
        if not turn.came.wait(self._patience):
            with self._lock:
                if not turn.came.is_set():
                    self._waiting.remove(turn)
                    raise Refused("base.cleaner.busy")
        return turn.helper

    def _give(self, helper: Helper | None) -> None:
        with self._lock:
            if not self._waiting:
                self._free.append(helper)
                return
            turn = self._waiting.popleft()
            turn.helper = helper
            turn.came.set()

    def _standing(self, helper: Helper | None) -> Helper:
        """The same helper, or a new one where there is none or it ended while nobody looked."""
        if helper is not None and helper.process.poll() is None:
            return helper
        if helper is not None:
            self._ended(helper)
        try:
            fresh = Helper()
        except (_Lost, OSError):
            raise Refused("base.cleaner.busy") from None
        self._all.add(fresh)
        return fresh

    def _ended(self, helper: Helper) -> None:
        self._all.discard(helper)
        helper.end()


_lock = threading.Lock()
_pool: Pool | None = None


def clean(data: bytes) -> Safe:
    """Turn a file into pixels only, in a helper process with limits.

    Raises:
        Refused: base.cleaner.busy.
        kondusif.engine.safe_files.Unsafe: there is no safe copy; its code says why.
    """
    return measured(data)[0]


def measured(data: bytes) -> tuple[Safe, Cost]:
    """As `clean`, with what it took."""
    return _pool_here().clean(data)


def warm_up() -> None:
    """Start the helpers of this process; a server calls it before it takes its first request."""
    _pool_here().warm_up()


def _pool_here() -> Pool:
    global _pool
    with _lock:
        if _pool is None or _pool.owner != os.getpid():
            _pool = Pool(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
        return _pool


@atexit.register
def _at_the_end() -> None:
    if _pool is not None and _pool.owner == os.getpid():
        _pool.end()


def _checked(head: dict[str, object], copy: bytes) -> tuple[Safe, Cost]:
    """What the helper said, believed only where it is one of the things that it may say."""
    code, kind, safe_kind, pages = (head.get(name) for name in ("code", "kind", "safe_kind", "pages"))
    if code is not None:
        raise Unsafe(code if isinstance(code, str) and code in CODES else "unreadable")
    if kind not in KINDS or safe_kind not in SAFE_KINDS or not isinstance(pages, int) or not copy:
        raise Unsafe("unreadable")
    if not 1 <= pages <= MAX_PAGES:
        raise Unsafe("unreadable")
    peak, cpu = head.get("peak_kb"), head.get("cpu_s")
    cost = Cost(peak if isinstance(peak, int) else 0, float(cpu) if isinstance(cpu, int | float) else 0.0)
    return Safe(str(kind), str(safe_kind), copy, pages), cost
