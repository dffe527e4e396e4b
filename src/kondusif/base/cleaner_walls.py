"""The walls around the cleaning of files: limits, no network, no files, no privileges.

Each wall is tried without privileges; where the system refuses one, the others still stand. Linux only.
"""

import contextlib
import ctypes
import os
import platform
import resource
import struct
from collections.abc import Sequence

NICE = 10
MAX_MEMORY_BYTES = 512 * 2**20
MAX_OPEN_FILES = 24
_CLONE_NEWNET, _CLONE_NEWUSER, _CLONE_NEWIPC = 0x40000000, 0x10000000, 0x08000000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9
# The numbers of these calls are the same on every architecture.
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_ACCESS_READ_FILE, _ACCESS_READ_FOLDER = 1 << 2, 1 << 3
_ACCESS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP_BOTH_WAYS, _SCOPE_SOCKETS_AND_SIGNALS = 0b11, 0b11
_CAPABILITY_VERSION_3 = 0x20080522
_CAPSET = {"x86_64": 126, "aarch64": 91, "riscv64": 91}


def limit() -> None:
    """Little memory, no bytes into any file, few open files, no core, others first."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MAX_OPEN_FILES, MAX_OPEN_FILES))
    with contextlib.suppress(OSError):
        os.nice(NICE)


def limit_time(seconds: int) -> None:
    """The processor's time that this process has left."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def leave_network() -> bool:
    """Move into a world without network and without its neighbours' memory; False where the system refuses."""
    apart = _libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) == 0
    _drop_privileges()
    return apart


def close_files(readable: Sequence[str] = ()) -> bool:
    """From now on nothing can be opened, listed, made, changed or run, but what lies below `readable` can be read.

    Also no connection by TCP, and no signal or tracing to the outside, where the kernel is new enough.
    """
    libc = _libc()
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1 or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    handled = _ACCESS_BY_VERSION.get(version, _ACCESS_BY_VERSION[5])
    words = [handled]
    if version >= 4:
        words.append(_TCP_BOTH_WAYS)
    if version >= 6:
        words.append(_SCOPE_SOCKETS_AND_SIGNALS)
    rules = struct.pack(f"={len(words)}Q", *words)
    ruleset = libc.syscall(_LANDLOCK_CREATE, rules, len(rules), 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(libc, ruleset, path)
        return bool(libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def hide_memory() -> None:
    """Nobody of the same user reads this process's memory."""
    _libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with_parent() -> None:
    """End when the process that forked this one ends."""
    _libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    access = _ACCESS_READ_FILE | (_ACCESS_READ_FOLDER if os.path.isdir(path) else 0)
    try:
        libc.syscall(_LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", access, place), 0)
    finally:
        os.close(place)


def _drop_privileges() -> None:
    """Give up what a new world of users grants, so that nothing can be undone from inside."""
    number = _CAPSET.get(platform.machine())
    if number is not None:
        header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
        _libc().syscall(number, header, struct.pack("=6I", *[0] * 6))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
