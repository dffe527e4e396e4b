"""The reading of one article, once the lexicons are loaded, and what a fresh process needs before the first.

`make bench ARGS="read_article"`, or run the file itself: `.venv/bin/python bench/read_article.py [FOLDER]`. FOLDER has
one article a file (*.txt). Without it: the five articles of the shared folder where it stands (KONDUSIF_SHARED), and
the invented ones of the reader's own tests.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "src/kondusif/engine/tests/articles"
SEEDS = Path(os.environ.get("KONDUSIF_SHARED", ROOT.parent / "shared")) / "seeds"
ROUNDS, BAR_MS = 20, 50.0
Row = dict[str, object]


def measure(folders: list[Path] | None = None) -> list[Row]:
    """One row for the start, one for every article: its length, the median and the worst of twenty readings."""
    files = [file for folder in folders or [SEEDS, OWN] for file in sorted(folder.glob("*.txt"))]
    if not files:
        raise SystemExit("no *.txt to read")
    began = time.perf_counter()
    from kondusif.engine.reading import read
    from kondusif.media.gazetteer import national

    places = national()
    read(files[0].read_text("utf-8"), places)
    rows: list[Row] = [{"name": "load and first article", "first_ms": (time.perf_counter() - began) * 1000}]
    for file in files:
        text, runs = file.read_text("utf-8"), []
        for _round in range(ROUNDS):
            began = time.perf_counter()
            read(text, places)
            runs.append((time.perf_counter() - began) * 1000)
        median = statistics.median(runs)
        rows.append({
            "name": f"read {file.stem}", "characters": len(text), "median_ms": median, "worst_ms": max(runs),
            "bar_ms": BAR_MS, "met": median <= BAR_MS,
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    print(json.dumps(measure([Path(name) for name in sys.argv[1:]]), indent=2))
