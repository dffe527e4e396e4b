"""Two members seal old reports anew at once: nobody is refused, each is wrapped once, none is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

REPORTS = 300

SETTLE = f"""
import django; django.setup()
from kondusif.accounts.rules import Role
from kondusif.institutions.selectors import today
from kondusif.vault import boxes
from kondusif.vault.rules import Purpose
from kondusif.vault.services import renew, seal_for
from support.cast import cast_of, found_exercise, person
from support.keys import ring, unit_with_key
boxes.PHRASE_PASSES, boxes.PHRASE_MEMORY_KIB = 1, 8
cast = cast_of(found_exercise())
rina = person("rina", "Rina", Role.VERIFIER, "kesbangpol")
key, _ring = unit_with_key(cast.budi, rina)
for _ in range({REPORTS}):
    seal_for(Purpose.CONTENT, today(), units=[key]).save()
renew(cast.budi, ring(cast.budi), key.unit)
"""
WALK = """
from kondusif.accounts.models import User
from kondusif.vault.services import wrap_anew
from support.keys import ring
user = User.objects.get(username=sys.argv[1])
keyring = ring(user)
wait()
while wrap_anew(user, keyring, user.unit, 20):
    pass
"""
LOOK = """
import json, django; django.setup()
from kondusif.accounts.models import User
from kondusif.vault.models import DataKey, Wrap
from support.keys import ring
opened = ring(User.objects.get(username="rina")).open_many(DataKey.objects.values_list("pk", flat=True))
print(json.dumps([Wrap.objects.count(), Wrap.objects.filter(unit_key__epoch=1).count(), len(opened)]))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        yield env


def test_two_members_walk_at_once_and_every_report_opens_afterwards(place: dict[str, str]) -> None:
    run(place, SETTLE)
    race(place, WALK, ["budi"], ["rina"])
    assert json.loads(run(place, LOOK)) == [REPORTS, 0, REPORTS]
