"""The one writer of signatures: three ways, once each; and the tries at a personal link."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from PIL import Image

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base import pictures
from kondusif.circulars.models import Addressee, Circular, PaperList, Signature, SignedLetter, Version
from kondusif.circulars.rules import State, Way
from kondusif.circulars.selectors.links import link_of
from kondusif.circulars.services.signing import MOST_MISSES, prove, sign, sign_many
from kondusif.circulars.tests.reading import asked, drafted, people, released, version_of
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pictures_apart(tmp_path: object, settings: object) -> None:
    """Pictures of a test lie in its own folder."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def staff(cast: Cast) -> list[Employee]:
    return people(cast.ani, {}, {}, {})


@pytest.fixture
def version(cast: Cast, staff: list[Employee]) -> Version:
    return released(drafted(cast.intan), cast.intan)


@pytest.fixture
def addressees(version: Version, staff: list[Employee]) -> list[Addressee]:
    return [asked(version.circular, one) for one in staff]


@pytest.fixture
def paper(version: Version, cast: Cast) -> PaperList:
    return PaperList.objects.create(
        version=version, unit=Unit.objects.get(key="bkpsdm"), picture="a" * 32 + ".jpg", sha256="0" * 64,
        signed_on=TODAY, entered_by=cast.ani, entered_at=now(),
    )  # fmt: skip


def test_a_paper_list_is_one_entry_and_keeps_what_was_signed_before(
    addressees: list[Addressee], version: Version, paper: PaperList, cast: Cast
) -> None:
    first = sign(PUBLIC_ACTOR, addressees[0], version, way=Way.LINK, signed_on=TODAY)
    before = Entry.objects.count()
    assert sign_many(actor_of(cast.ani), version, addressees, paper=paper, signed_on=TODAY) == 2
    assert Entry.objects.count() == before + 1
    assert Entry.objects.get(action="circulars.paper.entered").facts == {
        "version": 1, "unit": "bkpsdm", "people": 2, "known": 1,
    }  # fmt: skip
    assert Signature.objects.get(addressee=addressees[0]) == first
    assert set(Signature.objects.filter(paper=paper).values_list("way", flat=True)) == {Way.PAPER}
    assert set(Addressee.objects.values_list("signed", flat=True)) == {1}
    assert sign_many(actor_of(cast.ani), version, addressees, paper=paper, signed_on=TODAY) == 0


def test_a_paper_list_of_an_older_version_never_lowers_what_was_signed(
    addressees: list[Addressee], version: Version, paper: PaperList, cast: Cast
) -> None:
    second = released(version_of(version.circular, cast.intan, 2), cast.intan, note="Butir baru.")
    sign(PUBLIC_ACTOR, addressees[0], second, way=Way.LINK, signed_on=TODAY)
    sign_many(actor_of(cast.ani), version, addressees, paper=paper, signed_on=TODAY)
    assert [asked(version.circular, one.employee).signed for one in addressees] == [2, 1, 1]


def test_nobody_of_another_circular_stands_on_a_list(
    addressees: list[Addressee], version: Version, paper: PaperList, cast: Cast
) -> None:
    other = Circular.objects.create(
        number="SE-3372-2024-0002", title="Lain", readership=version.circular.readership, contest="pilkada-2024",
        state=State.SENT, made_by=cast.intan, made_on=TODAY,
    )  # fmt: skip
    stranger = Addressee.objects.create(
        circular=other, employee=addressees[0].employee, asked_on=TODAY, secret="0" * 24
    )
    with pytest.raises(Refused, match=r"circulars\.sign\.not_asked"):
        sign_many(actor_of(cast.ani), version, [*addressees, stranger], paper=paper, signed_on=TODAY)
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("signed_on", "code"),
    [
        (TODAY - timedelta(days=1), r"circulars\.sign\.too_early"),
        (date(2020, 1, 1), r"circulars\.sign\.too_early"),
        (TODAY + timedelta(days=1), r"circulars\.sign\.in_the_future"),
    ],
)
def test_a_signature_lies_between_the_release_and_today(
    addressees: list[Addressee], version: Version, signed_on: date, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        sign(PUBLIC_ACTOR, addressees[0], version, way=Way.LINK, signed_on=signed_on)


def test_a_draft_and_an_older_version_are_not_signed_by_link(
    addressees: list[Addressee], version: Version, cast: Cast
) -> None:
    draft = version_of(version.circular, cast.intan, 2)
    with pytest.raises(Refused, match=r"circulars\.sign\.not_released"):
        sign(PUBLIC_ACTOR, addressees[0], draft, way=Way.LINK, signed_on=TODAY)
    released(draft, cast.intan, note="Butir baru.")
    with pytest.raises(Refused, match=r"circulars\.sign\.newer_version"):
        sign(PUBLIC_ACTOR, addressees[0], version, way=Way.LINK, signed_on=TODAY)


def test_many_tries_at_once_are_five_one_after_the_other(addressees: list[Addressee]) -> None:
    """Each try begins from what it read before the others; still only five are looked at."""
    stale = [asked(addressees[0].circular, addressees[0].employee) for _each in range(MOST_MISSES + 3)]
    codes = []
    for one in stale:
        with pytest.raises(Refused) as refused:
            prove(one, "0000")
        codes.append(refused.value.code)
    assert codes == [
        *["circulars.sign.wrong_number"] * (MOST_MISSES - 1),
        "circulars.link.killed",
        *["circulars.link.renewed"] * 3,
    ]


def test_the_right_number_after_the_link_died_opens_nothing(addressees: list[Addressee]) -> None:
    held = asked(addressees[0].circular, addressees[0].employee)
    for _each in range(MOST_MISSES):
        with pytest.raises(Refused):
            prove(held, "0000")
    with pytest.raises(Refused, match=r"circulars\.link\.renewed"):
        prove(held, held.employee.nip[-4:])


def test_the_signed_letter_is_looked_at_page_by_page(
    client: Client, addressees: list[Addressee], version: Version, cast: Cast
) -> None:
    path = link_of(addressees[0])
    assert "Surat yang ditandatangani" not in client.get(path).content.decode()
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    kept = pictures.keep(out.getvalue(), TODAY)
    pages = [{"name": name, "width": 60, "height": 80, "sha256": ""} for name in (kept.name, "../../etc/passwd")]
    SignedLetter.objects.create(version=version, sha256="0" * 64, pages=pages, added_by=cast.intan, added_on=TODAY)
    assert f"{path}surat/2/" in client.get(path).content.decode()
    answer = client.get(f"{path}surat/1/")
    assert answer["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size == (60, 80)
    for page in ("0", "2", "3", "99999"):
        assert client.get(f"{path}surat/{page}/").status_code == 404
    assert client.get("/edaran/salah/surat/1/").status_code == 404
