"""Complete anonymous reports with one photo, as they would come on a bad day, while officers send their check-ins.

    python bench/report_flood.py                       20 reports a second for 60 s, officers beside them
    python bench/report_flood.py --seconds 600         the bar itself: ten minutes
    python bench/report_flood.py --times 10            ten times that flood: visitors may be asked to come later

Open loop: a report begins at its moment whether or not earlier ones have ended. Its latency is counted from the
moment of its sending; the whole walk (look, answers, sending, any waiting in between) stands beside it. "Shed" are
answers that ask to come later (503); the reporter does, and the report counts as failed only if it gives up.
Officers are a closed loop of one-tap nil reports; a trigger of the bench forgets each row as it is written, so that
every tap writes anew. The load comes from this machine too and takes its share of the two cores.
"""

import argparse
import json
import multiprocessing
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

from harness.crowd import story
from harness.load import PATIENCE_S, officers, reporters
from harness.picture import drawn
from harness.reckoning import look, reckon
from harness.reporter import Told, learn
from harness.site import Site, run, site

RATE, SECONDS, OFFICERS = 20.0, 60, 4
SEND_BAR_S, OFFICER_RATE_BAR, OFFICER_BAR_S = 1.5, 200.0, 0.5
ANCHOR = "GlobaLeaks on such a machine: 0.68/s with one reporter, 5 of 14 failed with four (as found elsewhere)"
# Ten minutes of sign-ins are not what is measured: the sessions of the officers stand before the load begins.
MANY_OFFICERS = r"""
import json, sys, django; django.setup()
from datetime import date
from kondusif.accounts.rules import Role
from kondusif.territory.selectors import kelurahan_of
from support.cast import CITY, person
areas = [area.code for area in kelurahan_of(CITY)]
for number in range(int(sys.argv[1])):
    person(f"petugas{number}", f"Petugas {number}", Role.FIELD, None, areas[number % len(areas)])
print(json.dumps(areas))
"""
Row = dict[str, Any]


@dataclass
class Load:
    """What one run measured."""

    told: list[Told] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    tap_faults: list[str] = field(default_factory=list)
    written: int = 0


def forget_at_once(place: Site) -> None:
    """A nil report is gone as soon as it is written, so that the next tap writes anew, with its entry in the trail."""
    with closing(sqlite3.connect(place.home / "kondusif.sqlite3", timeout=10)) as line:
        line.execute(
            "CREATE TRIGGER bench_forget AFTER INSERT ON incidents_nilreport"
            " BEGIN DELETE FROM incidents_nilreport WHERE id = NEW.id; END"
        )
        line.commit()


COUNT = r"""
import django; django.setup()
from kondusif.audit.models import Entry
print(Entry.objects.filter(action="incidents.nil_report.filed").count())
"""


def run_load(place: Site, *, rate: float, seconds: float, count: int) -> Load:
    """Let both loads go at the same moment and gather what they measured."""
    learned, first = learn(place.port, story("kisah-pertama", picture=drawn()))
    if not first.acknowledged:
        raise RuntimeError(f"not even one report is taken: {first.said}")
    areas = run(place.env, MANY_OFFICERS, str(count)) if count else "[]"
    way = multiprocessing.get_context("spawn")
    from_reporters, from_officers = way.Queue(), way.Queue()
    load = Load()
    crew = [(officers, (place.port, count, seconds, from_officers))] if count else []
    crew += [(reporters, (place.port, rate, seconds, learned, from_reporters))] if rate else []
    before = int(run(place.env, COUNT))
    start_at = time.time() + 4 + count / 4
    workers = [way.Process(target=job, args=(*words, start_at), daemon=True) for job, words in crew]
    for worker in workers:
        worker.start()
    if count:
        ready = from_officers.get(timeout=120)
        assert ready == "ready", ready
        from_officers.put(areas)
    forget_at_once(place)
    if rate:
        load.told = gathered(from_reporters, seconds)
    if count:
        load.taps, load.tap_faults = from_officers.get(timeout=seconds + 120)
    for worker in workers:
        worker.join(30)
    load.written = int(run(place.env, COUNT)) - before
    load.told.append(first)
    return load


def gathered(way: Any, seconds: float) -> list[Told]:
    """Everything that the reporters hand over, until they say that it is all."""
    told: list[Told] = []
    until = time.perf_counter() + seconds + PATIENCE_S + 90
    while time.perf_counter() < until:
        try:
            one = way.get(timeout=5)
        except Empty:
            continue
        if one is None:
            break
        told.append(one)
    return told


def flood(name: str, *, rate: float, seconds: float, count: int = OFFICERS) -> list[Row]:
    """One run on a fresh city: a row for the reports, one for the officers."""
    with tempfile.TemporaryDirectory(prefix="kondusif-flood-") as folder, site(Path(folder)) as place:
        before = look(place)
        began_load = os.getloadavg()[0]
        load = run_load(place, rate=rate, seconds=seconds, count=count)
        verdict = reckon(place, before, load.told, [1] * len(load.told)) if rate else None
    rows: list[Row] = []
    if verdict is not None:
        rows.append(report_row(name, load, rate, seconds, verdict.counts() | {"whole": verdict.whole}))
        rows[0]["load_before"] = round(began_load, 1)
    if count:
        taps = sorted(load.taps) or [float("inf")]
        a_second, p95 = len(load.taps) / seconds, quantile(taps, 0.95)
        rows.append({
            "name": f"{name}: officers' check-ins", "officers": count, "per_s": round(a_second, 1),
            "per_s_bar": OFFICER_RATE_BAR, "written_per_s": round(load.written / seconds, 1),
            "p50_s": round(quantile(taps, 0.5), 4), "p95_s": round(p95, 4), "p95_bar_s": OFFICER_BAR_S,
            "failed": len(load.tap_faults),
            "met": a_second >= OFFICER_RATE_BAR and p95 <= OFFICER_BAR_S and not load.tap_faults,
        })  # fmt: skip
    return rows


def report_row(name: str, load: Load, rate: float, seconds: float, counts: dict[str, Any]) -> Row:
    """The figures of the reports; the bar uses the latency of the sending, the walk stands beside it."""
    done = [one for one in load.told[:-1] if one.acknowledged]
    sends, walks = sorted(one.send_s for one in done), sorted(one.walk_s for one in done)
    ended = max((one.began + one.walk_s for one in done), default=0.0) - min((one.began for one in done), default=0.0)
    failed = len(load.told) - 1 - len(done)
    a_second, p95 = len(done) / max(ended, seconds), quantile(sends, 0.95)
    whole = counts["whole"] and not counts["lost"]
    met: bool = a_second >= min(rate, RATE) * 0.99 and p95 <= SEND_BAR_S and not failed and whole
    if rate > RATE:  # under a flood above the bar visitors may be sent away, but what is acknowledged must be kept
        met = whole
    return {
        "name": f"{name}: reports", "asked_per_s": rate, "kept_per_s": round(a_second, 2), "reports": len(done),
        "failed": failed, "lost": counts["lost"], "duplicates": counts["duplicates"],
        "shed": sum(one.sheds for one in load.told), "faults": sum(one.faults + one.broken for one in load.told),
        "p50_s": round(quantile(sends, 0.5), 3), "p95_s": round(p95, 3), "p95_bar_s": SEND_BAR_S,
        "walk_p50_s": round(quantile(walks, 0.5), 3), "walk_p95_s": round(quantile(walks, 0.95), 3),
        "why_failed": sorted({one.said[:80] for one in load.told[:-1] if not one.acknowledged})[:3], "met": met,
    }  # fmt: skip


def quantile(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    if not values:
        return float("inf")
    cuts = statistics.quantiles(values, n=1000, method="inclusive") if len(values) > 1 else values * 1000
    return cuts[int(share * 1000) - 1]


def measure() -> list[Row]:
    """Rows for `make bench`: the bar for a minute, and ten times as much for half a minute."""
    seconds = float(os.environ.get("BENCH_FLOOD_SECONDS", SECONDS))
    rows = flood("20 reports a second", rate=RATE, seconds=seconds)
    rows += flood("ten times that flood", rate=10 * RATE, seconds=seconds / 2)
    rows[0]["found_elsewhere"] = ANCHOR
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--times", type=float, default=1.0, help="so many times twenty reports a second; 0 for none")
    parser.add_argument("--officers", type=int, default=OFFICERS)
    words = parser.parse_args()
    rows = flood(f"flood x{words.times:g}", rate=RATE * words.times, seconds=words.seconds, count=words.officers)
    for row in rows:
        print(json.dumps(row))
    return 0 if all(row["met"] for row in rows) else 2


if __name__ == "__main__":
    sys.exit(main())
