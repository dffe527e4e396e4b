"""The helper process that turns files into pixels: `python -m kondusif.base.cleaner_child`.

It reads a file from its standard input, forks, and lets the fork do the dangerous work; the fork ends with the file, so
nothing that one file did to the process reaches the next. What the fork says is bytes to the helper: it goes out under
the mark of the question that it belongs to, whatever the fork would rather say. Imports no Django, knows no settings,
has an empty environment, opens no file once it stands.

Question: mark (16 bytes), length (4), file. Answer: mark, length of the head (4), length of the copy (4), head (JSON),
copy. See kondusif.base.cleaner for the other side.
"""

import contextlib
import fcntl
import functools
import gc
import json
import os
import select
import signal
import struct
import sys
import sysconfig
import time
from pathlib import Path

from kondusif.base import cleaner_walls as walls
from kondusif.engine.safe_files import Unsafe, clean, warm_up

SECONDS = 10
MAX_FILE_BYTES = 32 * 2**20
MAX_ANSWER_BYTES = 64 * 2**20
MARK_BYTES = 16
QUESTION = struct.Struct(f">{MARK_BYTES}sI")
ANSWER = struct.Struct(f">{MARK_BYTES}sII")
_INSIDE = struct.Struct(">II")
_CHUNK = PIPE_BYTES = 2**20
_READY = b"\0" * MARK_BYTES


def main() -> int:
    """Answer questions until the other side closes; the first answer, of an empty mark, says that the walls stand."""
    walls.limit()
    apart = walls.leave_network()
    walls.hide_memory()
    warm_up()
    closed = walls.close_files(_readable())
    gc.collect()
    gc.freeze()
    _answer(_READY, {"apart": apart, "closed": closed}, b"")
    while question := _question():
        mark, data = question
        head, copy = _in_a_fork(data)
        del data
        _answer(mark, head, copy)
    return 0


@functools.cache
def _readable() -> list[str]:
    """What an interpreter may still need to read: its own library, the installed packages, this package."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return [*{sysconfig.get_path(name) for name in names}, str(Path(__file__).resolve().parents[1])]


def _question() -> tuple[bytes, bytes] | None:
    head = _read(0, QUESTION.size)
    if len(head) < QUESTION.size:
        return None
    mark, length = QUESTION.unpack(head)
    if length > MAX_FILE_BYTES:
        return None
    data = _read(0, length)
    return (mark, data) if len(data) == length else None


def _answer(mark: bytes, head: dict[str, object], copy: bytes) -> None:
    said = json.dumps(head).encode()
    for part in (ANSWER.pack(mark, len(said), len(copy)), said, copy):
        _write(1, part)


def widen(pipe: int) -> None:
    """Let a whole photo lie in a pipe, so that its two ends do not take turns for every small part of it."""
    with contextlib.suppress(OSError, AttributeError):  # the system may allow no more
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _in_a_fork(data: bytes) -> tuple[dict[str, object], bytes]:
    ours, theirs = os.pipe()
    widen(ours)
    fork = os.fork()
    if not fork:
        _work(theirs, data)
    os.close(theirs)
    said, in_time = _listen(ours, fork)
    os.close(ours)
    _pid, status, used = os.wait4(fork, 0)
    # The system ends it at the limit of processor time, by one signal or the other.
    worked = used.ru_utime + used.ru_stime
    in_time = in_time and os.waitstatus_to_exitcode(status) != -signal.SIGXCPU and worked < SECONDS - 0.5
    head: dict[str, object] = {"code": "unreadable" if in_time else "too_slow", "ended": status}
    copy = b""
    if status == 0 and len(said) >= _INSIDE.size:
        length, copied = _INSIDE.unpack_from(said)
        if _INSIDE.size + length + copied == len(said):
            head = _dictionary(said[_INSIDE.size : _INSIDE.size + length])
            copy = bytes(said[_INSIDE.size + length :])
    return head | {"peak_kb": used.ru_maxrss, "cpu_s": round(worked, 4)}, copy


def _dictionary(said: bytes | bytearray) -> dict[str, object]:
    try:
        found = json.loads(said)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"code": "unreadable"}


def _listen(pipe: int, fork: int) -> tuple[bytearray, bool]:
    """Everything that the fork says until it ends, and whether it did so in time; otherwise it is ended."""
    said, until = bytearray(), time.monotonic() + SECONDS
    while (left := until - time.monotonic()) > 0 and len(said) <= MAX_ANSWER_BYTES:
        if not select.select([pipe], [], [], left)[0]:
            continue
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return said, True
        said += chunk
    os.kill(fork, signal.SIGKILL)
    return bytearray(), left > 0 and len(said) > MAX_ANSWER_BYTES


def _work(pipe: int, data: bytes) -> None:
    """The life of a fork: one file, one answer, the end."""
    ended = 1
    try:
        walls.die_with_parent()
        walls.limit_time(SECONDS)
        walls.close_files(_readable())  # a second ring: the fork cannot reach the helper that it came from
        os.close(0)
        os.close(1)
        head, copy = _cleaned(data)
        said = json.dumps(head).encode()
        for part in (_INSIDE.pack(len(said), len(copy)), said, copy):
            _write(pipe, part)
        ended = 0
    finally:
        os._exit(ended)


def _cleaned(data: bytes) -> tuple[dict[str, object], bytes]:
    try:
        safe = clean(data)
    except Unsafe as refusal:
        return {"code": refusal.code}, b""
    return {"kind": safe.kind, "safe_kind": safe.safe_kind, "pages": safe.pages}, safe.data


def _read(handle: int, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        chunk = os.read(handle, min(_CHUNK, length - len(found)))
        if not chunk:
            break
        found += chunk
    return bytes(found)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


if __name__ == "__main__":
    sys.exit(main())
