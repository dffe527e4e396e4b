"""Answers of other bodies that stood in one row each are kept as rows of their own, back and forth. On both databases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, run

NOTED = """
import django; django.setup()
from kondusif.intake.models import Forwarding
from kondusif.intake.tests.factories import ReportFactory
from support.cast import TODAY, cast_of, found_exercise
budi = cast_of(found_exercise()).budi
def forwarded(**values):
    row = dict(report=ReportFactory(), outcome="not_ours", addressee="Kantor", decided_on=TODAY, sent_on=TODAY)
    return Forwarding.objects.create(**row | values)
def answered(row, **values):
    row.answers.create(answer=row.answer, answered_on=TODAY, noted_on=TODAY, noted_by=budi, **values)
answered(forwarded(answer="received", answered_on=TODAY), number="B-7", note="Di loket.")
gone = forwarded(closed_on=TODAY, closed_by=budi, close_note="Tanpa kabar.", answer="taken_up", answered_on=TODAY)
answered(gone, number="B-8")
forwarded()
"""
BACK = """
import json, django; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "intake", "0011", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("SELECT answer, answer_number, answer_note FROM intake_forwarding ORDER BY id")
    print(json.dumps([list(row) for row in cursor.fetchall()]))
"""
FORTH = """
import json, django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from kondusif.intake.models import Forwarding
print(json.dumps([
    [row.close_note, [[one.answer, str(one.answered_on), one.number, one.note, one.noted_by] for one in row.answers.all()]]
    for row in Forwarding.objects.order_by("pk")
]))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        yield env


def test_what_was_noted_before_is_kept_with_its_day_number_and_note(place: dict[str, str]) -> None:
    """Who noted it was not kept in the older shape, so nobody is named for it afterwards."""
    run(place, NOTED)
    assert json.loads(run(place, BACK)) == [
        ["received", "B-7", "Di loket."],
        ["taken_up", "B-8", "Tanpa kabar."],
        ["", "", ""],
    ]
    assert json.loads(run(place, FORTH)) == [
        ["", [["received", "2024-11-13", "B-7", "Di loket.", None]]],
        ["Tanpa kabar.", [["taken_up", "2024-11-13", "B-8", "", None]]],
        ["", []],
    ]
