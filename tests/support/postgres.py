"""A PostgreSQL of one's own: started in a temporary folder on a free port of this machine, thrown away at the end.

As a program it runs a command with KONDUSIF_DB pointing at it: `python tests/support/postgres.py pytest ...`.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *sorted(Path("/opt").glob("pgsql*/bin"))]
PORTS, MOST_WORKERS = (12_000, 32_000), 16
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=80", "unix_socket_directories="]


def binaries() -> Path | None:
    """The folder of the server's programs, or None where PostgreSQL is not installed."""
    found = shutil.which("pg_ctl")
    if found and shutil.which("initdb"):
        return Path(found).resolve().parent
    return next((place for place in PLACES if (place / "pg_ctl").exists()), None)


def owner() -> str | None:
    """The server refuses to run as root; then somebody without rights runs it."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {row.pw_name for row in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    """A port that nobody has; below those that outgoing connections are given, which come at any moment. Every process
    of a test run draws from its own ones: between the look and the server's start another could draw the same."""
    mine = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % MOST_WORKERS
    while True:
        port = random.SystemRandom().randrange(PORTS[0] + mine, PORTS[1], MOST_WORKERS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def running() -> Iterator[str]:
    """The URL of a fresh server with an empty database.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    programs, user = binaries(), owner()
    if programs is None:
        raise FileNotFoundError("PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="kondusif-pg-"))
    if user:
        shutil.chown(folder, user)
    port = free_port()
    options = " ".join(f"-c {word}" for word in [f"port={port}", "listen_addresses=127.0.0.1", *FAST])

    def call(*words: str) -> None:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "cwd": folder}
        subprocess.run([str(programs / words[0]), *words[1:]], check=True, user=user, **quiet)  # type: ignore[call-overload]

    call(
        "initdb", "-D", f"{folder}/data", "-U", "kondusif", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-N"
    )
    call("pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
    try:
        call("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "kondusif", "kondusif")
        yield f"postgresql://kondusif@127.0.0.1:{port}/kondusif"
    finally:
        call("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main(words: list[str]) -> int:
    with running() as url:
        return subprocess.run(words, env=os.environ | {"KONDUSIF_DB": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
