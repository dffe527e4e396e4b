"""Proposals beside an opened report: made in memory for who holds the key, counted, and kept nowhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.intake.models import Report
from kondusif.intake.tests.support import draft, receive
from kondusif.roster.models import Employee, LookUp, RosterEdition
from kondusif.screening import reading
from kondusif.screening.models import Proposal, Tally, TextReading
from kondusif.territory.models import Area
from support.cast import TODAY, Cast
from support.keys import unlock_client

pytestmark = pytest.mark.django_db
WHY = "Memastikan unit kerja terperiksa."
NAME, ACCUSED = "Teguh Waluyo Prastowo", "Pak Teguh Waluyo Prastowo"
WORDS = f"{NAME}, staf kelurahan, ikut kampanye pasangan calon di Kelurahan Gajahan. Kenari-44c1. Bawaslu sudah tahu."
PANEL = "Usulan dari naskah"


@pytest.fixture(autouse=True)
def _indexes_of_a_test(home: Path) -> Iterator[None]:
    yield
    reading._persons.clear()
    reading._places_of.cache_clear()


@pytest.fixture
def report(places: None) -> Report:
    return receive(draft(words=WORDS, accused_name=ACCUSED)).report


@pytest.fixture
def roster(places: None) -> Employee:
    held = RosterEdition.objects.create(number=1, digest="a", landed_at=timezone.now(), landed_on=TODAY, rows=1)
    return Employee.objects.create(
        nip="198001012005011001", name=f"{NAME}, S.E.", kind="pns", post="Staf", edition=held,
        unit=Unit.objects.get(key="kel-semanggi"), area_code="33.72.03.1002",
    )  # fmt: skip


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


def at(report: Report, part: str = "usulan/") -> str:
    return f"/ruang/laporan/{report.number}/{part}"


def everything_kept(*but: type) -> str:
    held = (Employee, Area, *but)
    return "\n".join(repr(list(model.objects.values())) for model in apps.get_models() if model not in held)


def test_the_panel_waits_until_somebody_asks(budi: Client, report: Report) -> None:
    page = budi.get(at(report, "")).content.decode()
    assert PANEL in page
    assert "Baca dengan mesin" in page
    assert "<mark>" not in page
    assert 'name="token"' not in page


def test_acts_places_and_institutions_are_shown_with_their_norm_and_nothing_is_written(
    budi: Client, report: Report, roster: Employee
) -> None:
    entries = Entry.objects.count()
    answer = budi.post(at(report))
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    for words in ("Perbuatan", "/aturan/perbuatan/SKB-", "Gajahan", "Bawaslu", "Tepat"):
        assert words in page
    assert roster.nip not in page
    assert Entry.objects.count() == entries
    assert not TextReading.objects.exists()
    assert not LookUp.objects.exists()


def test_persons_are_looked_for_with_a_reason_that_is_kept_and_nothing_else_is(
    budi: Client, report: Report, roster: Employee
) -> None:
    for why in ("", "pendek"):
        refused = budi.post(at(report), {"orang": "1", "reason": why})
        assert refused.status_code == 422
        assert roster.nip not in refused.content.decode()
    assert not LookUp.objects.exists()
    page = budi.post(at(report), {"orang": "1", "reason": WHY}).content.decode()
    assert roster.nip in page
    assert roster.name in page
    assert ACCUSED in page
    assert [(row.reason, row.source) for row in LookUp.objects.all()] == [(WHY, report.number)]
    assert [(row.reason, row.source, row.length) for row in TextReading.objects.all()] == [(WHY, report.number, 0)]
    kept = everything_kept()
    for words in (NAME, "Teguh", "Kenari", roster.nip, "SKB-KE", "kampanye"):
        assert words not in kept


def test_a_verdict_there_leaves_a_number_and_no_trace_of_the_report(
    budi: Client, report: Report, roster: Employee
) -> None:
    from kondusif.screening.tests.test_read_text import Slips

    slips = Slips(budi.post(at(report), {"orang": "1", "reason": WHY}).content.decode()).found
    assert len(slips) >= 3
    for slip in slips:
        assert budi.post("/ruang/penyaringan/baca/putusan/", {"token": slip, "verdict": "taken"}).status_code == 302
    assert sum(Tally.objects.values_list("number", flat=True)) == len(slips)
    assert not Proposal.objects.exists()
    assert report.number not in repr(list(Tally.objects.values()))
    told = Entry.objects.filter(action="screening.verdict.tallied")
    assert report.number not in repr(list(told.values()))


def test_a_closed_key_is_asked_for_first(keys: Cast, client: Client, report: Report, roster: Employee) -> None:
    client.force_login(keys.budi)
    page = client.get(at(report, "")).content.decode()
    assert PANEL not in page
    waiting = client.post(at(report), {"orang": "1", "reason": WHY})
    assert waiting.status_code == 409
    assert roster.nip not in waiting.content.decode()
    assert not LookUp.objects.exists()


def test_who_does_not_hold_the_key_of_this_report_gets_no_panel_and_no_proposal(
    keys: Cast, client: Client, report: Report, roster: Employee
) -> None:
    from kondusif.accounts.rules import Role
    from support.cast import person
    from support.keys import with_key

    sari = person("sari", "Sari", Role.VERIFIER, "kesbangpol")
    with_key(sari)
    unlock_client(client, sari)
    assert PANEL not in client.get(at(report, "")).content.decode()
    refused = client.post(at(report), {"orang": "1", "reason": WHY})
    assert refused.status_code == 422
    assert roster.nip not in refused.content.decode()
    assert "SKB-KE" not in client.post(at(report)).content.decode()
    assert not LookUp.objects.exists()


def test_nobody_else_passes_this_door(keys: Cast, client: Client, report: Report) -> None:
    for user in keys.by_role().values():
        if user == keys.budi:
            continue
        client.force_login(user)
        assert client.post(at(report)).status_code == 403
    client.force_login(keys.dewi)
    assert client.post(at(report)).status_code == 404


def test_a_report_without_a_name_says_so(budi: Client, places: None, roster: Employee) -> None:
    report = receive(draft(words=WORDS, accused_name="")).report
    page = budi.post(at(report), {"orang": "1", "reason": WHY}).content.decode()
    assert "Pelapor tidak menyebut nama" in page
    assert LookUp.objects.count() == 0


def test_an_english_reader_gets_the_same_panel(budi: Client, report: Report) -> None:
    answer: Any = budi.post(f"/en{at(report)}")
    assert answer.status_code == 200
