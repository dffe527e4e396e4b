"""Letters through a mail server that stands here for the test: what crosses the line, and what never does."""

import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

SECRET = "s3kali-rahasia"
SEND = """
import django; django.setup()
from django.core.mail import send_mail
print(send_mail("Tenggat", "NET-3372-2024-0001, langkah laporan, 14 November 2024", None, ["petugas@kota.example"]))
"""
ANSWERS = {b"EHLO": b"250-uji\r\n250 8BITMIME\r\n", b"DATA": b"354 kirim\r\n", b"QUIT": b"221 selesai\r\n"}


class Post(socketserver.StreamRequestHandler):
    """A relay without TLS and without accounts, which writes down every line that it hears."""

    def handle(self) -> None:
        heard: list[bytes] = self.server.heard  # type: ignore[attr-defined]
        self.wfile.write(b"220 uji\r\n")
        inside = False
        for line in self.rfile:
            heard.append(line)
            if inside and line != b".\r\n":
                continue
            inside = line.strip().upper() == b"DATA"
            self.wfile.write(ANSWERS.get(line[:4].upper(), b"250 baik\r\n"))
            if line[:4].upper() == b"QUIT":
                return


class Relay(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Post)
        self.heard: list[bytes] = []


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def sent(home: Path, url: str) -> subprocess.CompletedProcess[str]:
    """What a process says that sends one letter with the settings of a city."""
    ours = {
        "KONDUSIF_HOME": str(home), "KONDUSIF_DB": "", "DJANGO_SETTINGS_MODULE": "kondusif.config.settings",
        "KONDUSIF_SMTP_URL": url, "KONDUSIF_SMTP_FROM": "Kondusif <kondusif@kota.example>",
    }  # fmt: skip
    env = {name: value for name, value in os.environ.items() if not name.startswith("KONDUSIF_")} | ours
    return subprocess.run([sys.executable, "-c", SEND], env=env, capture_output=True, text=True, check=False)


def test_a_relay_inside_the_office_takes_a_letter_from_the_set_sender(tmp_path: Path, relay: Relay) -> None:
    done = sent(tmp_path, f"smtp://127.0.0.1:{relay.server_address[1]}")
    assert done.stdout.strip() == "1", done.stderr
    heard = b"".join(relay.heard)
    assert b"mail FROM:<kondusif@kota.example>" in heard
    assert b"From: Kondusif <kondusif@kota.example>" in heard


def test_a_password_is_not_told_to_a_server_without_tls(tmp_path: Path, relay: Relay) -> None:
    done = sent(tmp_path, f"smtp://kondusif:{SECRET}@127.0.0.1:{relay.server_address[1]}")
    assert done.returncode != 0
    heard = b"".join(relay.heard)
    assert b"AUTH" not in heard.upper()
    assert b"DATA" not in heard.upper()
    assert SECRET not in done.stderr + done.stdout + heard.decode()


def test_without_a_mail_server_nothing_leaves(tmp_path: Path, relay: Relay) -> None:
    done = sent(tmp_path, "")
    assert done.returncode == 0, done.stderr
    assert relay.heard == []
