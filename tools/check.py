"""Every check that needs no browser and no second database, one after the other; all run even when one fails."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "locks": [sys.executable, "tools/lock.py", "--check"],
    "lint": [f"{BIN}/ruff", "check", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "."],
    "types": [f"{BIN}/mypy"],
    "import law": [f"{BIN}/lint-imports"],
    "templates": [f"{BIN}/djlint", "src", "--lint", "--quiet"],
    "translations": [sys.executable, "tools/messages.py", "--check"],
    "data schemas": [f"{BIN}/kondusif", "rulebook", "validate"],
}


def main() -> int:
    rows, failed = [], False
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"KONDUSIF_HOME": home}
        for name, words in CHECKS.items():
            began = time.monotonic()
            done = subprocess.run(words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            rows.append((name, "ok" if done.returncode == 0 else "FAILED", time.monotonic() - began))
            if done.returncode:
                failed = True
                print(f"--- {name}\n{done.stdout}{done.stderr}", flush=True)
    for name, word, seconds in rows:
        print(f"{name:14}{word:8}{seconds:6.1f} s")
    return 2 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
