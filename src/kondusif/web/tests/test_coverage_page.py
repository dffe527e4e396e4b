"""The home of prevention: what it says, what it never says, and the way down to one RT."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from python_calamine import CalamineWorkbook

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.incidents.rules import Severity, Source
from kondusif.incidents.tests.factories import IncidentFactory
from kondusif.outreach.models import Quota, Session
from kondusif.outreach.rules import Group, PictureKind, SessionStatus
from kondusif.outreach.tests.factories import ProgrammeFactory, SessionFactory
from kondusif.territory.services.neighbourhoods import set_neighbourhoods
from kondusif.territory.services.tps import enter_tps_counts
from kondusif.territory.tests.factories import ACTOR, load_surakarta
from kondusif.web.prevention.gathering import picture, risk_line
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

HOME = "/ruang/pencegahan/"


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Surakarta without RW and RT, but for Semanggi (2 RW of 3 RT) and Jebres (1 RW of 4 RT)."""
    load_surakarta(facts=False)
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 3, 2: 3}, source="SK Lurah")
    set_neighbourhoods(ACTOR, JEBRES, {1: 4}, source="SK Lurah")
    return cast


def held(by: User, reached: list[str], on: date = TODAY, *, evidence: bool = True, **more: object) -> Session:
    """A session with its evidence."""
    return SessionFactory(
        recorded_by=by, held_on=on, reached=reached, area_code=reached[0][:17], village_code=reached[0][:13],
        evidence=PictureKind.PHOTO if evidence else None, **more,
    )  # fmt: skip


def rt(village: str, rw: int, *numbers: int) -> list[str]:
    return [f"{village}.{rw:03d}.{number:03d}" for number in numbers]


def read(client: Client, user: User, path: str = HOME) -> HttpResponse:
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer  # type: ignore[return-value]


def said(answer: HttpResponse) -> str:
    """The words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\xa0", " ").split())


def test_without_any_list_of_rt_the_page_says_what_is_needed_first(cast: Cast, client: Client) -> None:
    load_surakarta(facts=False)
    text = said(read(client, cast.intan))
    assert "Cakupan 54 kelurahan belum diketahui: daftar RT belum ada" in text
    assert "belum diketahui, bukan nol" in text


def test_without_a_session_nobody_is_said_to_be_reached(town: Cast, client: Client) -> None:
    text = said(read(client, town.intan))
    assert "Belum satu pun dari 10 RT terjangkau" in text
    assert "52 kelurahan belum punya daftar RT dan tidak ikut dihitung" in text
    assert "Tidak ada program yang berjalan" in text


def test_the_title_names_a_place_at_risk_below_the_target(town: Cast, client: Client) -> None:
    IncidentFactory(severity=Severity.HEAVY, recorded_by=town.intan)
    held(town.intan, rt(SEMANGGI, 1, 1, 2, 3))
    held(town.intan, rt(JEBRES, 1, 1, 2, 3, 4))
    text = said(read(client, town.lukman))
    assert "Semanggi rawan, cakupannya baru 50 %" in text
    # Ten RT, seven reached: 70 %. Weighted, the six RT of Semanggi weigh 2: (2*3 + 4) / (2*6 + 4).
    assert "Cakupan kota 70 %; dibobot menurut kerawanan 63 %" in text
    assert "Tempat yang lebih rawan lebih sedikit terjangkau" in text


def test_the_next_visit_says_why_and_what_it_would_change(town: Cast, client: Client) -> None:
    IncidentFactory(severity=Severity.HEAVY, recorded_by=town.intan)
    held(town.intan, rt(SEMANGGI, 1, 1, 2, 3))
    text = said(read(client, town.intan))
    assert "Semanggi, RW 002" in text
    assert "Tiga dari tiga RT belum terjangkau dalam 30 hari. Satu kejadian terbuka dalam 7 hari terakhir" in text
    assert "Indikator TPS rawan belum diisi." in text
    assert "Cakupan Semanggi 50 % menjadi 100 %" in text
    assert "dengan anggapan semua RT datang" in text
    assert f"?wilayah={SEMANGGI}&amp;rw={SEMANGGI}.002" in read(client, town.intan).content.decode()


def test_who_may_not_plan_is_offered_no_plan(town: Cast, client: Client) -> None:
    assert "/sesi/rencana/" not in read(client, town.lukman).content.decode()


def test_a_session_without_evidence_reaches_nobody(town: Cast, client: Client) -> None:
    held(town.intan, rt(SEMANGGI, 1, 1), evidence=False)
    assert "Belum satu pun dari 10 RT terjangkau" in said(read(client, town.intan))


def test_an_incident_that_came_from_a_report_moves_nothing(town: Cast, client: Client) -> None:
    before = said(read(client, town.intan))
    IncidentFactory(severity=Severity.HEAVY, source=Source.REPORT, report_number="LAP-1", recorded_by=town.intan)
    after = said(read(client, town.intan))
    assert "LAP-1" not in after
    assert picture(TODAY).by_code[SEMANGGI].risk.weight == 1
    assert before.split("Kabar terakhir")[0] == after.split("Kabar terakhir")[0]


def test_plans_that_passed_without_a_record_stand_by_office(town: Cast, client: Client) -> None:
    for day in (3, 5):
        SessionFactory(
            recorded_by=None, written_by=town.intan, status=SessionStatus.PLANNED, held_on=None, attending=None,
            planned_on=TODAY - timedelta(days=day), assigned_to=town.citra,
        )  # fmt: skip
    text = said(read(client, town.lukman))
    assert "Satu kantor punya sesi lewat yang belum dicatat" in text
    assert "Kelurahan Semanggi 2 Jum, 8 Nov" in text
    assert "Citra" not in text


def test_a_plan_without_an_officer_stands_under_its_place(town: Cast, client: Client) -> None:
    SessionFactory(
        recorded_by=None, written_by=town.intan, status=SessionStatus.PLANNED, held_on=None, attending=None,
        planned_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    assert "Belum ada petugas: Semanggi" in said(read(client, town.lukman))


def test_groups_stand_beside_their_quota(town: Cast, client: Client) -> None:
    programme = ProgrammeFactory(created_by=town.intan)
    Quota.objects.create(programme=programme, group=Group.RELIGIOUS_LEADERS, area_code=SEMANGGI, sessions=4)
    held(town.intan, rt(SEMANGGI, 1, 1), programme=programme, groups=[Group.RELIGIOUS_LEADERS])
    text = said(read(client, town.lukman))
    assert "Tokoh agama 25 % 1 dari 4 sesi" in text
    assert "Sekolah belum ada kuota" in text


def test_a_programme_without_quotas_says_so(town: Cast, client: Client) -> None:
    ProgrammeFactory(created_by=town.intan)
    assert "Program berjalan belum punya kuota" in said(read(client, town.lukman))


def test_the_page_can_be_narrowed_to_a_programme_and_a_group(town: Cast, client: Client) -> None:
    programme = ProgrammeFactory(created_by=town.intan, target_percent=60)
    held(town.intan, rt(SEMANGGI, 1, 1, 2, 3), programme=programme, groups=[Group.SCHOOLS])
    held(town.intan, rt(SEMANGGI, 2, 1), groups=[Group.RESIDENTS])
    whole = said(read(client, town.lukman))
    schools = said(read(client, town.lukman, f"{HOME}?program={programme.number}&sasaran=schools"))
    assert "Cakupan kota 40 %" in whole
    assert "Cakupan kota 30 %" in schools
    assert "Hanya sesi untuk program Sosialisasi Pilkada damai · sasaran sekolah." in schools
    assert "target 60 %" in schools
    assert "Cakupan kota 40 %" in said(read(client, town.lukman, f"{HOME}?program=PRG-0&sasaran=atlantis"))


def test_every_kelurahan_stands_in_the_table_also_an_unknown_one(town: Cast, client: Client) -> None:
    answer = read(client, town.budi, f"{HOME}wilayah/")
    assert len(answer.context["rows"]) == 54  # type: ignore[attr-defined]
    assert said(answer).count("daftar RT belum ada") == 52


def test_the_way_down_ends_at_one_rt_with_the_sessions_that_reached_it(town: Cast, client: Client) -> None:
    held(town.intan, rt(SEMANGGI, 1, 1), TODAY - timedelta(days=60), topic="Tolak politik uang")
    held(town.intan, rt(SEMANGGI, 1, 2), topic="Sesi RT lain")
    assert "Pasar Kliwon: cakupan 25 %" in said(read(client, town.lukman, f"{HOME}wilayah/33.72.03/"))
    village = said(read(client, town.lukman, f"{HOME}wilayah/{SEMANGGI}/"))
    assert "Semanggi, Pasar Kliwon: cakupan 25 %, 1 dari 6 RT bernilai penuh" in village
    house = said(read(client, town.lukman, f"{HOME}wilayah/{SEMANGGI}.001/"))
    assert "RT 001 50 % Sab, 14 Sep 60 hari lalu" in house
    assert "RT 003 0 % belum ada" in house
    one = said(read(client, town.lukman, f"{HOME}wilayah/{SEMANGGI}.001.001/"))
    assert "nilai 50 %, sesi terakhir 60 hari lalu" in one
    assert "Tolak politik uang" in one
    assert "Sesi RT lain" not in one


def test_an_rw_without_a_list_of_rt_counts_by_itself_and_says_so(town: Cast, client: Client) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 3, 2: 0}, source="SK baru")
    assert "RW ini dihitung sebagai satu sasaran" in said(read(client, town.lukman, f"{HOME}wilayah/{SEMANGGI}.002/"))


@pytest.mark.parametrize("code", ["33.74.01.1001", "33.72.03.9999", "atlantis"])
def test_a_place_that_is_not_here_is_not_found(town: Cast, client: Client, code: str) -> None:
    client.force_login(town.intan)
    assert client.get(f"{HOME}wilayah/{code}/").status_code == 404


def test_the_sheets_hold_the_numbers_of_the_page(town: Cast, client: Client) -> None:
    held(town.intan, rt(SEMANGGI, 1, 1, 2, 3))
    enter_tps_counts(actor_of(town.intan), SEMANGGI, "pilkada-2024", {"T01": 2}, "Surat")
    client.force_login(town.lukman)
    csv = b"".join(client.get(f"{HOME}cakupan.csv").streaming_content).decode()  # type: ignore[attr-defined]
    (row,) = [line for line in csv.splitlines() if line.startswith(SEMANGGI)]
    assert row == f"{SEMANGGI},Semanggi,Pasar Kliwon,6,3,3,50.0,2024-11-13,1.04,0,1,1,ya,"
    (unknown,) = [line for line in csv.splitlines() if ",Kauman," in line]
    assert ",0,0,0,,,1.0,0,,0,tidak," in unknown
    houses = b"".join(client.get(f"{HOME}cakupan.csv?tingkat=rt").streaming_content).decode()  # type: ignore[attr-defined]
    assert len(houses.splitlines()) == 11
    assert client.get(f"{HOME}cakupan.csv?tingkat=rumah").status_code == 404
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{HOME}cakupan.xlsx").content))
    assert book.sheet_names == ["Cara hitung", "Kecamatan", "Kelurahan", "RW", "RT"]
    assert len(book.get_sheet_by_name("RT").to_python()) == 11


def test_how_it_is_counted_shows_the_numbers_of_the_city(town: Cast, client: Client) -> None:
    held(town.intan, rt(SEMANGGI, 1, 1, 2, 3))
    text = said(read(client, town.lukman, f"{HOME}cara-hitung/"))
    assert "RT bernilai penuh 30 hari, lalu berkurang separuh tiap 30 hari" in text
    assert "Semanggi: jumlah nilai 3,00 dibagi 6 RT = 50,0 %" in text
    assert "60 hari lalu 50,0 %" in text
    assert "tidak membuka pelapor" in text


def test_an_admin_changes_the_measure_and_every_page_follows(town: Cast, client: Client) -> None:
    held(town.intan, rt(SEMANGGI, 1, 1, 2, 3), TODAY - timedelta(days=20))
    client.force_login(town.ani)
    wrong = client.post(f"{HOME}ukuran/", {"fresh_days": "0", "half_life_days": "x"})
    assert wrong.status_code == 422
    assert "Isi bilangan antara 1 dan 365" in wrong.content.decode()
    sent = {"fresh_days": 10, "half_life_days": 10, "target_percent": 40, "share_days": 90, "share_sessions": 5}
    assert client.post(f"{HOME}ukuran/", sent).status_code == 302
    assert Entry.objects.filter(action="institutions.preferences.set").count() == 1
    assert "cakupan 25 %" in said(read(client, town.lukman, f"{HOME}wilayah/{SEMANGGI}/"))


def test_only_an_admin_changes_the_measure(town: Cast, client: Client) -> None:
    client.force_login(town.intan)
    assert client.get(f"{HOME}ukuran/").status_code == 403
    client.force_login(town.citra)
    assert client.get(HOME).status_code == 403


def test_at_risk_means_above_the_city_by_one_standard_deviation() -> None:
    assert risk_line([1.0, 1.0, 1.0]) is None
    assert risk_line([1.0, 1.0, 1.0, 3.0]) == pytest.approx(1.5 + 0.75**0.5)
