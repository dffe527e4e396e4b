"""The schema grows from nothing to the present, on both databases, and nothing is left unwritten."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from support import postgres
from support.source import ROOT, must_be_empty

ON_POSTGRES = bool(os.environ.get("KONDUSIF_DB"))
# Where PostgreSQL is used the background queue keeps its own tables there; embedded it has a file of its own.
QUEUE = {"task", "schedule", "kv", "counter"}
GROW = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", interactive=False, verbosity=0)
call_command("migrate", interactive=False, verbosity=0)
print(*sorted(connection.introspection.table_names()))
"""


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    said = StringIO()
    call_command("makemigrations", dry_run=True, verbosity=1, stdout=said)
    assert "No changes detected" in said.getvalue(), said.getvalue()


def test_every_room_has_one_last_migration() -> None:
    must_be_empty([f"{app}: {names}" for app, names in MigrationLoader(None).detect_conflicts().items()])


def test_migrations_change_shape_and_bring_no_content() -> None:
    """Content is files and a load command; a migration that inserts rows ages with the code it calls."""
    inserts = ("objects.create(", "bulk_create(", "INSERT INTO", "loaddata")
    files = [path for path in (ROOT / "src").rglob("migrations/0*.py") if any(word in path.read_text() for word in inserts)]
    must_be_empty([str(path.relative_to(ROOT)) for path in files])


@pytest.mark.django_db
def test_every_named_constraint_stands_in_the_database() -> None:
    """A constraint that is assigned twice in a class silently eats the first."""
    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith("kondusif."):
            continue
        with connection.cursor() as cursor:
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
        missing += [f"{model.__name__}.{row.name}" for row in model._meta.constraints if row.name not in there]
    must_be_empty(missing)


def grown(home: Path, url: str) -> set[str]:
    """The tables after migrating a fresh database twice, in a process of its own."""
    env = os.environ | {"KONDUSIF_HOME": str(home), "KONDUSIF_DB": url, "DJANGO_SETTINGS_MODULE": "kondusif.config.settings"}
    done = subprocess.run([sys.executable, "-c", GROW], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split()) - QUEUE


def test_sqlite_grows_from_nothing(tmp_path: Path) -> None:
    assert "audit_entry" in grown(tmp_path, "")


@pytest.mark.postgres
@pytest.mark.skipif(postgres.binaries() is None, reason="needs PostgreSQL")
@pytest.mark.skipif(not ON_POSTGRES, reason="needs a PostgreSQL server")
def test_postgresql_grows_the_same_tables(tmp_path: Path) -> None:
    with postgres.running() as url:
        assert grown(tmp_path / "b", url) == grown(tmp_path / "a", "")
