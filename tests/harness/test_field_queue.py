"""1,000 notes over a network cut at every step, to a server that dies: exactly 1,000 records, none twice, none lost."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kondusif.audit.models import Entry
from kondusif.incidents.models import Incident
from kondusif.outreach.models import Picture, Session
from kondusif.web.field import arrivals, keeping, pieces
from kondusif.web.models import Item
from support.cast import Cast
from support.phone import Phone, Sealed, few_places, incident, picture, session

NOTES, EVERY_THIRD, MOST_TRIES = 1000, 3, 60


class Lost(Exception):
    """The line went dead."""


class Killed(BaseException):
    """The server died in the middle of its work."""


class BadNet:
    """A network that loses requests on the way there, answers on the way back, and a server that dies in between."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.cuts: Counter[str] = Counter()

    def __call__(self, ask: Callable[[], Any]) -> Any:
        fate = self.chance.random()
        if fate < 0.12:
            self.cuts["before"] += 1
            raise Lost
        answer = ask()
        if fate > 0.88:
            self.cuts["after"] += 1
            raise Lost
        return answer

    def dies_in(self, name: str, work: Callable[..., Any], *, before: float, after: float) -> Callable[..., Any]:
        """The same work, in which the server sometimes dies before or after it is done."""

        def dying(*args: Any, **kwargs: Any) -> Any:
            fate = self.chance.random()
            if fate < before:
                self.cuts[f"{name} not begun"] += 1
                raise Killed
            done = work(*args, **kwargs)
            if fate > 1 - after:
                self.cuts[f"{name} done, not said"] += 1
                raise Killed
            return done

        return dying


def patiently(phone: Phone, note: Sealed) -> dict[str, Any]:
    """What the page does: try again until the server has said what became of the note."""
    for _try in range(MOST_TRIES):
        try:
            return phone.send(note)
        except (Lost, Killed):
            continue
    raise AssertionError("never answered")


@pytest.fixture
def bad_net(monkeypatch: pytest.MonkeyPatch) -> BadNet:
    net = BadNet(random.Random(2024))
    monkeypatch.setattr(pieces, "add", net.dies_in("piece on the disk", pieces.add, before=0.05, after=0.05))
    monkeypatch.setattr(keeping, "make", net.dies_in("record", keeping.make, before=0.05, after=0.05))
    monkeypatch.setattr(arrivals, "take_in", net.dies_in("announced", arrivals.take_in, before=0.03, after=0.05))
    return net


@pytest.mark.django_db
def test_1000_notes_with_cuts_at_every_step_arrive_as_exactly_1000(
    cast: Cast, tmp_path: Path, settings: Any, bad_net: BadNet
) -> None:
    settings.HOME = tmp_path
    few_places()
    client = Client()
    client.force_login(cast.citra)
    phone = Phone(client)
    phone.greet()
    phone.net = bad_net
    photo = picture()
    notes = [
        phone.write(session(topic=f"Sesi {n}"), *([photo] if n % EVERY_THIRD == 0 else []))
        if n % 2
        else phone.write(incident(what=f"Kejadian {n}"), *([photo] if n % EVERY_THIRD == 0 else []))
        for n in range(NOTES)
    ]
    answers = [patiently(phone, note) for note in notes]
    assert Counter(answer["state"] for answer in answers) == {"taken": NOTES}
    assert len({answer["subject"] for answer in answers}) == NOTES
    assert Session.objects.count() == NOTES // 2
    assert Incident.objects.count() == NOTES // 2
    assert Item.objects.filter(state="taken").count() == Item.objects.count() == NOTES
    assert Picture.objects.count() == sum(1 for n in range(NOTES) if n % 2 and n % EVERY_THIRD == 0)
    acts = Counter(Entry.objects.values_list("action", flat=True))
    assert acts["outreach.session.recorded"] == acts["incidents.incident.recorded"] == NOTES // 2
    assert set(bad_net.cuts) == {
        "before", "after", "piece on the disk not begun", "piece on the disk done, not said", "record not begun",
        "record done, not said", "announced not begun", "announced done, not said",
    }  # fmt: skip
    assert min(bad_net.cuts.values()) >= 5
