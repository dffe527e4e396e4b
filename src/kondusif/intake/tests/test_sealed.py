"""A report lies sealed: who opens it, who does not, and what stands in clear."""

import secrets
from datetime import date

import pytest
from django.db import connection

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import City, Unit
from kondusif.intake.codes import Code, make_code
from kondusif.intake.models import Report
from kondusif.intake.rules import Draft, Kind, Reporter, Track
from kondusif.intake.selectors import open_report, readers_of, report_by_code, reports_visible_to
from kondusif.intake.services import (
    erase_identity,
    open_identity,
    receive_report,
    release_identity,
    send_message,
    withdraw_identity,
)
from kondusif.intake.tests.conftest import PLACES
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.kernel.areas import level_of, parent_of
from kondusif.kernel.errors import Refused
from kondusif.territory.models import Area
from kondusif.vault.services import admit, keyring_by_phrase, make_person_key
from support.cast import Cast, person
from support.keys import PHRASE, cheap_phrases, let_in, unit_with_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
GAJAHAN = "33.72.03.1004"
WORDS = "Canary-uraian: staf kelurahan membagikan kaus."
NAME = "Canary Pelapor"


@pytest.fixture
def places(city: City) -> None:
    """The places alone: who holds a key is part of each story."""
    for code, name in PLACES.items():
        Area.objects.create(
            code=code, name=name, level=level_of(code), parent_code=parent_of(code) or "", edition="uji"
        )


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_phrases(monkeypatch)


def sent(code: Code | None = None, **changes: object) -> Report:
    facts: dict[str, object] = {
        "kind": Kind.NEUTRALITY, "track": Track.CITY, "words": WORDS, "happened_on": date(2024, 11, 9),
        "known_on": date(2024, 11, 10), "area_code": f"{GAJAHAN}.002.001", "accused_name": "Canary Terlapor",
        "accused_unit": "kel-semanggi", "reporter": Reporter(name=NAME, phone="081200011122"),
    } | changes  # fmt: skip
    return receive_report(
        PUBLIC_ACTOR, Draft(**facts), code=code or make_code(), submission=secrets.token_hex(16)
    ).report


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def ring(user: User) -> object:
    return keyring_by_phrase(user, PHRASE)


def test_without_any_key_the_city_takes_no_report(city: City, cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        sent()
    assert refusal.value.code == "intake.no_keys"
    assert not Report.objects.exists()


def test_the_verifying_unit_opens_the_account_and_nobody_opens_the_name(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    report = fresh(sent())
    assert report.locked
    assert report.words == ""
    keyring = ring(cast.budi)
    assert open_report(keyring, report).words == WORDS
    assert report.area_code == GAJAHAN
    assert report.exact_area == f"{GAJAHAN}.002.001"
    with pytest.raises(Refused) as refusal:
        open_identity(actor_of(cast.budi), report, keyring, reason="Perlu memanggil pelapor sebagai saksi.")
    assert refusal.value.code == "intake.identity_sealed"


def test_no_byte_of_any_table_shows_what_was_told(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    report = sent()
    send_message(PUBLIC_ACTOR, report, "Canary pesan susulan", submission="m1")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    text = bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                    assert b"anary" not in text, table
                    assert b"081200011122" not in text, table


def test_the_code_opens_the_report_again_and_another_code_does_not(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    code = make_code()
    sent(code)
    found = report_by_code(str(code))
    assert found is not None
    assert found.report.words == WORDS
    assert report_by_code(str(make_code())) is None


def test_released_then_withdrawn_then_erased(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    code = make_code()
    sent(code)
    found = report_by_code(str(code))
    assert found is not None
    keyring, why = ring(cast.budi), "Perlu memanggil pelapor sebagai saksi."
    release_identity(PUBLIC_ACTOR, found.report, found.private)
    assert open_identity(actor_of(cast.budi), fresh(found.report), keyring, reason=why).name == NAME
    withdraw_identity(PUBLIC_ACTOR, found.report)
    with pytest.raises(Refused) as refusal:
        open_identity(actor_of(cast.budi), fresh(found.report), keyring, reason=why)
    assert refusal.value.code == "intake.identity_sealed"
    erase_identity(PUBLIC_ACTOR, found.report)
    gone = fresh(found.report)
    assert (gone.named, bytes(gone.identity)) == (False, b"")
    with pytest.raises(Refused):
        release_identity(PUBLIC_ACTOR, gone, found.private)


def test_a_unit_in_the_line_of_the_accused_receives_no_key(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    unit_with_key(cast.hana)
    let_in(cast.budi, Unit.objects.get(key="inspektorat"))

    satria = person("satria", "Satria", Role.VERIFIER, "inspektorat")
    make_person_key(satria, PHRASE)
    admit(cast.hana, ring(cast.hana), Unit.objects.get(key="inspektorat"), satria)
    report = fresh(sent(accused_unit="inspektorat", accused_is_head=True))
    assert open_report(ring(cast.budi), report).words == WORDS
    assert open_report(ring(satria), fresh(report)).locked
    assert not reports_visible_to(satria).filter(pk=report.pk).exists()
    assert readers_of(GAJAHAN, Unit.objects.get(key="inspektorat"), is_head=True).people == 1


def test_where_only_units_below_the_accused_head_are_left_the_reader_is_told(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    readers = readers_of(GAJAHAN, Unit.objects.get(key="wali-kota"), is_head=True)
    assert (readers.people, readers.below) == (1, True)
    assert not readers_of(GAJAHAN, Unit.objects.get(key="wali-kota"), is_head=False).below


def test_the_trail_keeps_the_day_and_not_the_hour(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    report = sent()
    at = Entry.objects.get(action="intake.report.received", subject=report.number).at
    assert (at.hour, at.minute, at.second, at.microsecond) == (17, 0, 0, 0)  # midnight in WIB


def test_an_account_that_is_moved_to_another_report_does_not_open(city: City, cast: Cast) -> None:
    unit_with_key(cast.budi)
    one, other = sent(), sent()
    Report.objects.filter(pk=one.pk).update(content=fresh(other).content, content_key=other.content_key)
    moved = open_report(ring(cast.budi), fresh(one))
    assert moved.locked
    assert moved.words == ""
