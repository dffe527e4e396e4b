"""Runs every script of this folder, prints one table, and writes bench/results/latest.json.

    make bench                            everything
    make bench ARGS="territory brief"     only scripts whose name holds one of the words

See bench/README.md for what a script is. Each runs in a process and a home of its own, one after the other.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]
HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
NO_SCRIPTS = {"run.py", "soak.py"}
PATIENCE_SECONDS = 1800
CHILD = """
import json, runpy, sys
sys.argv = sys.argv[1:]
rows = runpy.run_path(sys.argv[0], run_name="bench")["measure"]()
open(sys.argv[1], "w").write(json.dumps(rows if isinstance(rows, list) else [rows], default=str))
"""


def scripts(words: list[str]) -> list[Path]:
    """The chosen scripts, in order of name."""
    found = sorted(path for path in HERE.glob("*.py") if path.name not in NO_SCRIPTS and not path.name.startswith("_"))
    return [path for path in found if not words or any(word in path.stem for word in words)]


def run(path: Path) -> list[Row]:
    """The rows of one script; a script that fails is a row that says so."""
    with tempfile.TemporaryDirectory() as home:
        out = Path(home, "rows.json")
        settings = {
            "KONDUSIF_HOME": home,
            "DJANGO_SETTINGS_MODULE": "kondusif.config.settings",
            "PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parent / 'tests'}",
        }
        try:
            subprocess.run(
                [sys.executable, "-c", CHILD, str(path), str(out)], env=os.environ | settings, check=True,
                timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL, stdout=sys.stderr,
            )  # fmt: skip
            rows: list[Row] = json.loads(out.read_text())
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            return [{"script": path.stem, "name": path.stem, "failed": str(error)[:200]}]
    return [{"script": path.stem, "name": path.stem, **row} for row in rows]


def verdict(row: Row) -> str:
    """ok, MISSED or FAILED; empty where a script sets no bar."""
    if "failed" in row:
        return "FAILED"
    return {True: "ok", False: "MISSED"}.get(row.get("met", ""), "")


def figures(row: Row) -> str:
    return "  ".join(f"{key}={shown(value)}" for key, value in row.items() if key not in {"script", "name", "met"})


def shown(value: Any) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def table(rows: list[Row]) -> str:
    lines = [["job", "", "figures"], *[[row["name"], verdict(row), figures(row)] for row in rows]]
    first, second = (max(len(line[i]) for line in lines) for i in (0, 1))
    return "\n".join(f"{line[0].ljust(first)}  {line[1].ljust(second)}  {line[2]}".rstrip() for line in lines)


def main(words: list[str]) -> int:
    rows: list[Row] = []
    for path in scripts(words):
        print(f"... {path.stem}", file=sys.stderr, flush=True)
        rows += run(path)
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    document = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine, "rows": rows}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    print(table(rows) if rows else "no script matches")
    return 2 if not rows or any(verdict(row) == "FAILED" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
