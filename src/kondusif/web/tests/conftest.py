import csv
import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kondusif.kernel.areas import level_of, parent_of
from kondusif.kernel.clock import now
from kondusif.territory.models import Area, Edition
from kondusif.territory.services import NATIONAL_FILE
from support.cast import Cast
from support.phone import Phone, few_places

# All provinces, and three places of different kinds: a city on Java, a regency with desa, a city in the east.
WHOLE = ("33.72", "33.09", "81.71")


@pytest.fixture
def nation(db: None) -> None:
    """A part of the national list that is small enough to be loaded for every test."""
    text = gzip.decompress(NATIONAL_FILE.read_bytes()).decode()
    rows = [
        (row["kode"], row["nama"])
        for row in csv.DictReader(io.StringIO(text))
        if len(row["kode"]) == 2 or row["kode"].startswith(WHOLE)
    ]
    Edition.objects.create(name="uji", rows=len(rows), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level_of(code), parent_code=parent_of(code) or "", edition="uji")
        for code, name in rows
    )


@pytest.fixture
def phone(cast: Cast, tmp_path: Path, settings: Any) -> Phone:
    """The phone of Semanggi's officer, greeted once; what it sends lies in the test's own folder."""
    settings.HOME = tmp_path
    few_places()
    client = Client()
    client.force_login(cast.citra)
    found = Phone(client)
    found.greet()
    return found
