"""Two of the desk send one draft at the same moment and begin the next: each happens once. On both databases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

SETTLE = """
import django; django.setup()
from support.cast import cast_of, found_exercise
from kondusif.circulars.tests.factories_desk import drafted, people
cast = cast_of(found_exercise())
people(cast)
drafted(cast)
"""
SEND = """
from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.circulars.models import Circular, Version
from kondusif.circulars.services.sending import release
from kondusif.circulars.services.writing import next_version
from kondusif.kernel.errors import Refused
from support.cast import TODAY
actor, draft = actor_of(User.objects.get(username="intan")), Version.objects.get()
said = []
wait()
try:
    told = {"letter_on": TODAY, "asks_again": True, "change_note": ""}
    said.append(release(actor, draft, letter_number=sys.argv[1], **told))
except Refused as refusal:
    said.append(refusal.code)
try:
    said.append(next_version(actor, Circular.objects.get()).number)
except Refused as refusal:
    said.append(refusal.code)
import json
print(json.dumps(said))
"""
LOOK = """
import json, django; django.setup()
from kondusif.audit.models import Entry
from kondusif.circulars.models import Addressee, Circular, Version
sent = Entry.objects.filter(action="circulars.version.sent").count()
print(json.dumps([sent, Addressee.objects.count(), Version.objects.count(), Circular.objects.get().to_sign]))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        yield env


def test_a_draft_goes_out_once_and_is_followed_by_one_draft(place: dict[str, str]) -> None:
    run(place, SETTLE)
    said = [json.loads(line) for line in race(place, SEND, ["800/1"], ["800/2"], ["800/3"])]
    assert sorted(str(first) for first, _second in said) == ["6", *["circulars.release.already"] * 2]
    assert sorted(str(second) for _first, second in said) == ["2", *["circulars.next.draft_stands"] * 2]
    assert json.loads(run(place, LOOK)) == [1, 6, 2, 1]
