"""Two writers at once, one trail: nothing is lost, no number twice, and the chain still verifies. On both databases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

WRITERS, EACH = 4, 25

WRITE = """
from kondusif.audit.services import record
from kondusif.kernel.actor import system_actor
who, times = sys.argv[1], int(sys.argv[2])
wait()
for number in range(times):
    record(system_actor(who), "cases.step.recorded", f"{who}-{number}")
"""
WRITE_AND_FAIL = """
import django; django.setup()
from django.db import transaction
from kondusif.audit.services import record
from kondusif.kernel.actor import system_actor
try:
    with transaction.atomic():
        record(system_actor("batal"), "cases.case.closed", "NET-1")
        raise RuntimeError
except RuntimeError:
    pass
"""
LOOK = """
import json, django; django.setup()
from kondusif.audit.models import Entry
from kondusif.audit.selectors import verify
verdict = verify()
subjects = list(Entry.objects.order_by("seq").values_list("subject", flat=True))
print(json.dumps({"broken": verdict.broken, "seq": verdict.head.seq, "subjects": subjects}))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        yield env


def all_at_once(env: dict[str, str]) -> None:
    race(env, WRITE, *[[f"penulis{number}", str(EACH)] for number in range(WRITERS)])


def test_writers_at_once_leave_one_whole_trail(place: dict[str, str]) -> None:
    all_at_once(place)
    seen = json.loads(run(place, LOOK))
    assert seen["broken"] is None
    assert seen["seq"] == WRITERS * EACH
    assert sorted(seen["subjects"]) == sorted(f"penulis{who}-{n}" for who in range(WRITERS) for n in range(EACH))


def test_a_write_that_is_taken_back_leaves_no_entry_and_no_gap(place: dict[str, str]) -> None:
    run(place, WRITE_AND_FAIL)
    all_at_once(place)
    seen = json.loads(run(place, LOOK))
    assert seen["broken"] is None
    assert seen["seq"] == WRITERS * EACH
