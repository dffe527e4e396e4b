import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused, Stale
from kondusif.roster.models import Employee, RosterEdition, Sheet
from kondusif.roster.services import keep_sheet, land_sheet, load_roster
from kondusif.roster.tests.factories import HEADS, cells_of, csv_of, landed, nip_of, row
from support.cast import HOUSE, Cast, person

pytestmark = pytest.mark.django_db
Knock = Callable[..., str]


@pytest.fixture
def ani(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ani)
    return client


def uploaded(client: Client, raw: bytes, name: str = "pegawai.csv") -> str:
    """The address of the preview."""
    answer = client.post(reverse("roster:imports"), {"file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def one_bad_row() -> bytes:
    return csv_of(cells_of(1), cells_of(2, NIP=nip_of(2)[:17]), cells_of(3))


def test_a_preview_names_row_column_and_problem_and_nothing_has_landed(ani: Client) -> None:
    """Acceptance 9, the preview (Ushahidi 1448, 2839)."""
    page = ani.get(uploaded(ani, one_bad_row())).content.decode()
    assert "2 orang baru, 0 berubah, 1 baris salah" in page
    assert "NIP terdiri atas 17 angka, seharusnya 18" in page
    assert 'data-l="Baris">3</th>' in page
    assert not Employee.objects.exists()


def test_by_choice_nothing_lands(ani: Client) -> None:
    """Acceptance 9, the first choice."""
    where = uploaded(ani, one_bad_row())
    assert ani.post(where, {"choice": "none"}).status_code == 302
    assert not Employee.objects.exists()
    assert not Sheet.objects.exists()
    assert not Entry.objects.filter(action__startswith="roster.").exists()


def test_by_choice_all_good_rows_land(ani: Client) -> None:
    """Acceptance 9, the second choice."""
    where = uploaded(ani, one_bad_row())
    assert ani.post(where, {"choice": "good"}).status_code == 302
    assert set(Employee.objects.values_list("nip", flat=True)) == {nip_of(1), nip_of(3)}
    assert RosterEdition.objects.get().refused == 1


def test_with_a_bad_row_and_no_choice_nothing_lands(ani: Client) -> None:
    where = uploaded(ani, one_bad_row())
    assert ani.post(where, {}).status_code == 422
    assert not Employee.objects.exists()


def test_the_file_of_bad_rows_holds_only_them_and_can_be_mended_and_loaded(ani: Client) -> None:
    where = uploaded(ani, one_bad_row())
    raw = ani.get(f"{where}salah.xlsx").content
    rows = CalamineWorkbook.from_object(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert rows[0] == [*HEADS, "masalah"]
    assert [cells[1] for cells in rows[1:]] == [nip_of(2)[:17]]
    ani.post(where, {"choice": "good"})
    mended = csv_of([*rows[1][:1], nip_of(2), *rows[1][2:]], heads=tuple(str(head) for head in rows[0]))
    where = uploaded(ani, mended)
    assert "1 orang baru, 0 berubah, 0 baris salah" in ani.get(where).content.decode()
    ani.post(where)
    assert Employee.objects.count() == 3
    assert not Employee.objects.filter(status="left").exists()


def test_the_same_file_twice_changes_nothing(ani: Client, cast: Cast) -> None:
    raw = csv_of(cells_of(1), cells_of(2, NIP="", Status="Kontrak"))
    ani.post(uploaded(ani, raw))
    where = uploaded(ani, raw)
    assert "tidak mengubah data siapa pun" in ani.get(where).content.decode()
    assert ani.post(where).status_code == 422
    assert RosterEdition.objects.count() == 1


def test_a_change_is_shown_field_by_field_and_then_stands(ani: Client, cast: Cast) -> None:
    landed(cast.ani, row(1), row(2))
    sheet = csv_of(cells_of(1, Jabatan="Auditor muda", **{"Unit Kerja": "Inspektorat"}), cells_of(2))
    where = uploaded(ani, sheet)
    page = ani.get(where).content.decode()
    assert "<del>Analis SDM aparatur</del> <ins>Auditor muda</ins>" in page
    assert "<del>BKPSDM</del> <ins>Inspektorat</ins>" in page
    ani.post(where)
    mended = Employee.objects.select_related("unit").get(nip=nip_of(1))
    assert (mended.post, mended.unit and mended.unit.key) == ("Auditor muda", "inspektorat")


def test_what_the_sheet_has_no_column_for_stays_as_it_is(cast: Cast) -> None:
    landed(cast.ani, row(1, rank="III/d"))
    sheet = keep_sheet(actor_of(cast.ani), csv_of([nip_of(1), "Nama Baru", "PNS"], heads=("NIP", "Nama", "Status")))
    land_sheet(actor_of(cast.ani), sheet)
    kept = Employee.objects.select_related("unit").get()
    assert (kept.name, kept.rank, kept.unit and kept.unit.key) == ("Nama Baru", "III/d", "bkpsdm")
    assert kept.since is not None


def test_who_is_missing_stays_until_somebody_ticks_it(ani: Client, cast: Cast) -> None:
    landed(cast.ani, row(1), row(2))
    only_one = csv_of(cells_of(1, Jabatan="Auditor"))
    ani.post(uploaded(ani, only_one))
    assert Employee.objects.filter(status="active").count() == 2
    where = uploaded(ani, only_one)
    assert "Tandai 1 pegawai yang tidak ada di lembar ini" in ani.get(where).content.decode()
    ani.post(where, {"mark_left": "on"})
    assert Employee.objects.get(nip=nip_of(2)).status == "left"
    assert RosterEdition.objects.first().left == 1  # type: ignore[union-attr]


def test_nobody_is_marked_as_left_while_a_row_is_bad(cast: Cast) -> None:
    landed(cast.ani, row(1), row(2))
    sheet = keep_sheet(actor_of(cast.ani), csv_of(cells_of(3), cells_of(2, NIP="12")))
    with pytest.raises(Refused) as refusal:
        land_sheet(actor_of(cast.ani), sheet, good_rows=True, mark_left=True)
    assert refusal.value.code == "roster.import.left_needs_whole"
    assert Employee.objects.count() == 2


def test_who_had_left_and_stands_in_the_sheet_again_works_again(cast: Cast) -> None:
    landed(cast.ani, row(1), row(2))
    landed(cast.ani, row(1), mark_left=True)
    edition = landed(cast.ani, row(1), row(2))
    back = Employee.objects.get(nip=nip_of(2))
    assert (edition.joined, back.status, back.left_on) == (1, "active", None)


def test_one_import_is_one_entry_in_the_trail_without_a_name(cast: Cast) -> None:
    landed(cast.ani, row(1), row(2), digest="ab" * 32)
    (entry,) = Entry.objects.filter(action__startswith="roster.")
    assert (entry.action, entry.subject, entry.actor) == ("roster.edition.landed", "PEG-1", "ani")
    assert entry.facts["joined"] == 2
    assert nip_of(1) not in str(entry.facts)


def test_a_list_that_changed_since_the_preview_is_not_written_over(cast: Cast) -> None:
    sheet = keep_sheet(actor_of(cast.ani), csv_of(cells_of(1)))
    landed(cast.ani, row(5))
    with pytest.raises(Stale):
        land_sheet(actor_of(cast.ani), sheet)
    assert not Employee.objects.filter(nip=nip_of(1)).exists()


def test_a_sheet_lands_once(cast: Cast) -> None:
    sheet = keep_sheet(actor_of(cast.ani), csv_of(cells_of(1)))
    land_sheet(actor_of(cast.ani), sheet)
    with pytest.raises(Refused) as refusal:
        land_sheet(actor_of(cast.ani), sheet)
    assert refusal.value.code == "roster.import.gone"


def test_a_waiting_sheet_is_its_reader_s_alone(ani: Client, cast: Cast) -> None:
    where = uploaded(ani, csv_of(cells_of(1)))
    other = person("sari", "Sari", Role.ADMIN, "bkpsdm")
    client = Client()
    client.force_login(other)
    assert client.get(where).status_code == 404
    assert client.get(f"{where}salah.xlsx").status_code == 404


def test_a_dropped_sheet_is_gone_and_changed_nothing(ani: Client) -> None:
    where = uploaded(ani, csv_of(cells_of(1)))
    assert ani.post(f"{where}buang/").status_code == 302
    assert ani.get(where).status_code == 404
    assert not Employee.objects.exists()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.7 x", "bukan lembar kerja"), (b"PK\x03\x04broken", "rusak atau dikunci"),
        (b"nama;alamat\r\nSri;Solo", "Judul kolom tidak ditemukan"),
        (csv_of([nip_of(1), nip_of(2), "Sri"], heads=("NIP", "NIP", "Nama")), "Baris 1, kolom NIP"),
    ],
    ids=["pdf", "torn xlsx", "no heading", "two columns of nip"],
)  # fmt: skip
def test_a_file_that_is_no_personnel_sheet_is_told_on_the_form(ani: Client, raw: bytes, says: str) -> None:
    answer = ani.post(reverse("roster:imports"), {"file": SimpleUploadedFile("x.xlsx", raw)})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_every_change_can_be_had_as_a_workbook_of_text(ani: Client, cast: Cast) -> None:
    landed(cast.ani, row(1), row(9))
    where = uploaded(ani, csv_of(cells_of(1, Nama="=1+1 Wahyu"), cells_of(4)))
    raw = ani.get(f"{where}perubahan.xlsx").content
    rows = CalamineWorkbook.from_object(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert {str(cells[0]) for cells in rows[1:]} == {"masuk", "berubah", "tidak ada di lembar"}
    assert nip_of(4) in [cells[2] for cells in rows]


def test_an_admin_outside_the_personnel_agency_is_told_who_keeps_the_list(cast: Cast) -> None:
    other = person("dono", "Dono", Role.ADMIN, "kesbangpol")
    client = Client()
    client.force_login(other)
    answer = client.get(reverse("roster:people"))
    assert answer.status_code == 403
    assert "BKPSDM" in answer.content.decode()


def test_where_the_personnel_agency_has_no_admin_the_city_s_admin_keeps_the_list(city: object) -> None:
    alone = person("dono", "Dono", Role.ADMIN, "kesbangpol")
    client = Client()
    client.force_login(alone)
    assert client.get(reverse("roster:people")).status_code == 200


def test_a_machine_keeps_no_sheet(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        keep_sheet(HOUSE, csv_of(cells_of(1)))
    assert refusal.value.code == "roster.not_a_person"


def test_a_sheet_that_changes_nothing_makes_no_edition(cast: Cast) -> None:
    landed(cast.ani, row(1))
    with pytest.raises(Refused) as refusal:
        load_roster(actor_of(cast.ani), [row(1)])
    assert refusal.value.code == "roster.import.nothing"
    assert RosterEdition.objects.count() == 1
