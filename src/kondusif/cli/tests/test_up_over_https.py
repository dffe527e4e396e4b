"""`kondusif up` over https, with a certificate of a city's own authority and a client that trusts that authority."""

import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.certificates import Pair, authority, pair
from support.postgres import free_port
from support.processes import lay_down_migrated

BY = authority()
PATIENCE_SECONDS = 120.0


def words(home: Path, port: int, files: Pair) -> dict[str, str]:
    ours = {
        "KONDUSIF_HOME": str(home), "KONDUSIF_DB": "", "KONDUSIF_DEMO": "0", "KONDUSIF_HOST": "localhost",
        "PORT": str(port), "KONDUSIF_TLS_CERT": str(files.certificate), "KONDUSIF_TLS_KEY": str(files.key),
        "KONDUSIF_HSTS_DAYS": "30",
    }  # fmt: skip
    return {name: value for name, value in os.environ.items() if not name.startswith("KONDUSIF_")} | ours


@contextmanager
def served(home: Path, port: int, files: Pair) -> Iterator[Path]:
    """The server on its port, and its log."""
    lay_down_migrated(home)
    log = home / "log.txt"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "kondusif", "up", "--without-worker"],
            env=words(home, port, files), stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=home,
        )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while "Hentikan dengan Ctrl-C" not in log.read_text():
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield log
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def trusting(*authorities: bytes) -> ssl.SSLContext:
    context = ssl.create_default_context()
    for one in authorities:
        context.load_verify_locations(cadata=one.decode())
    return context


def asked(port: int, path: str, context: ssl.SSLContext) -> tuple[http.client.HTTPResponse, bytes]:
    line = http.client.HTTPSConnection("localhost", port, timeout=60, context=context)
    line.request("GET", path)
    answer = line.getresponse()
    return answer, answer.read()


def test_the_office_network_is_served_over_https_and_nothing_else(tmp_path: Path) -> None:
    port, files = free_port(), pair(tmp_path, BY, ("localhost",))
    with served(tmp_path / "kota", port, files) as log:
        assert f"https://localhost:{port}" in log.read_text()
        trusted = trusting(BY.pem())

        answer, body = asked(port, "/sehat/", trusted)
        assert (answer.status, json.loads(body)["database"]["ok"]) == (200, True)
        assert answer.getheader("Strict-Transport-Security") == f"max-age={30 * 24 * 3600}"

        answer, _body = asked(port, "/masuk/", trusted)
        cookies = answer.headers.get_all("Set-Cookie") or []
        assert all("secure" in cookie.lower() for cookie in cookies)

        (key,) = re.findall(r"/awal/\?kunci=(\S+)", log.read_text())
        assert "Kunci awal" in asked(port, "/awal/", trusted)[1].decode()
        assert "Maluku" in asked(port, f"/awal/?kunci={key}", trusted)[1].decode()

        for context in (trusting(authority().pem()), trusting()):
            with pytest.raises(ssl.SSLCertVerificationError):
                asked(port, "/sehat/", context)

        plain = http.client.HTTPConnection("localhost", port, timeout=60)
        plain.request("GET", "/sehat/")
        with pytest.raises((http.client.HTTPException, OSError)):
            plain.getresponse()

        old = trusting(BY.pem())
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        assert asked(port, "/sehat/", old)[0].status == 200


def test_a_certificate_for_another_name_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    files = pair(tmp_path, BY, ("situs.kota.example",))
    home = tmp_path / "kota"
    lay_down_migrated(home)
    done = subprocess.run(
        [sys.executable, "-m", "kondusif", "up", "--without-worker"],
        env=words(home, free_port(), files), capture_output=True, text=True, check=False, cwd=home,
    )  # fmt: skip
    assert done.returncode == 2
    last = done.stderr.strip().splitlines()[-1]
    assert last.endswith("[cli.tls.other_host]")
    assert "situs.kota.example" in last
