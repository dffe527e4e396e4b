"""Letters from before are keyed by what they are compared by; one that was entered twice in other spelling stays."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, run

ENTERED = """
import django; django.setup()
from django.core.management import call_command
from kondusif.accounts.selectors import actor_of
from kondusif.cases.tests.letters import a_letter
from support.cast import cast_of, found_exercise
cast = cast_of(found_exercise())
for number in ("1/B/2024", "2/B/2024"):
    a_letter(cast, number=number)
call_command("migrate", "cases", "0003", verbosity=0)
"""
TWICE = """
import django; django.setup()
from django.db import connection
from django.core.management import call_command
with connection.cursor() as cursor:
    cursor.execute("UPDATE cases_officialletter SET number = '1 / b / 2024' WHERE number = '2/B/2024'")
call_command("migrate", verbosity=0)
import json
from kondusif.cases.official import OfficialLetter
rows = list(OfficialLetter.objects.order_by("pk"))
print(json.dumps([[row.number, row.number_key.replace(f"#{row.pk}", "#pk"), row.year] for row in rows]))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        yield env


def test_a_letter_that_was_entered_twice_in_other_spelling_stays_and_the_later_one_is_told_apart(
    place: dict[str, str],
) -> None:
    run(place, ENTERED)
    assert json.loads(run(place, TWICE)) == [["1/B/2024", "1/b/2024", 2024], ["1 / b / 2024", "1/b/2024#pk", 2024]]
