"""Several verifiers reach for the same item at the same moment: one has it, the others are told who and until when. One
verifier reaches for several items in several tabs: the last one is in hand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

RACERS = ("budi", "sari", "wati")

STAGE = """
import django; django.setup()
from kondusif.accounts.rules import Role
from kondusif.intake.tests.factories import ReportFactory
from support.cast import cast_of, found_exercise, person
from support.keys import keys_of_the_cast
cast = cast_of(found_exercise())
keys_of_the_cast(cast)
for name in ("sari", "wati"):
    person(name, name.title(), Role.VERIFIER, "kesbangpol")
for number in (9001, 9002, 9003):
    ReportFactory(number=f"LAP-3372-2024-{number}")
"""
TAKE = """
from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.intake.models import Report
from kondusif.intake.services import take
from kondusif.kernel.errors import KondusifError
user, report = User.objects.get(username=sys.argv[1]), Report.objects.get(number__endswith=sys.argv[2])
wait()
try:
    take(actor_of(user), report)
    print("taken")
except KondusifError as error:
    print(error.code)
"""
# The holder's process ends in the middle of its work, and the hour passes.
DIE = """
import os, sys, django; django.setup()
from datetime import timedelta
from kondusif.intake.models import Lease
from kondusif.kernel.clock import now
Lease.objects.update(until_at=now() - timedelta(seconds=1))
sys.stdout.flush()
os._exit(0)
"""
LOOK = """
import json, django; django.setup()
from kondusif.intake.models import Lease
print(json.dumps(list(Lease.objects.values_list("holder__username", flat=True))))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        run(env, STAGE)
        yield env


def test_one_of_them_has_it_and_after_its_death_one_of_them_again(place: dict[str, str]) -> None:
    for _round in range(2):
        said = race(place, TAKE, *[[name, "9001"] for name in RACERS])
        assert sorted(said) == ["intake.held", "intake.held", "taken"], said
        assert json.loads(run(place, LOOK)) == [RACERS[said.index("taken")]]
        run(place, DIE)


def test_one_person_in_several_tabs_has_one_item_in_hand(place: dict[str, str]) -> None:
    for _round in range(3):
        said = race(place, TAKE, *[["budi", number] for number in ("9001", "9002", "9003")])
        assert "taken" in said
        assert set(said) <= {"taken", "intake.busy"}, said
        assert json.loads(run(place, LOOK)) == ["budi"]
