"""Two people do the same thing at the same moment: one is first, the other is told, and there is one of everything."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

RACERS = 3

STAGE = """
import django; django.setup()
from datetime import date
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.cases.rules import Closing, Outcome
from kondusif.cases.services import open_case, propose_closing
from kondusif.cases.services.opening import Opening
from kondusif.intake.tests.factories import ReportFactory
from support.cast import SEMANGGI, TODAY, cast_of, found_exercise, person
from support.keys import keys_of_the_cast
cast = cast_of(found_exercise())
keys_of_the_cast(cast)
person("hadi", "Hadi", Role.HANDLER, "inspektorat")
ReportFactory(number="LAP-3372-2024-9001")
told = Opening("Ajakan", "Ringkasan.", SEMANGGI, ["disiplin-pp94"], {"known": TODAY}, cast.hana, TODAY)
case = open_case(actor_of(cast.hana), told)
propose_closing(actor_of(cast.hana), case, Closing(Outcome.ENDED, None, None, "Tidak ada langkah tersisa."), on=TODAY)
"""
OPEN = """
from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.cases.services import open_case
from kondusif.cases.services.opening import Opening
from kondusif.intake.models import Report
from kondusif.kernel.errors import KondusifError
from support.cast import SEMANGGI, TODAY
hana, budi = User.objects.get(username="hana"), User.objects.get(username="budi")
report = Report.objects.get()
told = Opening("Ajakan", "Ringkasan.", SEMANGGI, ["disiplin-pp94"], {"known": TODAY}, hana, TODAY)
wait()
try:
    open_case(actor_of(budi), told, report=report)
    print("done")
except KondusifError as error:
    print(error.code)
"""
APPROVE = """
from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.cases.models import Case
from kondusif.cases.services import approve_closing
from kondusif.kernel.errors import KondusifError
from support.cast import TODAY
user, case = User.objects.get(username=sys.argv[1]), Case.objects.get()
wait()
try:
    approve_closing(actor_of(user), case, on=TODAY)
    print("done")
except KondusifError as error:
    print(error.code)
"""
SEND = """
from datetime import date
from kondusif.intake.codes import read_code
from kondusif.intake.rules import Draft, Kind, Track
from kondusif.intake.services import receive_report
from kondusif.kernel.actor import PUBLIC_ACTOR
draft = Draft(kind=Kind.PEACE, track=Track.CITY, words="Keributan di lapangan.", known_on=date(2024, 11, 12))
code = read_code(sys.argv[1])
wait()
print(receive_report(PUBLIC_ACTOR, draft, code=code, submission="satu-kiriman").report.number)
"""
LOOK = """
import json, django; django.setup()
from collections import Counter
from kondusif.audit.models import Entry
from kondusif.audit.selectors import verify
from kondusif.cases.models import Case
from kondusif.intake.models import Report
print(json.dumps({
    "actions": Counter(Entry.objects.values_list("action", flat=True)), "broken": verify().broken,
    "cases": Case.objects.count(), "reports": Report.objects.count(),
    "status": list(Case.objects.order_by("pk").values_list("status", flat=True)),
}))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        run(env, STAGE)
        yield env


def test_one_report_becomes_one_case_however_many_open_it(place: dict[str, str]) -> None:
    said = race(place, OPEN, *[[] for _racer in range(RACERS)])
    seen = json.loads(run(place, LOOK))
    assert said.count("done") == 1, said
    assert all(word == "done" or "." in word for word in said)
    assert (seen["cases"], seen["actions"]["cases.case.opened"], seen["broken"]) == (2, 2, None)


def test_a_case_is_closed_once_when_two_approve_at_the_same_moment(place: dict[str, str]) -> None:
    said = race(place, APPROVE, ["gita"], ["hadi"])
    seen = json.loads(run(place, LOOK))
    assert said.count("done") == 1, said
    assert seen["status"] == ["closed"]
    assert seen["actions"]["cases.case.closed"] == 1


def test_a_second_click_makes_no_second_report(place: dict[str, str]) -> None:
    code = run(
        place, "import django; django.setup()\nfrom kondusif.intake.codes import make_code; print(make_code())"
    ).strip()
    said = race(place, SEND, *[[code] for _racer in range(RACERS)])
    seen = json.loads(run(place, LOOK))
    assert len(set(said)) == 1, said
    assert seen["reports"] == 2  # the one on the stage, and this one
    assert seen["actions"]["intake.report.received"] == 1
