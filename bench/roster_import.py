"""A personnel sheet of 12,000 people: read, previewed and landed; then the same sheet again, one with changes, and a
sheet with a leave of each of them.
`make bench ARGS="roster"`, or run the file itself with `--size N`.
"""

import argparse
import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SIZE, BAR_S = 12_000, 10.0
HEADS = ("No", "NIP", "Nama", "Status", "Jabatan", "Unit Kerja", "OPD", "Golongan", "TMT")
Row = dict[str, object]


def measure(size: int = SIZE) -> list[Row]:
    """One row per job; seconds of the wall and of the processor. The bar is for the sheet, preview included."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from kondusif.roster.models import Employee, RosterEdition
    from kondusif.roster.selectors.reading import changes_by
    from kondusif.roster.services import keep_sheet, land_sheet
    from kondusif.roster.stored import unpacked

    person = _keeper()

    def previewed(raw: bytes) -> tuple[Any, Any]:
        sheet = keep_sheet(person, raw)
        return sheet, changes_by(unpacked(sheet.content))

    def landed(raw: bytes) -> Any:
        sheet, _found = previewed(raw)
        return land_sheet(person, sheet, good_rows=True)

    rows: list[Row] = []
    for name, raw in (("xlsx", _workbook(size, 0)), ("csv", _csv(size, 0))):
        seconds, cpu, edition = timed(lambda raw=raw: landed(raw))
        told = {"joined": edition.joined, "refused": edition.refused, "kB": len(raw) // 1000}
        rows.append(_row(f"{size:,} people from {name}, preview and landing", seconds, cpu, size, told))
        if Employee.objects.count() != size:
            raise SystemExit(f"{Employee.objects.count()} of {size} people landed")
        if name == "xlsx":
            Employee.objects.all().delete()
            RosterEdition.objects.all().delete()
    seconds, cpu, (_sheet, found) = timed(lambda: previewed(_csv(size, 0)))
    if found.moves or found.missing:
        raise SystemExit("the same sheet changed something")
    rows.append(_row("the same sheet again, preview", seconds, cpu, size, {"changed": 0}))
    seconds, cpu, edition = timed(lambda: landed(_csv(size, 1)))
    rows.append(_row("every post changed, preview and landing", seconds, cpu, size, {"changed": edition.changed}))
    seconds, cpu, told = timed(lambda: _leave_landed(person, size))
    rows.append(_row("a leave of everybody, preview and landing", seconds, cpu, size, {"new": told.new}))
    return rows


def _leave_landed(person: Any, size: int) -> Any:
    """A sheet with one leave of each person, all of them new."""
    from kondusif.roster.rules import About
    from kondusif.roster.selectors.absences import absences_by
    from kondusif.roster.services import keep_absences, land_absences
    from kondusif.roster.stored import unpacked_absences

    sheet = keep_absences(person, _leave_csv(size), About.LEAVE)
    absences_by(unpacked_absences(sheet.content))
    return land_absences(person, sheet)


def _row(name: str, seconds: float, cpu: float, size: int, told: Row) -> Row:
    bar = {"bar_s": BAR_S, "met": seconds <= BAR_S} if size <= SIZE else {}
    return {"name": name, "median_s": round(seconds, 2), "cpu_s": round(cpu, 2), **bar, "rows": size, **told}


def _keeper() -> Any:
    """A person of the personnel agency in a city of the bench's own."""
    from kondusif.accounts.rules import Role
    from kondusif.accounts.selectors import actor_of
    from support.cast import found_exercise, person

    found_exercise()
    return actor_of(person("ukur", "Pengukur", Role.ADMIN, "bkpsdm"))


def _people(size: int, version: int) -> list[list[str]]:
    """Drawn from two short lists, with degrees for every third; the same for the same size."""
    draw = random.Random(7)
    first = "Wahyu Sri Eko Tri Budi Siti Agus Endang Joko Rina Dwi Yuni Bambang Ratna Slamet Wiwik".split()  # noqa: SIM905
    last = "Setiawan Utami Wibowo Lestari Santoso Rahayu Prasetyo Handayani Nugroho Astuti".split()  # noqa: SIM905
    units = ["BKPSDM", "Kelurahan Semanggi", "Inspektorat", "Kecamatan Pasar Kliwon", "Puskesmas Tipes"]
    rows = []
    for number in range(size):
        born = f"{1965 + number % 35}{1 + number % 12:02d}{1 + number % 28:02d}"
        nip = f"{born}{1990 + number % 35}{1 + number // 1000 % 12:02d}{1 + number % 2}{number % 1000:03d}"
        name = f"{draw.choice(first)} {draw.choice(last)}" + (", S.Sos., M.Si." if number % 3 == 0 else "")
        day = f"{1 + number % 28} Maret {1995 + number % 28}" if number % 2 else f"{1 + number % 28:02d}/03/2010"
        post = f"Analis {number % 40 + version}"
        rows.append([str(number + 1), nip, name, "PNS", post, units[number % 5], "Pemerintah Kota", "III/a", day])
    return rows


def _csv(size: int, version: int) -> bytes:
    lines = [";".join(HEADS), *(";".join(row) for row in _people(size, version))]
    return "\r\n".join(lines).encode("cp1252")


def _leave_csv(size: int) -> bytes:
    lines = [";".join(("NIP", "Nama", "Jenis Cuti", "Mulai", "Sampai", "Nomor SK"))]
    lines += [f"{row[1]};{row[2]};tahunan;1 November 2024;5/11/2024;800/{row[0]}" for row in _people(size, 1)]
    return "\r\n".join(lines).encode("cp1252")


def _workbook(size: int, version: int) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Pegawai")
        sheet.merge_range(0, 0, 0, len(HEADS) - 1, f"DAFTAR PEGAWAI PER {datetime(2024, 11, 1, tzinfo=UTC):%d-%m-%Y}")
        for line, row in enumerate([list(HEADS), *_people(size, version)], start=2):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell)
    return out.getvalue()


def timed(job: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the wall, seconds of the processor, and what a job gives."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = job()
    return time.perf_counter() - wall, time.process_time() - cpu, result


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=SIZE)
    asked = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    with tempfile.TemporaryDirectory(prefix="kondusif-bench-") as home:
        os.environ.update(KONDUSIF_HOME=home, DJANGO_SETTINGS_MODULE="kondusif.config.settings")
        for row in measure(max(1, min(asked.size, 50_000))):
            print(json.dumps(row))
