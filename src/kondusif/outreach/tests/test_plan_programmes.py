"""Programmes, quotas and the calendar as the desk meets them."""

from datetime import date

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import City
from kondusif.kernel.areas import rw_code
from kondusif.kernel.errors import Refused, Stale
from kondusif.outreach.models import Programme, Quota
from kondusif.outreach.plan_rules import QuotaRow
from kondusif.outreach.rules import Group
from kondusif.outreach.selectors.programmes import plan_of_sheet, quota_sheet
from kondusif.outreach.services.programmes import change_programme, close_programme, create_programme, set_quotas
from kondusif.stages.models import CityEvent
from support.cast import JEBRES, SEMANGGI, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
BASE = "/ruang/pencegahan/"


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return create_programme(
        actor_of(cast.intan), name="Sosialisasi sampai RT", starts_on=date(2024, 11, 1), ends_on=date(2024, 11, 26)
    )


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.intan)
    return client


def sent(**changes: str) -> dict[str, str]:
    return {
        "name": "Damai sampai RT", "purpose": "", "basis": "SE Wali Kota", "contest": "", "starts_on": "1/11/2024",
        "ends_on": "26/11/2024", "target_percent": "80",
    } | changes  # fmt: skip


def test_the_desk_begins_a_programme_and_is_led_to_its_quotas(desk: Client) -> None:
    answer = desk.post(f"{BASE}program/baru/", sent())
    made = Programme.objects.get()
    assert answer["Location"] == f"{BASE}program/{made.number}/"
    assert made.number == "PRG-3372-2024-0001"
    page = desk.get(answer["Location"]).content.decode()
    assert "belum ada kuota" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Isi nama program."),
        ({"ends_on": "1/10/2024"}, "Tanggal selesai mendahului tanggal mulai"),
        ({"target_percent": "0"}, "Isi target 1 sampai 100."),
        ({"target_percent": "banyak"}, "Isi target 1 sampai 100."),
        ({"starts_on": "kemarin"}, "Tanggal ini tidak terbaca"),
    ],
)
def test_wrong_input_gets_one_sentence_and_loses_nothing(desk: Client, wrong: dict[str, str], said: str) -> None:
    answer = desk.post(f"{BASE}program/baru/", sent(basis="SE Wali Kota 200", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "SE Wali Kota 200" in page
    assert not Programme.objects.exists()


def test_a_stranger_gets_404_and_a_reader_without_the_role_403(
    cast: Cast, client: Client, programme: Programme
) -> None:
    assert client.get(f"{BASE}program/{programme.number}/").status_code == 404
    client.force_login(cast.lukman)
    assert client.get(f"{BASE}program/{programme.number}/").status_code == 200
    assert client.get(f"{BASE}program/baru/").status_code == 403
    assert client.get(f"{BASE}program/PRG-3372-2024-9999/").status_code == 404


def test_the_grid_of_a_kecamatan_sets_changes_and_takes_away(desk: Client, programme: Programme) -> None:
    path = f"{BASE}program/{programme.number}/kuota/?kecamatan={SEMANGGI[:8]}"
    box = f"{SEMANGGI}:{Group.SCHOOLS}"
    desk.post(path, {box: "3"})
    assert Quota.objects.get().sessions == 3
    assert 'value="3"' in desk.get(path).content.decode()
    answer = desk.post(path, {box: "-1"})
    assert answer.status_code == 422
    assert "isi bilangan 0 sampai 999" in answer.content.decode()
    desk.post(path, {box: ""})
    assert not Quota.objects.exists()


def test_a_kecamatan_of_another_city_does_not_exist(desk: Client, programme: Programme) -> None:
    assert desk.get(f"{BASE}program/{programme.number}/kuota/?kecamatan=33.74.01").status_code == 404


SHEET = b"""kelurahan;rw;rt;sasaran;sesi
Semanggi;;;Sekolah;2
semanggi;7;;Ketua RT dan RW;1
Antah Berantah;;;Sekolah;1
Semanggi;99;;Sekolah;1
Semanggi;;;Pejabat;1
Semanggi;;;Warga;-2
Semanggi;;;Sekolah;4
"""


def test_a_sheet_with_bad_rows_names_row_and_column_and_lands_the_good_ones_when_asked(
    desk: Client, programme: Programme
) -> None:
    plan = plan_of_sheet(programme, SHEET)
    assert [(fault.line, fault.column) for fault in plan.faults] == [
        (4, "kelurahan"), (5, "rw"), (6, "sasaran"), (7, "sesi"), (8, "kelurahan"),
    ]  # fmt: skip
    path = f"{BASE}program/{programme.number}/kuota/unggah/"
    preview = desk.post(path, {"text": SHEET.decode()}).content.decode()
    assert "2 kuota baru, 0 berubah, 5 baris tidak terbaca" in preview
    assert not Quota.objects.exists()
    desk.post(path, {"text": SHEET.decode(), "simpan": "1"})
    assert {(row.area_code, row.group, row.sessions) for row in Quota.objects.all()} == {
        (SEMANGGI, "schools", 2), (rw_code(SEMANGGI, 7), "rt_rw_heads", 1),
    }  # fmt: skip


def test_what_is_exported_reads_back_as_the_same(cast: Cast, programme: Programme) -> None:
    rows = [QuotaRow(SEMANGGI, Group.RESIDENTS, 4), QuotaRow(JEBRES, Group.FIRST_VOTERS, 1)]
    set_quotas(actor_of(cast.intan), programme, rows)
    text = "\n".join(",".join(row) for row in quota_sheet(programme))
    plan = plan_of_sheet(programme, text.encode())
    assert (plan.added, plan.changed, plan.same, plan.faults) == (0, 0, 2, ())


@pytest.mark.parametrize(
    ("code", "error"),
    [("33.74.01.1001", "outside_city"), ("33.72.03", "place_level"), (f"{SEMANGGI}.099", "place_unknown")],
)
def test_a_place_that_is_not_of_the_city_gets_no_quota(cast: Cast, programme: Programme, code: str, error: str) -> None:
    with pytest.raises(Refused) as refused:
        set_quotas(actor_of(cast.intan), programme, [QuotaRow(code, Group.SCHOOLS, 1)])
    assert refused.value.code == f"outreach.quota.{error}"


def test_a_closed_programme_stays_as_it_is(cast: Cast, programme: Programme) -> None:
    actor = actor_of(cast.intan)
    closed = close_programme(actor, programme)
    with pytest.raises(Refused):
        set_quotas(actor, closed, [QuotaRow(SEMANGGI, Group.SCHOOLS, 1)])
    with pytest.raises(Refused):
        close_programme(actor, closed)


def test_two_people_changing_a_programme_do_not_undo_each_other(cast: Cast, programme: Programme) -> None:
    actor, same = actor_of(cast.intan), Programme.objects.get()
    change_programme(actor, programme, name="Satu", starts_on=programme.starts_on, ends_on=programme.ends_on)
    with pytest.raises(Stale):
        change_programme(actor, same, name="Dua", starts_on=same.starts_on, ends_on=same.ends_on)


def test_the_calendar_shows_stages_agenda_and_quiet_days_on_one_page(desk: Client, cast: Cast) -> None:
    City.objects.update(contest="pilkada-2024")
    desk.post(f"{BASE}kalender/agenda/", {
        "name": "Pekan olahraga", "starts_on": "20/11/2024", "ends_on": "", "area_code": "", "note": "",
    })  # fmt: skip
    page = desk.get(f"{BASE}kalender/?bulan=2024-11").content.decode()
    assert "Pekan olahraga" in page
    assert page.count("Masa tenang</p>") == 3
    assert "Pemungutan suara</p>" in page
    desk.post(f"{BASE}kalender/agenda/{CityEvent.objects.get().pk}/hapus/")
    assert not CityEvent.objects.exists()


@pytest.mark.parametrize("asked", ["2024-13", "x", "0001-01", "99999-1"])
def test_a_month_that_is_none_leads_to_this_month(desk: Client, asked: str) -> None:
    assert "November 2024" in desk.get(f"{BASE}kalender/?bulan={asked}").content.decode()


def test_an_agenda_without_a_name_is_asked_for_it(desk: Client) -> None:
    answer = desk.post(f"{BASE}kalender/agenda/", {"name": "", "starts_on": "20/11/2024"})
    assert answer.status_code == 422
    assert "Isi nama kegiatan." in answer.content.decode()
