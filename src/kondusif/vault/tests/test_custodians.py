"""Three seats outside the line of command: who may sit, what a custodian sees, and that one alone opens nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import Notice, User
from kondusif.accounts.rules import Role
from kondusif.institutions.selectors import today
from kondusif.vault import boxes
from kondusif.vault.models import CustodianSeat, Disclosure, UnitKey, Wrap
from kondusif.vault.routing import level, seats
from kondusif.vault.rules import Level, Purpose
from kondusif.vault.selectors import person_key_of
from kondusif.vault.services import ask_disclosure, make_person_key, seal_for
from support.cast import Cast, person
from support.keys import PHRASE, ring, unit_with_key, unlock_client

pytestmark = pytest.mark.django_db
REASON = "Pelapor diancam dan perlu dilindungi hari ini."


def opened(user: User) -> Client:
    return unlock_client(Client(), user)


def chosen(user: User) -> str:
    key = person_key_of(user)
    assert key is not None
    return f"{user.pk}-{boxes.fingerprint(key.public).replace(' ', '')}"


@pytest.fixture
def key(cast: Cast) -> UnitKey:
    return unit_with_key(cast.budi)[0]


@pytest.fixture
def trio(cast: Cast, key: UnitKey) -> list[User]:
    """Three custodians of three institutions, seated over the pages by somebody who holds the unit's key."""
    people = [cast.kemal, person("kus2", "Wahyu", Role.CUSTODIAN, None), person("kus3", "Ratna", Role.CUSTODIAN, None)]
    budi = opened(cast.budi)
    for number, one in enumerate(people, start=1):
        make_person_key(one, PHRASE)
        told = {"person": chosen(one), "institution": f"Lembaga {number}", "compared": "on"}
        assert budi.post(reverse("vault:seat", args=[number]), told).status_code == 302
    return people


@pytest.fixture
def asked(cast: Cast, key: UnitKey, trio: list[User]) -> Disclosure:
    row = seal_for(Purpose.IDENTITY, today(), custodians=seats()).save()
    return ask_disclosure(cast.budi, row, key, subject="LAP-3372-2024-0007", reason=REASON)


def answered(user: User, row: Disclosure, answer: str) -> int:
    return opened(user).post(reverse("vault:answer", args=[row.pk]), {"answer": answer}).status_code


def test_three_seats_make_level_two(cast: Cast, trio: list[User]) -> None:
    assert level() is Level.CUSTODIANS
    page = opened(cast.budi).get(reverse("vault:custodians")).content.decode()
    assert "Tiga dari tiga kursi kustodian terisi" in page
    assert "Lembaga 2" in page


def test_who_reads_reports_does_not_keep_names(cast: Cast, key: UnitKey) -> None:
    budi = opened(cast.budi)
    both = person("rangkap", "Rangkap", Role.VERIFIER, "bkpsdm")
    for one in (both, cast.kemal):
        make_person_key(one, PHRASE)
    told = {"person": chosen(both), "institution": "Lembaga 1", "compared": "on"}
    answer = budi.post(reverse("vault:seat", args=[1]), told)
    assert answer.status_code == 422
    assert "tidak ada dalam daftar" in answer.content.decode()


def test_a_seat_is_given_by_a_holder_with_an_open_key_and_keeps_what_was_typed(cast: Cast, key: UnitKey) -> None:
    make_person_key(cast.kemal, PHRASE)
    told = {"person": chosen(cast.kemal), "institution": "Universitas", "compared": "on"}
    closed = Client()
    closed.force_login(cast.budi)
    answer = closed.post(reverse("vault:seat", args=[1]), told)
    assert answer.status_code == 422
    assert "Kunci Anda tertutup" in answer.content.decode()
    assert 'value="Universitas"' in answer.content.decode()
    make_person_key(cast.hana, PHRASE)
    assert opened(cast.hana).post(reverse("vault:seat", args=[1]), told).status_code == 422
    assert opened(cast.budi).get(reverse("vault:seat", args=[4])).status_code == 404
    assert seats() == []


def test_two_seats_of_one_institution_are_refused(cast: Cast, trio: list[User]) -> None:
    spare = person("kus4", "Cadangan", Role.CUSTODIAN, None)
    make_person_key(spare, PHRASE)
    told = {"person": chosen(spare), "institution": "lembaga 2", "compared": "on"}
    answer = opened(cast.budi).post(reverse("vault:seat", args=[1]), told)
    assert "sudah punya kursi" in answer.content.decode()


def test_a_custodian_reads_number_unit_reason_and_date_and_nothing_else(cast: Cast, asked: Disclosure) -> None:
    kemal = opened(cast.kemal)
    told = Notice.objects.get(user=cast.kemal, code="vault.disclosure_asked")
    assert told.url == reverse("vault:custodians")
    assert "LAP-3372-2024-0007" not in Client().get(reverse("vault:custodians")).content.decode()
    page = kemal.get(reverse("vault:answer", args=[asked.pk])).content.decode()
    for said in ("LAP-3372-2024-0007", "Badan Kesatuan Bangsa dan Politik", REASON, "13 November 2024"):
        assert said in page
    for path in ("/ruang/laporan/", "/ruang/laporan/LAP-3372-2024-0007/", "/ruang/penanganan/"):
        assert kemal.get(path).status_code in {403, 404}, path
    assert ring(cast.kemal).units == {}
    assert ring(cast.kemal).open(asked.data_key_id) is None


def test_two_of_three_open_a_name_to_the_unit_and_to_nobody_else(
    cast: Cast, key: UnitKey, trio: list[User], asked: Disclosure
) -> None:
    assert answered(trio[0], asked, "agree") == 302
    assert ring(cast.budi).open(asked.data_key_id) is None
    assert answered(trio[0], asked, "agree") == 404, "a second word of the same custodian finds nothing to answer"
    answer = opened(trio[2]).post(reverse("vault:answer", args=[asked.pk]), {"answer": "agree"}, follow=True)
    assert "Dua kustodian setuju" in answer.content.decode()
    assert ring(cast.budi).open(asked.data_key_id) is not None
    assert all(ring(one).open(asked.data_key_id) is None for one in trio)
    assert Wrap.objects.filter(data_key=asked.data_key_id, unit_key=key).count() == 1


def test_two_refusals_end_a_request_and_burn_the_halves(trio: list[User], asked: Disclosure) -> None:
    answered(trio[0], asked, "agree")
    answered(trio[1], asked, "decline")
    assert answered(trio[2], asked, "decline") == 302
    asked.refresh_from_db()
    assert asked.state == Disclosure.State.REFUSED
    assert [row.halves for row in asked.agreements.all()] == [{}, {}, {}]


def test_a_custodian_whose_key_is_closed_answers_nothing_and_keeps_the_note(
    trio: list[User], asked: Disclosure
) -> None:
    client = Client()
    client.force_login(trio[0])
    sent = {"answer": "agree", "note": "Sudah saya tanyakan."}
    answer = client.post(reverse("vault:answer", args=[asked.pk]), sent)
    assert answer.status_code == 422
    assert "Sudah saya tanyakan." in answer.content.decode()
    assert asked.agreements.count() == 0


def test_a_custodian_leaves_only_the_own_seat(cast: Cast, trio: list[User]) -> None:
    assert opened(trio[0]).post(reverse("vault:seat_leave")).status_code == 302
    assert [row.seat for row in seats()] == [2, 3]
    assert level() is Level.SEALED
    assert opened(trio[0]).post(reverse("vault:seat_leave")).status_code == 422
    assert CustodianSeat.objects.filter(left_at__isnull=True).count() == 2


def test_an_auditor_sees_the_seats_and_no_reason(cast: Cast, asked: Disclosure) -> None:
    client = Client()
    client.force_login(cast.eko)
    page = client.get(reverse("vault:custodians")).content.decode()
    assert "1 permintaan menunggu di seluruh kota" in page
    assert REASON not in page
    assert client.get(reverse("vault:answer", args=[asked.pk])).status_code == 403
