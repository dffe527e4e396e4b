"""What takes long to make is made once in a test run, by whichever process comes first; each test copies it."""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

PREPARE = "import django; django.setup()\nfrom kondusif.cli.prepare import prepare\nprepare()"


@cache
def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` has filled, to be copied and never written in.

    The processes of one test run share it through the run's own home; HARNESS_FOLDER keeps it between runs.
    """
    shared = os.environ.get("HARNESS_FOLDER") or ("PYTEST_VERSION" in os.environ and os.environ.get("KONDUSIF_HOME"))
    if shared:
        folder = Path(shared)
        folder.mkdir(parents=True, exist_ok=True)
    else:
        folder = Path(tempfile.mkdtemp(prefix="kondusif-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ready = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            fresh = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=folder))
            make(fresh)
            fresh.rename(ready)
    return ready


def exercise_city(home: Path) -> None:
    """Make `home` one that `kondusif up` has prepared: the exercise city, before anybody came."""
    shutil.copytree(made_once("exercise-city", _prepare_exercise), home, dirs_exist_ok=True)


def _prepare_exercise(home: Path) -> None:
    settings = {
        "KONDUSIF_HOME": str(home), "KONDUSIF_DB": "", "KONDUSIF_DEMO": "1", "KONDUSIF_HOST": "",
        "DJANGO_SETTINGS_MODULE": "kondusif.config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PREPARE], env=os.environ | settings, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
