import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.errors import BadSheet, Refused
from kondusif.roster.models import Acting, Leave, Sheet
from kondusif.roster.rules import About, Kind, own_key
from kondusif.roster.services import keep_absences, land_absences, withdraw_leave
from kondusif.roster.sheets.absences import AbsenceRead, read_absences
from kondusif.roster.sheets.cells import grids_of
from kondusif.roster.tests.factories import csv_of, landed, name_of, nip_of, row, workbook
from support.cast import HOUSE, TODAY, Cast, person

pytestmark = pytest.mark.django_db
LEAVE_HEADS = ("No", "NIP", "Nama", "Jenis Cuti", "Mulai", "Sampai", "Nomor SK")
TASK_HEADS = ("NIP", "Nama", "Jenis", "Jabatan yang diisi", "Unit Kerja", "TMT", "Sampai", "Dasar")


def away(number: int = 1, **changes: str) -> list[object]:
    """A good row of leave."""
    first = {
        "No": str(number), "NIP": nip_of(number), "Nama": name_of(number), "Jenis Cuti": "CLTN",
        "Mulai": "25 September 2024", "Sampai": "23/11/2024", "Nomor SK": "800/12/2024",
    }  # fmt: skip
    return [{**first, **changes}[head] for head in LEAVE_HEADS]


def acts(number: int = 1, **changes: str) -> list[object]:
    """A good row of an acting post."""
    first = {
        "NIP": nip_of(number), "Nama": name_of(number), "Jenis": "Plt.", "Jabatan yang diisi": "Lurah Semanggi",
        "Unit Kerja": "Kelurahan Semanggi", "TMT": "1 November 2024", "Sampai": "", "Dasar": "821/7/2024",
    }  # fmt: skip
    return [{**first, **changes}[head] for head in TASK_HEADS]


def leaves(*rows: list[object]) -> bytes:
    return csv_of(*rows, heads=LEAVE_HEADS)


def tasks(*rows: list[object]) -> bytes:
    return csv_of(*rows, heads=TASK_HEADS)


def read(raw: bytes, about: About = About.LEAVE) -> AbsenceRead:
    return read_absences(grids_of(raw), about)


def faults(told: AbsenceRead) -> list[tuple[int, str, str]]:
    return [(one.line, column, problem) for one in told.bad for column, problem in one.faults]


@pytest.fixture
def roster(cast: Cast) -> Cast:
    landed(cast.ani, *(row(number) for number in range(1, 6)))
    return cast


@pytest.fixture
def ani(roster: Cast, client: Client) -> Client:
    client.force_login(roster.ani)
    return client


def land(cast: Cast, raw: bytes, about: About = About.LEAVE, *, good_rows: bool = False) -> tuple[int, int]:
    actor = actor_of(cast.ani)
    told = land_absences(actor, keep_absences(actor, raw, about), good_rows=good_rows)
    return told.new, told.changed


def uploaded(client: Client, raw: bytes, kind: str = "leave") -> str:
    """The address of the preview."""
    given = {"kind": kind, "file": SimpleUploadedFile("cuti.csv", raw)}
    answer = client.post(reverse("roster:absence_imports"), given)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ({"NIP": nip_of(1)[:17]}, "NIP", "17 angka"), ({"NIP": ""}, "NIP", "isi NIP"),
        ({"Jenis Cuti": ""}, "Jenis Cuti", "belum diisi"), ({"Jenis Cuti": "Liburan"}, "Jenis Cuti", "tidak dikenal"),
        ({"Jenis Cuti": "Cuti bersama"}, "Jenis Cuti", "berlaku bagi semua"),
        ({"Mulai": ""}, "Mulai", "belum diisi"), ({"Sampai": ""}, "Sampai", "belum diisi"),
        ({"Mulai": "31 Februari 2024"}, "Mulai", "tidak terbaca"), ({"Sampai": "1/9/2024"}, "Sampai", "mendahului"),
        ({"Nomor SK": ""}, "Nomor SK", "belum diisi"),
    ],
    ids=[
        "nip of 17 digits", "no nip", "no kind", "unknown kind", "collective leave", "no start", "no end",
        "31 february", "backwards", "no paper",
    ],
)  # fmt: skip
def test_a_bad_row_of_leave_is_named_by_line_column_and_problem(
    changes: dict[str, str], column: str, says: str
) -> None:
    told = read(leaves(away(1), away(2, **changes)))
    assert [(line, name) for line, name, _problem in faults(told)] == [(3, column)]
    assert says in faults(told)[0][2]
    assert [one.line for one in told.rows] == [2]


@pytest.mark.parametrize(
    ("changes", "kind", "post"),
    [
        ({"Jenis": "Plt."}, "plt", "Lurah Semanggi"), ({"Jenis": "Pelaksana Harian"}, "plh", "Lurah Semanggi"),
        ({"Jenis": "", "Jabatan yang diisi": "Pjs. Lurah Semanggi"}, "pjs", "Lurah Semanggi"),
        ({"Jenis": "", "Jabatan yang diisi": "Penjabat Sementara Lurah"}, "pjs", "Lurah"),
        ({"Jenis": "Plh", "Jabatan yang diisi": "Plt. Lurah Semanggi"}, "plh", "Plt. Lurah Semanggi"),
    ],
    ids=["short", "in words", "before the post", "in words before the post", "a deputy of an acting one"],
)  # fmt: skip
def test_how_somebody_acts_is_read_from_its_column_or_from_the_post(
    changes: dict[str, str], kind: str, post: str
) -> None:
    (told,) = read(tasks(acts(1, **changes)), About.ACTING).rows
    assert (told.kind, told.post, told.ends_on) == (kind, post, None)


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ({"Jenis": "Ketua"}, "Jenis", "isi Pj, Pjs, Plt, atau Plh"), ({"Jenis": ""}, "Jenis", "isi Pj"),
        ({"Jabatan yang diisi": ""}, "Jabatan yang diisi", "belum diisi"), ({"TMT": "kemarin"}, "TMT", "tidak terbaca"),
        ({"Dasar": "-"}, "Dasar", "belum diisi"),
    ],
)  # fmt: skip
def test_a_bad_row_of_a_task_is_named_by_line_column_and_problem(
    changes: dict[str, str], column: str, says: str
) -> None:
    told = read(tasks(acts(1, **changes)), About.ACTING)
    assert [(line, name) for line, name, _problem in faults(told)] == [(2, column)]
    assert says in faults(told)[0][2]


def test_a_sheet_of_people_is_no_sheet_of_leave() -> None:
    with pytest.raises(Refused) as refusal:
        read(csv_of(["1", nip_of(1), "Sri", "PNS", "", "BKPSDM", "", ""]))
    assert refusal.value.code == "roster.sheet.no_leave_heads"


def test_a_second_heading_in_another_order_is_refused_there_too() -> None:
    swapped: list[object] = ["No", "NIP", "Nama", "Jenis Cuti", "Sampai", "Mulai", "Nomor SK"]
    with pytest.raises(BadSheet) as refusal:
        read(leaves(away(1), swapped, away(2)))
    assert refusal.value.line == 3


def test_leave_lands_from_a_workbook_with_its_dates_and_paper(roster: Cast) -> None:
    cells = [*away(1)[:4], date(2024, 9, 25), date(2024, 11, 23), "800/12"]
    assert land(roster, workbook(["DAFTAR CUTI"], list(LEAVE_HEADS), cells)) == (1, 0)
    one = Leave.objects.get()
    assert (one.employee.nip, one.kind, one.starts_on, one.ends_on, one.basis) == (
        nip_of(1), "cltn", date(2024, 9, 25), date(2024, 11, 23), "800/12",
    )  # fmt: skip


def test_the_same_sheet_twice_writes_nothing_the_second_time(roster: Cast) -> None:
    assert land(roster, leaves(away(1), away(2))) == (2, 0)
    assert land(roster, tasks(acts(3)), About.ACTING) == (1, 0)
    for raw, about in ((leaves(away(1), away(2)), About.LEAVE), (tasks(acts(3)), About.ACTING)):
        with pytest.raises(Refused) as refusal:
            land(roster, raw, about)
        assert refusal.value.code == "roster.import.nothing"
    assert (Leave.objects.count(), Acting.objects.count()) == (2, 1)


def test_a_leave_that_ends_earlier_replaces_the_old_one_which_can_still_be_read(roster: Cast) -> None:
    land(roster, leaves(away(1)))
    assert land(roster, leaves(away(1, Sampai="31 Oktober 2024"))) == (0, 1)
    old, new = Leave.objects.order_by("pk")
    assert (old.withdrawn_on, old.ends_on) == (TODAY, date(2024, 11, 23))
    assert (new.withdrawn_on, new.ends_on) == (None, date(2024, 10, 31))


def test_a_leave_that_was_shortened_can_be_made_long_again(roster: Cast) -> None:
    for end in ("23/11/2024", "31/10/2024", "23/11/2024"):
        land(roster, leaves(away(1, Sampai=end)))
    assert [one.ends_on for one in Leave.objects.filter(withdrawn_on=None)] == [date(2024, 11, 23)]


def test_a_leave_that_was_withdrawn_does_not_come_back_with_the_next_sheet(roster: Cast) -> None:
    land(roster, leaves(away(1)))
    withdraw_leave(actor_of(roster.ani), Leave.objects.get(), TODAY)
    with pytest.raises(Refused) as refusal:
        land(roster, leaves(away(1)))
    assert refusal.value.code == "roster.import.nothing"


def test_a_task_that_gets_its_end_is_changed_in_its_place(roster: Cast) -> None:
    land(roster, tasks(acts(1)), About.ACTING)
    assert land(roster, tasks(acts(1, Sampai="30 November 2024")), About.ACTING) == (0, 1)
    one = Acting.objects.select_related("unit").get()
    assert (one.ends_on, one.unit and one.unit.key, one.kind) == (date(2024, 11, 30), "kel-semanggi", "plt")


def test_the_unit_of_a_post_is_read_from_the_post_where_no_column_has_it(roster: Cast) -> None:
    land(roster, tasks(acts(1, **{"Unit Kerja": ""})), About.ACTING)
    one = Acting.objects.select_related("unit").get()
    assert one.unit is not None
    assert one.unit.key == "kel-semanggi"


def test_contract_staff_are_known_by_their_own_number(roster: Cast) -> None:
    landed(roster.ani, row(9, nip=own_key("", "", "a17"), kind=Kind.CONTRACT, name="Sri Lestari"))
    heads = ("Nomor Pegawai", "Nama", "Jenis Cuti", "Mulai", "Sampai", "Dasar")
    raw = csv_of(["A-17", "Sri Lestari", "Cuti tahunan", "1/11/2024", "5/11/2024", "S-1"], heads=heads)
    assert land(roster, raw) == (1, 0)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([away(50)], [(2, "NIP", "tidak ada dalam daftar pegawai")]),
        ([away(1, Nama="Wiwik Pamungkas")], [(2, "Nama", "bukan nama pemilik")]),
        ([away(1), away(1, Mulai="1/11/2024")], [(2, "Mulai", "baris 3"), (3, "Mulai", "baris 2")]),
    ],
    ids=["nobody of the list", "another's nip", "two rows meet"],
)  # fmt: skip
def test_what_does_not_fit_the_list_is_named_too(
    ani: Client, rows: list[list[object]], expected: list[tuple[int, str, str]]
) -> None:
    page = ani.get(uploaded(ani, leaves(*rows))).content.decode()
    for line, column, says in expected:
        assert f'data-l="Baris">{line}</th><td data-l="Kolom">{column}</td>' in page
        assert says in page


def test_a_leave_that_meets_another_one_is_refused_with_its_dates(ani: Client, roster: Cast) -> None:
    land(roster, leaves(away(1)))
    meeting = away(1, **{"Jenis Cuti": "Sakit", "Mulai": "20/11/2024", "Sampai": "30/11/2024"})
    assert "25-09-2024 sampai 23-11-2024" in ani.get(uploaded(ani, leaves(meeting))).content.decode()


def test_a_post_that_somebody_else_fills_is_refused_and_a_day_to_day_deputy_is_not(roster: Cast) -> None:
    land(roster, tasks(acts(1)), About.ACTING)
    with pytest.raises(Refused) as refusal:
        land(roster, tasks(acts(2)), About.ACTING)
    assert refusal.value.code == "roster.import.bad_rows"
    assert land(roster, tasks(acts(2, Jenis="Plh", Sampai="5/11/2024")), About.ACTING) == (1, 0)


def test_by_choice_nothing_or_all_good_rows_land(ani: Client) -> None:
    """Acceptance 9 for the sheets of leave and of acting posts."""
    raw = leaves(away(1), away(2, NIP="12"), away(3))
    where = uploaded(ani, raw)
    assert ani.post(where, {}).status_code == 422
    assert ani.post(where, {"choice": "none"}).status_code == 302
    assert not Leave.objects.exists()
    assert ani.post(uploaded(ani, raw), {"choice": "good"}).status_code == 302
    assert set(Leave.objects.values_list("employee__nip", flat=True)) == {nip_of(1), nip_of(3)}


def test_the_file_of_bad_rows_is_mended_and_lands_alone(ani: Client, roster: Cast) -> None:
    where = uploaded(ani, leaves(away(1), away(2, NIP="12"), away(77)))
    book = CalamineWorkbook.from_object(io.BytesIO(ani.get(f"{where}salah.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [line[0] for line in rows[1:]] == ["2", "77"]
    assert rows[0][-1] == "masalah"
    assert "seharusnya 18" in str(rows[1][-1])
    rows[1][1] = nip_of(2)
    assert land(roster, workbook(*[list(line) for line in rows[:2]])) == (1, 0)


def test_one_sheet_is_one_entry_in_the_trail_without_a_name(roster: Cast) -> None:
    land(roster, leaves(away(1), away(2)))
    entry = Entry.objects.get(action="roster.absences.landed")
    assert entry.facts["new"] == 2
    assert nip_of(1) not in str(entry.facts)


def test_a_sheet_of_leave_and_a_sheet_of_people_wait_side_by_side(ani: Client) -> None:
    uploaded(ani, leaves(away(1)))
    uploaded(ani, tasks(acts(1)), "acting")
    assert set(Sheet.objects.values_list("about", flat=True)) == {"leave", "acting"}
    assert "masih menunggu keputusan Anda" in ani.get(reverse("roster:absence_imports")).content.decode()


def test_a_waiting_sheet_of_leave_is_its_reader_s_alone(ani: Client) -> None:
    where = uploaded(ani, leaves(away(1)))
    client = Client()
    client.force_login(person("sari", "Sari", Role.ADMIN, "bkpsdm"))
    assert client.get(where).status_code == 404
    assert client.get(f"{where}salah.xlsx").status_code == 404
    assert ani.post(f"{where}buang/").status_code == 302
    assert ani.get(where).status_code == 404


def test_a_machine_keeps_no_sheet_of_leave(roster: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        keep_absences(HOUSE, leaves(away(1)), About.LEAVE)
    assert refusal.value.code == "roster.not_a_person"
