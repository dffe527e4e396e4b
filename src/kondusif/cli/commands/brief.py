"""`kondusif brief make`: the daily situation report of the installed city, as a file."""

import errno
import os
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kondusif.cli.command import Command
from kondusif.kernel.errors import Refused

if TYPE_CHECKING:
    from kondusif.brief.rules import Brief

SHAPES = ("pdf", "html", "txt")
WHY = {
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EISDIR: "itu sebuah folder",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--city", required=True, metavar="KODE", help="kode kota yang terpasang, misalnya 33.72")
    parser.add_argument("--on", required=True, metavar="TANGGAL", help="tahun-bulan-hari, misalnya 2024-11-13")
    parser.add_argument("--format", required=True, metavar="BENTUK", help="pdf, html, atau txt")
    parser.add_argument("--out", required=True, metavar="BERKAS", help="berkas yang ditulis")


def _make(asked: Namespace) -> int:
    from kondusif.brief.selectors import compose

    if asked.format not in SHAPES:
        raise Refused("brief.format_unknown", given=asked.format[:20], known=", ".join(SHAPES))
    on = _day(asked.on)
    _check_city(asked.city)
    _write(Path(asked.out), _body(asked.format, compose(on)))
    return 0


def _body(shape: str, brief: "Brief") -> bytes:
    from kondusif.brief import printing
    from kondusif.brief.rules import chat_text
    from kondusif.brief.selectors import paper_map

    made: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: printing.pdf(brief, paper_map(brief.on)),
        "html": lambda: printing.html(brief, paper_map(brief.on)).encode(),
        "txt": lambda: chat_text(brief).encode(),
    }
    return made[shape]()


def _day(text: str) -> date:
    try:
        if len(text) != len("2024-11-13"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("brief.bad_date", given=text[:40]) from None


def _check_city(code: str) -> None:
    from kondusif.institutions.selectors import city

    place = city()
    if code != place.code:
        raise Refused("brief.not_this_city", given=code[:40], name=place.name, code=place.code)


def _write(path: Path, body: bytes) -> None:
    """The file appears whole or not at all; a device such as /dev/stdout is written to as it stands."""
    scratch = ""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(body)
            return
        target = path.resolve()
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as file:
            scratch = file.name
            file.write(body)
        Path(scratch).chmod(0o666 & ~_umask())
        Path(scratch).replace(target)
    except (OSError, ValueError, RuntimeError) as error:
        if scratch:
            Path(scratch).unlink(missing_ok=True)
        why = WHY.get(getattr(error, "errno", None) or 0, "sistem menolaknya")
        raise Refused("brief.cannot_write", path=str(path)[:200], why=why) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


COMMANDS = {
    "make": Command(
        "Laporan situasi harian sebagai berkas PDF, HTML, atau teks.", _configure, _make, needs_database=True
    )
}
