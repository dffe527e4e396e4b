"""What every test of this room stands on: a home for files, a few places, and somebody who reports."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kondusif.base import disk
from kondusif.intake.models import Report
from kondusif.intake.tests.support import Pelapor, draft
from kondusif.kernel.areas import level_of, parent_of
from kondusif.territory.models import Area
from support.cast import Cast

PLACES = {
    "33": "Jawa Tengah", "33.72": "Kota Surakarta", "33.72.03": "Pasar Kliwon", "33.72.03.1004": "Gajahan",
    "33.72.03.1004.002": "RW 002", "33.72.03.1004.002.001": "RT 001", "33.72.04": "Jebres",
    "33.72.04.1010": "Mojosongo",
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """Evidence of a test lies in the test's own folder."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> None:
    """How full the disk of this machine is changes nothing."""
    monkeypatch.setattr(disk, "free_share", lambda: 0.5)


@pytest.fixture
def places(keys: Cast) -> None:
    """A few places of a city whose verifiers hold a key: without one, nothing is taken."""
    for code, name in PLACES.items():
        Area.objects.create(
            code=code, name=name, level=level_of(code), parent_code=parent_of(code) or "", edition="uji"
        )


@pytest.fixture
def pelapor(places: None) -> Pelapor:
    """An anonymous reporter with a browser that keeps no cookies to begin with."""
    return Pelapor(Client(enforce_csrf_checks=True))


@pytest.fixture
def received(places: None) -> Callable[..., Report]:
    """Makes a report through the service, as the door does."""
    from kondusif.intake.tests.support import receive

    def make(**changes: Any) -> Report:
        return receive(draft(**changes)).report

    return make
