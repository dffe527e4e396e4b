"""The keys of a small city: three people, an envelope, somebody who forgets, somebody who leaves."""

import pytest

from kondusif.accounts.models import Grant
from kondusif.accounts.rules import Role
from kondusif.accounts.services import create_user, grant_role
from kondusif.institutions.models import City, Unit
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from kondusif.vault import boxes
from kondusif.vault.routing import level, seats
from kondusif.vault.rules import Level, Purpose
from kondusif.vault.selectors import gone, unit_key_of
from kondusif.vault.services import (
    admit,
    answer_disclosure,
    ask_disclosure,
    found_unit_key,
    keyring_by_phrase,
    make_envelope,
    make_person_key,
    open_envelope,
    open_for_reporter,
    renew,
    replace_person_key,
    seal_for,
    seat_custodian,
    wrap_anew,
)
from support.cast import Cast
from support.keys import PHRASE, cheap_phrases, let_in, unit_with_key, with_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_phrases(monkeypatch)


def colleague(name: str, role: Role = Role.VERIFIER, unit: str | None = "kesbangpol") -> object:
    home = Unit.objects.get(key=unit) if unit else None
    who = system_actor("uji")
    user = create_user(who, username=name, full_name=name.title(), password=f"sandi-{name}", unit=home, check=False)
    grant_role(who, user, role=role, area_code="33.72", starts_on=today())
    return user


def test_a_city_without_keys_is_closed_and_the_first_key_opens_it(city: City, cast: Cast) -> None:
    assert level() is Level.CLOSED
    unit_with_key(cast.budi)
    assert level() is Level.SEALED


def test_a_second_unit_is_let_in_by_the_first(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    key, _ring = unit_with_key(cast.hana)
    assert key.approved_at is None
    assert let_in(cast.budi, Unit.objects.get(key="inspektorat")).approved_by == cast.budi


def test_an_admin_cannot_make_a_unit_of_their_own_to_read_with(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    spy = colleague("penyusup", unit="bkpsdm")
    key, _ring = unit_with_key(spy)
    assert key.approved_at is None
    with pytest.raises(Refused) as refusal:
        let_in(spy, Unit.objects.get(key="bkpsdm"))
    assert refusal.value.code == "vault.unit.not_held"


def test_who_joins_is_admitted_and_reads_what_came_before(city: City, cast: Cast) -> None:
    key, ring = unit_with_key(cast.budi)
    sealing = seal_for(Purpose.CONTENT, today(), units=[key])
    row = sealing.save()
    rina = colleague("rina")
    make_person_key(rina, PHRASE)
    assert keyring_by_phrase(rina, PHRASE).open(row.pk) is None
    admit(cast.budi, ring, key.unit, rina)
    assert keyring_by_phrase(rina, PHRASE).open(row.pk) == sealing.key


def test_who_leaves_opens_nothing_new_and_what_was_sealed_is_wrapped_anew(city: City, cast: Cast) -> None:
    rina = colleague("rina")
    key, ring = unit_with_key(cast.budi, rina)
    sealings = [seal_for(Purpose.CONTENT, today(), units=[key]) for _ in range(7)]
    rows = [one.save() for one in sealings]
    Grant.objects.filter(user=rina).delete()
    assert [one.username for one in gone(key)] == ["rina"]
    fresh = renew(cast.budi, ring, key.unit)
    assert fresh.epoch == 2
    assert wrap_anew(cast.budi, ring, key.unit, most=3) == 4
    assert wrap_anew(cast.budi, ring, key.unit) == 0
    assert keyring_by_phrase(rina, PHRASE).units == {}
    assert keyring_by_phrase(cast.budi, PHRASE).open_many(row.pk for row in rows) == {
        row.pk: one.key for row, one in zip(rows, sealings, strict=True)
    }


def test_a_forgotten_passphrase_is_survived_by_the_envelope_in_the_safe(city: City, cast: Cast) -> None:
    key, ring = unit_with_key(cast.budi)
    sealing = seal_for(Purpose.CONTENT, today(), units=[key])
    row = sealing.save()
    paper = make_envelope(cast.budi, ring, key.unit)
    replace_person_key(cast.budi, "kuda hitam melompati pagar tinggi")
    assert keyring_by_phrase(cast.budi, "kuda hitam melompati pagar tinggi").open(row.pk) is None
    with pytest.raises(Refused) as refusal:
        open_envelope(cast.budi, key.unit, paper.code[:-2] + "00")
    assert refusal.value.code == "vault.envelope.wrong"
    open_envelope(cast.budi, key.unit, "-".join(paper.groups).lower())
    assert keyring_by_phrase(cast.budi, "kuda hitam melompati pagar tinggi").open(row.pk) == sealing.key
    with pytest.raises(Refused) as refusal:
        open_envelope(cast.budi, key.unit, paper.code)
    assert refusal.value.code == "vault.envelope.none"


def test_two_of_three_custodians_open_a_name_and_one_alone_does_not(city: City, cast: Cast) -> None:
    key, ring = unit_with_key(cast.budi)
    custodians = [colleague(f"kustodian{number}", Role.CUSTODIAN, None) for number in (1, 2, 3)]
    rings = [with_key(one) for one in custodians]
    for number, one in enumerate(custodians, start=1):
        seat_custodian(cast.budi, ring, seat=number, person=one, institution=f"Lembaga {number}")
    assert level() is Level.CUSTODIANS
    reporter = boxes.new_pair()
    for first, second in ((0, 1), (1, 0), (2, 0), (1, 2)):
        sealing = seal_for(Purpose.IDENTITY, today(), reporter=reporter.public, custodians=seats())
        row = sealing.save()
        assert ring.open(row.pk) is None
        assert open_for_reporter(row, reporter.private) == sealing.key
        asked = ask_disclosure(cast.budi, row, key, subject="LAP-3372-2024-0001", reason="Terlapor mengancam pelapor.")
        asked = answer_disclosure(custodians[first], rings[first], asked, agreed=True)
        assert asked.state == "asked"
        assert ring.open(row.pk) is None
        asked = answer_disclosure(custodians[second], rings[second], asked, agreed=True)
        assert asked.state == "released"
        assert ring.open(row.pk) == sealing.key


def test_a_blob_that_was_moved_to_another_place_does_not_open() -> None:
    key = boxes.new_key()
    blob = boxes.lock(key, b"isi", "kondusif|intake.report|1|content")
    assert boxes.unlock(key, blob, "kondusif|intake.report|1|content") == b"isi"
    with pytest.raises(boxes.Broken):
        boxes.unlock(key, blob, "kondusif|intake.report|2|content")


def test_a_unit_that_holds_a_key_is_not_founded_again(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    with pytest.raises(Refused) as refusal:
        found_unit_key(cast.budi, Unit.objects.get(key="kesbangpol"))
    assert refusal.value.code == "vault.unit.there"
    assert unit_key_of(Unit.objects.get(key="kesbangpol")) is not None
