"""How long the reading of one article takes, and how long a fresh process needs before the first.

Run: .venv/bin/python bench/read_article.py [FOLDER]

FOLDER holds one article a file (*.txt); without it, the articles of the reader's own tests are read. The bar is 50 ms an
article once the lexicons are loaded. Prints a table and writes bench/results/read_article.json.
"""

import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS, BAR_MS = 20, 50.0


def milliseconds(work: object, *args: object) -> float:
    began = time.perf_counter()
    work(*args)  # type: ignore[operator]
    return (time.perf_counter() - began) * 1000


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "src/kondusif/engine/tests/articles"
    files = sorted(folder.glob("*.txt"))
    if not files:
        print(f"No *.txt in {folder}", file=sys.stderr)
        return 2
    began = time.perf_counter()
    from kondusif.engine.reading import read
    from kondusif.media.gazetteer import national

    places = national()
    texts = {file.name: file.read_text("utf-8") for file in files}
    read(next(iter(texts.values())), places)
    first = (time.perf_counter() - began) * 1000
    rows = []
    for name, text in texts.items():
        runs = sorted(milliseconds(read, text, places) for _ in range(ROUNDS))
        rows.append(
            {
                "article": name,
                "characters": len(text),
                "median_ms": round(statistics.median(runs), 2),
                "worst_ms": round(runs[-1], 2),
            }
        )
    print(f"{'article':<32}{'characters':>11}{'median ms':>11}{'worst ms':>10}")
    for row in rows:
        print(f"{row['article']:<32}{row['characters']:>11}{row['median_ms']:>11}{row['worst_ms']:>10}")
    worst = max(float(str(row["median_ms"])) for row in rows)
    print(f"load and first article: {first:.0f} ms; slowest median: {worst:.1f} ms; bar: {BAR_MS:.0f} ms an article")
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    document = {"first_ms": round(first, 1), "bar_ms": BAR_MS, "rounds": ROUNDS, "rows": rows}
    (results / "read_article.json").write_text(json.dumps(document, indent=2), "utf-8")
    return 0 if worst <= BAR_MS else 2


if __name__ == "__main__":
    sys.exit(main())
