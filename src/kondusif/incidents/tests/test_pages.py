"""The pages of incidents, as each reader meets them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Severity, Source
from kondusif.incidents.services import record_incident
from kondusif.incidents.tests.factories import IncidentFactory, facts
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")

SENT = {
    "kind": "damage", "severity": "medium", "village": SEMANGGI, "place": "Jalan besar",
    "happened_on": "13 November 2024", "happened_time": "08.15", "what": "Papan TPS dirusak",
    "how": "Ditemukan patah pagi hari.", "victims": "0",
}  # fmt: skip


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_an_empty_list_says_why_it_is_empty(client: Client, cast: Cast) -> None:
    page = as_(client, cast.intan).get(reverse("incidents:list")).content.decode()
    assert "Tidak ada kejadian terbuka" in page
    assert "Belum ada kejadian di wilayah Anda." in page


def test_the_heading_counts_open_and_heavy_ones(client: Client, cast: Cast) -> None:
    IncidentFactory.create_batch(2, recorded_by=cast.citra)
    IncidentFactory(recorded_by=cast.citra, severity=Severity.HEAVY)
    page = as_(client, cast.intan).get(reverse("incidents:list")).content.decode()
    assert "Tiga kejadian terbuka, satu di antaranya berat" in page


def test_an_officer_sees_only_the_own_kelurahan(client: Client, cast: Cast) -> None:
    mine = IncidentFactory(recorded_by=cast.citra, what="Kejadian di Semanggi", area_code=f"{SEMANGGI}.007")
    other = IncidentFactory(recorded_by=cast.intan, what="Kejadian di Jebres", area_code=JEBRES)
    browser = as_(client, cast.citra)
    page = browser.get(reverse("incidents:list")).content.decode()
    assert "Kejadian di Semanggi" in page
    assert "Kejadian di Jebres" not in page
    assert browser.get(reverse("incidents:show", args=[mine.number])).status_code == 200
    assert browser.get(reverse("incidents:show", args=[other.number])).status_code == 404


def test_a_stranger_finds_nothing(client: Client, cast: Cast) -> None:
    incident = IncidentFactory(recorded_by=cast.citra)
    assert client.get(reverse("incidents:show", args=[incident.number])).status_code == 404
    assert as_(client, cast.dewi).get(reverse("incidents:list")).status_code == 404


def test_filters_narrow_the_list(client: Client, cast: Cast) -> None:
    IncidentFactory(recorded_by=cast.citra, what="Ringan di Semanggi")
    IncidentFactory(recorded_by=cast.citra, what="Berat di Jebres", severity=Severity.HEAVY, area_code=JEBRES)
    browser = as_(client, cast.intan)
    page = browser.get(reverse("incidents:list"), {"severity": "heavy", "area": "33.72.04"}).content.decode()
    assert "Berat di Jebres" in page
    assert "Ringan di Semanggi" not in page
    page = browser.get(reverse("incidents:list"), {"since": "14 November 2024"}).content.decode()
    assert "Tidak ada kejadian yang cocok" in page


def test_an_officer_records_an_incident(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.citra).post(reverse("incidents:record"), SENT)
    incident = Incident.objects.get()
    assert answer.url == reverse("incidents:show", args=[incident.number])
    assert (incident.source, incident.severity, incident.victims) == ("field", "medium", 0)
    assert "Papan TPS dirusak" in client.get(answer.url).content.decode()


def test_a_place_goes_down_to_the_rt(client: Client, cast: Cast) -> None:
    sent = {**SENT, "rw": f"{SEMANGGI}.007", "rt": f"{SEMANGGI}.007.002"}
    as_(client, cast.citra).post(reverse("incidents:record"), sent)
    assert Incident.objects.get().area_code == f"{SEMANGGI}.007.002"


def test_without_script_a_button_brings_the_rw_and_loses_nothing(client: Client, cast: Cast) -> None:
    page = as_(client, cast.intan).post(reverse("incidents:record"), {**SENT, "muat": "1"}).content.decode()
    assert f'value="{SEMANGGI}.007"' in page
    assert "Ditemukan patah pagi hari." in page
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "criticism"}, "Kritik adalah hak warga"),
        ({"kind": "worship"}, "Ibadah adalah hak warga"),
        ({"kind": "assembly"}, "Berkumpul menurut aturan adalah hak warga"),
        ({"happened_on": "20 November 2024"}, "Tanggal kejadian masih di depan"),
        ({"happened_on": "kapan-kapan"}, "tanggal"),
        ({"what": ""}, "Isi apa yang terjadi."),
        ({"how": "x" * 5000}, "paling banyak"),
        ({"village": JEBRES}, "Select a valid choice"),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(
    client: Client, cast: Cast, change: dict[str, str], words: str
) -> None:
    answer = as_(client, cast.citra).post(reverse("incidents:record"), {**SENT, **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page or "village" in change
    assert "Jalan besar" in page
    assert not Incident.objects.exists()


def test_the_page_of_an_incident_keeps_fact_apart_from_opinion(client: Client, cast: Cast) -> None:
    incident = record_incident(actor_of(cast.citra), facts(opinion="Mungkin ulah iseng."), source=Source.FIELD)
    page = as_(client, cast.intan).get(reverse("incidents:show", args=[incident.number])).content.decode()
    order = ["Papan ditemukan patah pagi hari", "Pendapat pencatat", "Mungkin ulah iseng"]
    assert sorted(order, key=page.index) == order


def test_the_status_changes_with_a_reason(client: Client, cast: Cast) -> None:
    incident = record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    path = reverse("incidents:move", args=[incident.number])
    browser = as_(client, cast.intan)
    assert browser.post(path, {"to": "handled", "reason": "", "version": 1}).status_code == 422
    assert browser.post(path, {"to": "handled", "reason": "Papan diganti.", "version": 1}).status_code == 302
    page = browser.get(reverse("incidents:show", args=[incident.number])).content.decode()
    assert "Papan diganti." in page
    assert browser.post(path, {"to": "closed", "reason": "Selesai.", "version": 1}).status_code == 409


def test_a_correction_shows_both_values(client: Client, cast: Cast) -> None:
    incident = record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    browser = as_(client, cast.intan)
    path = reverse("incidents:correct", args=[incident.number])
    assert incident.how in browser.get(path).content.decode()
    answer = browser.post(path, {**SENT, "village": JEBRES, "reason": "Salah kelurahan.", "version": 1})
    assert answer.status_code == 302
    page = browser.get(answer.url).content.decode()
    assert "Semanggi, Pasar Kliwon" in page
    assert "Jebres, Jebres" in page


def test_a_leader_reads_and_changes_nothing(client: Client, cast: Cast) -> None:
    incident = record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    browser = as_(client, cast.lukman)
    page = browser.get(reverse("incidents:show", args=[incident.number])).content.decode()
    assert "Ubah status" not in page
    assert browser.get(reverse("incidents:record")).status_code == 403
    assert browser.post(reverse("incidents:move", args=[incident.number])).status_code == 403


def test_the_piece_for_a_territory_shows_its_incidents(client: Client, cast: Cast) -> None:
    IncidentFactory(recorded_by=cast.citra, what="Di RW tujuh", area_code=f"{SEMANGGI}.007")
    browser = as_(client, cast.intan)
    piece = browser.get(reverse("incidents:for_area", args=[SEMANGGI])).content.decode()
    assert "Di RW tujuh" in piece
    assert "<html" not in piece
    assert "Belum ada kejadian" in browser.get(reverse("incidents:for_area", args=["33.72.04"])).content.decode()


def test_an_unknown_area_names_the_nearest_known_one(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.intan).get(reverse("incidents:for_area", args=["33.72.03.9999"]))
    assert answer.status_code == 422
    assert "Pasar Kliwon" in answer.content.decode()


def test_a_long_list_is_paged_and_keeps_its_filter(client: Client, cast: Cast) -> None:
    IncidentFactory.create_batch(51, recorded_by=cast.citra, happened_on=TODAY - timedelta(days=1))
    browser = as_(client, cast.intan)
    page = browser.get(reverse("incidents:list"), {"status": "open"}).content.decode()
    assert "status=open&amp;hal=2" in page
    assert "Lebih baru" in browser.get(reverse("incidents:list"), {"hal": "2"}).content.decode()
