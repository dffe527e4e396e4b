"""Readers of the environment: what can be meant is read, everything else is refused in one sentence."""

import pytest

from kondusif.kernel.env import BadSetting, Mail, env_int, host_name, mail

FROM = "kondusif@kota.example"
SECRET = "s3kali-rahasia"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", ""),
        ("kondusif", "kondusif"),
        ("Kondusif.Kota.Example.", "kondusif.kota.example"),
        ("10.1.2.3", "10.1.2.3"),
        ("fd00::0001", "fd00::1"),
    ],
)
def test_a_host_is_one_name_or_one_address(text: str, name: str) -> None:
    assert host_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "https://kondusif.kota.example", "kondusif.kota.example:8443", "*.kota.example", "kondusif_kota", "a..b",
        "-a.b", "10.1.2", "999.1.2.3", "dua nama", "a" * 64, ".", "kota/ruang", "kotá.example",
    ],
)  # fmt: skip
def test_what_is_no_host_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadSetting, match=r"KONDUSIF_HOST=.*misalnya"):
        host_name(text)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("smtp://surat.kota.example", (25, "", False, False)),
        ("smtp://kondusif:{s}@surat.kota.example", (587, "kondusif", False, True)),
        ("smtp://kondusif:{s}@surat.kota.example:2525", (2525, "kondusif", False, True)),
        ("smtps://kondusif:{s}@surat.kota.example", (465, "kondusif", True, False)),
        ("smtps://a%40kota.example:{s}@surat.kota.example:465/", (465, "a@kota.example", True, False)),
    ],
)
def test_a_password_never_travels_readable(url: str, found: tuple[int, str, bool, bool]) -> None:
    row = mail(url.format(s=SECRET), FROM)
    assert (row.port, row.user, row.tls_from_start, row.tls_by_command) == found
    assert (row.on, row.host, row.sender) == (True, "surat.kota.example", FROM)
    assert row.password == (SECRET if row.user else "")
    assert SECRET not in f"{row} {row!r}"


def test_without_a_server_no_mail_is_ever_sent() -> None:
    assert mail("", FROM) == Mail()
    assert not mail("", "").on


@pytest.mark.parametrize(
    "url",
    [
        "surat.kota.example", "https://a:{s}@surat.kota.example", "smtp://", "smtp://:{s}@surat.kota.example",
        "smtp://a@surat.kota.example", "smtp://a:{s}@surat.kota.example:pos", "smtp://a:{s}@surat.kota.example:99999",
        "smtp://a:{s}@surat.kota.example/kotak", "smtp://a:{s}@surat.kota.example?tls=0", "smtp://a:{s}@dua nama",
        "smtp://a:{s}@[::1", "smtp://a:{s}/b@surat.kota.example",
    ],
)  # fmt: skip
def test_a_wrong_server_is_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(BadSetting) as error:
        mail(url.format(s=SECRET), FROM)
    assert SECRET not in str(error.value)
    assert str(error.value).startswith("KONDUSIF_SMTP_URL")
    chain = error.value.__context__
    assert chain is None or error.value.__suppress_context__


@pytest.mark.parametrize("sender", ["", "kondusif", "a@b@c", "a b@kota.example", "Kota <kota>", "a@b\r\nBcc: c@d"])
def test_a_sender_is_one_address(sender: str) -> None:
    with pytest.raises(BadSetting, match="KONDUSIF_SMTP_FROM"):
        mail("smtp://surat.kota.example", sender)
    assert mail("smtp://surat.kota.example", f"Kondusif Kota <{FROM}>").on


@pytest.mark.parametrize("text", ["0", "65536", "8000.5", "delapan"])
def test_a_number_outside_its_bounds_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(BadSetting, match="PORT="):
        env_int("PORT", 8000, least=1, most=65535)
