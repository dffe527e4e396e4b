"""What follows from host, certificate, proxy and mail server for cookies, origins and letters; a fresh process each."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = [
    "TLS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS", "SECURE_PROXY_SSL_HEADER", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "SMTP_ON",
    "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL",
]  # fmt: skip
READ = f"""
import json
from kondusif.config import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))
"""
HOST = "kondusif.kota.example"
SECRET = "s3kali-rahasia"


def start(home: Path, *words: str, **values: str) -> subprocess.CompletedProcess[str]:
    ours = {"KONDUSIF_HOME": str(home), "KONDUSIF_DB": "", "KONDUSIF_DEMO": "0", "PORT": "8443"}
    env = {name: value for name, value in os.environ.items() if not name.startswith("KONDUSIF_")} | ours | values
    return subprocess.run([sys.executable, *words], env=env, capture_output=True, text=True, check=False)


def settings(home: Path, **values: str) -> dict[str, object]:
    done = start(home, "-c", READ, **values)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_this_machine_alone_has_plain_cookies_and_no_letters(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert not any(
        found[name] for name in ("TLS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    )
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["CSRF_TRUSTED_ORIGINS"] == []
    assert found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is True
    assert (found["SMTP_ON"], found["EMAIL_BACKEND"]) == (False, "django.core.mail.backends.dummy.EmailBackend")


def test_a_certificate_makes_cookies_secure_and_names_the_origin(tmp_path: Path) -> None:
    found = settings(tmp_path, KONDUSIF_HOST=HOST, KONDUSIF_TLS_CERT="c.pem", KONDUSIF_TLS_KEY="k.pem")
    assert found["TLS"] and found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]  # noqa: PT018
    assert HOST in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == [f"https://{HOST}:8443", f"https://{HOST}"]
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert found["SECURE_PROXY_SSL_HEADER"] is None


def test_strict_transport_is_a_choice_that_needs_a_certificate(tmp_path: Path) -> None:
    tls = {"KONDUSIF_HOST": HOST, "KONDUSIF_TLS_CERT": "c.pem", "KONDUSIF_TLS_KEY": "k.pem"}
    assert settings(tmp_path, KONDUSIF_HSTS_DAYS="180", **tls)["SECURE_HSTS_SECONDS"] == 180 * 24 * 3600
    done = start(tmp_path, "-m", "kondusif", "up", KONDUSIF_HSTS_DAYS="180")
    assert (done.returncode, "[cli.bad_setting]" in done.stderr) == (2, True)


def test_a_name_without_tls_trusts_no_other_origin(tmp_path: Path) -> None:
    found = settings(tmp_path, KONDUSIF_HOST=HOST)
    assert (found["TLS"], found["SESSION_COOKIE_SECURE"], found["CSRF_TRUSTED_ORIGINS"]) == (False, False, [])
    assert HOST in found["ALLOWED_HOSTS"]


def test_a_proxy_speaks_tls_for_a_named_server_alone(tmp_path: Path) -> None:
    found = settings(tmp_path, KONDUSIF_HOST=HOST, KONDUSIF_PROXY="1")
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    done = start(tmp_path, "-c", READ, KONDUSIF_PROXY="1")
    assert done.returncode != 0
    assert "KONDUSIF_PROXY=1 menuntut KONDUSIF_HOST" in done.stderr


@pytest.mark.parametrize(
    "values",
    [
        {"KONDUSIF_HOST": "https://kondusif.kota.example"},
        {"PORT": "99999"},
        {"KONDUSIF_SMTP_URL": f"smtp://a:{SECRET}@surat.kota.example:pos", "KONDUSIF_SMTP_FROM": "a@kota.example"},
        {"KONDUSIF_SMTP_URL": f"smtp://a:{SECRET}@surat.kota.example"},
    ],
)
def test_a_setting_that_cannot_be_meant_is_one_sentence_at_the_start(tmp_path: Path, values: dict[str, str]) -> None:
    done = start(tmp_path, "-m", "kondusif", "up", **values)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.rstrip().endswith("[cli.bad_setting]")
    assert SECRET not in done.stderr


def test_a_mail_server_switches_letters_on(tmp_path: Path) -> None:
    url = f"smtp://kondusif:{SECRET}@surat.kota.example"
    found = settings(tmp_path, KONDUSIF_SMTP_URL=url, KONDUSIF_SMTP_FROM="kondusif@kota.example")
    assert (found["SMTP_ON"], found["EMAIL_HOST"], found["EMAIL_USE_TLS"]) == (True, "surat.kota.example", True)
    assert found["DEFAULT_FROM_EMAIL"] == "kondusif@kota.example"
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
