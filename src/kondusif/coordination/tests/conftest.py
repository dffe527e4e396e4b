"""Places as the territory room loads them, enough for lists; pictures go to a folder of the test."""

from pathlib import Path
from typing import Any

import pytest

from kondusif.territory.models import Area
from support.cast import JEBRES, PASAR_KLIWON, SEMANGGI

PLACES = [
    ("33.72", "Kota Surakarta", "city", "33"),
    (PASAR_KLIWON, "Pasar Kliwon", "district", "33.72"), (SEMANGGI, "Semanggi", "village", PASAR_KLIWON),
    ("33.72.04", "Jebres", "district", "33.72"), (JEBRES, "Jebres", "village", "33.72.04"),
]  # fmt: skip


@pytest.fixture
def places(db: None) -> None:
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level, parent_code=above, edition="uji") for code, name, level, above in PLACES
    )


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
