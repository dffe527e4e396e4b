"""What somebody reads who carries everything away: database, its log, media, output, settings, the secret key.

    python bench/dump.py                        90 reports with more than 1,000 needles of the bar, SQLite
    python bench/dump.py --reports 1000         a thousand reports, some 16,000 needles
    python bench/dump.py --database             PostgreSQL: pg_dump, and the data folder with its WAL
    python bench/dump.py --wrong                a server that also keeps a plain copy: must be found out

Reports with a needle of every kind are sent over HTTP to a served installation. Then the loot is searched, every byte,
raw and decoded; and the attacker tries the product itself with the secret key in hand.
"""

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness import attacker
from harness.crowd import story
from harness.needles import Needles, blocks_of, search
from harness.picture import drawn, paper, photo
from harness.reporter import Reporter, Story, Told, learn
from harness.site import BENCH, Postgres, Site, postgres_server, site

REPORTS, CLIENTS, LEAST = 90, 4, 1000
# The bar speaks of names, NIK, phones, accounts, file names, camera data and codes; others are planted beside them.
BAR = {
    "name": ("nama", "terlapor"), "nik": ("nik",), "phone": ("phone",), "account": ("isi", "tempat", "bukti", "pesan"),
    "file name": ("berkas",), "camera": ("kamera", "komentar"),
}  # fmt: skip
CAMERA = "k" * 15  # as long as a needle
WRONG = [str(BENCH / "harness" / "wrong.py"), "copy"]
Row = dict[str, Any]


@dataclass
class Dump:
    """What was planted and what was found."""

    reports: int = 0
    messages: int = 0
    needles: Needles = field(default_factory=Needles)
    files: int = 0
    megabytes: float = 0.0
    found: dict[str, str] = field(default_factory=dict)
    tries: dict[str, str] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def planted(self) -> dict[str, int]:
        """How many different needles of each kind of the bar."""
        kinds = Counter(self.needles.planted.values())
        return {name: sum(kinds[one] for one in kinds_of) for name, kinds_of in BAR.items()} | {
            "code": len(self.needles.codes)
        }

    @property
    def enough(self) -> bool:
        """As many as the bar names, and of every kind."""
        return sum(self.planted.values()) >= LEAST and all(self.planted.values())

    @property
    def silent(self) -> bool:
        return not self.found and not self.read


def with_needles(number: int, needles: Needles) -> tuple[Story, str, str]:
    """One report in which every field and file carries a needle of its own; also a message, and the browser's name."""
    plain = story(f"{number}", rng=random.Random(number))
    told = {
        "words": f"Pada pertemuan, {needles.text('isi')} mengajak warga. NIK saya {needles.nik()}.",
        "place_words": f"depan {needles.text('tempat')}", "evidence_words": f"foto {needles.text('bukti')}",
        "accused_name": f"Joko {needles.text('terlapor')}", "name": f"Sari {needles.text('nama')}",
        "address": f"Jalan {needles.text('alamat')} 3", "phone": needles.phone(),
        "email": f"{needles.text('surel')}@contoh.id",
    }  # fmt: skip
    files = [(f"{needles.text('berkas')}.jpg", photo(needles.text("komentar"), tagged(needles)), "image/jpeg")]
    if number % 5 == 0:
        title = needles.text("judul")
        files.append((f"{needles.text('berkas')}.pdf", paper(title, needles.text("halaman")), "application/pdf"))
    return Story(plain.fields | told, files), f"Saya lupa: {needles.text('pesan')}.", needles.text("peramban")


def tagged(needles: Needles) -> bytes:
    """A photo with a needle as the camera's name; drawn once, and the name put in its place."""
    needle = needles.text("kamera").encode()
    data = drawn(4, CAMERA, 20)
    assert len(needle) == len(CAMERA)
    assert data.count(CAMERA.encode()) == 1
    return data.replace(CAMERA.encode(), needle)


def send_all(place: Site, count: int, dump: Dump) -> list[Told]:
    """Send the reports and a message for each; the codes that were shown are needles too."""
    learned, first = learn(place.port, story("kisah-pertama"))
    dump.needles.codes |= first.codes
    plan = [with_needles(number, dump.needles) for number in range(count)]

    def send(job: tuple[Story, str, str]) -> Told:
        one, message, browser = job
        reporter = Reporter(place.port, learned=learned, wait_at_most_s=2.0, headers={"User-Agent": browser})
        told = reporter.tell(one)
        if told.acknowledged:
            told.answered = reporter.write_back(told.code, message)
            if not told.answered:
                print(f"  no message: {reporter.last_said}", file=sys.stderr, flush=True)
        reporter.line.close()
        return told

    with ThreadPoolExecutor(CLIENTS) as pool:
        done = list(pool.map(send, plan))
    dump.reports, dump.messages = sum(one.acknowledged for one in done), sum(one.answered for one in done)
    for one in done:
        dump.needles.codes |= one.codes
    return done


def standing(place: Site, folder: Path, server: Postgres | None) -> list[Path]:
    """What lies there before the first report: the national list and the like need not be searched again."""
    if server is not None:
        return [path for path in server.data.rglob("*") if path.is_file()]
    copy = folder / "sebelum.sqlite3"
    vacuumed(place, copy)
    return [copy, *[path for path in place.home.rglob("*") if path.is_file()]]


def vacuumed(place: Site, copy: Path) -> None:
    """The database's own copy of itself, made while it runs."""
    with closing(sqlite3.connect(place.home / "kondusif.sqlite3", timeout=30)) as line:
        line.execute("VACUUM INTO ?", (str(copy),))


def carried_away(place: Site, folder: Path, server: Postgres | None) -> list[Path]:
    """Every file that somebody with the machine's disk has: copied while it runs, with the database's own copies."""
    loot = folder / "jarahan"
    copied(place.home, loot / "rumah")
    copied(place.temporary, loot / "sementara")
    shutil.copy(place.log, loot / "keluaran.log")
    (loot / "lingkungan").write_text("\n".join(f"{key}={value}" for key, value in place.env.items()))
    if server is None:
        vacuumed(place, loot / "salinan.sqlite3")
    else:
        with (loot / "salinan.sql").open("wb") as out:
            words = [str(server.programs / "pg_dump"), "--inserts", server.url]
            subprocess.run(words, stdout=out, check=True, timeout=300)
        copied(server.data, loot / "data")
        shutil.copy(server.folder / "log", loot / "server.log")
    return [path for path in loot.rglob("*") if path.is_file()]


def copied(source: Path, target: Path) -> None:
    """A folder as it is while programs write in it; what vanishes on the way was not there to be carried."""
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                shutil.copy(path, place)


def rob(folder: Path, *, reports: int, database: bool = False, wrong: bool = False) -> Dump:
    """One whole run: serve, send, carry away, search, and try the product."""
    dump = Dump()
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server()) if database else None
        place = stack.enter_context(site(folder, server, **({"program": WRONG} if wrong else {})))
        known = blocks_of(standing(place, folder, server))
        send_all(place, reports, dump)
        print(f"  {dump.reports} reports, {len(dump.needles)} needles", file=sys.stderr, flush=True)
        loot = carried_away(place, folder, server)
        dump.files, dump.megabytes = len(loot), sum(path.stat().st_size for path in loot) / 2**20
        dump.found = search(dump.needles, loot, known)
        print(f"  searched {dump.megabytes:.0f} MB", file=sys.stderr, flush=True)
        place.stop()
        if not wrong:
            dump.tries, dump.read = attacker.try_all(place, dump.needles)
    return dump


def row_of(name: str, dump: Dump, seconds: float, *, wrong: bool) -> Row:
    met = bool(dump.found) if wrong else dump.silent and dump.enough
    return {
        "name": name, "reports": dump.reports, "messages": dump.messages, "needles": len(dump.needles),
        "of_the_bar": sum(dump.planted.values()), "kinds": dump.planted, "found": len(dump.found),
        "read_through_the_product": len(dump.read), "files": dump.files,
        "loot_mb": round(dump.megabytes, 1), "whole_s": round(seconds, 1), "met": met,
    }  # fmt: skip


def one_run(name: str, **options: Any) -> Row:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kondusif-dump-") as folder:
        dump = rob(Path(folder), **options)
    for needle, way in [*list(dump.found.items())[:20], *list(dump.read.items())[:20]]:
        print(f"  {needle} ({dump.needles.planted.get(needle, 'kode')}): {way}", file=sys.stderr)
    for what, came in dump.tries.items():
        print(f"  tried: {what}: {came}", file=sys.stderr)
    return row_of(name, dump, time.perf_counter() - began, wrong=options.get("wrong", False))


def measure() -> list[Row]:
    """Rows for `make bench`."""
    return [
        one_run("needles readable in all that was carried away", reports=REPORTS),
        one_run("the same with a server that keeps a plain copy (must be found)", reports=10, wrong=True),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--database", action="store_true", help="on PostgreSQL")
    parser.add_argument("--wrong", action="store_true", help="a server that keeps a plain copy")
    row = one_run("dump", **vars(parser.parse_args()))
    print(json.dumps(row))
    return 0 if row["met"] else 2


if __name__ == "__main__":
    sys.exit(main())
