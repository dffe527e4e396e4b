"""Two workers remind at the same moment: everybody is told once, and one next person. On both databases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

SETTLE = """
import django; django.setup()
from datetime import date, timedelta
from support.cast import cast_of, found_exercise, TODAY
from kondusif.cases.models import Deadline
from kondusif.cases.tests.factories import a_case
cast = cast_of(found_exercise())
for days in (1, -2):
    case = a_case(cast, events={"known": date(2024, 11, 4), "summons": date(2024, 11, 11)}, substitute=cast.gita)
    day = TODAY + timedelta(days=days)
    case.deadlines.exclude(step="examination").delete()
    case.deadlines.update(due_on=day, outer_on=day + timedelta(days=9))
"""
REMIND = """
from datetime import UTC, datetime, timedelta
from kondusif.cases.services.reminding import remind
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now
ten = datetime.combine(now().date() + timedelta(days=2), datetime.min.time(), UTC).replace(hour=3)
wait()
for _ in range(3):
    remind(system_actor(sys.argv[1]), at=ten)
"""
LOOK = """
import json, django; django.setup()
from kondusif.accounts.models import Notice
print(json.dumps(sorted(map(list, Notice.objects.values_list("code", "user__username")))))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        yield env


def test_two_workers_tell_everybody_once(place: dict[str, str]) -> None:
    run(place, SETTLE)
    race(place, REMIND, ["pengingat1"], ["pengingat2"], ["pengingat3"])
    assert json.loads(run(place, LOOK)) == [
        ["cases.escalation", "gita"],
        ["cases.reminder", "gita"],
        ["cases.reminder", "hana"],
    ]
