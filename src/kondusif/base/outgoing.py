"""Asks a server outside for one document, and lets itself be led nowhere else.

Every address behind a name is looked at before anything connects: what is private, of this machine or of this network
is refused, also after a redirect, and the connection goes to the very address that was looked at. No cookies, no
proxies, no more than the said bytes and seconds. Whoever asks is the city: callers ask only on channels it switched on.
"""

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from kondusif.kernel.errors import Refused

MAX_BYTES = 2 * 2**20
SECONDS = 12.0
MAX_REDIRECTS = 3
MAX_ADDRESS = 500
_CHUNK = 2**16
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"https": 443, "http": 80}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE_IN_PATH = "/%:@!$&'()*+,;=-._~"

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], socket.socket]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Args:
        changed: False where it said that nothing changed since `etag` or `last_modified`; then the body is empty.
        address: where it was found in the end.
    """

    body: bytes
    changed: bool
    address: str
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


def resolved(host: str, port: int) -> list[str]:
    """Every address of a host, asked for at most a few seconds. Raises OSError where there is none."""
    answers: queue.Queue[list[str] | OSError] = queue.Queue(1)

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(row[4][0]) for row in found])
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=SECONDS / 2)
    except queue.Empty as error:
        raise OSError("no answer") from error
    if isinstance(answer, OSError):
        raise answer
    return answer


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address that was looked at."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Way:
    """How names are resolved, how connections are made, and whom TLS believes. Tests bring their own."""

    resolve: Resolve = resolved
    connect: Connect = connected
    trust: ssl.SSLContext | None = None


class _Checked(http.client.HTTPConnection):
    """A connection whose socket was opened elsewhere."""

    def __init__(self, host: str, port: int, opened: socket.socket) -> None:
        super().__init__(host, port)
        self.sock = opened

    def connect(self) -> None:
        raise http.client.NotConnected


def is_outside(address: str) -> bool:
    """Whether an IP address belongs to the open internet: not private, local, reserved, shared or many at once."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_outside(str(inner))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def checked_address(address: str, *, http_allowed: bool = False) -> SplitResult:
    """An address that may be asked, apart from where its name leads.

    Raises:
        Refused: not an address of the web, not encrypted, with a name and password in it, or of an unusual port.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as error:
        raise Refused("base.outgoing.address") from error
    bad = not parts.hostname or len(address) > MAX_ADDRESS or any(c <= " " or c == "\x7f" for c in address.strip())
    if bad or parts.scheme not in _PORTS:
        raise Refused("base.outgoing.address")
    if parts.username is not None or parts.password is not None:
        raise Refused("base.outgoing.credentials")
    if parts.scheme == "http" and not http_allowed:
        raise Refused("base.outgoing.not_encrypted")
    if port not in (None, 80, 443, 8080, 8443):
        raise Refused("base.outgoing.port")
    return parts


def fetch(
    address: str, *, etag: str = "", last_modified: str = "", http_allowed: bool = False, way: Way | None = None
) -> Fetched:
    """One document by GET, asked politely: "only if it changed", with our name, without cookies.

    Args:
        etag, last_modified: what the server said last time.
        http_allowed: whether an address without encryption may be asked.
        way: other means to resolve and connect; for tests.
    Raises:
        Refused: the address is not ours to ask, nobody answers in time, or the answer is no document of a fit size.
    """
    until = time.monotonic() + SECONDS
    here, way = address, way or Way()
    for _hop in range(MAX_REDIRECTS + 1):
        parts = checked_address(here, http_allowed=http_allowed)
        answer = _asked(parts, {"If-None-Match": etag, "If-Modified-Since": last_modified}, way, until)
        if isinstance(answer, Fetched):
            return answer
        here = urljoin(here, answer)
    raise Refused("base.outgoing.redirects")


def _asked(parts: SplitResult, known: dict[str, str], way: Way, until: float) -> Fetched | str:
    """The answer of one server, or the address to which it sends us."""
    host = _ascii_host(parts.hostname or "")
    plain = _opened(host, parts, way, until)
    with _ended_at(until, plain):
        opened = _encrypted(plain, host, way) if parts.scheme == "https" else plain
        return _conversed(host, parts, opened, known, until)


def _conversed(
    host: str, parts: SplitResult, opened: socket.socket, known: dict[str, str], until: float
) -> Fetched | str:
    connection = _Checked(host, parts.port or _PORTS[parts.scheme], opened)
    headers = {"User-Agent": f"Kondusif/{version('kondusif')}", "Accept-Encoding": "gzip", "Connection": "close"}
    headers["Accept"] = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
    target = quote(parts.path or "/", safe=_SAFE_IN_PATH)
    query = f"?{quote(parts.query, safe=_SAFE_IN_PATH + '?')}" if parts.query else ""
    try:
        connection.request("GET", target + query, headers=headers | {k: v for k, v in known.items() if _is_line(v)})
        response = connection.getresponse()
        if response.status == 304:
            return Fetched(b"", False, urlunsplit(parts), "", known["If-None-Match"], known["If-Modified-Since"])
        if response.status in _REDIRECTS and (there := response.getheader("Location")):
            return there.strip()
        if response.status != 200:
            raise Refused("base.outgoing.status", status=response.status)
        body = _body(response, opened, until)
        return Fetched(
            body, True, urlunsplit(parts), (response.getheader("Content-Type") or "")[:100],
            (response.getheader("ETag") or "")[:300], (response.getheader("Last-Modified") or "")[:100],
        )  # fmt: skip
    except (OSError, ValueError, http.client.HTTPException) as error:
        if isinstance(error, TimeoutError) or time.monotonic() >= until:
            raise Refused("base.outgoing.slow", seconds=int(SECONDS)) from error
        raise Refused("base.outgoing.no_answer") from error
    finally:
        connection.close()
        opened.close()


@contextmanager
def _ended_at(until: float, plain: socket.socket) -> Iterator[None]:
    """Cuts a connection off at a moment, however slowly the other side drips."""
    handle = plain.dup()

    def cut() -> None:
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(max(0.0, until - time.monotonic()), cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()
        handle.close()


def _opened(host: str, parts: SplitResult, way: Way, until: float) -> socket.socket:
    """A connection to the first address that answers; refused where any address of the name lies inside."""
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = list(dict.fromkeys(way.resolve(host, port)))
    except OSError as error:
        raise Refused("base.outgoing.unknown_host") from error
    if not found:
        raise Refused("base.outgoing.unknown_host")
    if not all(is_outside(address) for address in found):
        raise Refused("base.outgoing.inside")
    for address in found[:4]:
        with suppress(OSError):
            return way.connect(address, port, _left(until))
    raise Refused("base.outgoing.no_answer")


def _encrypted(plain: socket.socket, host: str, way: Way) -> socket.socket:
    try:
        return (way.trust or ssl.create_default_context()).wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        raise Refused("base.outgoing.certificate") from error
    except OSError as error:
        plain.close()
        raise Refused("base.outgoing.no_answer") from error


def _body(response: http.client.HTTPResponse, opened: socket.socket, until: float) -> bytes:
    """The bytes of the answer, unpacked, counted while they come."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise Refused("base.outgoing.packing")
    unpack = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
    found, came = bytearray(), 0
    while True:
        opened.settimeout(_left(until))
        chunk = response.read1(_CHUNK)
        if not chunk:
            break
        came += len(chunk)
        try:
            found += unpack.decompress(chunk, MAX_BYTES + 1 - len(found)) if unpack else chunk
        except zlib.error as error:
            raise Refused("base.outgoing.packing") from error
        if len(found) > MAX_BYTES or came > MAX_BYTES:
            raise Refused("base.outgoing.too_large", limit=f"{MAX_BYTES // 2**20} MB")
    if time.monotonic() >= until:
        raise TimeoutError
    if response.length or (unpack is not None and not unpack.eof):
        raise Refused("base.outgoing.no_answer")  # cut off in the middle
    return bytes(found)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise Refused("base.outgoing.address") from error


def _is_line(value: str) -> bool:
    return bool(value) and value.isascii() and value.isprintable()
