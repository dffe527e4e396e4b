"""A certificate is looked at before serving: each fault is one sentence with a code and with what to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from kondusif.base.errors import sentence
from kondusif.cli import serve
from kondusif.cli.certificate import covers, looked_at
from kondusif.kernel.errors import Refused
from support.certificates import NOW, Authority, Pair, authority, pair
from support.postgres import free_port

HOST = "kondusif.kota.example"
BY = authority()
Spoil = Callable[[Path, Authority], Pair]


def refusal(files: Pair, host: str = HOST) -> Refused:
    with pytest.raises(Refused) as error:
        looked_at(files.certificate, files.key, host, NOW)
    text = sentence(error.value)
    assert text.endswith(".")
    assert "\n" not in text
    return error.value


def with_text(folder: Path, which: str, content: bytes) -> Pair:
    files = pair(folder, BY)
    (files.certificate if which == "certificate" else files.key).write_bytes(content)
    return files


def without(folder: Path, which: str) -> Pair:
    return replace(pair(folder, BY), **{which: folder / "tidak-ada.pem"})


def strangers_key(folder: Path) -> Pair:
    other = folder / "lain"
    other.mkdir()
    return replace(pair(folder, BY), key=pair(other, BY).key)


def upside_down(folder: Path) -> Pair:
    files = pair(folder, BY)
    own = files.certificate.read_bytes().removesuffix(BY.pem())
    files.certificate.write_bytes(BY.pem() + own)
    return files


def in_der(folder: Path) -> Pair:
    return with_text(folder, "certificate", BY.certificate.public_bytes(Encoding.DER))


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        (lambda at: without(at, "certificate"), "cli.tls.missing_file"),
        (lambda at: without(at, "key"), "cli.tls.missing_file"),
        (lambda at: replace(pair(at, BY), certificate=at), "cli.tls.missing_file"),
        (in_der, "cli.tls.not_a_certificate"),
        (lambda at: with_text(at, "certificate", b""), "cli.tls.not_a_certificate"),
        (lambda at: with_text(at, "key", b"kunci"), "cli.tls.not_a_key"),
        (lambda at: with_text(at, "key", BY.pem()), "cli.tls.not_a_key"),
        (lambda at: pair(at, BY, password=b"rahasia sekali"), "cli.tls.key_has_password"),
        (strangers_key, "cli.tls.other_key"),
        (upside_down, "cli.tls.own_is_not_first"),
        (lambda at: pair(at, BY, ends=NOW - timedelta(seconds=1)), "cli.tls.ended"),
        (lambda at: pair(at, BY, begins=NOW + timedelta(days=2)), "cli.tls.not_yet"),
        (lambda at: pair(at, BY, ()), "cli.tls.no_names"),
        (lambda at: pair(at, BY, ("situs.kota.example", "*.lain.example")), "cli.tls.other_host"),
        (lambda at: pair(at, BY, usage=ExtendedKeyUsageOID.CLIENT_AUTH), "cli.tls.not_for_servers"),
        (lambda at: pair(at, BY, bits=1024), "cli.tls.not_taken"),
    ],
)
def test_a_fault_of_the_files_is_named(tmp_path: Path, spoiled: Callable[[Path], Pair], code: str) -> None:
    assert refusal(spoiled(tmp_path)).code == code


def test_the_refusal_says_what_the_certificate_covers_instead(tmp_path: Path) -> None:
    text = sentence(refusal(pair(tmp_path, BY, ("situs.kota.example", "10.1.2.3"))))
    assert "situs.kota.example, 10.1.2.3" in text
    assert HOST in text


@pytest.mark.parametrize(
    ("name", "host", "fits"),
    [
        ("kondusif.kota.example", "kondusif.kota.example", True),
        ("Kondusif.Kota.Example", "kondusif.kota.example", True),
        ("*.kota.example", "kondusif.kota.example", True),
        ("*.kota.example", "kota.example", False),
        ("*.kota.example", "a.kondusif.kota.example", False),
        ("*.example", "kota.example", False),
        ("*", "kondusif", False),
        ("k*.kota.example", "kondusif.kota.example", False),
        ("10.1.2.3", "10.1.2.3", True),
        ("10.1.2.3", "10.1.2.4", False),
        ("::1", "0:0:0:0:0:0:0:1", True),
        ("*.1.2.3", "10.1.2.3", False),
    ],
)
def test_a_star_stands_for_the_first_label_alone(name: str, host: str, fits: bool) -> None:
    assert covers(name, host) is fits


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("bits", [0, 2048])
def test_every_usual_form_of_a_key_will_do(tmp_path: Path, bits: int, form: PrivateFormat) -> None:
    files = pair(tmp_path, BY, bits=bits, form=form)
    looked = looked_at(files.certificate, files.key, HOST, NOW)
    assert looked.names == (HOST,)
    assert looked.notes == ()
    assert load_pem_private_key(files.key.read_bytes(), None)


def test_an_open_key_and_a_near_end_are_named_and_still_served(tmp_path: Path) -> None:
    files = pair(tmp_path, BY, ends=NOW + timedelta(days=12))
    files.key.chmod(0o644)
    notes = looked_at(files.certificate, files.key, HOST, NOW).notes
    assert [note.code for note in notes] == ["cli.tls.key_is_open", "cli.tls.ends_soon"]
    assert str(files.key) in sentence(notes[0])
    files.key.chmod(0o640)
    assert [note.code for note in looked_at(files.certificate, files.key, HOST, NOW).notes] == ["cli.tls.ends_soon"]


def test_half_a_pair_or_a_pair_without_a_name_is_refused(tmp_path: Path) -> None:
    files = pair(tmp_path, BY)
    for host, certificate, key, code in [
        (HOST, str(files.certificate), "", "cli.tls.half"),
        (HOST, "", str(files.key), "cli.tls.half"),
        ("", str(files.certificate), str(files.key), "cli.tls.no_host"),
    ]:
        with pytest.raises(Refused, match=code):
            serve.checked_address(host, free_port(), certificate, key)


def test_a_name_without_a_certificate_is_served_and_says_what_will_not_work() -> None:
    address = serve.checked_address(HOST, free_port(), "", "")
    assert (address.bind, address.url) == (serve.EVERYWHERE, f"http://{HOST}:{address.port}")
    (note,) = address.notes
    assert "passkey" in sentence(note)
    assert "tanpa jaringan" in sentence(note)


def test_this_machine_alone_stays_as_it_is() -> None:
    address = serve.checked_address("", free_port(), "", "")
    assert (address.bind, address.url, address.notes) == (serve.LOOPBACK, f"http://localhost:{address.port}", ())


def test_behind_a_proxy_the_server_stays_on_loopback_and_says_the_name_of_the_proxy() -> None:
    address = serve.checked_address(HOST, free_port(), "", "", proxied=True)
    assert (address.bind, address.url, address.notes) == (serve.LOOPBACK, f"https://{HOST}", ())
