"""A circular of the exercise: out for a week, signed by most in the kelurahan; and one more that is still a draft."""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kondusif.circulars.edaran import starters
from kondusif.circulars.models import Addressee, Circular
from kondusif.circulars.rules import Way
from kondusif.circulars.selectors.beginning import first_words
from kondusif.circulars.services.readerships import Query, save_readership
from kondusif.circulars.services.sending import release
from kondusif.circulars.services.signing import sign
from kondusif.circulars.services.writing import draft_circular
from kondusif.institutions.models import Unit
from kondusif.institutions.rules import UnitKind
from kondusif.institutions.services import move_exercise_date
from kondusif.kernel.actor import PUBLIC_ACTOR, system_actor

if TYPE_CHECKING:
    from kondusif.cli.demo.build import Stage

HOUSE = system_actor("latihan")
DAYS_OUT, LETTER = 8, "200.2.1/0000/LATIHAN/2024"
# What part of a unit's people signs in the week: most units nearly all, a few hardly anybody.
SHARES = (0.95, 0.9, 0.85, 0.8, 0.8, 0.7, 0.55, 0.2)


def tell(stage: "Stage") -> None:
    """Send a circular a week before the exercise's day, let most sign, and begin another one."""
    today: date = stage.story["today"]
    desk = stage.by("desk")
    general, short = starters()[:2]
    districts = tuple(Unit.objects.filter(kind=UnitKind.DISTRICT).values_list("key", flat=True))
    move_exercise_date(HOUSE, today - timedelta(days=DAYS_OUT))
    near = save_readership(desk, Query("Kecamatan dan kelurahan", districts))
    everybody = save_readership(desk, Query("Seluruh pegawai"))
    title, words = first_words(general)
    circular = draft_circular(desk, title=title, readership=near, words=words)
    release(
        desk, circular.versions.get(), letter_number=LETTER, letter_on=today - timedelta(days=DAYS_OUT),
        asks_again=True, change_note="",
    )  # fmt: skip
    move_exercise_date(HOUSE, today)
    _sign(circular, today)
    title, words = first_words(short)
    draft_circular(desk, title=title, readership=everybody, words=words)


def _sign(circular: Circular, today: date) -> None:
    draw = random.Random(5)  # noqa: S311
    version = circular.versions.get()
    asked = Addressee.objects.filter(circular=circular).select_related("employee__unit").order_by("pk")
    shares: dict[int | None, float] = {}
    for one in asked:
        share = shares.setdefault(one.employee.unit_id, draw.choice(SHARES))
        if draw.random() < share:
            day = today - timedelta(days=draw.randrange(DAYS_OUT + 1))
            sign(PUBLIC_ACTOR, one, version, way=Way.LINK, signed_on=day, on=today)
