"""`make up` from a clean clone, and again: seconds until the first page answers, and what it takes on the disk.

The first time includes the download of the packages. Bars: 120 s, 5 s, 600 MB.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from support.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
BARS = {"clean_s": 120.0, "again_s": 5.0, "size_mb": 600.0}
PATIENCE_SECONDS = 600


def measure() -> list[dict[str, object]]:
    """Three rows: clean, again, size."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "kondusif")
        subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{ROOT}", str(clone)], check=True)
        clean, again = up(clone), up(clone)
        size = (
            sum(
                path.stat().st_size for path in (clone / ".venv").rglob("*") if path.is_file() and not path.is_symlink()
            )
            / 1e6
        )
    return [
        {
            "name": "make up from a clean clone",
            "clean_s": clean,
            "bar_s": BARS["clean_s"],
            "met": clean <= BARS["clean_s"],
        },
        {"name": "make up again", "again_s": again, "bar_s": BARS["again_s"], "met": again <= BARS["again_s"]},
        {"name": "installed size", "size_mb": size, "bar_mb": BARS["size_mb"], "met": size <= BARS["size_mb"]},
    ]


def up(clone: Path) -> float:
    """Seconds from the command to the first answer."""
    port = free_port()
    env = {key: value for key, value in os.environ.items() if not key.startswith("KONDUSIF_") and key != "VIRTUAL_ENV"}
    make = shutil.which("make")
    assert make, "make is needed"
    began = time.perf_counter()
    server = subprocess.Popen([make, "up", f"PORT={port}"], cwd=clone, env=env, start_new_session=True)
    try:
        while time.perf_counter() - began < PATIENCE_SECONDS and server.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
                return round(time.perf_counter() - began, 2)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise TimeoutError("no answer")
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(60)


if __name__ == "__main__":
    print(measure())
