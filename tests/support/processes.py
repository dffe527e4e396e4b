"""Several processes over one database, SQLite or PostgreSQL, let go at the same moment."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from support.once import made_once

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
    """The environment of processes that share one migrated database: of the kind that this round of tests is about."""
    server = os.environ.get("KONDUSIF_DB", "")
    if (kind == "postgresql") != bool(server):
        pytest.skip("this round is the other database's; the other round has that test")
    tests = str(Path(__file__).resolve().parents[1])
    env = os.environ | {
        "KONDUSIF_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kondusif.config.settings", "PYTHONPATH": tests
    }  # fmt: skip
    if kind == "sqlite":
        lay_down_migrated(home)
        yield env | {"KONDUSIF_DB": ""}
        return
    name = f"race_{os.getpid()}_{next(_races)}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {_fresh_postgresql()}")
    try:
        yield env | {"KONDUSIF_DB": _url_of(name)}
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def lay_down_migrated(home: Path) -> None:
    """A home with a migrated SQLite database and nothing in it."""
    home.mkdir(exist_ok=True)
    shutil.copy(made_once("migrated", _migrate) / DATABASE, home / DATABASE)


_races = count()


def _migrate(home: Path) -> None:
    settings = {"KONDUSIF_HOME": str(home), "KONDUSIF_DB": "", "DJANGO_SETTINGS_MODULE": "kondusif.config.settings"}
    run(os.environ | settings, MIGRATE)


@cache
def _fresh_postgresql() -> str:
    """A migrated database on the server of this round, made once by each process; copies are made of it."""
    name = f"migrated_{os.getpid()}"
    _on_server(f"CREATE DATABASE {name}")
    settings = {"KONDUSIF_DB": _url_of(name), "DJANGO_SETTINGS_MODULE": "kondusif.config.settings"}
    run(os.environ | settings, MIGRATE)
    return name


def _url_of(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["KONDUSIF_DB"])._replace(path=f"/{name}"))


def _on_server(words: str) -> None:
    with psycopg.connect(os.environ["KONDUSIF_DB"], autocommit=True) as line:
        line.execute(words)


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
