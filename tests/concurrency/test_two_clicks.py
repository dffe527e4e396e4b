"""One pledge signed in three windows at once is one signature; tries at one link never pass five. On both databases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.processes import migrated, race, run

SETTLE = """
import django; django.setup()
from support.cast import cast_of, found_exercise
from kondusif.circulars.tests.reading import drafted, people, released
cast = cast_of(found_exercise())
people(cast.ani, {}, {})
released(drafted(cast.intan), cast.intan)
"""
SIGN = """
from kondusif.circulars.models import Addressee, Version
from kondusif.circulars.rules import Way
from kondusif.circulars.services.signing import sign
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import PUBLIC_ACTOR
wait()
for row in Addressee.objects.select_related("employee", "circular").order_by("pk"):
    for again in range(3):
        sign(PUBLIC_ACTOR, row, Version.objects.get(), way=Way.LINK, signed_on=today())
"""
GUESS = """
from kondusif.circulars.models import Addressee
from kondusif.circulars.services.signing import prove
from kondusif.kernel.errors import Refused
row = Addressee.objects.select_related("employee", "circular").order_by("pk").first()
wait()
for number in range(8):
    try:
        prove(row, f"x{number:03d}")
    except Refused as refusal:
        print(refusal.code)
"""
LOOK = """
import json, django; django.setup()
from kondusif.audit.models import Entry
from kondusif.circulars.models import Addressee, Signature
print(json.dumps([
    Signature.objects.count(), Entry.objects.filter(action="circulars.pledge.signed").count(),
    sorted(Addressee.objects.values_list("signed", flat=True)),
    Entry.objects.filter(action="circulars.link.renewed").count(),
    sum(Addressee.objects.values_list("misses", flat=True)),
]))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    with migrated(request.param, tmp_path) as env:
        run(env, SETTLE)
        yield env


def test_three_windows_make_one_signature_each(place: dict[str, str]) -> None:
    race(place, SIGN, ["satu"], ["dua"], ["tiga"])
    assert json.loads(run(place, LOOK)) == [2, 2, [1, 1], 0, 0]


def test_three_guessers_together_have_five_tries(place: dict[str, str]) -> None:
    race(place, GUESS, ["satu"], ["dua"], ["tiga"])
    assert json.loads(run(place, LOOK)) == [0, 0, [0, 0], 1, 0]
