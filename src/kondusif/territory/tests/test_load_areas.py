"""Editions of the code list: added, renamed, vanished, restored; a second run changes nothing."""

import os
from pathlib import Path

import pytest

from kondusif.audit.models import Entry
from kondusif.kernel.areas import Level
from kondusif.kernel.errors import Refused
from kondusif.territory import selectors, services, sheets
from kondusif.territory.models import Area, Edition
from kondusif.territory.permissions import AUDIT_ACTIONS
from kondusif.territory.tests.factories import ACTOR, load_surakarta, sheet_of, shipped_rows

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("KONDUSIF_SHARED", "../shared"))


def _load(text: str, edition: str = "uji", **options: object) -> services.Loaded:
    return services.load_areas(ACTOR, sheet_of(text), edition, **options)


def _national() -> str:
    return shipped_rows("33.72")


def test_the_shipped_list_has_every_place_in_force() -> None:
    services.load_national_list(ACTOR)
    counts = {level: Area.objects.filter(level=level).count() for level in Level}
    assert counts == {"province": 38, "city": 514, "district": 7285, "village": 83762, "rw": 0, "rt": 0}
    assert services.load_national_list(ACTOR) is None
    assert [(entry.action, entry.facts["added"]) for entry in Entry.objects.all()] == [
        ("territory.edition.loaded", 91599)
    ]


def test_a_second_run_changes_nothing_and_leaves_no_entry() -> None:
    first = _load(_national())
    again = _load(_national())
    assert first.added == 61
    assert (again.added, again.changed, again.ended, again.restored, again.unchanged) == (0, 0, 0, 0, 61)
    assert Entry.objects.count() == 1
    assert set(Entry.objects.values_list("action", flat=True)) <= set(AUDIT_ACTIONS)


def test_a_new_name_is_a_change() -> None:
    load_surakarta(facts=False)
    loaded = _load("kode,nama\n33.72.03.1003,Pasar Kliwon\n", "perda")
    assert (loaded.added, loaded.changed, loaded.ended) == (0, 1, 0)
    assert selectors.area("33.72.03.1003").name == "Pasar Kliwon"
    assert selectors.area("33.72.03.1003").edition == "perda"


def test_a_short_list_never_ends_what_it_does_not_mention() -> None:
    load_surakarta(facts=False)
    loaded = _load("kode,nama\n33.72,Kota Surakarta\n33.72.01,Laweyan\n33.72.01.1099,Kelurahan Baru\n")
    assert (loaded.added, loaded.ended) == (1, 0)
    assert selectors.kelurahan_of("33.72").count() == 55


def test_a_whole_list_ends_what_it_leaves_out_and_the_code_stays() -> None:
    load_surakarta(facts=False)
    without = "\n".join(row for row in _national().splitlines() if not row.startswith("33.72.05.1015"))
    loaded = _load(without, "edisi baru")
    assert loaded.ended == 1
    gone = Area.objects.get(code="33.72.05.1015")
    assert (gone.name, gone.ended_in) == ("Joglo", "edisi baru")
    with pytest.raises(Refused) as refusal:
        selectors.area("33.72.05.1015")
    assert refusal.value.code == "territory.area.vanished"
    assert refusal.value.facts["near"] == "33.72.05"
    assert _load(_national(), "edisi lebih baru").restored == 1
    assert selectors.area("33.72.05.1015").name == "Joglo"


@pytest.mark.parametrize(
    "damaged", ["33.72.01.1O01,Pajang", '33.72.01.1001,"Pajang', "33.72.01.1001,", "337201,pajang"]
)
def test_a_damaged_row_of_a_whole_list_does_not_make_its_place_vanish(damaged: str) -> None:
    load_surakarta(facts=False)
    rows = [row for row in _national().splitlines() if not row.startswith(("33.72.01.1001", "33.72.05.1015"))]
    loaded = _load("\n".join([*rows, damaged]), "edisi baru")
    assert loaded.ended == 1
    assert len(loaded.refused) == 1
    assert selectors.area("33.72.01.1001").name == "Pajang"
    with pytest.raises(Refused):
        selectors.area("33.72.05.1015")


def test_a_vanished_code_resolves_where_a_successor_is_recorded() -> None:
    load_surakarta(facts=False)
    _load("kode,nama,pengganti\n33.72.03.1010,Mojo,33.72.03.1002\n", "perda")
    assert selectors.area("33.72.03.1010").code == "33.72.03.1002"
    assert _load("kode,nama,pengganti\n33.72.03.1010,Mojo,33.72.03.1002\n", "perda").changed == 0


def test_successors_are_followed_to_the_end_and_a_loop_ends_the_walk() -> None:
    load_surakarta(facts=False)
    Area.objects.filter(code__in=["33.72.01.1001", "33.72.01.1002"]).update(ended_in="baru")
    services.record_successor(ACTOR, "33.72.01.1001", "33.72.01.1002")
    services.record_successor(ACTOR, "33.72.01.1002", "33.72.01.1003")
    assert selectors.area("33.72.01.1001").code == "33.72.01.1003"
    services.record_successor(ACTOR, "33.72.01.1002", "33.72.01.1001")
    with pytest.raises(Refused, match=r"territory\.area\.vanished"):
        selectors.area("33.72.01.1001")


def test_only_a_vanished_code_takes_a_successor() -> None:
    load_surakarta(facts=False)
    with pytest.raises(Refused, match=r"still_lives"):
        services.record_successor(ACTOR, "33.72.01.1001", "33.72.01.1002")
    with pytest.raises(Refused, match=r"unknown"):
        services.record_successor(ACTOR, "33.72.01.1001", "33.72.01.1999")


def test_bad_rows_are_listed_and_the_others_stand() -> None:
    loaded = _load(
        "kode,nama\n33,Jawa Tengah\n33.72,\n33.72.01,Laweyan\n33.72.01.1001,Pajang\n33.72.01.1001,Pajang Dua\n"
        "99.01,Antah\n33.x,Berantah\n"
    )
    assert loaded.added == 3
    assert [row.line for row in loaded.refused] == [3, 6, 7, 8]
    reasons = [row.reason for row in loaded.refused]
    assert reasons[0] == "nama kosong"
    assert reasons[1] == "kode sama dengan baris 5"
    assert reasons[2] == "induk 99 tidak dikenal"
    assert selectors.area("33.72.01.1001").name == "Pajang"


def test_a_city_may_load_its_own_rw_and_rt() -> None:
    load_surakarta(facts=False)
    loaded = _load(
        "kode,nama\n33.72.01.1001.001,RW 1\n33.72.01.1001.001.002,RT 2\n33.72.01.1001.003.001,RT 1\n", "kota"
    )
    assert (loaded.added, len(loaded.refused)) == (2, 1)
    assert [choice.label for choice in selectors.rw_choices("33.72.01.1001")] == ["RW 001"]
    assert [choice.label for choice in selectors.rt_choices("33.72.01.1001.001")] == ["RT 002"]
    assert _load(_national(), "edisi baru").ended == 0  # a national list says nothing about RW


def test_an_edition_needs_a_name() -> None:
    with pytest.raises(Refused, match=r"edition\.unnamed"):
        _load(_national(), "  ")


def test_the_facts_of_surakarta_add_up_to_what_kpu_published() -> None:
    load_surakarta()
    sight = selectors.sight("33.72")
    assert (sight.children, sight.villages, sight.population) == (5, 54, 589242)
    assert sight.tps == {"pemilu-2024": 1773}
    assert (sight.rw, sight.rt, sight.exercise) == (626, 2789, True)
    assert selectors.sight("33.72.03.1002").tps == {"pemilu-2024": 67}
    assert all(area.facts.latitude for area in selectors.kelurahan_of("33.72"))
    invented = Area.objects.filter(level__in=[Level.RW, Level.RT])
    assert set(invented.values_list("edition", flat=True)) == {"latihan"}
    before = Area.objects.count()
    services.load_city_facts(ACTOR, "33.72")
    assert Area.objects.count() == before


def test_a_real_city_takes_the_facts_and_nothing_invented() -> None:
    load_surakarta(facts=False)
    services.load_city_facts(ACTOR, "33.72", exercise=False)
    sight = selectors.sight("33.72")
    assert (sight.population, sight.tps, sight.rw, sight.rt) == (589242, {"pemilu-2024": 1773}, 0, 0)


def test_a_city_without_shipped_facts_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"territory\.facts\.none"):
        services.load_city_facts(ACTOR, "33.74")


@pytest.mark.skipif(not (SHARED / "data/wilayah").is_dir(), reason="shared data folder absent: ../shared/data/wilayah")
def test_a_newer_edition_from_a_file_is_taken_and_its_second_run_changes_nothing() -> None:
    services.load_national_list(ACTOR)
    raw = sheets.bytes_of(SHARED / "data/wilayah/kemendagri_2430_2025.csv.gz")
    first = services.load_areas(ACTOR, sheets.area_sheet(raw), "2430")
    assert (first.added, first.ended, first.refused) == (0, 0, ())
    again = services.load_areas(ACTOR, sheets.area_sheet(raw), "2430")
    assert (again.added, again.changed, again.ended, again.unchanged) == (0, 0, 0, 91599)
    old = sheets.bytes_of(SHARED / "data/wilayah/permendagri_137_2017.csv.gz")
    older = services.load_areas(ACTOR, sheets.area_sheet(old), "137")
    assert (older.added, older.ended) == (6929, 7343)
    assert selectors.living().filter(level=Level.VILLAGE).count() == 83436
    assert set(Edition.objects.values_list("name", flat=True)) == {services.NATIONAL_EDITION, "2430", "137"}


@pytest.mark.skipif(
    not (SHARED / "data/tps-2024").is_dir(), reason="shared data folder absent: ../shared/data/tps-2024"
)
def test_the_tps_of_each_kelurahan_are_those_of_kpu() -> None:
    import csv
    import io

    load_surakarta()
    raw = sheets.bytes_of(SHARED / "data/tps-2024/tps_per_kelurahan_2024.csv.gz").decode()
    rows = [row for row in csv.DictReader(io.StringIO(raw)) if row["kabkota"] == "KOTA SURAKARTA"]
    published = {(row["kecamatan"], row["kelurahan"]): int(row["tps_reguler"]) + int(row["tps_khusus"]) for row in rows}
    districts = {area.code: area.name.upper() for area in selectors.children("33.72")}
    ours = {
        (districts[area.parent_code], area.name.upper()): area.facts.tps["pemilu-2024"]
        for area in selectors.kelurahan_of("33.72")
    }
    assert ours == published


def test_a_place_whose_parents_are_refused_for_want_of_a_parent_is_refused_too() -> None:
    load_surakarta(facts=False)
    loaded = _load("kode,nama\n99.01.01,Kecamatan\n99.01,Kabupaten\n33.72.98.1001,Anak\n33.72.98,Induk\n")
    assert [(row.line, row.reason) for row in loaded.refused] == [
        (2, "induk 99.01 tidak dikenal"), (3, "induk 99 tidak dikenal"),
    ]  # fmt: skip
    assert loaded.added == 2
    assert not Area.objects.filter(code__startswith="99").exists()
