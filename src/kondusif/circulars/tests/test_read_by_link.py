"""A civil servant reads by a personal link, answers three questions and signs; each wrong way has its sentence."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from kondusif.audit.models import Entry
from kondusif.circulars.models import Addressee, Circular, Signature, Version
from kondusif.circulars.rules import State, Way
from kondusif.circulars.selectors.links import addressee_of, link_of
from kondusif.circulars.services.signing import MOST_MISSES, sign
from kondusif.circulars.tests.reading import Reader, asked, drafted, people, released, version_of
from kondusif.institutions.services import set_preferences
from kondusif.kernel.actor import PUBLIC_ACTOR, system_actor
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee
from kondusif.roster.rules import Kind, Status, own_key
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(cast: Cast) -> list[Employee]:
    """A PNS, a PPPK, and one of the contract staff without a NIP."""
    key = own_key("rina astuti", "bkpsdm")
    return people(
        cast.ani, {"name": "Siti Utami, S.Pd."}, {"kind": Kind.PPPK},
        {"kind": Kind.CONTRACT, "nip": key, "name": "Rina Astuti"},
    )  # fmt: skip


@pytest.fixture
def version(cast: Cast, staff: list[Employee]) -> Version:
    return released(drafted(cast.intan), cast.intan)


@pytest.fixture
def circular(version: Version) -> Circular:
    return version.circular


@pytest.fixture
def reader(circular: Circular, staff: list[Employee]) -> Reader:
    return Reader(asked(circular, staff[0]))


def left(employee: Employee) -> None:
    Employee.objects.filter(pk=employee.pk).update(status=Status.LEFT, left_on=TODAY)


def test_from_the_link_to_the_receipt(reader: Reader, circular: Circular, staff: list[Employee]) -> None:
    page = reader.open()
    assert "Netralitas pegawai dalam pemilihan" in page
    assert "S. U., BKPSDM" in page
    page = reader.open("pertanyaan/")
    assert len(reader.keys()) == 3
    assert "Semua jawaban benar" in reader.answer()
    assert reader.text().count("Dasar:") == 3
    assert "Pakta integritas: 4 butir" in reader.send("pakta/", ke="pakta")
    reader.sign()
    assert reader.page.status_code == 303
    page = reader.client.get(reader.page["Location"]).content.decode()
    for words in (
        "Anda sudah menandatangani versi 1 pada 13 November 2024",
        circular.number,
        "800/1",
        "tautan pribadi",
    ):
        assert words in page
    signature = Signature.objects.get()
    assert (signature.way, signature.signed_on, signature.witness) == (Way.LINK, TODAY, None)
    assert asked(circular, staff[0]).signed == 1
    assert Entry.objects.filter(action="circulars.pledge.signed").count() == 1


def test_no_page_says_the_number_or_the_name_and_none_makes_a_cookie(reader: Reader, staff: list[Employee]) -> None:
    pages = [
        reader.open(),
        reader.open("pertanyaan/"),
        reader.answer(),
        reader.send("pakta/", ke="pakta"),
        reader.sign("0000"),
    ]
    pages += [reader.sign(), reader.open()]
    for page in pages:
        assert staff[0].nip not in page
        assert "Utami" not in page
    assert not reader.client.cookies
    assert reader.page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in reader.page["Cache-Control"]


def test_a_wrong_answer_is_explained_and_asked_again_in_another_order(reader: Reader) -> None:
    reader.open("pertanyaan/")
    first = reader.keys()
    page = reader.answer(wrong=first)
    assert "3 jawaban dijelaskan" in page
    assert page.count("Dasar:") == 3
    assert set(reader.keys()) == set(first)
    assert reader.keys() != first
    missed = reader.keys()[1]
    page = reader.answer(wrong=[missed])
    assert "1 jawaban dijelaskan" in page
    assert reader.keys() == [missed]
    assert "Semua jawaban benar" in reader.answer()


def test_an_unanswered_question_keeps_the_others_as_they_were(reader: Reader) -> None:
    reader.open("pertanyaan/")
    one = reader.keys()[0]
    page = reader.send("pertanyaan/", **{one: "boleh"})
    assert reader.page.status_code == 422
    assert "Ada 2 hal yang perlu diperbaiki" in page
    assert page.count("checked") == 1


def test_answers_are_kept_nowhere(reader: Reader, circular: Circular) -> None:
    reader.open("pertanyaan/")
    before = Entry.objects.count()
    reader.answer(wrong=reader.keys())
    assert Entry.objects.count() == before
    assert not Signature.objects.exists()
    slip = reader.text().partition('name="langkah" value="')[2].partition('"')[0]
    sealed = signing.b64_decode(slip.encode()).decode("latin-1")
    asked = reader.keys()
    assert asked
    assert [key for key in asked if key.removeprefix("q-") in sealed] == []


def test_nobody_signs_around_the_questions(reader: Reader) -> None:
    reader.open("pertanyaan/")
    reader.sign()
    assert reader.page.status_code == 303
    assert reader.page["Location"].endswith("/pertanyaan/")
    assert not Signature.objects.exists()


def test_the_slip_of_another_reader_opens_no_pledge(reader: Reader, circular: Circular, staff: list[Employee]) -> None:
    reader.reach_the_pledge()
    other = Reader(asked(circular, staff[1]))
    other.page = reader.page
    other.sign()
    assert other.page["Location"].endswith("/pertanyaan/")
    assert not Signature.objects.exists()


def test_every_point_is_ticked_before_it_counts(reader: Reader) -> None:
    reader.reach_the_pledge()
    assert "Centang butir 4" in reader.sign(ticks=3)
    assert not Signature.objects.exists()
    assert Addressee.objects.filter(misses__gt=0).count() == 0


def test_the_link_of_another_ends_after_five_wrong_numbers(
    reader: Reader, circular: Circular, staff: list[Employee]
) -> None:
    reader.reach_the_pledge()
    for left_over in range(MOST_MISSES - 1, 0, -1):
        assert f"Sisa percobaan: {left_over}" in reader.sign("0000")
    assert "Isian salah lima kali" in reader.sign("0000")
    assert reader.page.status_code == 410
    assert "sudah diganti dengan yang baru" in reader.open()
    assert Entry.objects.get(action="circulars.link.renewed").subject == circular.number
    again = Reader(asked(circular, staff[0]))
    again.reach_the_pledge()
    again.sign()
    assert Signature.objects.count() == 1


def test_what_is_no_number_costs_no_try(reader: Reader, circular: Circular, staff: list[Employee]) -> None:
    reader.reach_the_pledge()
    for typed in ("", "12", "abcd", "1" * 40):
        reader.sign(typed)
        assert reader.page.status_code == 422
    assert asked(circular, staff[0]).misses == 0


def test_a_right_number_forgets_the_wrong_ones(reader: Reader, circular: Circular, staff: list[Employee]) -> None:
    reader.reach_the_pledge()
    reader.sign("0000")
    assert asked(circular, staff[0]).misses == 1
    reader.sign()
    assert asked(circular, staff[0]).misses == 0


def test_who_has_no_nip_shows_the_name(circular: Circular, staff: list[Employee]) -> None:
    reader = Reader(asked(circular, staff[2]))
    assert "Nama lengkap Anda" in reader.reach_the_pledge()
    assert "Sisa percobaan: 4" in reader.sign("Rina Lestari")
    reader.sign("rina ASTUTI, S.E.")
    assert Signature.objects.count() == 1


def test_contract_staff_are_asked_by_the_row_that_carries_the_list_over(
    circular: Circular, staff: list[Employee]
) -> None:
    reader = Reader(asked(circular, staff[2]))
    reader.open("pertanyaan/")
    assert "sanksi bertingkat" in reader.answer() or "SE MenPANRB" in reader.text()
    assert "SE MenPANRB 1/2023" in reader.text()


def test_a_link_used_twice_shows_the_receipt(reader: Reader) -> None:
    reader.reach_the_pledge()
    pledge = reader.page
    reader.sign()
    assert "Tanda terima" in reader.open()
    reader.page = pledge
    reader.sign()
    assert reader.page.status_code == 303
    assert reader.page["Location"] == reader.path
    assert Signature.objects.count() == 1
    assert Entry.objects.filter(action="circulars.pledge.signed").count() == 1


def test_a_second_click_gives_back_the_first_signature(
    circular: Circular, version: Version, staff: list[Employee]
) -> None:
    one = asked(circular, staff[0])
    first = sign(PUBLIC_ACTOR, one, version, way=Way.LINK, signed_on=TODAY)
    assert sign(PUBLIC_ACTOR, one, version, way=Way.LINK, signed_on=TODAY) == first
    assert Entry.objects.filter(action="circulars.pledge.signed").count() == 1


def test_a_version_that_asks_again_says_what_changed(reader: Reader, circular: Circular, cast: Cast) -> None:
    reader.reach_the_pledge()
    reader.sign()
    released(version_of(circular, cast.intan, 2), cast.intan, note="Aturan tentang grup percakapan.")
    page = reader.open()
    assert "Anda sudah menandatangani versi 1 pada 13 November 2024. Versi 2 meminta tanda tangan lagi." in page
    assert "Yang berubah: Aturan tentang grup percakapan." in page
    reader.reach_the_pledge()
    reader.sign()
    assert list(Signature.objects.order_by("version__number").values_list("version__number", flat=True)) == [1, 2]


def test_a_version_that_does_not_ask_again_leaves_the_receipt(reader: Reader, circular: Circular, cast: Cast) -> None:
    reader.reach_the_pledge()
    reader.sign()
    released(version_of(circular, cast.intan, 2), cast.intan, again=False, note="Salah ketik.")
    page = reader.open()
    assert "Anda sudah menandatangani versi 1" in page
    assert "Edaran kini versi 2. Versi itu tidak meminta tanda tangan lagi." in page


@pytest.mark.parametrize("step", ["pertanyaan/", "pakta/"])
def test_a_version_that_came_in_between_is_read_first(
    reader: Reader, circular: Circular, cast: Cast, step: str
) -> None:
    if step == "pakta/":
        reader.reach_the_pledge()
    else:
        reader.open("pertanyaan/")
    keys = reader.keys()
    released(version_of(circular, cast.intan, 2), cast.intan, note="Butir baru.")
    page = reader.sign() if step == "pakta/" else reader.send(step, **dict.fromkeys(keys, "dilarang"))
    assert reader.page.status_code == 409
    assert "edaran diganti dengan versi 2" in page
    assert not Signature.objects.exists()


def test_an_expired_link_says_where_a_new_one_is(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Baca edaran" in reader.open()
    later = timedelta(days=46).total_seconds()
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + later)
    assert "Masa berlaku tautan ini sudah habis" in reader.open()
    assert reader.page.status_code == 410


def test_the_city_may_let_links_hold_longer(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    set_preferences(system_actor("uji"), circulars={"link_days": 60})
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + timedelta(days=46).total_seconds())
    assert "Baca edaran" in reader.open()


def test_a_closed_circular_is_not_signed(reader: Reader, circular: Circular) -> None:
    reader.reach_the_pledge()
    Circular.objects.update(state=State.CLOSED, closed_on=TODAY)
    assert "sudah ditutup" in reader.sign()
    assert "sudah ditutup" in reader.open()
    assert not Signature.objects.exists()


def test_who_signed_keeps_the_receipt_of_a_closed_circular(reader: Reader) -> None:
    reader.reach_the_pledge()
    reader.sign()
    Circular.objects.update(state=State.CLOSED, closed_on=TODAY)
    assert "Tanda terima" in reader.open()


def test_who_left_in_between_has_nothing_to_sign(reader: Reader, staff: list[Employee]) -> None:
    reader.reach_the_pledge()
    left(staff[0])
    assert "tidak lagi bekerja" in reader.sign()
    assert "tidak lagi bekerja" in reader.open()
    assert not Signature.objects.exists()


def test_the_service_itself_refuses_who_left(circular: Circular, version: Version, staff: list[Employee]) -> None:
    one = asked(circular, staff[0])
    left(staff[0])
    with pytest.raises(Refused, match=r"circulars\.sign\.left"):
        sign(PUBLIC_ACTOR, one, version, way=Way.LINK, signed_on=TODAY)


@pytest.mark.parametrize("token", ["x", "a:b:c", "eyJhIjoxfQ:1tX:abc", "%00", "9" * 5000])
def test_an_address_that_is_no_link_is_said_in_one_sentence(client: Client, circular: Circular, token: str) -> None:
    answer = client.get(f"/edaran/{token}/")
    assert answer.status_code == 404
    assert "Tautan ini tidak dikenal" in answer.content.decode()


def test_a_link_with_one_sign_changed_opens_nothing(reader: Reader) -> None:
    kept = reader.path
    reader.path = kept[:-3] + ("A" if kept[-3] != "A" else "B") + kept[-2:]
    assert "Tautan ini tidak dikenal" in reader.open()


def test_a_link_printed_again_opens_the_same_page(circular: Circular, staff: list[Employee]) -> None:
    one = asked(circular, staff[0])
    links = {link_of(one).split("/")[2] for _again in range(2)}
    assert {addressee_of(token).pk for token in links} == {one.pk}


def test_a_link_when_the_names_are_erased_opens_nothing(reader: Reader, circular: Circular) -> None:
    Addressee.objects.all().delete()
    assert "Tautan ini tidak dikenal" in reader.open()
