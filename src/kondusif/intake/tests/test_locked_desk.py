"""The desk while the key is closed: what stays readable, what waits, and that nothing typed is lost."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.services import grant_role
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.intake.kept import PHRASE as BOX
from kondusif.intake.models import Message, Report
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import draft, fields_of, receive
from kondusif.intake.tests.test_who_sees_doors import all_that_is_shown
from kondusif.kernel.actor import system_actor
from kondusif.vault.models import KeySession
from support.cast import CITY, Cast, person
from support.keys import PHRASE, join_unit, let_in, lock_client, unit_with_key, unlock_client, with_key

pytestmark = pytest.mark.django_db
LIST = "/ruang/laporan/"
CANARY = "kenari-tersegel-55d0"
WHY = "Sudah ditangani panitia setempat, jadi ditutup."


@pytest.fixture
def report(places: None) -> Report:
    """A report with a trace in everything that a reporter tells."""
    what = draft(
        words=CANARY, evidence_words=CANARY, accused_name=CANARY, accused_post=CANARY, accused_address=CANARY,
        place_words=CANARY, happened_time=time(21, 47),
        person=dict.fromkeys(("name", "address", "phone", "email"), CANARY),
    )  # fmt: skip
    return receive(what).report


@pytest.fixture
def closed(keys: Cast, client: Client) -> Client:
    """Budi has signed in and the key is closed."""
    client.force_login(keys.budi)
    return client


def at(report: Report, part: str = "") -> str:
    return f"{LIST}{report.number}/{part}"


# What stays ------------------------------------------------------------------------------


def test_the_queue_keeps_number_place_day_and_clock_and_says_that_the_rest_is_sealed(
    closed: Client, report: Report
) -> None:
    page = closed.get(LIST).content.decode()
    for stays in (report.short_number, "Gajahan", "Isi tersegel", "Netralitas ASN"):
        assert stays in page
    assert 'class="jam' in page
    assert CANARY not in page


def test_the_report_keeps_its_days_and_offers_to_open_the_key(closed: Client, report: Report) -> None:
    page = closed.get(at(report)).content.decode()
    assert "Sabtu, 9 November 2024" in page
    assert 'name="phrase"' in page
    assert "21.47" not in page
    assert "?putusan=" not in page
    assert CANARY not in page


def test_opened_with_the_passphrase_the_same_page_shows_the_words(closed: Client, report: Report) -> None:
    page = closed.get(at(report))
    sent = fields_of(page) | {"phrase": PHRASE}
    back = closed.post("/ruang/kunci/buka/", sent)
    assert back["Location"] == at(report)
    assert CANARY in closed.get(at(report)).content.decode()


def test_somebody_without_a_key_is_told_to_make_one(client: Client, keys: Cast, report: Report) -> None:
    sari = person("sari", "Sari", Role.VERIFIER, "kesbangpol")
    client.force_login(sari)
    page = client.get(at(report)).content.decode()
    assert "/ruang/kunci/buat/" in page
    assert CANARY not in page


def test_one_damaged_report_stays_locked_and_the_queue_stands(client: Client, keys: Cast, report: Report) -> None:
    whole = receive(draft(words="Baliho di depan kantor.")).report
    damaged = bytearray(report.content)
    damaged[-1] ^= 1
    Report.objects.filter(pk=report.pk).update(content=bytes(damaged))
    unlock_client(client, keys.budi)
    page = client.get(LIST)
    assert page.status_code == 200
    assert "Isi tersegel" in page.content.decode()
    assert "Baliho di depan kantor" in client.get(at(whole)).content.decode()


def test_an_open_key_without_the_units_key_says_whom_to_ask(client: Client, keys: Cast, report: Report) -> None:
    """A colleague who was not admitted yet: the own key is open and opens nothing."""
    sari = person("sari", "Sari", Role.VERIFIER, "kesbangpol")
    with_key(sari)
    unlock_client(client, sari)
    page = client.get(at(report)).content.decode()
    assert "tidak membuka laporan ini" in page
    assert CANARY not in page
    refused = client.post(at(report, "nilai/"), {"value": "possible", "value_reason": "x", "version": 1})
    assert refused.status_code == 422
    assert "kunci unit" in refused.content.decode()
    assert Report.objects.get().value == "unknown"


# Who finds nothing -------------------------------------------------------------------------


def a_verifier_of_the_line(cast: Cast) -> User:
    """A verifier of the accused's own unit whose unit has an acknowledged key."""
    user = person("tuti", "Tuti", Role.VERIFIER, "kel-semanggi")
    unit_with_key(user)
    let_in(cast.budi, Unit.objects.get(key="kel-semanggi"))
    return user


def test_a_verifier_with_a_closed_key_finds_no_word_at_any_address(closed: Client, report: Report) -> None:
    assert CANARY.encode() not in all_that_is_shown(closed, report.number)


def test_a_verifier_of_the_accuseds_line_finds_no_word_with_an_open_key(
    client: Client, keys: Cast, places: None
) -> None:
    """Threat T1: the key stands, is acknowledged, is open, and still opens nothing of this report."""
    superior = a_verifier_of_the_line(keys)
    report = receive(draft(words=CANARY, accused_name=CANARY)).report
    assert CANARY.encode() not in all_that_is_shown(unlock_client(client, superior), report.number)


def test_an_admin_who_grants_himself_the_role_finds_no_word(client: Client, keys: Cast, report: Report) -> None:
    """Threat T2: a role is a row that an admin writes; a key is not."""
    grant_role(system_actor("uji"), keys.ani, role=Role.VERIFIER, area_code=CITY, starts_on=today())
    client.force_login(keys.ani)
    assert client.get(at(report)).status_code == 404
    assert CANARY.encode() not in all_that_is_shown(client, report.number)


def test_who_resets_a_password_and_signs_in_reads_nothing(client: Client, keys: Cast, report: Report) -> None:
    """Threat T2: the sign-in password is not the passphrase."""
    keys.budi.set_password("sandi-baru-dari-admin")
    keys.budi.save()
    client.login(username="budi", password="sandi-baru-dari-admin")
    assert CANARY not in client.get(at(report)).content.decode()
    tried = client.post("/ruang/kunci/buka/", {"phrase": "sandi-baru-dari-admin", "next": at(report)})
    assert tried.status_code == 422
    assert CANARY not in client.get(at(report)).content.decode()


# What waits --------------------------------------------------------------------------------

SENT: list[tuple[str, dict[str, Any], str]] = [
    ("nilai/", {"value": "possible", "value_reason": "Dua sumber menyebut hal sama."}, "Dua sumber menyebut hal sama."),
    ("pesan/", {"words": "Kapan foto itu diambil?", "kiriman": "a" * 32}, "Kapan foto itu diambil?"),
    ("putusan/", {"putusan": "dismissed", "reason": WHY}, WHY),
]


def outcome_of(report: Report) -> tuple[str, str, int]:
    kept = Report.objects.get(pk=report.pk)
    return kept.value, kept.outcome, Message.objects.filter(report=kept).count()


@pytest.mark.parametrize(("part", "data", "typed"), SENT)
def test_what_was_sent_with_a_closed_key_waits_and_goes_on_with_the_passphrase(
    closed: Client, report: Report, part: str, data: dict[str, Any], typed: str
) -> None:
    waiting = closed.post(at(report, part), data | {"version": report.version})
    assert waiting.status_code == 409
    assert typed in waiting.content.decode()
    assert outcome_of(report) == ("unknown", "", 0)
    wrong = closed.post(at(report, part), fields_of(waiting) | {BOX: "bukan frasa yang benar sama sekali"})
    assert wrong.status_code == 422
    assert "tidak cocok" in wrong.content.decode()
    assert typed in wrong.content.decode()
    assert outcome_of(report) == ("unknown", "", 0)
    done = closed.post(at(report, part), fields_of(wrong) | {BOX: PHRASE})
    assert done.status_code == 302
    assert outcome_of(report) != ("unknown", "", 0)
    assert typed in closed.get(at(report)).content.decode()


def test_the_passphrase_is_in_no_page_and_the_cookie_is_for_the_staff_side_only(closed: Client, report: Report) -> None:
    waiting = closed.post(at(report, "pesan/"), {"words": "Terima kasih atas laporannya.", BOX: "salah sama sekali ya"})
    assert "salah sama sekali ya" not in waiting.content.decode()
    done = closed.post(at(report, "pesan/"), fields_of(waiting) | {BOX: PHRASE})
    cookies = [morsel for name, morsel in done.cookies.items() if name.startswith("kondusif_kunci")]
    assert cookies
    for morsel in cookies:
        assert morsel["path"].endswith("/ruang/")
        assert (morsel["httponly"], morsel["samesite"]) == (True, "Strict")


def test_a_key_that_closed_by_itself_closes_the_desk(client: Client, keys: Cast, report: Report) -> None:
    unlock_client(client, keys.budi)
    assert CANARY in client.get(at(report)).content.decode()
    KeySession.objects.all().delete()
    assert CANARY not in client.get(at(report)).content.decode()


def test_the_cookie_alone_and_the_row_alone_open_nothing(client: Client, keys: Cast, report: Report) -> None:
    lock_client(unlock_client(client, keys.budi))
    assert CANARY not in client.get(at(report)).content.decode()


def test_a_colleague_of_the_unit_opens_the_same_reports(client: Client, keys: Cast, places: None) -> None:
    joko = person("joko", "Joko", Role.VERIFIER, "kesbangpol")
    join_unit(keys.budi, joko)
    report = ReportFactory(words=CANARY)
    assert CANARY in unlock_client(client, joko).get(at(report)).content.decode()
