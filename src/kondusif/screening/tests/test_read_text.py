"""A text is read in memory with a reason. What stays is that it was read; never a word of it, never whom it names."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.areas import level_of, parent_of
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee, LookUp, RosterEdition
from kondusif.roster.rules import Kind as StaffKind
from kondusif.screening import reading, services
from kondusif.screening.models import Proposal, Tally, TextReading
from kondusif.screening.slips import slip_for
from kondusif.territory.models import Area
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db
PAGE, COUNT = "/ruang/penyaringan/baca/", "/ruang/penyaringan/baca/putusan/"
WHY = "Menyiapkan klarifikasi untuk Inspektorat."
NAME = "Teguh Waluyo Prastowo"
TEXT = (
    f"Kemarin {NAME}, staf Kelurahan Semanggi, ikut kampanye pasangan calon wali kota dan menyukai unggahannya. "
    "Bawaslu Kota Surakarta menanyakannya."
)
PLACES = {
    "33": "Jawa Tengah", "33.72": "Kota Surakarta", "33.72.03": "Pasar Kliwon", "33.72.03.1002": "Semanggi",
}  # fmt: skip


@pytest.fixture(autouse=True)
def places(db: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.HOME = tmp_path
    cache.clear()
    for code, name in PLACES.items():
        Area.objects.create(
            code=code, name=name, level=level_of(code), parent_code=parent_of(code) or "", edition="uji"
        )
    yield
    reading._persons.clear()
    reading._places_of.cache_clear()


@pytest.fixture
def roster(cast: Cast) -> Employee:
    from django.utils import timezone

    held = RosterEdition.objects.create(number=1, digest="a", landed_at=timezone.now(), landed_on=TODAY, rows=1)
    return Employee.objects.create(
        nip="198001012005011001", name=f"Drs. {NAME}, M.Si.", kind=StaffKind.PNS, unit_name="Kelurahan Semanggi",
        post="Staf", area_code="33.72.03.1002", edition=held,
    )  # fmt: skip


def kinds(found: list[services.Suggestion]) -> dict[str, set[str]]:
    seen: dict[str, set[str]] = {}
    for one in found:
        seen.setdefault(one.found.kind, set()).add(one.found.ref)
    return seen


def everything_kept() -> str:
    """Every value of every table but what the test itself put there."""
    held = (Employee, Area)
    return "\n".join(repr(list(model.objects.values())) for model in apps.get_models() if model not in held)


def test_acts_places_institutions_and_persons_are_found_with_their_words(cast: Cast, roster: Employee) -> None:
    found = services.read_text(actor_of(cast.budi), TEXT, reason=WHY)
    seen = kinds(found)
    assert seen["person"] == {roster.nip}
    assert "33.72.03.1002" in seen["place"]
    assert seen["institution"] == {"bawaslu"}
    assert seen["act"]
    for one in found:
        assert TEXT[one.found.start : one.found.end] == one.found.quote
    person = next(one for one in found if one.found.kind == "person")
    assert str(person.named.name) == roster.name
    act = next(one for one in found if one.found.kind == "act")
    assert act.named.basis
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_nobody_is_looked_for_without_a_reason(cast: Cast, roster: Employee) -> None:
    assert "person" not in kinds(services.suggest(actor_of(cast.budi), TEXT))
    assert not TextReading.objects.exists()
    for why in ("", "pendek", " " * 40):
        with pytest.raises(Refused) as refused:
            services.read_text(actor_of(cast.budi), TEXT, reason=why)
        assert refused.value.code == "screening.text.reason"


def test_a_city_without_a_roster_finds_no_person_and_does_not_fail(cast: Cast) -> None:
    assert "person" not in kinds(services.read_text(actor_of(cast.budi), TEXT, reason=WHY))


def test_that_it_was_read_is_kept_and_not_a_word_of_it(cast: Cast, roster: Employee, client: Client) -> None:
    client.force_login(cast.budi)
    page = client.post(PAGE, {"reason": WHY, "text": TEXT})
    assert page["Cache-Control"] == "no-store"
    assert NAME in page.content.decode()
    row = TextReading.objects.get()
    assert (row.reason, row.read_by, row.length, row.source) == (WHY, cast.budi, len(TEXT), "")
    entry = Entry.objects.get(action="screening.text.read")
    assert (entry.subject, entry.facts) == (row.number, {"reading": row.number})
    kept = everything_kept()
    for words in (NAME, "menyukai", "pasangan calon", roster.nip, "SKB-KE"):
        assert words not in kept.replace(WHY, "")
    assert not Proposal.objects.exists()


def test_a_reading_of_a_report_keeps_no_length_and_names_the_report(cast: Cast) -> None:
    services.read_text(actor_of(cast.budi), TEXT, reason=WHY, source="LAP-3372-2024-0001")
    row = TextReading.objects.get()
    assert (row.length, row.source) == (0, "LAP-3372-2024-0001")
    assert Entry.objects.get(action="screening.text.read").subject == "LAP-3372-2024-0001"


@pytest.mark.parametrize(
    "text",
    ["x" * 60_001, "a b " * 2_500_000, "", "   ", "\x00", "\u202e\u200b", "!!!"],
    ids=["long", "10 MB", "empty", "blank", "null", "unseen", "signs"],
)
def test_a_text_that_is_none_is_refused_with_one_sentence(cast: Cast, client: Client, text: str) -> None:
    client.force_login(cast.budi)
    page = client.post(PAGE, {"reason": WHY, "text": text})
    assert page.status_code in {413, 422, 400}
    assert not TextReading.objects.exists()


@pytest.mark.parametrize(
    "text", ["😀" * 20_000 + " ab", "kata" * 15_000, "\u0915\u094d\u200d\u0937 Bawaslu " * 2_000, "<b>Bawaslu</b>"]
)
def test_an_odd_text_is_read_without_a_fault(cast: Cast, client: Client, text: str) -> None:
    client.force_login(cast.budi)
    page = client.post(PAGE, {"reason": WHY, "text": text})
    assert page.status_code == 200
    assert "<b>Bawaslu" not in page.content.decode()


# Verdicts ------------------------------------------------------------------------------------


class Slips(HTMLParser):
    """The slips of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("name") == "token":
            self.found.append(said["value"] or "")


def counted() -> dict[tuple[str, str], int]:
    return {(row.kind, row.verdict): row.number for row in Tally.objects.filter(number__gt=0)}


def test_a_verdict_on_a_pasted_text_is_counted_and_can_be_taken_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.hana)
    slips = Slips(client.post(PAGE, {"reason": WHY, "text": "Bawaslu memanggil."}).content.decode()).found
    assert len(slips) == 1
    for _double_click in range(2):
        answer = client.post(COUNT, {"token": slips[0], "verdict": "taken"}, headers={"HX-Request": "true"})
    assert counted() == {("institution", "taken"): 1}
    assert "Dihitung: tepat" in answer.content.decode()
    again = Slips(answer.content.decode()).found[0]
    client.post(COUNT, {"token": again, "verdict": "open"}, headers={"HX-Request": "true"})
    assert counted() == {}


def test_without_scripts_a_verdict_is_counted_too(cast: Cast, client: Client) -> None:
    client.force_login(cast.budi)
    slip = slip_for("act", "e1", "open", TODAY)
    assert client.post(COUNT, {"token": slip, "verdict": "rejected"})["Location"] == "/ruang/penyaringan/ketepatan/"
    assert counted() == {("act", "rejected"): 1}


@pytest.mark.parametrize("token", ["", "x", "eyJraW5kIjoiYWN0In0:1:abc", "\x00"])
def test_a_slip_of_somebody_elses_making_counts_nothing(cast: Cast, client: Client, token: str) -> None:
    client.force_login(cast.budi)
    assert client.post(COUNT, {"token": token, "verdict": "taken"}).status_code == 422
    slip = slip_for("act", "e1", "open", TODAY)
    assert client.post(COUNT, {"token": slip, "verdict": "guilty"}).status_code == 422
    assert counted() == {}


def test_who_may_read_and_who_sees_which_readings(cast: Cast, client: Client) -> None:
    allowed = {"budi", "hana", "gita"}
    for user in cast.by_role().values():
        client.force_login(user)
        status = client.post(PAGE, {"reason": WHY, "text": "Bawaslu"}).status_code
        assert (user.username, status) == (user.username, 200 if user.username in allowed else 403)
    seen = {}
    for user in (cast.budi, cast.hana, cast.eko):
        client.force_login(user)
        seen[user.username] = client.get("/ruang/penyaringan/baca/catatan/").content.decode().count(WHY)
    assert seen == {"budi": 1, "hana": 1, "eko": 2}
    assert not LookUp.objects.exists()
