"""First use: migrations, reference data, and the exercise city unless KONDUSIF_DEMO=0."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from kondusif.institutions.selectors import city_or_none
from kondusif.kernel.actor import system_actor

ACTOR = system_actor("persiapan")


def prepare() -> None:
    """Bring the database to where every command may use it. Safe to repeat; fast when nothing is to do."""
    with one_at_a_time():
        if pending_migrations():
            say("Menyiapkan basis data ...")
            call_command("migrate", interactive=False, verbosity=0)
        load_reference_data()
        if settings.DEMO and city_or_none() is None:
            from kondusif.cli.demo.build import build

            say("Menyusun kota latihan ...")
            build()
        bring_clocks_up_to_date()


def pending_migrations() -> bool:
    """Whether the schema stands behind the code."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def load_reference_data() -> None:
    """The national list of area codes and the shipped law, each once per edition."""
    from kondusif.institutions.selectors import today
    from kondusif.rulebook.services import keep_shipped
    from kondusif.territory.services import load_national_list

    load_national_list(ACTOR)
    keep_shipped(ACTOR, on=today())


def bring_clocks_up_to_date() -> None:
    """Clocks of open cases follow the edition in force, also those of a database from before clocks were stored."""
    from kondusif.cases.recompute import run_if_needed

    if city_or_none() is not None:
        run_if_needed(ACTOR)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands that start together prepare one after the other."""
    path = Path(settings.HOME) / "persiapan.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            import fcntl
        except ImportError:  # not on every system; there the unique constraints still hold
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    """Progress goes to stderr, so that --json stays one document."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
