"""How long the verifier waits for the first page of a queue of a million undecided reports, and the desk for its
boards. Bars: p95 100 ms for the first page, 2 s for a board.

    python bench/desk_queue.py                    a million, on SQLite and (where it is installed) on PostgreSQL
    python bench/desk_queue.py --items 50000      fewer
    python bench/desk_queue.py --database sqlite  one of the two

Every row is sealed and opens with the verifier's key; they are spread over the places, the kinds and the last sixty
days. Each page is asked through all middlewares and comes back as HTML. Beside it: the same page with filters, and the
second page; they have no bar, and neither has the report on top, which comes after the first page where there is room
beside it. Then the first page again in a flood: ten thousand rows in bundles, whose clocks end before all others. A
board is asked as after a write, when nothing of it is kept.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
TESTS = HERE.parents[1] / "tests"
sys.path.insert(0, str(TESTS))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
os.environ.setdefault("KONDUSIF_HOME", tempfile.mkdtemp(prefix="kondusif-bench-"))

ITEMS, REAL, BATCH, FLOOD = 1_000_000, 300, 20_000, 10_000
ROUNDS, WARM = 60, 5
BAR_MS, BOARD_MS, BOARD_ROUNDS = 100.0, 2000.0, 10
DAYS = 60
PAGES = {
    "the first page": ("", True),
    "the second page": ("?hal=2", False),
    "the newest first": ("?urut=newest", False),
    "of one kecamatan": ("?wilayah=33.72.03", False),
    "of one kind": ("?jenis=peace", False),
    "in nobody else's hands": ("?status=free", False),
}
BOARDS = {"the situation room": "/ruang/", "the desk's board": "/ruang/meja/"}
Row = dict[str, Any]


def measure() -> list[Row]:
    """Rows for `make bench`: each database in a process of its own."""
    from support.postgres import binaries

    kinds = ["sqlite", "postgresql"] if binaries() else ["sqlite"]
    return [row for kind in kinds for row in apart(kind, ITEMS)]


def apart(kind: str, items: int) -> list[Row]:
    """The rows of one database, measured by a fresh process in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="kondusif-queue-") as home, served(kind) as url:
        settings = {"KONDUSIF_HOME": home, "KONDUSIF_DB": url, "PYTHONPATH": str(TESTS)}
        done = subprocess.run(
            [sys.executable, str(HERE), "--inside", kind, "--items", str(items)], env=os.environ | settings,
            check=True, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    rows: list[Row] = json.loads(done.stdout)
    return rows


@contextmanager
def served(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        yield ""
        return
    from support.postgres import running

    with running() as url:
        yield url


def inside(kind: str, items: int) -> list[Row]:
    """Build the queue, then ask for its pages."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    began = time.perf_counter()
    verifier = stage()
    fill(items)
    print(f"  {kind}: {items:,} reports in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    from django.test import Client

    from kondusif.base.fresh import begin_serving
    from support.keys import unlock_client

    client = unlock_client(Client(), verifier)  # now: an open key closes by itself while the queue fills
    begin_serving()
    rows = [asked(client, f"queue of {items:,}, {name}, {kind}", query, bar) for name, (query, bar) in PAGES.items()]
    rows.append(asked(client, f"queue of {items:,}, the report on top of it, {kind}", "LAP-3372-2024-A000000/", False))
    flooded(min(FLOOD, items // 2))
    rows.append(asked(client, f"queue of {items:,}, the first page in a flood, {kind}", "", True))
    client.force_login(leader())
    return rows + [board(client, f"{items:,} reports, {name}, {kind}", path) for name, path in BOARDS.items()]


def flooded(many: int) -> None:
    """The newest of them become copies in bundles, with the earliest clock that still runs, and a flood is declared."""
    from kondusif.accounts.selectors import actor_of
    from kondusif.intake.models import Bundle, Flood, Report
    from kondusif.intake.rules import Kind
    from kondusif.intake.selectors import earliest_running, newest_arrival
    from kondusif.intake.services import declare_flood
    from support.cast import TODAY

    began = newest_arrival() - many + 1
    bundle = Bundle.objects.create(head_id=began, made_on=TODAY)
    copies = Report.objects.filter(pk__gte=began)
    copies.update(bundle=bundle, kind=Kind.NEUTRALITY, known_on=earliest_running(TODAY))
    Flood.objects.filter(pk=declare_flood(actor_of(leader()), reason="Kampanye surel, untuk pengukuran.").pk).update(
        first_report=began
    )  # fmt: skip
    analyse()


def leader() -> Any:
    """Who reads both boards."""
    from kondusif.accounts.models import User

    return User.objects.get(username="intan")


def board(client: Any, name: str, path: str) -> Row:
    """A board, each time with nothing kept."""
    from kondusif.web import selectors, views

    times = []
    for _round in range(BOARD_ROUNDS):
        selectors._room.cache_clear()
        views.drawn_places.cache_clear()
        began = time.perf_counter()
        answer = client.get(path, HTTP_HOST="localhost")
        times.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {answer.status_code}")
    slowest = round(max(times), 1)
    return {
        "name": name, "median_ms": round(statistics.median(times), 1), "slowest_ms": slowest,
        "bar_ms": BOARD_MS, "met": slowest <= BOARD_MS,
    }  # fmt: skip


def asked(client: Any, name: str, query: str, bar: bool) -> Row:
    """One page, again and again."""
    times, worked = [], []
    headers = {} if query[:1] in {"", "?"} else {"HX-Request": "true"}
    for _round in range(WARM + ROUNDS):
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(f"/ruang/laporan/{query}", HTTP_HOST="localhost", headers=headers)
        times.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        if answer.status_code != 200 or not (headers or b'class="r2' in answer.content):
            raise RuntimeError(f"{name}: {answer.status_code}")
    if bar and b'class="r2 tersegel"' in answer.content:
        raise RuntimeError("the first page came back locked")
    times = sorted(times[WARM:])
    p95 = round(times[int(len(times) * 0.95)], 1)
    row: Row = {
        "name": name, "median_ms": round(statistics.median(times), 1),
        "cpu_ms": round(statistics.median(worked[WARM:]), 1), "p95_ms": p95,
    }  # fmt: skip
    return row | ({"bar_ms": BAR_MS, "met": p95 <= BAR_MS} if bar else {})


def stage() -> Any:
    """The city with its verifier, who has a key."""
    from kondusif.kernel.actor import system_actor
    from kondusif.territory.services import load_national_list
    from support.cast import cast_of, found_exercise
    from support.keys import keys_of_the_cast

    load_national_list(system_actor("uji"))
    cast = cast_of(found_exercise())
    keys_of_the_cast(cast)
    return cast.budi


def fill(items: int) -> None:
    """A few hundred reports as the product keeps them at the head of the queue, and the others behind."""
    from datetime import timedelta

    from kondusif.intake.models import Report
    from kondusif.intake.rules import Kind
    from kondusif.intake.selectors import earliest_running
    from kondusif.intake.tests.factories import ReportFactory
    from support.cast import TODAY

    villages = villages_of_city()
    first = earliest_running(TODAY)
    for n in range(REAL):
        ReportFactory(
            number=f"LAP-3372-2024-A{n:06}", locator=f"R{n:04}", area_code=villages[n % len(villages)],
            known_on=first, happened_on=first, kind=Kind.NEUTRALITY if n % 3 else Kind.PEACE,
            received_on=TODAY - timedelta(days=DAYS),
        )  # fmt: skip
    for start in range(0, items - REAL, BATCH):
        copies(start, min(BATCH, items - REAL - start), villages)
    analyse()
    assert Report.objects.count() == items


def villages_of_city() -> list[str]:
    from kondusif.territory.selectors import place_choices
    from support.cast import CITY

    return [choice.code for group in place_choices(CITY) for choice in group.choices]


def copies(start: int, many: int, villages: list[str]) -> None:
    """Reports of their own number, place and day, each sealed for its own row under a content key that all share.

    Sealing a million keys apart takes an hour and changes nothing that is read here: every copy has its own rows of
    keys and wraps, and opens.
    """
    import uuid
    from datetime import timedelta

    from django.db import transaction

    from kondusif.intake.models import Report
    from kondusif.intake.rules import Kind
    from kondusif.intake.told import Told, closed, place
    from kondusif.vault.models import DataKey, Wrap
    from kondusif.vault.rules import Purpose
    from support.cast import TODAY

    key, wraps = shared_key()
    told, filler = Told(words="Spanduk dipasang di depan kantor kelurahan."), os.urandom(256)
    reports, keys, held = [], [], []
    for n in range(start, start + many):
        ref, content, identity = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
        day = TODAY - timedelta(days=n % DAYS)
        keys += [(content, Purpose.CONTENT, day), (identity, Purpose.IDENTITY, day)]
        held += [(content, unit, sealed) for unit, sealed in wraps] + [(identity, None, wraps[0][1])]
        kind = Kind.PEACE if n % 4 == 0 else Kind.NEUTRALITY
        sealed = closed(key, told, place(ref, "content"))
        reports.append((
            ref, f"LAP-3372-2024-{n:07}", kind, day, day, villages[n % len(villages)], content, sealed, identity,
            day, f"{n:032x}", base32(n), filler, "city",
        ))  # fmt: skip
    with transaction.atomic():
        pour(DataKey, ("id", "purpose", "made_on"), keys)
        pour(Wrap, ("data_key", "unit_key", "sealed"), held)
        names = ("ref", "number", "kind", "happened_on", "known_on", "area_code", "content_key", "content",
                 "identity_key", "received_on", "submission", "locator", "signature", "track")  # fmt: skip
        pour(Report, names, reports)


def shared_key() -> tuple[bytes, list[tuple[Any, bytes]]]:
    """A content key that the verifying units open, with its wraps: unit key (None: the reporter) and sealed bytes."""
    from kondusif.vault import boxes
    from kondusif.vault.models import UnitKey, Wrap
    from kondusif.vault.rules import Purpose
    from kondusif.vault.services import seal_for
    from support.cast import TODAY

    if not _shared:
        units = list(UnitKey.objects.filter(current=True))
        sealing = seal_for(Purpose.CONTENT, TODAY, units=units, reporter=boxes.new_pair().public)
        wraps = Wrap.objects.filter(data_key=sealing.save()).values_list("unit_key", "sealed")
        _shared.append((sealing.key, [(unit, bytes(sealed)) for unit, sealed in wraps]))
    return _shared[0]


_shared: list[tuple[bytes, list[tuple[Any, bytes]]]] = []


def pour(model: Any, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Rows into a table at once; every column that is not named has its default."""
    from django.db import connection

    sample = model()
    fields = [field for field in model._meta.concrete_fields if field.name in names or not field.primary_key]
    plain = [None if field.name in names else field.get_db_prep_save(field.pre_save(sample, True), connection)
             for field in fields]  # fmt: skip
    at = {field.name: place for place, field in enumerate(fields)}
    places = [(at[name], index, fields[at[name]]) for index, name in enumerate(names)]
    columns, table = ", ".join(f'"{field.column}"' for field in fields), model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as out:
                for row in rows:
                    out.write_row(whole(plain, places, row, lambda field, value: value))
        else:
            marks = ", ".join("?" for _field in fields)
            ready = [whole(plain, places, row, for_sqlite) for row in rows]
            cursor.cursor.connection.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', ready)


def whole(plain: list[Any], places: list[tuple[int, int, Any]], row: tuple[Any, ...], said: Any) -> list[Any]:
    found = list(plain)
    for place, index, field in places:
        found[place] = said(field, row[index])
    return found


def for_sqlite(field: Any, value: Any) -> Any:
    """As SQLite keeps it."""
    if hasattr(value, "hex") and not isinstance(value, bytes):
        return value.hex
    return value.isoformat() if hasattr(value, "isoformat") else value


def base32(n: int) -> str:
    """Five signs, different for each number, none that a real report of the stage has."""
    letters = "0123456789ABCDEFGHJKMNPQSTVWXYZ"
    signs = ""
    for _place in range(5):
        n, rest = divmod(n, len(letters))
        signs = letters[rest] + signs
    return signs


def analyse() -> None:
    """What autovacuum does by itself on a server that runs; SQLite keeps no figures here, as in a real home."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        print(json.dumps(inside(told.inside, told.items)))
        return 0
    kinds = [told.database] if told.database else ["sqlite", "postgresql"]
    rows = [row for kind in kinds for row in apart(kind, told.items)]
    print(json.dumps(rows, indent=1))
    return 0 if all(row.get("met", True) for row in rows) else 2


if __name__ == "__main__":
    sys.exit(main())
