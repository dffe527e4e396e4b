"""The reading of one article, once the lexicons are loaded, and what a fresh process needs before the first.

`make bench ARGS="read_article"`, or run the file itself: `.venv/bin/python bench/read_article.py [FOLDER]`. FOLDER has
one article a file (*.txt). Without it: the five articles of the shared folder where it stands (KONDUSIF_SHARED), and
the invented ones of the reader's own tests.

    .venv/bin/python bench/read_article.py --held-out [dev|test|fresh] [--tell]

gives precision and recall a field on press articles that were kept out of the writing, whose texts stand in the folder
KONDUSIF_PRESS and whose facts stand in `src/kondusif/engine/tests/held_out.yaml`; `--tell` prints every difference.

    .venv/bin/python bench/read_article.py --names

gives precision and recall of the finding of names on the development parts of the two open corpora (shared folder).
"""

import argparse
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


def held_out(halves: list[str], *, tell: bool = False) -> list[Row]:
    """One row a half and field."""
    from kondusif.engine.tests.held_out import measured, names, rows
    from kondusif.media.gazetteer import national

    if not any(names(half) for half in halves):
        raise SystemExit("no texts of the held-out articles: set KONDUSIF_PRESS to their folder")
    told = (lambda line: print(line, file=sys.stderr)) if tell else (lambda _line: None)
    return [row for half in halves for row in rows(half, measured(half, national(), told))]


def names_found() -> list[Row]:
    """One row a corpus and kind of name, with the model of names and as if it said yes to everything."""
    from kondusif.engine.reading import people
    from kondusif.engine.tests.open_corpora import DEV, measured
    from kondusif.media.gazetteer import national

    if not all(path.is_file() for path in DEV.values()):
        raise SystemExit("no open corpora: set KONDUSIF_SHARED to the folder that has data/")
    found: list[Row] = []
    kept = people.LIKELY
    for name, likely in (("with the model", kept), ("without the model", 0.0)):
        people.LIKELY = likely
        for kind, tally in measured(list(DEV.values()), national()).items():
            found.append({
                "name": f"{kind} {name}", "precision": round(tally.precision, 3), "recall": round(tally.recall, 3),
                "right": tally.right, "said": tally.said, "true": tally.true,
            })  # fmt: skip
    people.LIKELY = kept
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="*", type=Path)
    asked.add_argument("--held-out", choices=["dev", "test", "fresh", "all"], nargs="?", const="all")
    asked.add_argument("--names", action="store_true")
    asked.add_argument("--tell", action="store_true")
    given = asked.parse_args()
    if given.held_out:
        found = held_out(["dev", "test", "fresh"] if given.held_out == "all" else [given.held_out], tell=given.tell)
    elif given.names:
        found = names_found()
    else:
        found = measure(given.folders)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
