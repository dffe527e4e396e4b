"""What is asked outside: only open addresses, looked at before anything connects, within bytes and seconds."""

import gzip
import http.server
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from kondusif.base import outgoing
from kondusif.base.outgoing import Fetched, Way, fetch, is_outside
from kondusif.kernel.errors import Refused

OPEN_ADDRESS = "93.184.215.14"
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class Site:
    """A small server on this machine that plays a server outside."""

    def __init__(self) -> None:
        self.answer: Answer = lambda asked: reply(asked, b"halo")
        self.asked: list[dict[str, str]] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
                site.answer(self)

            def log_message(self, *_args: object) -> None:
                return

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def way(self, **names: str) -> Way:
        """Every name leads to an open address, unless said; every connection to this server."""

        def connect(address: str, _port: int, seconds: float) -> socket.socket:
            assert is_outside(address)
            return socket.create_connection(self.server.server_address[:2], timeout=seconds)

        return Way(lambda host, _port: [names.get(host.split(".")[0], OPEN_ADDRESS)], connect)


def reply(asked: http.server.BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    asked.send_response(status)
    for name, value in ({"Content_Length": str(len(body))} | headers).items():
        asked.send_header(name.replace("_", "-"), value)
    asked.end_headers()
    asked.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.server.shutdown()
    found.server.server_close()


def got(site: Site, address: str = "http://warta.example/rss", **more: str) -> Fetched:
    return fetch(address, http_allowed=True, way=site.way(**more))


def refusal(site: Site, address: str = "http://warta.example/rss", **more: str) -> str:
    with pytest.raises(Refused) as refused:
        got(site, address, **more)
    return refused.value.code


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "172.16.4.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.7", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::a00:1", "fe80::1%eth0", "kata",
    ],
)  # fmt: skip
def test_an_address_of_the_inside_is_never_asked(site: Site, address: str) -> None:
    assert not is_outside(address)
    assert refusal(site, warta=address) == "base.outgoing.inside"
    assert site.asked == []


def test_one_inside_address_among_open_ones_is_enough_to_refuse(site: Site) -> None:
    way = Way(lambda _host, _port: [OPEN_ADDRESS, "10.1.1.1"], site.way().connect)
    with pytest.raises(Refused, match=r"base\.outgoing\.inside"):
        fetch("http://warta.example/", http_allowed=True, way=way)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_an_open_address_is_outside(address: str) -> None:
    assert is_outside(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "address"), ("gopher://a.example/", "address"), ("https://", "address"),
        ("https://a b.example/", "address"), ("https://a.example:99999/", "address"), ("bukan alamat", "address"),
        ("https://ani:sandi@a.example/", "credentials"), ("http://a.example/", "not_encrypted"),
        ("https://a.example:22/", "port"), ("https://[::1", "address"), ("https://a.example/\r\nHost: b", "address"),
    ],
)  # fmt: skip
def test_what_is_no_open_web_address_is_refused(address: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        fetch(address, way=Way(lambda _host, _port: [OPEN_ADDRESS]))
    assert refused.value.code == f"base.outgoing.{code}"


def test_the_city_says_its_name_and_carries_no_cookie(site: Site) -> None:
    site.answer = lambda asked: reply(asked, b"isi", ETag='"a1"', Set_Cookie="jejak=1", Last_Modified="kemarin")
    found = got(site, "http://warta.example/rss?jenis=kafé")
    assert (found.body, found.etag, found.last_modified, found.changed) == (b"isi", '"a1"', "kemarin", True)
    got(site)
    (first, second) = site.asked
    assert first["user-agent"].startswith("Kondusif/")
    assert first["path"] == "/rss?jenis=kaf%C3%A9"
    assert "cookie" not in second


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    site.answer = lambda asked: reply(asked, b"", 304 if asked.headers["If-None-Match"] == '"a1"' else 200)
    found = fetch("http://warta.example/rss", etag='"a1"', http_allowed=True, way=site.way())
    assert (found.changed, found.etag, found.body) == (False, '"a1"', b"")


def test_a_redirect_outside_is_followed_and_one_to_the_inside_is_not(site: Site) -> None:
    def moved(asked: http.server.BaseHTTPRequestHandler) -> None:
        if asked.headers["Host"].startswith("warta"):
            reply(asked, b"", 301, Location="http://baru.example/umpan")
        else:
            reply(asked, b"di sini")

    site.answer = moved
    assert got(site).address == "http://baru.example/umpan"
    assert refusal(site, baru="127.0.0.1") == "base.outgoing.inside"
    site.answer = lambda asked: reply(asked, b"", 302, Location="file:///etc/passwd")
    assert refusal(site) == "base.outgoing.address"


def test_a_redirect_that_goes_round_ends(site: Site) -> None:
    site.answer = lambda asked: reply(asked, b"", 302, Location="/rss")
    assert refusal(site) == "base.outgoing.redirects"
    assert len(site.asked) == outgoing.MAX_REDIRECTS + 1


def test_ten_megabytes_are_not_swallowed_packed_or_not(site: Site) -> None:
    site.answer = lambda asked: reply(asked, b"x" * 10 * 2**20)
    assert refusal(site) == "base.outgoing.too_large"
    bomb = gzip.compress(b"\0" * 200 * 2**20, 6)
    assert len(bomb) < outgoing.MAX_BYTES
    site.answer = lambda asked: reply(asked, bomb, Content_Encoding="gzip")
    assert refusal(site) == "base.outgoing.too_large"


def test_a_packed_answer_is_unpacked_and_a_broken_one_refused(site: Site) -> None:
    whole = gzip.compress(b"isi umpan")
    site.answer = lambda asked: reply(asked, whole, Content_Encoding="gzip")
    assert got(site).body == b"isi umpan"
    site.answer = lambda asked: reply(asked, whole[:-9], Content_Encoding="gzip")
    assert refusal(site) == "base.outgoing.no_answer"
    site.answer = lambda asked: reply(asked, b"bukan gzip", Content_Encoding="gzip")
    assert refusal(site) == "base.outgoing.packing"
    site.answer = lambda asked: reply(asked, b"x", Content_Encoding="br")
    assert refusal(site) == "base.outgoing.packing"


@pytest.mark.parametrize("status", [204, 401, 403, 404, 429, 500, 503])
def test_an_answer_that_is_none_is_told_with_its_number(site: Site, status: int) -> None:
    site.answer = lambda asked: reply(asked, b"", status)
    assert refusal(site) == "base.outgoing.status"


def test_half_an_answer_is_no_answer(site: Site) -> None:
    site.answer = lambda asked: reply(asked, b"setengah", Content_Length="4000")
    assert refusal(site) == "base.outgoing.no_answer"


def test_who_drips_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 0.6)
    ended = threading.Event()

    def drip(asked: http.server.BaseHTTPRequestHandler) -> None:
        try:
            while not ended.wait(0.05):
                asked.wfile.write(b"H")
                asked.wfile.flush()
        except OSError:
            return

    site.answer = drip
    try:
        assert refusal(site) == "base.outgoing.slow"
    finally:
        ended.set()


def test_a_name_that_leads_nowhere_says_so() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(Refused, match="unknown_host"):
        fetch("https://tidak-ada.example/", way=Way(nowhere))
