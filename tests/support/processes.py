"""Several processes over one database, SQLite or PostgreSQL, let go at the same moment."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from support import postgres

PATIENCE_SECONDS = 120
READY = "ready"
DATABASE = "kondusif.sqlite3"
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from django.db import connection
connection.close()
"""
# What every racing program begins with: it is loaded, says so, and waits for the word.
START = """
import sys, django; django.setup()
def wait():
    print("ready", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def migrated(kind: str, home: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that share one migrated database."""
    tests = str(Path(__file__).resolve().parents[1])
    env = os.environ | {
        "KONDUSIF_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kondusif.config.settings", "PYTHONPATH": tests
    }  # fmt: skip
    if kind == "sqlite":
        home.mkdir(exist_ok=True)
        shutil.copy(_fresh_sqlite(), home / DATABASE)
        yield env | {"KONDUSIF_DB": ""}
        return
    with postgres.running() as url:
        run(env | {"KONDUSIF_DB": url}, MIGRATE)
        yield env | {"KONDUSIF_DB": url}


@cache
def _fresh_sqlite() -> Path:
    """A migrated database file, made once and copied for each test."""
    home = Path(tempfile.mkdtemp(prefix="kondusif-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    settings = {"KONDUSIF_HOME": str(home), "KONDUSIF_DB": "", "DJANGO_SETTINGS_MODULE": "kondusif.config.settings"}
    run(os.environ | settings, MIGRATE)
    return home / DATABASE


def run(env: dict[str, str], program: str, *words: str) -> str:
    """What one program prints; it must end well."""
    done = subprocess.run([sys.executable, "-c", program, *words], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def race(env: dict[str, str], program: str, *each: list[str]) -> list[str]:
    """Start one process for each list of words, let them go together, and return what each printed after that."""
    runners = [
        subprocess.Popen(
            [sys.executable, "-c", START + program, *words], env=env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for words in each
    ]  # fmt: skip
    for runner in runners:
        assert runner.stdout is not None
        assert runner.stdout.readline().strip() == READY, runner.communicate(timeout=PATIENCE_SECONDS)[1]
    said = []
    for runner in runners:
        assert runner.stdin is not None
        runner.stdin.write("go\n")
        runner.stdin.flush()
    for runner in runners:
        out, errors = runner.communicate(timeout=PATIENCE_SECONDS)
        assert runner.returncode == 0, errors
        said.append(out.strip())
    return said
