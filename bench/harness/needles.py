"""Looks for needles in whatever an attacker carries away: raw, decoded, inflated, and without separators.

Every text needle carries one of a few marks, so one pass finds all of them; follow-up codes, which have no mark, are
found by any ten of their secret characters in a row, with or without dashes between. Eight would stand by
chance in the hashes of a loot, once in some ten thousand runs.
"""

import base64
import binascii
import hashlib
import re
import urllib.parse
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

TEXT_MARK, NIK_MARK, PHONE_MARK = "kenariq", "337204917", "08129174"
DEEP, LEAST_RUN, INFLATED_AT_MOST = 2, 12, 8 << 20
LOCATOR, WINDOW = 5, 10
BLOCK = 4096  # a page of the database; PostgreSQL's have two of them
_HEX = re.compile(rb"[0-9a-fA-F]{%d,}" % (2 * LEAST_RUN))
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{%d,}" % LEAST_RUN)
_ESCAPED = re.compile(rb"%[0-9a-fA-F]{2}")
_UNICODE = re.compile(rb"(?:\\u00[0-9a-fA-F]{2}){4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\0){6,}|(?:\0[\x20-\x7e]){6,}")
_DIGITS = re.compile(rb"[0-9](?:[ .-]?[0-9]){9,}")
_CROCKFORD = re.compile(rb"[0-9A-HJKMNP-TV-Z](?:[ -]?[0-9A-HJKMNP-TV-Z]){%d,}" % (WINDOW - 1))
_STREAM = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")
_GAPS = re.compile(rb"[ .-]")


@dataclass
class Needles:
    """What was planted: text needles by kind, and codes."""

    planted: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    _count: int = 0

    def text(self, kind: str) -> str:
        """A fresh needle of letters and digits."""
        self._count += 1
        return self._plant(kind, f"{TEXT_MARK}{self._count:05}{kind[:3]}")

    def nik(self) -> str:
        self._count += 1
        return self._plant("nik", f"{NIK_MARK}{self._count:07}")

    def phone(self) -> str:
        """A number as people write it."""
        self._count += 1
        plain = self._plant("phone", f"{PHONE_MARK}{self._count:05}")
        return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"

    def _plant(self, kind: str, needle: str) -> str:
        self.planted[needle] = kind
        return needle

    @property
    def windows(self) -> set[bytes]:
        """Every ten characters in a row of the secret part of each code; the first five stand in clear by design."""
        return {code[at : at + WINDOW].encode() for code in self.codes for at in range(LOCATOR, len(code) - WINDOW + 1)}

    def __len__(self) -> int:
        return len(self.planted) + len(self.codes)

    def found_in(self, data: bytes) -> dict[str, str]:
        """Needles in a blob, each with the way it lay there."""
        found: dict[str, str] = {}
        windows = self.windows
        for way, view in views(data):
            low = view.lower()
            for mark in (TEXT_MARK,):
                for hit in re.finditer(mark.encode() + rb"[0-9]{5}[a-z]{3}", low):
                    self._note(found, hit.group(0).decode(), way)
            for hit in _DIGITS.finditer(view):
                digits = _GAPS.sub(b"", hit.group(0)).decode()
                for mark, length in ((NIK_MARK, 16), (PHONE_MARK, 13)):
                    at = digits.find(mark)
                    while at >= 0:
                        self._note(found, digits[at : at + length], way)
                        at = digits.find(mark, at + 1)
            for hit in _CROCKFORD.finditer(view.upper()):
                run = _GAPS.sub(b"", hit.group(0))
                for at in range(len(run) - WINDOW + 1):
                    if run[at : at + WINDOW] in windows:
                        found.setdefault(f"code ..{run[at : at + WINDOW].decode()}", way)
        return found

    def _note(self, found: dict[str, str], needle: str, way: str) -> None:
        if needle in self.planted:
            found.setdefault(needle, way)


def views(data: bytes, way: str = "raw", deep: int = DEEP) -> Iterator[tuple[str, bytes]]:
    """A blob as it lies, and every reading of it that an attacker would try."""
    yield way, data
    for name, view in [*inflated(data), *decoded(data)]:
        if deep > 0 and len(view) >= LEAST_RUN // 2:
            yield from views(view, f"{way} > {name}", deep - 1)


def decoded(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Two-byte letters, hexadecimal, base64, and the escapes of addresses and JSON."""
    wide = [hit.group(0).replace(b"\0", b"") for hit in _WIDE.finditer(data)]
    if wide:
        yield "utf-16", b"\n".join(wide)
    gathered: dict[str, list[bytes]] = {"hex": [], "base64": [], "address": [], "json": []}
    for hit in _HEX.finditer(data):
        run = hit.group(0)
        for start in (0, 1):
            part = run[start : start + (len(run) - start) // 2 * 2]
            gathered["hex"].append(binascii.unhexlify(part))
    for hit in _BASE64.finditer(data):
        run = hit.group(0).replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            part = run[start : start + (len(run) - start) // 4 * 4]
            gathered["base64"].append(base64.b64decode(part))
    gathered["address"] = [urllib.parse.unquote_to_bytes(data)] if _ESCAPED.search(data) else []
    gathered["json"] = [re.sub(rb"\\u00", b"", hit.group(0)) for hit in _UNICODE.finditer(data)]
    for name, parts in gathered.items():
        if parts:
            yield name, b"\n".join(parts)


def inflated(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every compressed stream that begins anywhere in a blob: gzip, zlib, the members of an archive."""
    for hit in _STREAM.finditer(data):
        at, bits = hit.start(), 47  # gzip or zlib, whichever the head says
        if hit.group(0) == b"PK\x03\x04":
            head = data[at + 26 : at + 30]
            at += 30 + int.from_bytes(head[:2], "little") + int.from_bytes(head[2:], "little")
            bits = -15
        plain = opened(data[at : at + INFLATED_AT_MOST], bits)
        if len(plain) >= LEAST_RUN:
            yield "inflated", plain


def opened(data: bytes, bits: int) -> bytes:
    """What comes out of a compressed stream up to where it breaks off; nothing where it is none."""
    try:
        return zlib.decompressobj(bits).decompress(data, INFLATED_AT_MOST)
    except zlib.error:
        pass
    reader, plain = zlib.decompressobj(bits), b""
    for at in range(0, len(data), 16):
        try:
            plain += reader.decompress(data[at : at + 16])
        except zlib.error:
            break
    return plain


def search(needles: Needles, loot: list[Path], known: set[bytes] | None = None) -> dict[str, str]:
    """Every needle that some file of the loot gives away: needle -> file and way.

    Args:
        known: blocks that stood there before the first report was sent, which cannot hold one; see `blocks_of`.
    """
    found: dict[str, str] = {}
    for path in loot:
        for needle, way in needles.found_in(fresh(path.read_bytes(), known or set())).items():
            found.setdefault(needle, f"{path.name}: {way}")
    return found


def blocks_of(paths: list[Path]) -> set[bytes]:
    """A digest of every block of these files; one that vanishes meanwhile has none."""
    found: set[bytes] = set()
    for path in paths:
        with suppress(FileNotFoundError):
            found |= {hashlib.blake2b(block, digest_size=16).digest() for block in _blocks(path.read_bytes())}
    return found


def fresh(data: bytes, known: set[bytes]) -> bytes:
    """The blocks of a file that did not stand there before, in their order."""
    kept = [b"" if hashlib.blake2b(block, digest_size=16).digest() in known else block for block in _blocks(data)]
    return b"".join(kept)


def _blocks(data: bytes) -> list[bytes]:
    return [data[at : at + BLOCK] for at in range(0, len(data), BLOCK)]
