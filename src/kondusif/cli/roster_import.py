"""`kondusif roster import BERKAS --dry-run`: what a personnel sheet would change, row by row. It lands nothing."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kondusif.cli.command import Command
from kondusif.cli.output import emit_json, emit_lines
from kondusif.kernel.errors import Refused

if TYPE_CHECKING:
    from kondusif.roster.rules import Changes, Row
    from kondusif.roster.sheets.rows import Read

FAULT_FOUND = 2


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS", type=Path, help="lembar pegawai: XLSX atau CSV")
    parser.add_argument("--dry-run", action="store_true", help="hanya memperlihatkan perubahan; wajib")
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")


def _run(asked: Namespace) -> int:
    from kondusif.roster.selectors.reading import changes_by, read_bytes

    if not asked.dry_run:
        raise Refused("roster.import.only_dry_run")
    read = read_bytes(_bytes_of(asked.file))
    found = changes_by(read)
    if asked.json:
        emit_json(_document(read, found))
    else:
        emit_lines(_lines(read, found))
    return FAULT_FOUND if read.bad else 0


def _bytes_of(path: Path) -> bytes:
    from kondusif.roster.sheets.cells import LARGEST, MEGABYTE

    try:
        if path.stat().st_size > LARGEST:
            raise Refused("roster.sheet.huge", most=LARGEST // MEGABYTE)
        return path.read_bytes()
    except (OSError, ValueError):
        raise Refused("roster.import.closed") from None


def _document(read: "Read", found: "Changes") -> dict[str, Any]:
    """Counts, then a list for each kind of change; a bad row stands once for each of its faults."""
    return {
        "rows": len(read.rows) + len(read.bad), "same": found.same, "skipped": read.skipped,
        "new": [_person(row) for row in found.new], "back": [_person(row) for row in found.back],
        "changed": [
            _person(row) | {"fields": [{"field": one.field, "before": one.before, "after": one.after} for one in moved]}
            for row, moved in found.changed
        ],
        "missing": list(found.missing),
        "bad": [
            {"line": row.line, "column": column, "problem": problem}
            for row in read.bad
            for column, problem in row.faults
        ],
        "doubts": [{"line": line, "problem": words} for line, words in read.doubts],
    }  # fmt: skip


def _person(row: "Row") -> dict[str, Any]:
    return {"line": row.line, "nip": row.nip, "name": row.name, "kind": str(row.kind), "unit": row.unit}


def _lines(read: "Read", found: "Changes") -> Iterator[str]:
    from kondusif.roster.wording import field_words

    yield (
        f"{len(read.rows) + len(read.bad)} baris: {len(found.new)} baru, {len(found.back)} kembali, "
        f"{len(found.changed)} berubah, {found.same} tetap, {len(read.bad)} salah; "
        f"{len(found.missing)} pegawai tidak ada di lembar ini. Tidak ada yang disimpan."
    )
    for bad in read.bad:
        for column, problem in bad.faults:
            yield f"Baris {bad.line}{f', kolom {column}' if column else ''}: {problem}"
    for row, moved in found.changed:
        told = "; ".join(
            f"{field_words(one.field)}: {one.before or 'kosong'} -> {one.after or 'kosong'}" for one in moved
        )
        yield f"Baris {row.line} berubah, {row.nip}: {told}"
    for label, rows in (("baru", found.new), ("kembali", found.back)):
        yield from (f"Baris {row.line} {label}, {row.nip}: {row.name}" for row in rows)
    yield from (f"Tidak ada di lembar: {nip}" for nip in found.missing)
    yield from (f"Baris {line} perlu diperiksa: {words}" for line, words in read.doubts)


COMMANDS = {
    "import": Command("Apa yang akan berubah bila lembar pegawai dimuat, tiap baris.", _configure, _run, True),
}
