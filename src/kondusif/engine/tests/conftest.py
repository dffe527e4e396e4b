"""The list of places that ships with the product, read once for all tests of the reader."""

import gzip
from pathlib import Path

import pytest

from kondusif.engine.reading import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The national list, straight from its file: the engine knows no room."""
    folder = Path(__file__).parents[2] / "territory" / "data"
    text = gzip.decompress(max(folder.glob("wilayah-*.csv.gz")).read_bytes()).decode("utf-8")
    return Gazetteer.from_rows(tuple(line.split(",", 1)) for line in text.splitlines()[1:])  # type: ignore[misc]
