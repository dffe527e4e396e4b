"""The search finds a needle in every dress that an attacker would look under; otherwise "none found" says nothing."""

import base64
import gzip
import io
import json
import urllib.parse
import zipfile
import zlib

import pytest

from harness.needles import Needles
from kondusif.intake.codes import make_code


def zipped(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("isi.xml", data)
    return target.getvalue()


DRESSES = {
    "plain": lambda data: data,
    "capitals": lambda data: data.upper(),
    "two-byte letters": lambda data: data.decode().encode("utf-16-le"),
    "two-byte letters, high first": lambda data: b"x" + data.decode().encode("utf-16-be"),
    "hexadecimal": lambda data: data.hex().encode(),
    "hexadecimal, shifted": lambda data: b"a" + data.hex().encode(),
    "base64": base64.b64encode,
    "base64 shifted by one": lambda data: base64.b64encode(b"a" + data),
    "base64 shifted by two": lambda data: base64.b64encode(b"ab" + data),
    "base64 of addresses": lambda data: base64.urlsafe_b64encode(b"\xff\xfe\xfd" + data),
    "an address": lambda data: urllib.parse.quote("é " + data.decode() + " é").encode(),
    "an address, every letter": lambda data: "".join(f"%{byte:02x}" for byte in data).encode(),
    "JSON": lambda data: json.dumps({"isi": data.decode()}).encode(),
    "JSON, every letter": lambda data: "".join(f"\\u{byte:04x}" for byte in data).encode(),
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "an office file": zipped,
    "base64 of gzip": lambda data: base64.b64encode(gzip.compress(data)),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_needle_is_found_in(dress: str) -> None:
    needles = Needles()
    planted = [needles.text("nama"), needles.nik(), needles.phone().replace("-", "")]
    code = make_code()
    needles.codes.add(code.text)
    noise = bytes(range(256)) * 3
    for one in [*planted, str(code), code.text]:
        found = needles.found_in(noise[:-1] + DRESSES[dress](f"__{one}__".encode()) + noise)
        assert found, f"{one} under {dress}"


def test_numbers_and_codes_are_found_whatever_stands_between_their_signs() -> None:
    needles = Needles()
    needles.phone(), needles.nik()
    code = make_code()
    needles.codes.add(code.text)
    phone, nik = (next(key for key, kind in needles.planted.items() if kind == name) for name in ("phone", "nik"))
    assert phone in needles.found_in(f"{phone[:4]} {phone[4:8]}.{phone[8:]}".encode())
    assert nik in needles.found_in("-".join(nik[at : at + 4] for at in range(0, 16, 4)).encode())
    assert needles.found_in(" ".join(code.groups).lower().encode())
    assert needles.found_in(code.secret[3:13].encode())


def test_the_part_of_a_code_that_is_kept_in_clear_is_no_find() -> None:
    needles = Needles()
    code = make_code()
    needles.codes.add(code.text)
    assert needles.found_in(b"penunjuk: " + code.locator.encode() + b" 0000-0000") == {}


def test_what_was_not_planted_is_not_found() -> None:
    needles = Needles()
    needles.text("nama")
    other = Needles()
    other._count = 900
    assert needles.found_in(other.text("nama").encode() + bytes(range(256)) * 40) == {}
