"""The sealed scan of an official letter goes with its case: the new unit opens it, the former one no longer."""

import pytest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.letters import open_scan
from kondusif.cases.models import Case
from kondusif.cases.official import OfficialLetter
from kondusif.cases.scans import scans_left
from kondusif.cases.services import pass_scans
from kondusif.cases.services.handover import hand_over
from kondusif.cases.tests.letters import a_letter
from kondusif.institutions.models import Unit
from kondusif.intake.evidence import examine
from kondusif.intake.tests.support import picture
from kondusif.kernel.errors import Refused, Stale
from support.cast import TODAY, Cast, person
from support.keys import PHRASE, ring, unlock_client

pytestmark = pytest.mark.django_db
PASSED = "cases.scan.passed_on"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def letter(keys: Cast) -> OfficialLetter:
    """A letter with a scan, handled by Hana of the inspectorate."""
    return a_letter(keys, scan=examine("KENARI.png", picture()), handler=keys.hana)


def opens(user: User, letter: OfficialLetter) -> bool:
    return open_scan(ring(user), letter) is not None


def with_whom(letter: OfficialLetter, *people: User) -> list[bool]:
    return [opens(one, letter) for one in people]


def left_behind(keys: Cast, letter: OfficialLetter, receiver: User) -> Case:
    """The case after an admin, who holds no key, gave Hana's work away."""
    hand_over(actor_of(keys.ani), keys.hana, receiver, on=TODAY)
    return Case.objects.get(pk=letter.case_id)


def url(case: Case, page: str = "") -> str:
    return f"/ruang/penanganan/{case.number}/{page}"


# With the hand-over -----------------------------------------------------------------------------------------------


def test_who_hands_over_with_an_open_key_gives_the_scan_along(keys: Cast, maya: User, letter: OfficialLetter) -> None:
    assert with_whom(letter, keys.hana, keys.gita, maya) == [True, True, False]
    handed = hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY, keyring=ring(keys.hana))
    assert with_whom(letter, keys.hana, keys.gita, maya) == [False, False, True]
    assert handed.scans_left == 0
    entry = Entry.objects.get(action=PASSED)
    assert entry.subject == letter.case.number
    assert entry.facts == {"letters": [letter.pk], "unit": "bkpsdm"}


def test_within_one_unit_no_key_moves(keys: Cast, letter: OfficialLetter) -> None:
    hand_over(actor_of(keys.hana), keys.hana, keys.gita, on=TODAY, keyring=ring(keys.hana))
    assert with_whom(letter, keys.hana, keys.gita) == [True, True]
    assert not Entry.objects.filter(action=PASSED).exists()


def test_a_substitutes_unit_that_leaves_the_case_loses_the_scan_without_any_key(
    keys: Cast, maya: User, letter: OfficialLetter
) -> None:
    Case.objects.filter(pk=letter.case_id).update(substitute=maya)
    pass_scans(actor_of(keys.hana), Case.objects.get(pk=letter.case_id), ring(keys.hana))
    assert with_whom(letter, keys.hana, maya) == [True, True]
    hand_over(actor_of(keys.ani), maya, keys.gita, on=TODAY)
    assert with_whom(letter, keys.hana, maya) == [True, False]


def test_a_refused_hand_over_leaves_the_scan_where_it_lies(keys: Cast, maya: User, letter: OfficialLetter) -> None:
    Case.objects.filter(pk=letter.case_id).update(unit=Unit.objects.get(key="bkpsdm"))
    with pytest.raises(Refused):
        hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY, keyring=ring(keys.hana))
    assert with_whom(letter, keys.hana, maya) == [True, False]


def test_a_unit_without_a_key_gets_the_case_and_the_scan_stays_whole(keys: Cast, letter: OfficialLetter) -> None:
    nina = person("nina", "Nina", Role.HANDLER, "bkpsdm")
    handed = hand_over(actor_of(keys.hana), keys.hana, nina, on=TODAY, keyring=ring(keys.hana))
    assert (handed.after, handed.scans_left) == (1, 1)
    assert opens(keys.hana, letter)
    with pytest.raises(Refused) as caught:
        pass_scans(actor_of(keys.hana), Case.objects.get(pk=letter.case_id), ring(keys.hana))
    assert caught.value.code == "cases.scan.receiver_without_key"


# Afterwards -------------------------------------------------------------------------------------------------------


def test_who_hands_over_without_a_key_is_told_that_the_scan_stayed(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    client.force_login(keys.ani)
    sent = {"leaver": keys.hana.pk, "receiver": maya.pk}
    page = client.post("/ruang/tenggat/serah/", sent, follow=True).content.decode()
    assert "masih pada unit lama" in page
    assert with_whom(letter, keys.hana, maya) == [True, False]


def test_the_page_of_the_handing_person_gives_the_open_key_along(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    unlock_client(client, keys.hana)
    sent = {"leaver": keys.hana.pk, "receiver": maya.pk}
    page = client.post("/ruang/tenggat/serah/", sent, follow=True).content.decode()
    assert "masih pada unit lama" not in page
    assert with_whom(letter, keys.hana, maya) == [False, True]


def test_the_case_says_where_the_scan_lies_and_offers_the_button_to_the_former_unit_alone(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    case = left_behind(keys, letter, maya)
    for reader, button in ((maya, False), (keys.lukman, False), (keys.gita, True)):
        client.force_login(reader)
        page = client.get(url(case)).content.decode()
        assert "Pindaian surat masih pada <b>Inspektorat</b>. BKPSDM belum dapat membukanya." in page
        assert ("Serahkan pindaian surat" in page) is button


def test_the_new_unit_reads_at_the_scan_who_must_pass_it_on(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    left_behind(keys, letter, maya)
    answer = unlock_client(client, maya).get(f"/ruang/penanganan/surat/{letter.pk}/pindaian/")
    assert answer.status_code == 422
    assert "Pindaian surat masih pada Inspektorat" in answer.content.decode()


def test_a_colleague_of_the_former_handler_passes_it_on_and_a_second_click_does_nothing(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    case = left_behind(keys, letter, maya)
    unlock_client(client, keys.gita)
    page = client.post(url(case, "serahkan-pindaian/"), follow=True).content.decode()
    assert "1 pindaian diserahkan." in page
    assert "Pindaian surat masih pada" not in page
    assert client.post(url(case, "serahkan-pindaian/")).status_code == 302
    assert with_whom(letter, keys.hana, keys.gita, maya) == [False, False, True]
    assert Entry.objects.filter(action=PASSED).count() == 1


def test_with_a_locked_key_the_passphrase_is_asked_first(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    case = left_behind(keys, letter, maya)
    client.force_login(keys.gita)
    assert "Kunci Anda terkunci; frasanya ditanyakan" in client.get(url(case)).content.decode()
    assert client.post(url(case, "serahkan-pindaian/")).status_code == 409
    assert with_whom(letter, keys.gita, maya) == [True, False]
    assert client.post(url(case, "serahkan-pindaian/"), {"frasa_kunci": PHRASE}).status_code == 302
    assert with_whom(letter, keys.gita, maya) == [False, True]


def test_the_new_unit_cannot_take_the_scan_by_itself(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    case = left_behind(keys, letter, maya)
    answer = unlock_client(client, maya).post(url(case, "serahkan-pindaian/"))
    assert answer.status_code == 422
    assert "Hanya orang unit itu yang dapat menyerahkannya" in answer.content.decode()
    assert with_whom(letter, keys.hana, maya) == [True, False]
    assert Case.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize(("who", "status"), [("dewi", 404), ("budi", 403), ("lukman", 403)])
def test_a_stranger_does_not_come_near(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter, who: str, status: int
) -> None:
    case = left_behind(keys, letter, maya)
    client.force_login(getattr(keys, who))
    assert client.post(url(case, "serahkan-pindaian/")).status_code == status
    assert with_whom(letter, keys.hana, maya) == [True, False]


def test_who_stands_over_the_examined_unit_finds_no_such_case(
    keys: Cast, client: Client, maya: User, letter: OfficialLetter
) -> None:
    case = left_behind(keys, letter, maya)
    Case.objects.filter(pk=case.pk).update(unit=Unit.objects.get(key="inspektorat"))
    assert unlock_client(client, keys.gita).post(url(case, "serahkan-pindaian/")).status_code == 404
    assert opens(keys.gita, letter)


def test_a_case_that_went_on_meanwhile_takes_no_scan(keys: Cast, maya: User, letter: OfficialLetter) -> None:
    seen = left_behind(keys, letter, maya)
    hand_over(actor_of(keys.ani), maya, person("nina", "Nina", Role.HANDLER, "kesbangpol"), on=TODAY)
    with pytest.raises(Stale):
        pass_scans(actor_of(keys.gita), seen, ring(keys.gita))
    assert with_whom(letter, keys.gita, maya) == [True, False]


def test_a_case_without_a_scan_waits_for_nobody(keys: Cast, maya: User) -> None:
    bare = a_letter(keys, handler=keys.hana)
    case = left_behind(keys, bare, maya)
    assert scans_left(case) is None
    assert pass_scans(actor_of(keys.gita), case, ring(keys.gita)) == 0
