"""The boards stay light however much lies behind them.

Acceptance 15 (SORMAS 3167): the seconds at a million reports are measured by `bench/desk_queue.py`; here stands what
keeps them few.
"""

import gzip
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kondusif.intake.models import Report
from kondusif.intake.rules import Kind
from kondusif.intake.tests.factories import ReportFactory
from kondusif.web import selectors
from support.cast import SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("nation", "keys")
MAP_BYTES = 20_000  # packed: what the map may add to the page


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each report that is read from the database with its sealed words."""
    found: list[int] = []
    whole = Report.from_db.__func__  # type: ignore[attr-defined]

    def counted(cls: type[Report], *row: Any) -> Report:
        found.append(1)
        report: Report = whole(cls, *row)
        return report

    monkeypatch.setattr(Report, "from_db", classmethod(counted))
    return found


def asked(client: Client, path: str) -> int:
    """How many questions a page asks of the database, with nothing kept from before."""
    selectors._room.cache_clear()
    with CaptureQueriesContext(connection) as told:
        assert client.get(path).status_code == 200
    return len(told)


@pytest.mark.parametrize("path", ["/ruang/", "/ruang/meja/"])
def test_a_board_reads_no_report_and_asks_the_same_of_many(
    client: Client, cast: Cast, loaded: list[int], path: str
) -> None:
    def came(many: int) -> None:
        for number in range(many):
            kind = Kind.NEUTRALITY if number % 2 else Kind.PEACE
            ReportFactory(area_code=SEMANGGI, kind=kind, known_on=TODAY, received_on=TODAY)

    client.force_login(cast.intan)
    came(6)
    asked(client, path)
    few = asked(client, path)
    came(30)
    loaded.clear()
    assert asked(client, path) == few
    assert loaded == []


def test_the_map_costs_nothing_on_a_slow_link(client: Client, cast: Cast) -> None:
    """It is drawn in the page: no tiles, no picture, no further request, and little of the page."""
    client.force_login(cast.intan)
    page = client.get("/ruang/").content.decode()
    drawn = [one for one in re.findall(r"<svg\b.*?</svg>", page, re.S) if "Semanggi" in one]
    assert drawn
    assert "<img" not in page
    rest = page
    for one in drawn:
        rest = rest.replace(one, "")
    assert len(gzip.compress(page.encode())) - len(gzip.compress(rest.encode())) <= MAP_BYTES
