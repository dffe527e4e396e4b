"""A case ends while verifiers let reports of its bundle go into it: none is left without the end."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

STAGE = """
import django; django.setup()
from kondusif.accounts.rules import Role
from kondusif.institutions.selectors import today
from kondusif.intake.models import Bundle, Report
from kondusif.intake.rules import Outcome, Status
from kondusif.intake.tests.factories import ReportFactory
from support.cast import cast_of, found_exercise
from support.keys import keys_of_the_cast
cast = cast_of(found_exercise())
keys_of_the_cast(cast)
for case in range(3):
    numbers = [f"LAP-3372-2024-{9100 + case * 10 + n}" for n in range(9)]
    rows = [ReportFactory(number=number) for number in numbers]
    bundle = Bundle.objects.create(head=rows[0], made_on=today())
    Report.objects.filter(number__in=numbers).update(bundle=bundle)
    Report.objects.filter(number=numbers[0]).update(
        status=Status.DECIDED, outcome=Outcome.CASE, reference=f"NET-{case}", decided_on=today(), decided_by=cast.budi
    )
"""
ACT = """
from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.institutions.selectors import today
from kondusif.intake.models import Report
from kondusif.intake.rules import Ending
from kondusif.intake.selectors import open_report
from kondusif.intake.services import end_with_case
from kondusif.intake.services.bundles import settle_like
from support.keys import ring
case, act = sys.argv[1:]
budi = User.objects.get(username="budi")
fellows = list(Report.objects.filter(number__startswith=f"LAP-3372-2024-91{case}").order_by("number"))
keys, lead = ring(budi), fellows.pop(0)
opened = [open_report(keys, one) for one in fellows]
wait()
if act == "end":
    end_with_case(f"NET-{case}", Ending.ENDED, today())
else:
    for fellow in opened:
        settle_like(actor_of(budi), fellow, lead)
print("done")
"""
LOOK = """
import json, django; django.setup()
from kondusif.intake.models import Report
print(json.dumps(list(Report.objects.filter(outcome="case").order_by("number").values_list("number", "ending"))))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        run(env, STAGE)
        yield env


def test_whoever_is_settled_while_the_case_ends_has_the_end_too(place: dict[str, str]) -> None:
    for case in "012":
        assert race(place, ACT, [case, "settle"], [case, "end"]) == ["done", "done"]
    found = json.loads(run(place, LOOK))
    assert len(found) == 27
    assert {ending for _number, ending in found} == {"ended"}, found
