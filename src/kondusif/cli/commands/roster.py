"""`kondusif roster match`: names as people write them, to the likely entries of a roster. Needs no database."""

import hashlib
import json
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kondusif.base.errors import sentence
from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, refuse
from kondusif.cli.roster_import import COMMANDS as IMPORT
from kondusif.engine.executor import Progress
from kondusif.engine.names import Settings, build, plan
from kondusif.engine.names.build import VERSION
from kondusif.engine.names.index import OUT
from kondusif.engine.names.pieces import match_table
from kondusif.engine.tables import kind_of, read_table, table_writer
from kondusif.kernel.errors import Refused

MOST_TOP = 100
NAMES_A_SECOND = 250


def _configure_match(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--roster", required=True, metavar="BERKAS", help="daftar pegawai nip,nama,unit,wilayah; CSV atau Parquet")
    add("--names", required=True, metavar="BERKAS", help="nama yang dicari id,nama[,unit,wilayah]; CSV atau Parquet")
    add("--top", type=int, default=5, metavar="K", help="calon terbanyak untuk satu nama; bila tidak disebut 5")
    add("--out", required=True, metavar="BERKAS", help="hasil id,rank,nip,score,explain; CSV atau Parquet")
    add("--workers", type=int, metavar="N", help="banyaknya proses; bila tidak disebut sebanyak inti prosesor")
    add("--index", metavar="FOLDER", help="simpan indeks di sini dan pakai lagi bila daftarnya sama")
    add("--json", action="store_true", help="ringkasan sebagai satu dokumen JSON")


def _match(asked: Namespace) -> int:
    roster, names, out = Path(asked.roster), Path(asked.names), Path(asked.out)
    if not 1 <= asked.top <= MOST_TOP:
        raise Refused("cli.roster.top", most=MOST_TOP)
    if asked.workers is not None and asked.workers < 1:
        raise Refused("cli.roster.workers")
    kind_of(out)
    if out.exists() and any(path.exists() and out.samefile(path) for path in (roster, names)):
        raise Refused("cli.roster.same_file")
    wanted = read_table(names, required=("id", "nama"), optional=("unit", "wilayah"))
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kondusif-")))
        folder = Path(asked.index) if asked.index else scratch / "index"
        header = _index_of(roster, folder, wanted.num_rows)
        found = _write(folder, wanted, asked, out, scratch)
    summary = {
        "names": wanted.num_rows,
        "found": found,
        "not_found": wanted.num_rows - found,
        "roster": header["rows"],
        "nameless": header["nameless"],
    }
    if asked.json:
        emit_json(summary)
    else:
        _tell(f"Selesai: {found} dari {wanted.num_rows} nama punya calon; sisanya tidak ditemukan.")
    return 0


def _index_of(roster: Path, folder: Path, names: int) -> dict[str, object]:
    """The header of the index of a roster: the one in the folder where it is of this file, else a new one."""
    table = read_table(roster, required=("nip", "nama"), optional=("unit", "wilayah"))
    coming = plan(table.num_rows)
    _tell(
        f"Rencana: {table.num_rows} pegawai dalam {coming.pieces} potongan, indeks sekitar {coming.bytes / 1e6:.0f} MB "
        f"dan {coming.seconds:.0f} detik; {names} nama, sekitar {names / NAMES_A_SECOND:.0f} detik pada satu inti."
    )
    source = _digest(roster)
    header = _standing(folder, source)
    if header is None:
        header = build(table, folder, Settings(source=source)).store.header
    if header["nameless"]:
        warned = Refused("cli.roster.nameless", rows=header["nameless"])
        refuse(sentence(warned), warned.code)
    return header


def _standing(folder: Path, source: str) -> dict[str, object] | None:
    """The header of an index of the same file and version; none otherwise. Other things are never replaced."""
    try:
        header: dict[str, object] = json.loads((folder / "header.json").read_text("utf-8"))
    except FileNotFoundError:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused("cli.roster.not_an_index", folder=folder.name[:80]) from None
        return None
    except (OSError, ValueError):
        raise Refused("cli.roster.not_an_index", folder=folder.name[:80]) from None
    same = header.get("source") == source and header.get("version") == VERSION
    return header if same else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(folder: Path, wanted: pa.Table, asked: Namespace, out: Path, scratch: Path) -> int:
    """Write the answers; returns how many names have one."""
    found = 0
    with table_writer(out, OUT) as write:
        for table in match_table(folder, wanted, asked.top, scratch, workers=asked.workers, progress=_progress):
            write(table)
            found += int(pc.sum(pc.equal(table["rank"], 1)).as_py() or 0)
    return found


def _progress(now: Progress) -> None:
    rest = f", sisa sekitar {now.rest:.0f} detik" if now.rest is not None else ""
    _tell(f"{now.done} dari {now.total} potongan{rest}.")


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


COMMANDS = {
    "match": Command("Mencari calon pegawai untuk nama yang ditulis orang.", _configure_match, _match),
    **IMPORT,
}
