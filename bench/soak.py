"""The long form of the harnesses: 200 kills, ten minutes of flood, a thousand reports robbed, fuzz at larger counts.

    make soak                           everything, one after the other, about an hour on two cores
    make soak ARGS="kills flood"        only the parts whose name holds one of the words

Everything listens on this machine alone, ends by itself, and ends only what it started. Exit status 2: a part failed.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PATIENCE_S = 3600
SCRIPTS = {
    "kills, SQLite": ["kill.py", "--kills", "200"],
    "kills, PostgreSQL and its server": ["kill.py", "--kills", "60", "--database"],
    "kills, acknowledged before COMMIT": ["kill.py", "--kills", "10", "--wrong"],
    "flood of ten minutes": ["report_flood.py", "--seconds", "600"],
    "flood, ten times": ["report_flood.py", "--seconds", "120", "--times", "10"],
    "dump of a thousand reports": ["dump.py", "--reports", "1000"],
    "dump, PostgreSQL": ["dump.py", "--reports", "300", "--database"],
    "dump with a plain copy": ["dump.py", "--reports", "10", "--wrong"],
}
FUZZ = {"fuzz of safe files": ["pytest", "-q", "src/kondusif/intake/tests/test_safe_corpus.py"]}
MORE = {"KONDUSIF_FUZZ": "nightly"}  # how many cases the corpus is mutated into; the suite itself uses fewer


def main(words: list[str]) -> int:
    rows = []
    with tempfile.TemporaryDirectory(prefix="kondusif-soak-") as folder:
        tests = os.pathsep.join([str(HERE), str(HERE.parent / "tests")])
        env = os.environ | {"HARNESS_FOLDER": f"{folder}/kota", "KONDUSIF_HOME": f"{folder}/rumah", "PYTHONPATH": tests}
        jobs = {name: [str(HERE / line[0]), *line[1:]] for name, line in SCRIPTS.items()}
        jobs |= {name: ["-m", *line] for name, line in FUZZ.items()}
        for name, line in jobs.items():
            if words and not any(word in name for word in words):
                continue
            print(f"== {name}", file=sys.stderr, flush=True)
            began = time.monotonic()
            more = MORE if name in FUZZ else {}
            done = subprocess.run(
                [sys.executable, *line], env=env | more, cwd=HERE.parent, stdin=subprocess.DEVNULL, text=True,
                stdout=subprocess.PIPE, timeout=PATIENCE_S,
            )  # fmt: skip
            print(done.stdout, end="", flush=True)
            figures = [json.loads(row) for row in done.stdout.splitlines() if row.startswith("{")]
            rows.append({"part": name, "ended": done.returncode, "s": round(time.monotonic() - began), "rows": figures})
    RESULTS.mkdir(exist_ok=True)
    document = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "cores": os.cpu_count(), "parts": rows}
    (RESULTS / "soak.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    for row in rows:
        print(f"{'ok' if row['ended'] == 0 else 'FAILED':8}{row['s']:6} s  {row['part']}")
    return 2 if not rows or any(row["ended"] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
