from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Acting, Employee, Leave
from kondusif.roster.permissions import DOORS
from kondusif.roster.rules import ActingKind, Kind, LeaveKind
from kondusif.roster.services import record_acting, record_leave
from kondusif.roster.services.absence import Span
from kondusif.roster.tests.factories import landed, name_of, nip_of, row
from support.cast import HOUSE, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.django_db
LURAH = {"unit": "kel-semanggi", "unit_name": "Kelurahan Semanggi", "area_code": SEMANGGI, "post": "Sekretaris lurah"}
CAMPAIGN = Span(date(2024, 9, 25), date(2024, 11, 23), "SK 800/12/2024")


@pytest.fixture
def roster(cast: Cast) -> Cast:
    landed(
        cast.ani, row(1, **LURAH), row(2, kind=Kind.PPPK, nip=nip_of(2, Kind.PPPK)),
        row(3, unit="", unit_name="Pasar Legi"),
        *(row(number, kind=Kind.CONTRACT, nip=f"TK-{number:012d}", unit="kec-pasar-kliwon") for number in range(4, 60)),
    )  # fmt: skip
    return cast


@pytest.fixture
def ani(roster: Cast, client: Client) -> Client:
    client.force_login(roster.ani)
    return client


def somebody(number: int = 1) -> Employee:
    return Employee.objects.get(name=name_of(number))


def page(client: Client, name: str = "roster:people", query: str = "", **kwargs: object) -> str:
    answer = client.get(reverse(name, kwargs=kwargs) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_how_many_work_are_away_and_act(ani: Client, roster: Cast) -> None:
    record_leave(actor_of(roster.ani), somebody(), LeaveKind.CLTN, CAMPAIGN)
    told = page(ani)
    assert "59 pegawai bekerja, 1 sedang cuti, 0 jabatan diisi penjabat atau pelaksana tugas" in told
    assert "1 orang pada unit yang tidak dikenal dalam susunan kota" in told
    assert "Halaman 1 dari 2" in told


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?kind=pppk", 1), ("?unit=kec-pasar-kliwon", 57), ("?unit=setda", 58), ("?unit=kel-semanggi", 1),
        ("?presence=leave", 1), ("?presence=acting", 0), ("?left=on", 0), ("?unit=tidak-ada", 59),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_a_unit_with_everything_below_it(
    ani: Client, roster: Cast, query: str, count: int
) -> None:
    record_leave(actor_of(roster.ani), somebody(), LeaveKind.ANNUAL, CAMPAIGN)
    assert f"{count} orang dalam daftar ini" in page(ani, query=query)


def test_bkpsdm_finds_a_person_by_a_messy_name(ani: Client) -> None:
    answer = ani.post(reverse("roster:search"), {"name": f"Bpk. {name_of(1).upper()}, S.H."})
    assert reverse("roster:person", args=[somebody().pk]) in answer.content.decode()


def test_the_tree_names_heads_superiors_and_who_acts(ani: Client, roster: Cast) -> None:
    unit = somebody().unit
    record_acting(
        actor_of(roster.ani), somebody(), ActingKind.PLT, post="Lurah Semanggi", unit=unit,
        span=Span(TODAY, None, "SPT 1/2024"),
    )  # fmt: skip
    told = page(ani, "roster:units")
    assert "7 unit dengan 59 pegawai" in told
    assert "Pelaksana tugas (Plt) Lurah Semanggi, Rab, 13 Nov sampai ditentukan kemudian" in told
    assert f'Plt. Lurah, <a href="{reverse("roster:person", args=[somebody().pk])}">{name_of(1)}</a>' in told


def test_a_unit_without_a_head_is_marked_and_says_to_whom_its_matters_go(ani: Client, roster: Cast) -> None:
    landed(roster.ani, row(90, post="Camat", unit="kec-pasar-kliwon"))
    told = page(ani, "roster:units")
    assert "6 unit tanpa kepala yang hadir" in told
    assert "<b>Kelurahan Semanggi</b>: Lurah belum ada dalam daftar pegawai" in told
    assert f"sampai kepada {name_of(90)}, Camat, Kecamatan Pasar Kliwon" in told
    assert "belum ada kepala" in told


def test_a_head_on_leave_for_whom_nobody_acts_is_marked(ani: Client, roster: Cast) -> None:
    landed(roster.ani, row(90, post="Camat", unit="kec-pasar-kliwon"), row(91, post="Lurah", unit="kel-semanggi"))
    record_leave(actor_of(roster.ani), somebody(91), LeaveKind.ANNUAL, CAMPAIGN)
    told = page(ani, "roster:units")
    assert f"<b>Kelurahan Semanggi</b>: {name_of(91)} sedang cuti dan tidak ada yang mewakili" in told


def test_a_head_answers_to_the_head_above_and_not_to_themselves(ani: Client, roster: Cast) -> None:
    landed(roster.ani, row(90, post="Camat", unit="kec-pasar-kliwon"), row(91, post="Lurah", unit="kel-semanggi"))
    assert f'Lurah, <a href="{reverse("roster:person", args=[somebody(91).pk])}">' in page(
        ani, "roster:person", pk=somebody(1).pk
    )
    assert f'Camat, <a href="{reverse("roster:person", args=[somebody(90).pk])}">' in page(
        ani, "roster:person", pk=somebody(91).pk
    )


def test_one_person_s_page_holds_the_sheet_leave_and_tasks_and_no_case(ani: Client) -> None:
    told = page(ani, "roster:person", pk=somebody().pk)
    assert nip_of(1) in told
    assert "Kelurahan Semanggi" in told
    assert "NET-" not in told
    assert "LAP-" not in told


def test_leave_and_tasks_are_written_by_the_pages(ani: Client) -> None:
    key = somebody().pk
    leave = {"kind": "cltn", "starts_on": "25 September 2024", "ends_on": "23/11/2024", "basis": "SK 800/1"}
    task = {"kind": "pjs", "post": "Lurah Semanggi", "unit": "kel-semanggi", "starts_on": "1/11/2024", "basis": "SK 2"}
    assert ani.post(reverse("roster:leave", args=[key]), leave).status_code == 302
    assert ani.post(reverse("roster:acting", args=[key]), task).status_code == 302
    told = page(ani, "roster:person", pk=key)
    assert "sedang cuti" in told
    assert "Penjabat sementara (Pjs) Lurah Semanggi" in told
    assert ani.post(reverse("roster:leave_withdraw", args=[Leave.objects.get().pk])).status_code == 302
    assert ani.post(reverse("roster:acting_end", args=[Acting.objects.get().pk])).status_code == 302
    assert Acting.objects.get().ends_on == date(2024, 11, 12)
    assert "dibatalkan 13 November 2024" in page(ani, "roster:person", pk=key)
    trail = Entry.objects.filter(action__startswith="roster.").order_by("seq")
    assert list(trail.values_list("action", flat=True)) == [
        "roster.edition.landed", "roster.leave.recorded", "roster.acting.recorded", "roster.leave.withdrawn",
        "roster.acting.ended",
    ]  # fmt: skip


def test_dates_that_run_backwards_are_named_on_the_form(ani: Client) -> None:
    leave = {"kind": "sick", "starts_on": "23/11/2024", "ends_on": "1/11/2024", "basis": "Surat dokter"}
    answer = ani.post(reverse("roster:leave", args=[somebody().pk]), leave)
    assert answer.status_code == 422
    assert "mendahului tanggal mulai" in answer.content.decode()


def test_two_leaves_may_not_share_a_day(roster: Cast) -> None:
    actor = actor_of(roster.ani)
    record_leave(actor, somebody(), LeaveKind.ANNUAL, CAMPAIGN)
    with pytest.raises(Refused) as refusal:
        record_leave(actor, somebody(), LeaveKind.SICK, Span(date(2024, 11, 23), date(2024, 11, 30), "Surat"))
    assert refusal.value.code == "roster.leave.overlaps"
    record_leave(actor, somebody(), LeaveKind.SICK, Span(date(2024, 11, 24), date(2024, 11, 30), "Surat"))


def test_one_post_has_one_who_acts_for_it_on_a_day(roster: Cast) -> None:
    actor, open_end = actor_of(roster.ani), Span(TODAY, None, "SPT")
    record_acting(actor, somebody(1), ActingKind.PLT, post="Lurah Semanggi", unit=None, span=open_end)
    with pytest.raises(Refused) as refusal:
        record_acting(actor, somebody(2), ActingKind.PJS, post="lurah semanggi", unit=None, span=CAMPAIGN)
    assert refusal.value.code == "roster.acting.taken"


def test_a_machine_writes_no_leave(roster: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        record_leave(HOUSE, somebody(), LeaveKind.ANNUAL, CAMPAIGN)
    assert refusal.value.code == "roster.not_a_person"


def test_who_left_gets_no_new_leave(roster: Cast) -> None:
    landed(roster.ani, row(2, kind=Kind.PPPK, nip=nip_of(2, Kind.PPPK)), mark_left=True)
    with pytest.raises(Refused) as refusal:
        record_leave(actor_of(roster.ani), somebody(), LeaveKind.ANNUAL, CAMPAIGN)
    assert refusal.value.code == "roster.person.left"


@pytest.mark.parametrize("role", list(Role))
def test_only_the_roles_of_the_table_pass(roster: Cast, role: Role) -> None:
    client = Client()
    client.force_login(roster.by_role()[role])
    for name in ("people", "units", "imports", "look_up", "look_ups"):
        allowed = role in DOORS[f"roster:{name}"].roles
        assert client.get(reverse(f"roster:{name}")).status_code == (200 if allowed else 403), name


def test_strangers_and_another_city_find_nothing(roster: Cast) -> None:
    for user in (None, roster.dewi):
        client = Client()
        if user:
            client.force_login(user)
        for name in ("people", "units", "imports", "look_up", "look_ups"):
            assert client.get(reverse(f"roster:{name}")).status_code == 404, name


def test_no_address_of_this_room_carries_a_name_or_a_nip(ani: Client) -> None:
    told = page(ani)
    assert f"/{nip_of(1)}" not in told
    assert "?name=" not in told


def test_a_page_of_fifty_people_asks_the_database_a_fixed_number_of_times(
    ani: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    page(ani)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        page(ani)


def test_there_is_no_way_to_look_people_up_by_the_api(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert not [path for path in paths if "pegawai" in path or "roster" in path]
