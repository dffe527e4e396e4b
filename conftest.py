"""Shared by the whole suite: the cast, the city, and the databases."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import translation
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from pytest_django.plugin import DjangoDbBlocker

sys.path.insert(0, str(Path(__file__).parent / "tests"))

from kondusif.institutions.models import City
from kondusif.rulebook import editions
from support.cast import Cast, cast_of, found_exercise
from support.keys import cheap_phrases, keys_of_the_cast

# A test of speed is a bench; and what is proved on one machine is proved the same way on another.
settings.register_profile("kondusif", deadline=None, derandomize=True)
settings.load_profile("kondusif")
# Nor may what is drawn hang on which modules a process happens to have loaded: Hypothesis mixes in their constants.
_no_constants = providers._local_constants
providers._get_local_constants = lambda: _no_constants


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL runs what asks a database; the round on SQLite proves the rest, once."""
    if os.environ.get("KONDUSIF_DB"):
        left_out = [item for item in items if not _asks_postgresql(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _asks_postgresql(item)]


def _asks_postgresql(item: pytest.Item) -> bool:
    if item.get_closest_marker("once"):
        return False
    fixtures = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
    return bool(fixtures) or any(item.get_closest_marker(name) for name in ("django_db", "postgres"))


# The law of a test is the shipped one until the test loads or ticks something itself.
editions.hold_shipped()


@pytest.fixture
def city(db: None) -> City:
    """Surakarta (latihan) on 13 November 2024, with a small tree of units and no one in it."""
    return found_exercise()


@pytest.fixture(autouse=True)
def _shipped_law() -> Iterator[None]:
    """An edition that a test loaded is gone with its rows."""
    yield
    editions.forget()
    editions.hold_shipped()


@pytest.fixture(autouse=True)
def _source_language() -> None:
    """A page read in English leaves English behind in its thread; each test begins in Indonesian."""
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture
def cast(city: City) -> Cast:
    """The permanent cast: one person per role, and the stranger from another city."""
    return cast_of(city)


@pytest.fixture(autouse=True)
def _cheap_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs next to nothing in a test; what it costs in earnest has a test of its own."""
    cheap_phrases(monkeypatch)


@pytest.fixture
def keys(cast: Cast) -> Cast:
    """The cast with keys: reports are sealed to Budi's unit, evidence is handed over to Hana's and Gita's."""
    keys_of_the_cast(cast)
    return cast


@pytest.fixture
def _trail_closes_again(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Comes first and ends last: once the tables have been emptied, the trail refuses again."""
    yield
    with django_db_blocker.unblock():
        _trail_triggers("ENABLE")


@pytest.fixture
def real_commits(_trail_closes_again: None, transactional_db: None) -> Iterator[None]:
    """For a test whose transactions must really commit; the tables are emptied after it, so the trail must let go."""
    yield
    _trail_triggers("DISABLE")


def _trail_triggers(verb: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE audit_entry {verb} TRIGGER ALL")
