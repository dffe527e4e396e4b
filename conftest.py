"""Shared by the whole suite: the cast, the city, and the databases."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "tests"))

from kondusif.institutions.models import City
from support.cast import Cast, cast_of, found_exercise


@pytest.fixture
def city(db: None) -> City:
    """Surakarta (latihan) on 13 November 2024, with a small tree of units and no one in it."""
    return found_exercise()


@pytest.fixture
def cast(city: City) -> Cast:
    """The permanent cast: one person per role, and the stranger from another city."""
    return cast_of(city)
