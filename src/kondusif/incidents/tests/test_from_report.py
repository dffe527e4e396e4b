"""A verified report becomes an incident; nothing in the field betrays it."""

import uuid
from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.accounts.services import grant_role
from kondusif.audit.models import Entry
from kondusif.incidents.models import Incident
from kondusif.incidents.services.from_reports import record_from_report
from kondusif.incidents.tests.factories import facts
from kondusif.intake.models import Report
from kondusif.intake.rules import Kind
from kondusif.intake.tenth import is_drawn
from kondusif.intake.tests.factories import ReportFactory
from kondusif.intake.tests.support import fields_of
from kondusif.kernel.errors import Refused
from kondusif.territory.selectors import name_path
from support.cast import CITY, HOUSE, SEMANGGI, Cast, person
from support.keys import PHRASE, join_unit, unlock_client

pytestmark = pytest.mark.usefixtures("places", "keys")
CANARY = "kenari-kuning-di-atap"


@pytest.fixture
def report(keys: Cast) -> Report:
    """A report about the peace, with words that must not leave the desk."""
    return ReportFactory(
        kind=Kind.PEACE, area_code=SEMANGGI, words=f"Posko dirusak {CANARY}.", happened_time=time(21, 15)
    )  # fmt: skip


def test_the_report_is_settled_in_the_same_transaction(cast: Cast, report: Report) -> None:
    incident = record_from_report(actor_of(cast.budi), facts(), report)
    report.refresh_from_db()
    assert (report.status, report.outcome, report.reference) == ("decided", "incident", incident.number)
    entry = Entry.objects.get(action="incidents.incident.recorded")
    assert entry.facts["report"] == report.number


def test_a_report_becomes_one_incident_only(cast: Cast, report: Report) -> None:
    record_from_report(actor_of(cast.budi), facts(), report)
    report.refresh_from_db()
    with pytest.raises(Refused):
        record_from_report(actor_of(cast.budi), facts(), report)
    assert Incident.objects.count() == 1


def test_a_refused_kind_leaves_the_report_undecided(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused):
        record_from_report(actor_of(cast.budi), facts(kind="criticism"), report)
    report.refresh_from_db()
    assert report.outcome == ""


def test_the_verifier_starts_from_the_place_and_day_never_from_the_words(
    client: Client, cast: Cast, report: Report
) -> None:
    client.force_login(cast.budi)
    locked = client.get(reverse("incidents:record") + f"?laporan={report.number}").content.decode()
    assert "21.15" not in locked
    page = unlock_client(client, cast.budi).get(reverse("incidents:record") + f"?laporan={report.number}")
    text = page.content.decode()
    assert f"Catat kejadian dari {report.number}" in text
    assert "9 November 2024" in text
    assert "21.15" in text
    assert CANARY not in text
    assert fields_of(page)["place"] == name_path(report.exact_area)


def test_one_sentence_is_enough_where_a_report_tells_the_rest(client: Client, cast: Cast, report: Report) -> None:
    unlock_client(client, cast.budi)
    path = reverse("incidents:record") + f"?laporan={report.number}"
    told = {"kind": facts().kind, "severity": facts().severity, "what": "Posko dirusak"}
    assert client.post(path, fields_of(client.get(path)) | told).status_code == 302
    made = Incident.objects.get()
    assert (made.what, made.how, made.place) == ("Posko dirusak", "Posko dirusak", name_path(report.exact_area))


def test_an_incident_without_a_report_tells_how_it_happened(client: Client, cast: Cast) -> None:
    client.force_login(cast.budi)
    typed = {"kind": facts().kind, "severity": facts().severity, "village": facts().area_code, "place": "Balai RW",
             "happened_on": "9 November 2024", "what": "Posko dirusak"}  # fmt: skip
    answer = client.post(reverse("incidents:record"), typed)
    assert answer.status_code == 422
    assert "Isi bagaimana kejadiannya." in answer.content.decode()


def test_an_incident_that_was_typed_while_the_key_was_closed_waits_for_the_passphrase(
    client: Client, cast: Cast, report: Report
) -> None:
    client.force_login(cast.budi)
    path = reverse("incidents:record") + f"?laporan={report.number}"
    told = facts()
    typed = {
        "kind": told.kind, "severity": told.severity, "village": told.area_code, "place": "Balai RW",
        "happened_on": "9 November 2024", "what": "Posko dirusak", "how": "Dirusak pada malam hari oleh dua orang.",
        "action_taken": "Dijaga Linmas.", "version": "1", "key": str(uuid.uuid4()),
    }  # fmt: skip
    waiting = client.post(path, typed)
    assert waiting.status_code == 409
    assert "Dirusak pada malam hari oleh dua orang." in waiting.content.decode()
    assert not Incident.objects.exists()
    sent = client.post(path, fields_of(waiting) | {"frasa_kunci": PHRASE})
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    assert Incident.objects.get().how == typed["how"]


@pytest.mark.parametrize("who", ["intan", "citra"])
def test_who_does_not_read_reports_cannot_make_one_an_incident(
    client: Client, cast: Cast, report: Report, who: str
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("incidents:record") + f"?laporan={report.number}").status_code == 404


def test_the_field_never_learns_that_there_was_a_report(client: Client, cast: Cast, report: Report) -> None:
    incident = record_from_report(actor_of(cast.budi), facts(), report)
    pages = [
        reverse("incidents:show", args=[incident.number]), reverse("incidents:list"), reverse("web:home"),
        reverse("incidents:correct", args=[incident.number]), reverse("incidents:for_area", args=[SEMANGGI]),
    ]  # fmt: skip
    client.force_login(cast.citra)
    for path in pages:
        page = client.get(path).content.decode()
        assert report.number not in page
        assert "Laporan masuk" not in page
        assert CANARY not in page
    client.force_login(cast.budi)
    assert report.number in client.get(pages[0]).content.decode()


def test_the_page_of_the_incident_does_not_name_it_to_who_may_still_look_a_second_time(
    client: Client, cast: Cast, keys: Cast
) -> None:
    """Also not to one who is at the desk as well; the first verifier and the desk read it."""
    drawn = next(number for n in range(1, 400) if is_drawn(number := f"LAP-3372-2024-{n:04d}"))
    report = ReportFactory(kind=Kind.PEACE, area_code=SEMANGGI, number=drawn)
    incident = record_from_report(actor_of(cast.budi), facts(), report)
    rini = person("rini", "Rini", Role.VERIFIER, "kesbangpol")
    grant_role(HOUSE, rini, role=Role.DESK, area_code=CITY, starts_on=date(2024, 1, 1))
    join_unit(keys.budi, rini)
    for user, named in ((rini, False), (cast.budi, True), (cast.intan, True)):
        client.force_login(user)
        page = client.get(reverse("incidents:show", args=[incident.number])).content.decode()
        assert (drawn in page) is named, user
