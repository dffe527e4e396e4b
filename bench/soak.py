"""The long form of the harnesses: 200 kills, ten minutes of flood, a thousand reports robbed, fuzz at larger counts.

    make soak                           everything, one after the other; see docs/ops/soak.md for how long
    make soak ARGS="kills flood"        only the parts whose name holds one of the words
    make soak ARGS="--short"            everything with small counts: whether it runs at all, in a quarter of an hour

Everything listens on this machine alone, ends by itself, and ends only what it started. Exit status 2: a part failed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PATIENCE_S = 4 * 3600
FUZZ = "fuzz of safe files"
MORE = {"KONDUSIF_FUZZ": "nightly"}  # how many cases the corpus is mutated into; the suite itself uses fewer


@dataclass(frozen=True)
class Part:
    """One script with what it is told, in the long form and in the short one."""

    name: str
    script: str
    long: str
    short: str

    def words(self, *, short: bool) -> list[str]:
        return [str(HERE / self.script), *(self.short if short else self.long).split()]


PARTS = [
    Part("kills, SQLite", "kill.py", "--kills 200", "--kills 4"),
    Part("kills, PostgreSQL and its server", "kill.py", "--kills 60 --database", "--kills 4 --database"),
    Part("kills, acknowledged before COMMIT", "kill.py", "--kills 10 --wrong", "--kills 4 --wrong"),
    Part("fifty copies of a thousand reports", "copies.py", "--reports 1000", "--reports 3"),
    Part("fifty copies, PostgreSQL", "copies.py", "--reports 100 --database", "--reports 3 --database"),
    Part("fifty copies without unique keys", "copies.py", "--reports 10 --unguarded", "--reports 1 --unguarded"),
    Part("flood of ten minutes", "report_flood.py", "--seconds 600", "--seconds 20"),
    Part("flood, ten times", "report_flood.py", "--seconds 120 --times 10", "--seconds 10 --times 10"),
    Part("haystack of ten thousand", "haystack.py", "--false 10000 --true 100", "--false 50 --true 2"),
    Part("haystack, one taken out", "haystack.py", "--false 20 --true 4 --buried", "--false 5 --true 2 --buried"),
    Part("dump of a thousand reports", "dump.py", "--reports 1000", "--reports 90"),
    Part("dump, PostgreSQL", "dump.py", "--reports 300 --database", "--reports 90 --database"),
    Part("dump with a plain copy", "dump.py", "--reports 10 --wrong", "--reports 3 --wrong"),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only the parts whose name holds one of these")
    parser.add_argument("--short", action="store_true", help="small counts")
    said = parser.parse_args()
    jobs = {part.name: part.words(short=said.short) for part in PARTS}
    jobs[FUZZ] = ["-m", "pytest", "-q", "src/kondusif/intake/tests/test_safe_corpus.py"]
    rows = []
    with tempfile.TemporaryDirectory(prefix="kondusif-soak-") as folder:
        tests = os.pathsep.join([str(HERE), str(HERE.parent / "tests")])
        env = os.environ | {"HARNESS_FOLDER": f"{folder}/kota", "KONDUSIF_HOME": f"{folder}/rumah", "PYTHONPATH": tests}
        for name, line in jobs.items():
            if said.words and not any(word in name for word in said.words):
                continue
            rows.append(one_part(name, line, env | (MORE if name == FUZZ and not said.short else {})))
    RESULTS.mkdir(exist_ok=True)
    document = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "cores": os.cpu_count(), "parts": rows}
    (RESULTS / "soak.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    for row in rows:
        print(f"{'ok' if row['ended'] == 0 else 'FAILED':8}{row['s']:6} s  {row['part']}")
    return 2 if not rows or any(row["ended"] for row in rows) else 0


def one_part(name: str, line: list[str], env: dict[str, str]) -> dict[str, object]:
    """Run one part to its end. A part that hangs has failed; the others still run."""
    print(f"== {name}", file=sys.stderr, flush=True)
    began = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, *line], env=env, cwd=HERE.parent, stdin=subprocess.DEVNULL, text=True,
            stdout=subprocess.PIPE, timeout=PATIENCE_S,
        )  # fmt: skip
        said, ended = done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        said, ended = (late.stdout or b"").decode() if isinstance(late.stdout, bytes) else "", 124
    print(said, end="", flush=True)
    figures = [json.loads(row) for row in said.splitlines() if row.startswith("{")]
    return {"part": name, "ended": ended, "s": round(time.monotonic() - began), "rows": figures}


if __name__ == "__main__":
    sys.exit(main())
