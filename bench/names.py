"""One messy name to five entries of a roster: the index against its named peers, on one invented roster.

`make bench ARGS="names"`, or:
    .venv/bin/python bench/names.py --size 4700000 [--names 1000] [--peers tantivy,duckdb,cdist,pg_trgm] [--kinds]
    .venv/bin/python bench/names.py --growth --size 4700000      draws docs/img/names-growth.svg

A name counts as found when one of the five carries the folded name of the truth; `recall_person` counts only the very
person, with unit and area where the report says them. Seeds differ from those of tools/calibrate_names.py.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from harness.growth import draw
from harness.name_peers import cdist_rate, peers
from kondusif.engine.names import build, normalise
from kondusif.engine.names.pieces import match_table
from synthetic_names import noisy, roster

Row = dict[str, object]
FULL = 4_700_000
BARS = {"recall": 0.97, "p50_ms": 3.5, "p95_ms": 10.0, "build_s": 30.0, "size_mb": 650.0, "names_per_s": 500.0}
GROWTH = (10_000, 30_000, 100_000, 300_000, 1_000_000, FULL)
PLOT = Path(__file__).resolve().parents[1] / "docs/img/names-growth.svg"
SEED, WARM, PEER_NAMES = 1_002, 200, 200


def measure(
    size: int = 0, count: int = 1_000, wanted: str = "tantivy,duckdb,cdist,pg_trgm", kinds: bool = False
) -> list[Row]:
    """Our row, a row for the batch, and one for every peer that is installed."""
    size = size or int(os.environ.get("BENCH_NAMES_SIZE", FULL))
    people = roster(size, SEED)
    asked = noisy(people, count, SEED + 1).to_pylist()
    truths = _truths(people, asked)
    with tempfile.TemporaryDirectory() as folder:
        rows = _ours(people, asked, truths, Path(folder, "index"), kinds)
        rows.append(_batch(people, Path(folder, "index"), Path(folder)))
    rows += _absent(people)
    chosen = set(wanted.split(",")) - {""}
    if chosen:
        names = _different(people)
        rows += _peers(names, asked[:PEER_NAMES], truths[:PEER_NAMES], chosen)
    return rows


def _truths(people: pa.Table, asked: list[dict[str, str]]) -> list[str]:
    """The folded names of the persons meant."""
    wanted = pa.array([row["truth"] for row in asked])
    rows = pc.index_in(wanted, people["nip"].combine_chunks())
    return [normalise(name).text for name in people["nama"].take(rows).to_pylist()]


def _different(people: pa.Table) -> list[str]:
    """The different folded names of a roster, as the peers get them."""
    from kondusif.engine.names.bulk import fold_column

    column = fold_column(people["nama"])
    words = ["", *column.vocabulary]
    return sorted(
        {" ".join(words[number] for number in row if number) for row in np.unique(column.words, axis=0).tolist()}
    )


def _ours(people: pa.Table, asked: list[dict[str, str]], truths: list[str], folder: Path, kinds: bool) -> list[Row]:
    began = time.perf_counter()
    index = build(people, folder)
    built = time.perf_counter() - began
    for row in noisy(people, WARM, SEED + 2).to_pylist():
        index.match(row["nama"], unit=row["unit"], area=row["wilayah"])
    times, named, person = [], [], []
    for row, truth in zip(asked, truths, strict=True):
        began = time.perf_counter()
        found = index.match(row["nama"], unit=row["unit"], area=row["wilayah"])
        times.append((time.perf_counter() - began) * 1000)
        named.append(any(normalise(match.name).text == truth for match in found))
        person.append(any(match.nip == row["truth"] for match in found))
    alone = [any(normalise(match.name).text == truth for match in index.match(row["nama"]))
             for row, truth in zip(asked[:PEER_NAMES], truths, strict=False)]  # fmt: skip
    size_mb = int(index.store.header["bytes"]) / 1e6
    out: Row = {
        "name": f"names: our index, {len(people):,} entries", "recall": statistics.mean(named),
        "recall_person": statistics.mean(person), "recall_name_only": statistics.mean(alone),
        "p50_ms": statistics.median(times), "p95_ms": float(np.percentile(times, 95)),
        "build_s": built, "size_mb": size_mb,
    }  # fmt: skip
    met = out["recall"] >= BARS["recall"] and all(
        out[key] <= BARS[key] for key in ("p50_ms", "p95_ms", "build_s", "size_mb")
    )
    return [
        out | {f"bar_{key}": BARS[key] for key in list(BARS)[:5]} | {"met": met},
        *(_by_kind(asked, named) if kinds else []),
    ]


def _by_kind(asked: list[dict[str, str]], named: list[bool]) -> list[Row]:
    seen: dict[str, list[bool]] = defaultdict(list)
    for row, hit in zip(asked, named, strict=True):
        for kind in row["noise"].split("+"):
            seen[kind].append(hit)
    return [
        {"name": f"names: noise {kind}", "recall": statistics.mean(hits), "names": len(hits)}
        for kind, hits in sorted(seen.items())
    ]


def _batch(people: pa.Table, index: Path, scratch: Path) -> Row:
    """A table of names with two processes, their start included."""
    names = noisy(people, 6_000, SEED + 3)
    began = time.perf_counter()
    for _part in match_table(index, names, 5, scratch, workers=2):
        pass
    rate = len(names) / (time.perf_counter() - began)
    return {"name": "names: batch, two processes", "names_per_s": rate, "bar_names_per_s": BARS["names_per_s"],
            "met": rate >= BARS["names_per_s"]}  # fmt: skip


def _absent(people: pa.Table) -> list[Row]:
    """Calibration, and people who stand in no roster, on a smaller roster of another seed."""
    some = roster(min(len(people), 200_000), SEED + 50)
    with tempfile.TemporaryDirectory() as folder:
        index = build(some, Path(folder, "index"))
        bands: dict[str, list[bool]] = defaultdict(list)
        strangers: Counter[str] = Counter()
        for row in noisy(some, 2_000, SEED + 51, absent=0.2).to_pylist():
            found = index.match(row["nama"], unit=row["unit"], area=row["wilayah"])
            for match in found:
                bands[_band(match.score)].append(match.nip == row["truth"])
            if not row["truth"]:
                strangers["all"] += 1
                strangers["accused"] += bool(found) and found[0].score >= 0.9
    rows: list[Row] = [{"name": f"names: score {band}", "answers": len(hits), "right": statistics.mean(hits)}
                       for band, hits in sorted(bands.items())]  # fmt: skip
    return [*rows, {"name": "names: strangers", "asked": strangers["all"], "score_over_09": strangers["accused"]}]


def _band(score: float) -> str:
    edges = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
    at = max(place for place, edge in enumerate(edges) if score >= edge)
    return f"{edges[at]:.1f}-{min(edges[at + 1], 1.0):.1f}"


def _peers(names: list[str], asked: list[dict[str, str]], truths: list[str], chosen: set[str]) -> list[Row]:
    folded = [normalise(row["nama"]).text for row in asked]
    rows: list[Row] = []
    if "cdist" in chosen:
        answers, rate = cdist_rate(names, folded)
        recall = statistics.mean(truth in found for truth, found in zip(truths, answers, strict=True))
        rows.append({"name": "names: rapidfuzz cdist, 2 threads", "recall": recall, "names_per_s": rate})
    for peer in peers(names, chosen):
        recall, times = _timed(peer.ask, folded, truths)
        rows.append({"name": f"names: {peer.name}", "recall": recall, "p50_ms": statistics.median(times),
                     "p95_ms": float(np.percentile(times, 95)), "build_s": peer.build_s,
                     "size_mb": peer.size_mb})  # fmt: skip
    return rows


def _timed(ask: Callable[[str], list[str]], folded: list[str], truths: list[str]) -> tuple[float, list[float]]:
    times, hits = [], []
    for name, truth in zip(folded, truths, strict=True):
        began = time.perf_counter()
        found = ask(name)
        times.append((time.perf_counter() - began) * 1000)
        hits.append(truth in found)
    return statistics.mean(hits), times


def growth(most: int) -> list[Row]:
    """Time of a name and of the build, from ten thousand entries up, and the plot of both."""
    rows = [measure(size, 600, "")[0] | {"entries": size} for size in GROWTH if size <= most]
    sizes = [int(str(row["entries"])) for row in rows]
    draw(PLOT, "Names: cost by size of the roster", "entries", sizes, {
        "p50, ms a name": [float(str(row["p50_ms"])) for row in rows],
        "p95, ms a name": [float(str(row["p95_ms"])) for row in rows],
        "build, s": [float(str(row["build_s"])) for row in rows],
    })  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=FULL)
    parser.add_argument("--names", type=int, default=1_000)
    parser.add_argument("--peers", default="tantivy,duckdb,cdist,pg_trgm")
    parser.add_argument("--kinds", action="store_true", help="recall by kind of noise")
    parser.add_argument("--growth", action="store_true")
    asked = parser.parse_args()
    rows = growth(asked.size) if asked.growth else measure(asked.size, asked.names, asked.peers, asked.kinds)
    print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
