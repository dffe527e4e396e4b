"""Two workers compute the clocks anew at the same moment: one walk, every date moved once. On both databases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

SETTLE = """
import django; django.setup()
from datetime import date
from support.cast import cast_of, found_exercise
from kondusif.cases.tests.factories import a_case
cast = cast_of(found_exercise())
for _ in range(12):
    a_case(cast, events={"known": date(2024, 11, 4), "summons": date(2024, 11, 11)})
"""
WALK = """
import time
from kondusif.cases import recompute
from kondusif.cases.rules import Cause
from kondusif.cases.tests.editions import book_of, with_number
from kondusif.kernel.actor import system_actor
book = book_of(with_number("disiplin-pp94", "examination", 9))
recompute.BATCH = 5
today = recompute.today
recompute.today = lambda: time.sleep(0.5) or today()  # between the look for a standing walk and its own beginning
wait()
recompute.run(system_actor(sys.argv[1]), Cause.AMENDMENT, book)
"""
LOOK = """
import json, django; django.setup()
from kondusif.audit.models import Entry
from kondusif.cases.models import Deadline, DeadlineMove, Recomputation
print(json.dumps([
    Recomputation.objects.filter(ended_at__isnull=True).count(),
    Recomputation.objects.count() - Entry.objects.filter(action="cases.clocks.recomputed").count(),
    DeadlineMove.objects.count(), DeadlineMove.objects.values("deadline").distinct().count(),
]))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        yield env


def test_two_workers_move_every_date_once(place: dict[str, str]) -> None:
    run(place, SETTLE)
    race(place, WALK, ["satu"], ["dua"], ["tiga"])
    assert json.loads(run(place, LOOK)) == [0, 0, 12, 12]
