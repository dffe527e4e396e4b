"""The same complete report fifty times at the same moment over HTTP: it is kept once, and other words are refused.

    python bench/copies.py                     20 reports, 50 copies of each
    python bench/copies.py --reports 1000      a thousand; about half an hour
    python bench/copies.py --database          PostgreSQL
    python bench/copies.py --unguarded         a database that lost its unique keys: must be found out

Fifty people hold the same filled page and press "send" together, as a phone does whose line breaks again and again.
Then the page is sent once more with other words: that is refused, and not a byte of the tables changes.
"""

import argparse
import copy
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.crowd import story
from harness.pages import Page
from harness.picture import small
from harness.reckoning import Verdict, look, reckon
from harness.reporter import Reporter, Story, Told, learn
from harness.site import Site, postgres_server, run, site

REPORTS, COPIES, SAMPLE = 20, 50, 25
PATIENCE_S, UNGUARDED_S, IMPATIENT_S = 120.0, 8.0, 1.0
# What a report is made of: every row of these rooms, as one digest for each table.
STATE = r"""
import hashlib, json, django; django.setup()
from django.apps import apps
def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value
found = {}
for room in ("intake", "vault", "audit", "institutions"):
    for model in apps.get_app_config(room).get_models():
        digest = hashlib.sha256()
        for row in model._default_manager.order_by("pk").values_list():
            digest.update(repr([plain(value) for value in row]).encode())
        found[model._meta.label] = digest.hexdigest()
print(json.dumps(found))
"""
# The same product over a table that has lost its unique keys: it looks first and writes then, and nothing holds.
UNGUARDED = r"""
import django; django.setup()
from django.db import connection
from kondusif.intake.models import Report
with connection.schema_editor() as editor:
    for name in ("submission", "locator"):
        field = Report._meta.get_field(name)
        loose = field.clone()
        loose._unique = False
        loose.set_attributes_from_name(name)
        loose.model = Report
        editor.alter_field(Report, field, loose)
        field._unique = False
"""
Row = dict[str, Any]


@dataclass
class Copies:
    """What came of it.

    Args:
        receipts: acknowledged answers; `silent` copies never got one, `strange` show another code than their form.
        refused: how the server answered the form with other words, and how often.
        changed: tables and files that were not the same after that.
        orphans: files on the disk that no row names.
    """

    verdict: Verdict = field(default_factory=Verdict)
    reports: int = 0
    receipts: int = 0
    silent: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)
    orphans: int = 0
    sheds: int = 0

    @property
    def once(self) -> bool:
        """One row each, one receipt for everybody, and other words change nothing."""
        kept = self.verdict.kept == self.reports and self.verdict.whole and not self.orphans
        told = not self.silent and not self.strange
        return kept and told and set(self.refused) == {"409"} and not self.changed


def pressed_together(
    port: int, pool: ThreadPoolExecutor, copies: int, one: Story, page: Page, patience_s: float = PATIENCE_S
) -> list[Told]:
    """So many people send the same page at the same moment; each comes again when asked to."""
    gate = threading.Barrier(copies)

    def press(number: int) -> Told:
        reporter = Reporter(port, patience_s=patience_s, wait_at_most_s=IMPATIENT_S, seed=number)
        gate.wait()
        try:
            return reporter.tell(one, page)
        finally:
            reporter.line.close()

    return list(pool.map(press, range(copies)))


def with_other_words(page: Page) -> Page:
    """The same form, with its mark and its code, telling something else."""
    other = copy.deepcopy(page)
    form = other.report_form()
    assert form is not None
    form.fields["words"].value = "Bukan itu yang terjadi; yang terjadi adalah hal yang lain sama sekali."
    return other


def files_of(place: Site) -> dict[str, int]:
    """Every file that is kept beside the database, with its size."""
    kept = place.home / "berkas"
    return {str(path.relative_to(kept)): path.stat().st_size for path in kept.rglob("*") if path.is_file()}


def state(place: Site) -> dict[str, object]:
    return json.loads(run(place.env, STATE)) | {"files": files_of(place)}


def try_all(
    folder: Path, *, reports: int, copies: int = COPIES, database: bool = False, unguarded: bool = False
) -> Copies:
    """One whole run on a fresh exercise city."""
    found = Copies(reports=reports)
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server()) if database else None
        place = stack.enter_context(site(folder, server))
        pool = stack.enter_context(ThreadPoolExecutor(copies))
        if unguarded:
            run(place.env, UNGUARDED)
        learned, first = learn(place.port, story("kisah-pertama"))
        assert first.acknowledged, first.said
        before, told, pages = look(place), [], []
        for number in range(reports):
            one = story(f"salinan-{number}", picture=small())
            page = Reporter(place.port, learned=learned, patience_s=PATIENCE_S).ready(one)
            patience = UNGUARDED_S if unguarded else PATIENCE_S  # with a row too many the product may well stumble
            told.append(tally(found, page, pressed_together(place.port, pool, copies, one, page, patience)))
            pages.append((one, page))
            if (number + 1) % 100 == 0:
                print(f"  {number + 1} reports, {found.receipts} receipts", file=sys.stderr, flush=True)
        found.verdict = reckon(place, before, told, [1] * reports)
        found.orphans = len(files_of(place)) - look(place)["named"]
        if not unguarded:
            tell_otherwise(place, found, pages)
            open_some(place, found.verdict, [one.code for one in told])
    return found


def tally(found: Copies, page: Page, answers: list[Told]) -> Told:
    """What one report's copies were told, as one story for the reckoning."""
    one = Told(code=page.code, codes={page.code}, acknowledged=any(answer.acknowledged for answer in answers))
    for answer in answers:
        found.receipts += answer.acknowledged
        found.sheds += answer.sheds
        if not answer.acknowledged:
            found.silent.append(answer.said)
        elif answer.codes != {page.code}:
            found.strange.append(answer.code)
    return one


def tell_otherwise(place: Site, found: Copies, pages: list[tuple[Story, Page]]) -> None:
    """Each form once more with other words; then every table is compared with what it was."""
    before = state(place)
    for one, page in pages:
        told = Reporter(place.port, patience_s=PATIENCE_S).tell(one, with_other_words(page))
        found.refused["receipt" if told.acknowledged else told.said[:3]] += 1
    after = state(place)
    found.changed = sorted(name for name in before | after if before.get(name) != after.get(name))


def open_some(place: Site, verdict: Verdict, codes: list[str]) -> None:
    """The code that everybody was shown opens the report."""
    reporter = Reporter(place.port, patience_s=PATIENCE_S)
    for code in codes[:: max(1, len(codes) // SAMPLE)]:
        if reporter.look_back(code):
            verdict.opened += 1
        else:
            verdict.shut.append(code)


def row_of(name: str, found: Copies, seconds: float, *, unguarded: bool) -> Row:
    met = found.verdict.kept > found.reports and not found.once if unguarded else found.once
    return {
        "name": name, "reports": found.reports, "rows": found.verdict.kept, "receipts": found.receipts,
        **found.verdict.counts(), "silent": len(found.silent), "other_code": len(found.strange),
        "other_words": dict(found.refused), "changed": found.changed, "orphans": found.orphans, "shed": found.sheds,
        "whole_s": round(seconds, 1), "met": met,
    }  # fmt: skip


def one_run(name: str, **options: Any) -> Row:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kondusif-copies-") as folder:
        found = try_all(Path(folder), **options)
    for said, count in Counter(found.silent).most_common(5):
        print(f"  no receipt: {said} x{count}", file=sys.stderr)
    return row_of(name, found, time.perf_counter() - began, unguarded=options.get("unguarded", False))


def measure() -> list[Row]:
    """Rows for `make bench`."""
    return [
        one_run("the same report fifty times at once", reports=REPORTS),
        one_run("the same without unique keys (must be found)", reports=3, unguarded=True),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--database", action="store_true", help="on PostgreSQL")
    parser.add_argument("--unguarded", action="store_true", help="without the unique keys of the database")
    row = one_run("copies", **vars(parser.parse_args()))
    print(json.dumps(row))
    return 0 if row["met"] else 2


if __name__ == "__main__":
    sys.exit(main())
