"""The desk of a unit: an officer hands over the device, a person signs, and the screen shows nothing of them after."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.audit.models import Entry
from kondusif.circulars.models import Addressee, Circular, Signature, Version
from kondusif.circulars.rules import State, Way
from kondusif.circulars.tests.reading import answers_to, asked, drafted, people, released, version_of
from kondusif.institutions.models import Unit
from kondusif.roster.models import Employee
from kondusif.roster.rules import Status
from support.cast import TODAY, Cast, person

pytestmark = pytest.mark.django_db
WHO, OTHER = "Siti Utami", "Joko Prasetyo"


@pytest.fixture
def staff(cast: Cast) -> list[Employee]:
    """Two of BKPSDM and one of the kelurahan."""
    made = people(cast.ani, {"name": WHO}, {"name": OTHER}, {"name": "Yuni Lestari", "unit": "kel-semanggi"})
    Unit.objects.filter(key="bkpsdm").update(head_name="Agus Wibowo")
    Unit.objects.filter(key="kel-semanggi").update(head_name="Ratna Rahayu")
    return made


@pytest.fixture
def circular(cast: Cast, staff: list[Employee]) -> Circular:
    version: Version = released(drafted(cast.intan), cast.intan)
    return version.circular


class Desk:
    """An officer with a device at the desk of BKPSDM."""

    def __init__(self, user: User, circular: Circular, unit: str = "bkpsdm") -> None:
        self.client = Client()
        self.client.force_login(user)
        self.path = f"/ruang/pencegahan/edaran/{circular.number}/meja/{unit}/"
        self.page: HttpResponse = HttpResponse()

    def text(self) -> str:
        return self.page.content.decode()

    def open(self, **query: str) -> str:
        self.page = self.client.get(self.path, query)
        return self.text()

    def hand_over(self, addressee: Addressee) -> str:
        self.somebody = addressee
        self.page = self.client.post(f"{self.path}tanda-tangan/", {"orang": str(addressee.pk)})
        return self.text()

    def send(self, **typed: str) -> str:
        slip = re.findall(r'name="langkah" value="([^"]+)"', self.text())[-1]
        self.page = self.client.post(f"{self.path}tanda-tangan/", {"langkah": slip, **typed})
        return self.text()

    def answer(self, *, wrongly: bool = False) -> str:
        names = list(dict.fromkeys(re.findall(r'name="(q-[^"]+)"', self.text())))
        return self.send(ke="periksa", **answers_to(self.somebody, names, names if wrongly else ()))

    def sign(self, number: str) -> str:
        return self.send(kirim="1", number=number, **{f"butir-{place}": "on" for place in range(1, 5)})

    def reach_the_pledge(self, addressee: Addressee) -> str:
        self.hand_over(addressee)
        self.send(ke="tanya")
        self.answer()
        return self.send(ke="pakta")


@pytest.fixture
def desk(cast: Cast, circular: Circular) -> Desk:
    return Desk(cast.ani, circular)


def test_a_person_signs_on_the_officers_device(
    desk: Desk, circular: Circular, staff: list[Employee], cast: Cast
) -> None:
    assert "2 orang belum menandatangani" in desk.open()
    page = desk.hand_over(asked(circular, staff[0]))
    assert WHO in page
    assert "Netralitas pegawai dalam pemilihan" in page
    assert "3 pertanyaan" in desk.send(ke="tanya")
    assert "3 jawaban dijelaskan" in desk.answer(wrongly=True)
    assert "Semua jawaban benar" in desk.answer()
    assert "Pakta integritas: 4 butir" in desk.send(ke="pakta")
    desk.sign(staff[0].nip[-4:])
    assert desk.page.status_code == 302
    signature = Signature.objects.get()
    assert (signature.way, signature.witness, signature.signed_on) == (Way.DESK, cast.ani, TODAY)
    assert Entry.objects.get(action="circulars.pledge.signed").actor == "ani"


def test_afterwards_the_screen_shows_nothing_of_the_person(
    desk: Desk, circular: Circular, staff: list[Employee]
) -> None:
    desk.reach_the_pledge(asked(circular, staff[0]))
    desk.sign(staff[0].nip[-4:])
    page = desk.client.get(desk.page["Location"]).content.decode()
    assert "sudah ditandatangani" in page
    for words in (WHO, "Utami", OTHER, staff[0].nip):
        assert words not in page
    assert WHO not in desk.open()
    assert OTHER in desk.text()


def test_the_pages_in_other_hands_lead_to_no_staff_page(desk: Desk, circular: Circular, staff: list[Employee]) -> None:
    for page in (
        desk.hand_over(asked(circular, staff[0])),
        desk.send(ke="tanya"),
        desk.answer(),
        desk.send(ke="pakta"),
    ):
        assert desk.page.status_code == 200
        assert "/ruang/" not in page.replace(f'action="{desk.path}tanda-tangan/"', "")
        assert "no-store" in desk.page["Cache-Control"]


def test_the_number_of_another_is_refused_at_the_desk_too(
    desk: Desk, circular: Circular, staff: list[Employee]
) -> None:
    desk.reach_the_pledge(asked(circular, staff[0]))
    for left_over in (4, 3, 2, 1):
        assert f"Sisa percobaan: {left_over}" in desk.sign("0000")
    assert "pilih lagi namanya" in desk.sign("0000")
    assert not Signature.objects.exists()
    desk.reach_the_pledge(asked(circular, staff[0]))
    desk.sign(staff[0].nip[-4:])
    assert Signature.objects.count() == 1


def test_who_is_of_another_unit_is_not_found_here(cast: Cast, circular: Circular, staff: list[Employee]) -> None:
    desk = Desk(cast.ani, circular)
    desk.hand_over(asked(circular, staff[2]))
    assert desk.page.status_code == 404


def test_a_head_sees_no_desk_but_the_own(cast: Cast, circular: Circular, staff: list[Employee]) -> None:
    head = person("lurah", "Lurah", Role.LEADER, "kel-semanggi")
    head.grants.update(unit=Unit.objects.get(key="kel-semanggi"))
    assert "1 orang belum menandatangani" in Desk(head, circular, "kel-semanggi").open()
    other = Desk(head, circular)
    other.open()
    assert other.page.status_code == 404
    other.hand_over(asked(circular, staff[0]))
    assert other.page.status_code == 404


def test_the_slip_of_one_officer_is_nothing_to_another(cast: Cast, circular: Circular, staff: list[Employee]) -> None:
    first, second = Desk(cast.ani, circular), Desk(cast.intan, circular)
    first.reach_the_pledge(asked(circular, staff[0]))
    second.page = first.page
    assert "Lanjut ke tiga pertanyaan" in second.sign(staff[0].nip[-4:])
    assert not Signature.objects.exists()


def test_a_version_that_came_in_between_is_read_at_the_desk(
    desk: Desk, circular: Circular, staff: list[Employee], cast: Cast
) -> None:
    desk.reach_the_pledge(asked(circular, staff[0]))
    released(version_of(circular, cast.intan, 2), cast.intan, note="Butir baru.")
    assert "edaran diganti dengan versi 2" in desk.sign(staff[0].nip[-4:])
    assert not Signature.objects.exists()


def test_who_left_or_a_closed_circular_is_said_at_the_desk(
    desk: Desk, circular: Circular, staff: list[Employee]
) -> None:
    desk.reach_the_pledge(asked(circular, staff[0]))
    Employee.objects.filter(pk=staff[0].pk).update(status=Status.LEFT, left_on=TODAY)
    assert "tidak lagi bekerja" in desk.sign(staff[0].nip[-4:])
    Circular.objects.update(state=State.CLOSED, closed_on=TODAY)
    assert "sudah ditutup" in desk.hand_over(asked(circular, staff[1]))
    assert not Signature.objects.exists()


def test_a_name_is_found_by_a_part_of_it(desk: Desk) -> None:
    page = desk.open(cari="joko")
    assert OTHER in page
    assert WHO not in page
    assert "Tidak ada nama seperti itu" in desk.open(cari="zzz")


@pytest.mark.parametrize("typed", ["", "abc", "999999999", "1" * 30, "-1"])
def test_a_person_that_nobody_picked_is_not_there(desk: Desk, typed: str) -> None:
    desk.page = desk.client.post(f"{desk.path}tanda-tangan/", {"orang": typed, "langkah": "x"})
    assert desk.page.status_code == 404


def test_a_reader_without_the_role_stays_outside(cast: Cast, circular: Circular) -> None:
    for user, status in ((cast.eko, 403), (cast.budi, 403), (cast.dewi, 404)):
        other = Desk(user, circular)
        other.open()
        assert other.page.status_code == status
