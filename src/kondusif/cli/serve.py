"""Starts the server and the worker, and ends both together."""

import errno
import hashlib
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kondusif.base import lanes
from kondusif.cli import certificate as tls
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104
# Connections, not work: an open connection costs little, and one that waits must not keep an officer's out.
BACKLOG, CONNECTIONS = 1024, 8192
RESTART_AFTER_SECONDS = 2.0
GRACE_SECONDS = 10.0
PARENT_ASKED_SECONDS = 0.5
STARTED_BY = "KONDUSIF_STARTED_BY"  # the number of the process that started this one


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens.

    Args:
        host: name for the office network, or empty for this machine alone.
        certificate, key: files of the certificate, both or none.
        proxied: a proxy on this machine speaks TLS under that name; the server itself stays on loopback.
        notes: what whoever starts it should hear, though nothing is refused.
    """

    host: str
    port: int
    certificate: Path | None
    key: Path | None
    proxied: bool = False
    notes: tuple[Refused, ...] = ()

    @property
    def bind(self) -> str:
        return EVERYWHERE if self.host and not self.proxied else LOOPBACK

    @property
    def url(self) -> str:
        """What a visitor types."""
        name = f"[{self.host}]" if ":" in self.host else self.host or "localhost"
        if self.proxied:
            return f"https://{name}"
        scheme, usual = ("https", 443) if self.certificate else ("http", 80)
        return f"{scheme}://{name}" + ("" if self.port == usual else f":{self.port}")


def checked_address(host: str, port: int, certificate: str, key: str, proxied: bool = False) -> Address:
    """The address, or a refusal that says what is wrong with it.

    Raises:
        Refused: one of two certificate files, a certificate that no browser would take, a port that is not to be had.
    """
    if bool(certificate) != bool(key):
        raise Refused("cli.tls.half")
    if certificate and not host:
        raise Refused("cli.tls.no_host")
    if not certificate:
        plain = (Refused("cli.no_tls"),) if host and not proxied else ()
        return free(Address(host, port, None, None, proxied, plain))
    looked = tls.looked_at(Path(certificate), Path(key), host, now())
    return free(Address(host, port, Path(certificate), Path(key), proxied, looked.notes))


def free(address: Address) -> Address:
    """The address itself, where nobody listens yet.

    Raises:
        Refused: somebody does, or the port is kept for the administrator of the machine.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.bind, address.port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Refused("cli.port_kept", port=address.port) from None
            raise Refused("cli.port_taken", port=address.port, other=address.port + 1) from None
    return address


def collect_static(home: Path) -> bool:
    """Bring styles, fonts and icons to where the server reads them, once per change. Returns whether there was work."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(["CVS", ".*", "*~"]))
    digest = hashlib.sha256()
    for path in sorted(found):
        facts = path.stat()
        digest.update(f"{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    stamp = home / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest.hexdigest())
    return True


class Worker:
    """The one background worker, as a process of its own; started again when it dies."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._run, name="worker-watch", daemon=True)

    def start(self) -> None:
        self._watch.start()

    def stop(self) -> None:
        """End it: first asked, then told."""
        self._ending.set()
        process = self._process
        if process and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
        if self._watch.ident:
            self._watch.join(RESTART_AFTER_SECONDS)

    def _run(self) -> None:
        while not self._ending.is_set():
            # In a session of its own: a Ctrl-C in the terminal reaches the server alone, which then ends the worker.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kondusif", "worker", "--follow"],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env=os.environ | {STARTED_BY: str(os.getpid())},
            )
            self._process.wait()
            self._ending.wait(RESTART_AFTER_SECONDS)


def end_with_parent(how: signal.Signals = signal.SIGINT) -> None:
    """In the worker and in each serving process: stop when whoever started it is gone, however that happened.

    A pipe to the parent would not tell: the processes that the parent forks hold its other end as well.
    """
    # As the starter said, not as it is now: it may be gone before this process has loaded.
    parent = int(os.environ.get(STARTED_BY) or os.getppid())

    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == parent:
            pause.wait(PARENT_ASKED_SECONDS)
        os.kill(os.getpid(), how)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def serve(address: Address, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM: few processes, several threads, no request log.

    Args:
        ready: called once, when the first process answers.
    """
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server import Server

    leave_no_trace()
    os.environ[STARTED_BY] = str(os.getpid())
    server = Server(
        target="kondusif.config.wsgi:application",
        address=address.bind,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=lanes.PROCESSES,
        blocking_threads=lanes.THREADS,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=int(GRACE_SECONDS),
        log_level=LogLevels.error,
        log_access=False,
        ssl_cert=address.certificate,
        ssl_key=address.key,
        # Phones of 2017 speak nothing newer; the library knows no weak cipher of 1.2.
        ssl_protocol_min=SSLProtocols.tls12,
        websockets=False,
    )
    threading.Thread(target=_when_answering, args=(address, ready), daemon=True).start()
    server.serve()


def leave_no_trace() -> None:
    """A process that dies writes no picture of its memory, and neither does one that it started."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _when_answering(address: Address, ready: Callable[[], None]) -> None:
    pause = threading.Event()
    for _try in range(600):
        try:
            with socket.create_connection((LOOPBACK, address.port), timeout=1):
                break
        except OSError:
            pause.wait(0.1)
    warm_up(address)
    ready()


def warm_up(address: Address) -> None:
    """Ask for the lightest page once, so that the first visitor does not wait for the pages to be loaded."""
    from http.client import HTTPConnection, HTTPException, HTTPSConnection
    from ssl import _create_unverified_context

    if address.certificate:
        line: HTTPConnection = HTTPSConnection(LOOPBACK, address.port, timeout=20, context=_create_unverified_context())  # noqa: S323
    else:
        line = HTTPConnection(LOOPBACK, address.port, timeout=20)
    try:
        line.request("GET", "/sehat/", headers={"Host": address.host or "localhost"})
        line.getresponse().read()
    except (OSError, HTTPException):
        return
    finally:
        line.close()
