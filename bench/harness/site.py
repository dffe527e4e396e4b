"""An installation of one's own, served by the product's own command: started, killed, started again."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from harness.reporter import Line
from support import postgres
from support.once import made_once

PRCTL, PR_SET_PDEATHSIG = ctypes.CDLL(None).prctl, 1
BENCH = Path(__file__).resolve().parents[1]
PREPARE = """
import django; django.setup()
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from kondusif.cli.prepare import load_reference_data
from kondusif.cli.serve import collect_static
from kondusif.vault.services import found_unit_key, make_person_key
from support.cast import cast_of, found_exercise
from support.keys import PHRASE
call_command("migrate", interactive=False, verbosity=0)
load_reference_data()
cast = cast_of(found_exercise())
make_person_key(cast.budi, PHRASE)
found_unit_key(cast.budi, cast.budi.unit)
collect_static(Path(settings.HOME))
from django.db import connection
connection.close()
"""
PATIENCE_S, STEP_S, GRACE_S = 60.0, 0.02, 15.0
HEALTH = "/sehat/"
DURABLE = ["max_connections=80", "unix_socket_directories=", "fsync=on", "synchronous_commit=on"]  # "on" is the default


def environment(home: Path, url: str = "", **more: str) -> dict[str, str]:
    """What a program of the installation is told: its home, its database, nothing of this machine's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KONDUSIF_", "PYTEST_", "PORT"))}
    paths = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH", ""), str(BENCH), str(BENCH.parent / "tests")]))
    return kept | {
        "KONDUSIF_HOME": str(home), "KONDUSIF_DB": url, "DJANGO_SETTINGS_MODULE": "kondusif.config.settings",
        "PYTHONPATH": paths, **more,
    }  # fmt: skip


def run(env: dict[str, str], program: str, *words: str, patience_s: float = 300.0) -> str:
    """What one program prints; it must end well."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=env, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, timeout=patience_s,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-4000:])
    return done.stdout


def prepared() -> Path:
    """The small city of the stories on SQLite, its verifying unit with a key; to be copied."""
    return made_once("harness-city", _prepare)


def _prepare(home: Path) -> None:
    run(environment(home), PREPARE)


@dataclass
class Site:
    """One served installation.

    Args:
        program: what serves; the product's own command, or a deliberately wrong one of this folder.
        more: further variables for it.
        before: called in the new process before the program begins.
    """

    home: Path
    url: str = ""
    port: int = field(default_factory=postgres.free_port)
    program: list[str] = field(default_factory=lambda: ["-m", "kondusif"])
    words: list[str] = field(default_factory=lambda: ["up"])
    more: dict[str, str] = field(default_factory=dict)
    wrapped: list[str] = field(default_factory=list)
    before: Callable[[], None] | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        return environment(self.home, self.url, PORT=str(self.port), TMPDIR=str(self.temporary), **self.more)

    @property
    def temporary(self) -> Path:
        """The server's own folder for temporary files, so that what lies there is seen."""
        place = self.home.parent / "sementara"
        place.mkdir(exist_ok=True)
        return place

    @property
    def log(self) -> Path:
        return self.home.parent / f"{self.home.name}.log"

    def start(self) -> float:
        """Start the server and the worker; the seconds until the door answers."""
        began = time.perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.wrapped, sys.executable, *self.program, *self.words], env=self.env, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True, preexec_fn=self._first,
            )  # fmt: skip
        self.wait()
        return time.perf_counter() - began

    def _first(self) -> None:
        """In the new process: it is asked to end when the harness is gone, however that happens."""
        PRCTL(PR_SET_PDEATHSIG, signal.SIGTERM)
        if self.before:
            self.before()

    def wait(self, patience_s: float = PATIENCE_S) -> None:
        """Until the server answers and reaches its database; that page is never shed, whatever the flood."""
        until = time.perf_counter() + patience_s
        line = Line(self.port, timeout=5)
        while time.perf_counter() < until:
            try:
                if line.ask("GET", HEALTH).status == 200:
                    line.close()
                    return
            except (OSError, HTTPException):
                pass
            if self.process is not None and self.process.poll() is not None:
                break
            time.sleep(STEP_S)
        raise RuntimeError(f"the server does not answer: {self.log.read_text(errors='replace')[-2000:]}")

    def family(self) -> dict[str, list[int]]:
        """The numbers of the running processes: the parent, what serves, the worker."""
        found: dict[str, list[int]] = {"parent": [], "serving": [], "worker": []}
        if self.process is None or self.process.poll() is not None:
            return found
        top = self.process.pid
        if self.wrapped:  # a program that watches; the product is its child
            top = next(iter(children(top)), top)
        found["parent"].append(top)
        for pid in children(top):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") if Path(f"/proc/{pid}").exists() else []
            found["worker" if b"worker" in words else "serving"].append(pid)
        return found

    def kill(self, what: str = "server") -> list[int]:
        """SIGKILL without warning. `server`: parent and what serves, together; else one kind of `family`."""
        family = self.family()
        pids = family["parent"] + family["serving"] if what == "server" else family[what]
        slay(pids)
        if what == "server" and self.process is not None:
            self.process.wait(GRACE_S)
            self.process = None
            gone(family["worker"])
        return pids

    def stop(self) -> None:
        """End it as an operator does; what does not end is killed."""
        if self.process is None:
            return
        family = self.family()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(GRACE_S)
        everybody = [pid for pids in family.values() for pid in pids]
        gone(everybody)
        slay([pid for pid in everybody if alive(pid)])
        self.process = None


@contextmanager
def site(folder: Path, database: "Postgres | None" = None, **options: object) -> Iterator[Site]:
    """A prepared and served exercise city in a folder of its own; ended at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    home = folder / "rumah"
    url = ""
    if database is None:
        shutil.copytree(prepared(), home)
    else:
        url = database.url
        home.mkdir()
        run(environment(home, url), PREPARE)
    place = Site(home, url, **options)  # type: ignore[arg-type]
    try:
        place.start()
        yield place
    finally:
        place.stop()


# A database server that may be killed ----------------------------------------------------


class Postgres:
    """A PostgreSQL of one's own on this machine alone, with every write on the disk before it is said to be."""

    def __init__(self) -> None:
        programs = postgres.binaries()
        if programs is None:
            raise FileNotFoundError("PostgreSQL")
        self.programs, self.user = programs, postgres.owner()
        self.folder = Path(tempfile.mkdtemp(prefix="kondusif-pg-"))
        if self.user:
            shutil.chown(self.folder, self.user)
        self.port = postgres.free_port()
        self.data = self.folder / "data"
        self.process: subprocess.Popen[bytes] | None = None
        words = ["-U", "kondusif", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        self.call("initdb", "-D", str(self.data), *words)
        self.start()
        self.call("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "kondusif", "kondusif")

    @property
    def url(self) -> str:
        return f"postgresql://kondusif@127.0.0.1:{self.port}/kondusif"

    def call(self, program: str, *words: str) -> None:
        subprocess.run(
            [str(self.programs / program), *words], check=True, user=self.user, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder, timeout=120,
        )  # fmt: skip

    def start(self) -> float:
        """Start it; the seconds until it takes connections, its own recovery included."""
        began = time.perf_counter()
        options = [word for pair in [f"port={self.port}", *DURABLE] for word in ("-c", pair)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.data), "-h", "127.0.0.1", *options], user=self.user,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True,
                preexec_fn=lambda: PRCTL(PR_SET_PDEATHSIG, signal.SIGQUIT),
            )  # fmt: skip
        while not self.answers():
            if self.process.poll() is not None or time.perf_counter() - began > PATIENCE_S:
                raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(STEP_S)
        return time.perf_counter() - began

    def answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url.rsplit("/", 1)[0] + "/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """SIGKILL the server with all its processes at once, as a power cut of the database's machine does."""
        assert self.process is not None
        others = children(self.process.pid)
        slay([self.process.pid, *others])
        self.process.wait(GRACE_S)
        gone(others)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(GRACE_S)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    server = Postgres()
    try:
        yield server
    finally:
        server.stop()


# Processes ---------------------------------------------------------------------------


def children(pid: int) -> list[int]:
    """The direct children of a process."""
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = {int(word) for word in words}
        for task in Path(f"/proc/{pid}/task").iterdir():
            found |= {int(word) for word in (task / "children").read_text().split()}
    except OSError:
        return []
    return sorted(found)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def slay(pids: list[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def gone(pids: list[int], patience_s: float = GRACE_S) -> None:
    """Wait until they have ended by themselves."""
    until = time.perf_counter() + patience_s
    while any(alive(pid) for pid in pids) and time.perf_counter() < until:
        time.sleep(STEP_S)
