"""T10, F16: after somebody reported at a really served city, nothing of the visit is left but what was sealed."""

import http.client
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kondusif.intake.tests.support import Pelapor, picture
from support.once import exercise_city
from support.postgres import free_port

ADDRESS = "127.83.91.57"  # where the visitor comes from: any address of this network reaches the same machine
MARK = secrets.token_hex(6)
AGENT, REFERRER = f"Kenari-{MARK}-Peramban/7.1", f"http://kenari-{MARK}.example/asal"
WORDS, PLACE, FILE = f"kenari{MARK}uraian", f"kenari{MARK}tempat", f"kenari{MARK}berkas.jpg"
NAME, PHONE, NOTE, QUERY = f"Kenari{MARK}nama", "081299988877", f"kenari{MARK}kamera", f"kenari{MARK}tanya"
READY_WITHIN_SECONDS = 240


@dataclass
class Visit:
    """A browser without scripts that comes from its own address and remembers what it was given."""

    port: int
    cookies: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    status: int = 0

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(ADDRESS, 0))
        headers = {"User-Agent": AGENT, "Referer": REFERRER, "X-Forwarded-For": ADDRESS}
        headers |= {"Content-Type": kind} if kind else {}
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            line.close()
        self.status = answer.status
        self.cookies += answer.headers.get_all("Set-Cookie") or []
        self.pages.append(text)
        return text

    def send(self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None) -> str:
        if files is None:
            return self.ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")
        rim = secrets.token_hex(12)
        parts = [f'--{rim}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
                 for key, value in fields.items()]  # fmt: skip
        for key, (name, content) in files.items():
            head = f'--{rim}\r\nContent-Disposition: form-data; name="{key}"; filename="{name}"\r\n'
            parts.append(f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + content + b"\r\n")
        return self.ask(
            "POST", path, b"".join(parts) + f"--{rim}--\r\n".encode(), f"multipart/form-data; boundary={rim}"
        )


@dataclass
class Left:
    """What the machine holds after the server has ended."""

    home: Path
    log: str
    code: str
    visit: Visit


def _fields(page: str) -> dict[str, str]:
    from django.http import HttpResponse

    from kondusif.intake.tests.support import fields_of

    return {key: value for key, value in fields_of(HttpResponse(page)).items() if key}


def _report(visit: Visit) -> str:
    """A whole report with a picture, and a look at it with the code; then the ways that go wrong."""
    page = visit.ask("GET", f"/lapor/?dari={QUERY}")
    steps = [
        ("2", Pelapor.EVENT | {"words": f"{WORDS} membagikan kaus."}),
        ("3", Pelapor.PLACE | {"rw": "", "rt": "", "place_words": PLACE, "accused_unit": ""}),
        ("4", {"track": "city", "name": NAME, "address": "Gajahan", "phone": PHONE}),
    ]
    for button, filled in steps:
        page = visit.send("/lapor/", _fields(page) | filled | {"ke": button})
    shown = page[page.index('class="kode-lacak"') :]
    code = "".join(re.findall(r"<span>([0-9A-Z]{4})</span>", shown)[:5])
    last = _fields(page) | {"echo": code[-4:], "ke": "kirim"}
    page = visit.send("/lapor/", last, {"evidence": (FILE, picture(size=(640, 480), note=NOTE))})
    assert visit.status == 200, page[:2000]
    assert 'name="ke" value="kirim"' not in page, "the report was not taken"
    found = visit.send("/lapor/cek/", _fields(visit.ask("GET", "/lapor/cek/")) | {"code": code})
    assert visit.status == 200
    assert "Kode ini tidak cocok" not in found
    visit.send("/lapor/cek/", {"code": "AAAA-AAAA-AAAA-AAAA-AAAA"})
    visit.ask("POST", "/lapor/", WORDS.encode(), "multipart/form-data; boundary=x")
    visit.ask("GET", f"/lapor/tidak-ada-{QUERY}/")
    return code


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    home, port = tmp_path_factory.mktemp("rumah"), free_port()
    log = tmp_path_factory.mktemp("catatan") / "log.txt"
    settings = {
        "KONDUSIF_HOME": str(home),
        "PORT": str(port),
        "KONDUSIF_DB": "",
        "KONDUSIF_DEMO": "1",
        "KONDUSIF_HOST": "",
    }
    exercise_city(home)
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "kondusif", "up"], env=os.environ | settings, stdout=out, stderr=out,
            stdin=subprocess.DEVNULL, cwd=home, start_new_session=True,
        )  # fmt: skip
    visit = Visit(port)
    try:
        _wait(server, log)
        code = _report(visit)
        _no_core(server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
    return Left(home, log.read_text(), code, visit)


def _wait(server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY_WITHIN_SECONDS
    while "Kondusif melayani" not in log.read_text():
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.3)


def _no_core(pid: int) -> None:
    limits = Path(f"/proc/{pid}/limits")
    if limits.exists():
        line = next(row for row in limits.read_text().splitlines() if row.startswith("Max core file size"))
        assert line.split()[4:6] == ["0", "0"]


def _needles(left: Left) -> dict[str, bytes]:
    spaced = "-".join(left.code[at : at + 4] for at in range(0, 20, 4))
    plain = {
        "address": ADDRESS, "agent": AGENT, "referrer": REFERRER, "words": WORDS, "place": PLACE, "file name": FILE,
        "name": NAME, "phone": PHONE, "camera": NOTE, "query": QUERY, "code": left.code, "code in groups": spaced,
        "secret of the code": left.code[5:19],
    }  # fmt: skip
    return {name: text.encode() for name, text in plain.items()}


def test_no_byte_below_the_home_folder_tells_of_the_visit(left: Left) -> None:
    hits = []
    for path in sorted(row for row in left.home.rglob("*") if row.is_file()):
        content = path.read_bytes()
        hits += [(path.relative_to(left.home), name) for name, needle in _needles(left).items() if needle in content]
    assert hits == []


def test_the_search_would_find_a_canary(left: Left, tmp_path: Path) -> None:
    """The negative control: the same search over a file that holds one."""
    (tmp_path / "x").write_bytes(b"\x00" + WORDS.encode() + b"\x00")
    assert _needles(left)["words"] in (tmp_path / "x").read_bytes()
    database = (left.home / "kondusif.sqlite3").read_bytes()
    assert b"kec-pasar-kliwon" in database or b"Semanggi" in database, "what is not sealed can be found here"


def test_no_line_of_the_log_tells_of_the_visit(left: Left) -> None:
    assert [name for name, needle in _needles(left).items() if needle in left.log.encode()] == []
    assert "Traceback" not in left.log
    assert "/lapor" not in left.log


def test_no_cookie_is_set_at_the_public_door(left: Left) -> None:
    assert left.visit.cookies == []


def test_no_page_asks_for_anything_from_elsewhere(left: Left) -> None:
    loaded = re.compile(r"""<(?:script|img|link|iframe|source|video|audio)\b[^>]*?(?:src|href)=["']([^"']+)""")
    asked = [url for page in left.visit.pages for url in loaded.findall(page)]
    assert asked
    assert [url for url in asked if not url.startswith("/") or url.startswith("//")] == []
