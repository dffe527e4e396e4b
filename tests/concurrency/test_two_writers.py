"""Two writers at once, one trail: nothing is lost, no number twice, and the chain still verifies. On both databases."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import postgres

WRITERS, EACH = 4, 25
NEEDS_POSTGRES = [pytest.mark.postgres, pytest.mark.skipif(postgres.binaries() is None, reason="needs PostgreSQL")]

MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
"""
WRITE = """
import sys, django; django.setup()
from kondusif.audit.services import record
from kondusif.kernel.actor import system_actor
who, times = sys.argv[1], int(sys.argv[2])
sys.stdin.readline()
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=NEEDS_POSTGRES)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that share one migrated database."""
    env = os.environ | {"KONDUSIF_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kondusif.config.settings"}
    if request.param == "sqlite":
        ready = env | {"KONDUSIF_DB": ""}
        run(ready, MIGRATE)
        yield ready
        return
    with postgres.running() as url:
        ready = env | {"KONDUSIF_DB": url}
        run(ready, MIGRATE)
        yield ready


def run(env: dict[str, str], program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def all_at_once(env: dict[str, str]) -> None:
    """Start every writer, then let them go together."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, f"penulis{number}", str(EACH)],
            env=env, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(WRITERS)
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        _out, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors


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
