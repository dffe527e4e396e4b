"""Two people, or a person and the machine, move reports of a bundle at the same time: nothing breaks or is lost."""

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake import services
from kondusif.intake.alike import Why
from kondusif.intake.models import Bundle, Report
from kondusif.intake.rules import Outcome
from kondusif.intake.services import bundles
from kondusif.intake.services.bundling import bundle_new, empty_shelf
from kondusif.intake.tests.test_bundle_pages import WHY, at, now
from kondusif.intake.tests.test_bundling import FALSE, NEARLY, OTHER, told
from kondusif.kernel.errors import Refused
from support.cast import Cast
from support.keys import unlock_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(places: None) -> list[Report]:
    """A front with two behind it."""
    rows = [told(FALSE), told(NEARLY), told(FALSE)]
    bundle_new(empty_shelf())
    return [now(row).open_with(row.key) for row in rows]


def test_joining_with_what_left_its_bundle_meanwhile_begins_another_one(three: list[Report], keys: Cast) -> None:
    budi, (first, second, third) = actor_of(keys.budi), three
    stranger = told(OTHER)
    for one in (second, third):
        services.split(budi, now(one).open_with(one.key), why=Why.OTHER_PERSON)
    assert not Bundle.objects.exists()
    assert first.bundle_id is not None, "as it was loaded before"
    services.join(budi, stranger, first, why=Why.SAME_EVENT)
    assert now(stranger).bundle == Bundle.objects.get() == now(first).bundle


def test_joining_with_what_the_machine_bundled_meanwhile_goes_there(places: None, keys: Cast) -> None:
    first, _second, stranger = told(FALSE), told(NEARLY), told(OTHER)
    bundle_new(empty_shelf())
    assert first.bundle_id is None, "as it was loaded before"
    services.join(actor_of(keys.budi), stranger, first, why=Why.SAME_EVENT)
    assert Bundle.objects.get().reports.count() == 3


def test_what_is_split_in_two_windows_is_split_once(three: list[Report], keys: Cast) -> None:
    loaded_before = now(three[1]).open_with(three[1].key)
    services.split(actor_of(keys.budi), three[1], why=Why.OTHER_PERSON)
    with pytest.raises(Refused, match=r"intake\.bundle\.none"):
        services.split(actor_of(keys.budi), loaded_before, why=Why.OTHER_PERSON)
    assert Entry.objects.filter(action="intake.bundle.split").count() == 1


def test_what_was_decided_meanwhile_is_not_put_in_front(three: list[Report], keys: Cast) -> None:
    loaded_before = now(three[1]).open_with(three[1].key)
    services.decide(actor_of(keys.budi), three[1], Outcome.DISMISSED, reason=WHY)
    with pytest.raises(Refused, match="decided_already"):
        services.put_in_front(actor_of(keys.budi), loaded_before)


def test_what_moves_in_the_very_moment_is_one_sentence(
    client: Client, keys: Cast, three: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between holding the bundle and holding the report somebody took it to another bundle."""
    monkeypatch.setattr(bundles, "lock", lambda _bundles: [])
    answer = unlock_client(client, keys.budi).post(at(three[1], "ikatan/"), {"aksi": "depan"})
    assert answer.status_code == 409
    assert f"{three[1].number} baru saja dipindahkan orang lain." in answer.content.decode()
    assert not now(three[1]).in_front
