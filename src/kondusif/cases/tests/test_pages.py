"""The pages of a case: who may pass, what they show, what they never show."""

import pytest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.cases.models import Case
from kondusif.cases.rules import PartyRole
from kondusif.cases.services import add_party, record_event
from kondusif.cases.tests.factories import SUMMARY, a_case
from kondusif.institutions.models import Unit
from kondusif.intake.models import Report
from kondusif.intake.tests.factories import ReportFactory
from kondusif.territory.tests.factories import load_surakarta
from support.cast import TODAY, Cast
from support.keys import unlock_client

CANARY = "KENARI-7Q4X"


def as_user(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_a_handler_reads_and_a_stranger_gets_404(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    url = f"/ruang/penanganan/{case.number}/"
    assert client.get(url).status_code == 404
    assert as_user(client, cast.hana).get(url).status_code == 200
    assert as_user(client, cast.dewi).get(url).status_code == 404
    assert as_user(client, cast.budi).get(url).status_code == 403


def test_the_desk_reads_what_is_due_and_no_name(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    add_party(actor_of(cast.hana), case, role=PartyRole.EXAMINED, name="Slamet Utomo")
    page = as_user(client, cast.intan).get(f"/ruang/penanganan/{case.number}/")
    assert page.status_code == 200
    assert "Slamet" not in page.content.decode()
    assert "Slamet" in as_user(client, cast.lukman).get(f"/ruang/penanganan/{case.number}/").content.decode()


def test_a_leader_reads_and_may_not_write(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    page = as_user(client, cast.lukman).get(f"/ruang/penanganan/{case.number}/")
    assert page.status_code == 200
    assert "Catat langkah selesai" not in page.content.decode()
    assert client.post(f"/ruang/penanganan/{case.number}/langkah/", {}).status_code == 403


def test_the_page_says_why_this_date(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    record_event(actor_of(cast.hana), case, event="summons", happened_on=TODAY, on=TODAY)
    text = as_user(client, cast.hana).get(f"/ruang/penanganan/{case.number}/").content.decode()
    assert "Mengapa tanggal ini?" in text
    assert "PP 94" in text
    assert "belum diperiksa" in text


def test_opening_from_a_report_settles_it_and_shows_no_word_of_the_reporter(
    cast: Cast, keys: Cast, client: Client
) -> None:
    load_surakarta()
    report = ReportFactory(
        words=f"Uraian dengan {CANARY} di dalamnya, panjang dan jelas.", place_words=f"warung {CANARY}",
        accused_name=f"Orang {CANARY}", evidence_words=CANARY,
    )  # fmt: skip
    unlock_client(client, cast.budi)
    page = client.get("/ruang/penanganan/baru/", {"laporan": report.number})
    assert CANARY not in page.content.decode()
    answer = client.post("/ruang/penanganan/baru/", {
        "laporan": report.number, "title": "Ajakan memilih", "summary": SUMMARY, "procedures": ["disiplin-pp94"],
        "known_on": "4 November 2024", "area_code": report.area_code, "unit": "kel-semanggi",
        "handler": str(cast.hana.pk), "acts": ["SKB-D-8"],
    })  # fmt: skip
    assert answer.status_code == 302
    case = Case.objects.get(report_number=report.number)
    assert Report.objects.get(pk=report.pk).outcome == "case"
    as_user(client, cast.hana)
    for tail in ("", "ringkasan/", "langkah/", "peristiwa/", "pihak/", "bukti/", "penutupan/"):
        text = client.get(f"/ruang/penanganan/{case.number}/{tail}").content.decode()
        assert CANARY not in text, tail
    assert CANARY not in client.get("/ruang/penanganan/").content.decode()


def test_a_second_case_from_the_same_report_is_refused_and_nothing_typed_is_lost(
    cast: Cast, keys: Cast, client: Client
) -> None:
    load_surakarta()
    report = ReportFactory()
    a_case(cast, by=cast.hana, report=report)
    unlock_client(client, cast.budi)
    answer = client.post("/ruang/penanganan/baru/", {
        "laporan": report.number, "title": "Judul yang sudah diketik", "summary": SUMMARY,
        "procedures": ["disiplin-pp94"], "known_on": "4/11/2024", "area_code": report.area_code,
        "handler": str(cast.hana.pk),
    })  # fmt: skip
    assert answer.status_code == 422
    assert "Judul yang sudah diketik" in answer.content.decode()
    assert "sudah ditangani" in answer.content.decode()


@pytest.mark.parametrize("typed", ["kemarin dulu", "31/02/2024", "", "<script>", "9" * 5000, "14 November 2024"])
def test_a_date_that_cannot_be_is_one_sentence_and_keeps_what_was_typed(cast: Cast, client: Client, typed: str) -> None:
    case = a_case(cast)
    as_user(client, cast.hana)
    answer = client.post(
        f"/ruang/penanganan/{case.number}/peristiwa/",
        {"event": "summons", "happened_on": typed, "note": "Surat nomor 12"},
    )
    assert answer.status_code == 422
    assert "Surat nomor 12" in answer.content.decode()


def test_two_people_close_through_the_browser(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    as_user(client, cast.hana)
    url = f"/ruang/penanganan/{case.number}/penutupan/"
    reason = "Terperiksa bukan pegawai kota; surat penerusan sudah dikirim."
    assert client.post(url, {"outcome": "handed_over", "reason": reason}).status_code == 302
    assert client.post(f"{url}putusan/", {"putusan": "setujui"}).status_code == 422
    assert Case.objects.get().status == "closing"
    as_user(client, cast.gita)
    assert client.post(f"{url}putusan/", {"putusan": "setujui"}).status_code == 302
    assert Case.objects.get().status == "closed"


def test_the_list_searches_by_number_and_title_only(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    as_user(client, cast.hana)
    assert case.number in client.get("/ruang/penanganan/", {"text": "Ajakan"}).content.decode()
    empty = client.get("/ruang/penanganan/", {"text": "Slamet"}).content.decode()
    assert "Tidak ada penanganan yang cocok" in empty


def test_the_accuseds_superior_finds_nothing(cast: Cast, client: Client) -> None:
    case = a_case(cast)
    cast.gita.unit = Unit.objects.get(key="kec-pasar-kliwon")
    cast.gita.save()
    as_user(client, cast.gita)
    assert client.get(f"/ruang/penanganan/{case.number}/").status_code == 404
    assert case.number not in client.get("/ruang/penanganan/").content.decode()
