"""The lists of RW and RT: written by hand, loaded from a sheet, ended and never deleted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kondusif.accounts.models import User
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused, Stale
from kondusif.territory import neighbourhoods as lists
from kondusif.territory.models import Area, Edition
from kondusif.territory.selectors import inside, rt_choices, rw_choices
from kondusif.territory.selectors import neighbourhoods as kept
from kondusif.territory.services.neighbourhoods import load_neighbourhoods, set_neighbourhoods
from kondusif.territory.tests.factories import ACTOR, load_surakarta
from support.cast import CITY, JEBRES, SEMANGGI, Cast


@pytest.fixture
def bare(db: None) -> None:
    """Surakarta with its kelurahan and without any RW or RT."""
    load_surakarta(facts=False)


def page(client: Client, user: User, path: str) -> str:
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_list_gives_the_kelurahan_its_rw_and_rt(bare: None) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 3, 2: [1, 2, 5]}, source="SK Lurah 4/2024")
    assert [row.label for row in rw_choices(SEMANGGI)] == ["RW 001", "RW 002"]
    assert [row.label for row in rt_choices(f"{SEMANGGI}.002")] == ["RT 001", "RT 002", "RT 005"]
    assert Entry.objects.filter(action="territory.neighbourhoods.loaded").count() == 1


def test_an_rt_that_is_left_out_ends_and_its_row_stays(bare: None) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 3, 2: 2}, source="SK 1")
    changed = set_neighbourhoods(ACTOR, SEMANGGI, {1: 2}, source="SK 2")
    assert changed.ended == (f"{SEMANGGI}.001.003", f"{SEMANGGI}.002", f"{SEMANGGI}.002.001", f"{SEMANGGI}.002.002")
    gone = Area.objects.get(code=f"{SEMANGGI}.002.001")
    assert "SK 2" in gone.ended_in
    assert inside(SEMANGGI).count() == 3


def test_an_rw_that_comes_back_is_in_force_again(bare: None) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 1, 2: 1}, source="SK 1")
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 1}, source="SK 2")
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 1, 2: 1}, source="SK 3")
    assert Area.objects.get(code=f"{SEMANGGI}.002").lives


def test_a_list_that_changes_nothing_writes_nothing(bare: None) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 2}, source="SK 1")
    before = (Entry.objects.count(), Edition.objects.count())
    assert not set_neighbourhoods(ACTOR, SEMANGGI, {1: 2}, source="SK 2").moves
    assert (Entry.objects.count(), Edition.objects.count()) == before


def test_the_other_kelurahan_keep_their_lists(bare: None) -> None:
    set_neighbourhoods(ACTOR, JEBRES, {1: 4}, source="SK 1")
    load_neighbourhoods(ACTOR, CITY, {SEMANGGI: {1: 2}}, source="SK 2")
    assert inside(JEBRES).count() == 5


@pytest.mark.parametrize("houses", [{0: 1}, {1000: 1}, {1: 201}, {1: [0]}])
def test_a_number_that_no_code_can_carry_is_refused(bare: None, houses: dict[int, int]) -> None:
    with pytest.raises(Refused) as refusal:
        set_neighbourhoods(ACTOR, SEMANGGI, houses)
    assert refusal.value.code == "territory.neighbourhoods.number"


def test_a_kelurahan_of_another_city_is_refused(bare: None) -> None:
    with pytest.raises(Refused):
        load_neighbourhoods(ACTOR, "33.74", {SEMANGGI: {1: 1}})


def test_what_changed_since_the_preview_is_not_overwritten(bare: None) -> None:
    shown = lists.changes_of({SEMANGGI: {1: frozenset({1})}}, kept.living_codes([SEMANGGI]))
    set_neighbourhoods(ACTOR, SEMANGGI, {2: 2}, source="orang lain")
    with pytest.raises(Stale):
        load_neighbourhoods(ACTOR, CITY, {SEMANGGI: {1: [1]}}, seal=lists.seal_of(shown))


def test_what_is_shown_can_be_typed_back() -> None:
    houses = {7: frozenset({1, 2, 3, 8}), 12: frozenset()}
    assert lists.written(houses) == "7: 1-3, 8\n12"
    assert lists.read_text(lists.written(houses)) == (houses, [])
    assert lists.unpacked(lists.packed({SEMANGGI: houses}), [SEMANGGI]) == {SEMANGGI: houses}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7: 6-1", "tidak urut"), ("7: satu", "bukan nomor RT"), ("tujuh: 1", "tidak terbaca"),
        ("7: 1, 1", "dua kali"), ("7: 1\n7: 2", "sudah tertulis"), ("7: 1-999", "paling banyak"), ("0: 1", "antara 1"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_meant_names_its_fault(text: str, said: str) -> None:
    _houses, faults = lists.read_text(text)
    assert said in faults[-1].problem


def test_the_desk_sees_what_a_typed_list_would_do_before_it_is_kept(bare: None, cast: Cast, client: Client) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 3}, source="SK 1")
    client.force_login(cast.intan)
    path = f"/ruang/wilayah/{SEMANGGI}/rt/ubah/"
    shown = client.post(path, {"houses": "1: 1-2\n2: 1", "source": "SK 2"})
    text = shown.content.decode()
    assert "2 RW atau RT bertambah, 1 berakhir" in text
    assert "RW 002; RT 001/RW 002" in text
    assert inside(SEMANGGI).count() == 4
    context = shown.context
    sent = {
        "langkah": "simpan", "isi": context["packed"], "segel": context["seal"], "kelurahan": context["villages"],
        "source": context["source"],
    }  # fmt: skip
    assert client.post(path, sent).status_code == 302
    assert kept.houses_by_number(SEMANGGI) == {1: frozenset({1, 2}), 2: frozenset({1})}
    assert client.post(path, sent).status_code == 409


def test_a_sheet_with_faults_names_every_row_and_column_and_keeps_nothing(
    bare: None, cast: Cast, client: Client
) -> None:
    client.force_login(cast.intan)
    sheet = "kelurahan;rw;rt\nSemanggi;1;1\nSemangi;1;2\nSemanggi;dua;1\nSemanggi;1;1000\nSemanggi;1;1\n"
    answer = client.post(
        f"/ruang/wilayah/{CITY}/rt/unggah/", {"file": SimpleUploadedFile("rt.csv", sheet.encode()), "source": "SK"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in (
        "Baris 3, kolom kelurahan: “Semangi” tidak ada", "Baris 4, kolom rw: “dua” bukan nomor RW",
        "Baris 5, kolom rt: nomor RT antara 1 dan 999", "Baris 6, kolom rt: sama dengan baris 2",
    ):  # fmt: skip
        assert said in text
    assert not inside(SEMANGGI).exists()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04lembar", "buku kerja Excel"), (b"kelurahan,rw,rt\n", "hanya berisi baris judul"),
        (b"wilayah,rw,rt\nSemanggi,1,1\n", "kolom kelurahan tidak ada"), (b"kelurahan,rw\nSemanggi,1\n", "jumlah_rt"),
        (b"kelurahan,rw,rt\nSemanggi,1,\xff\n", "bukan nomor RT"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_sheet_is_refused_in_words(
    bare: None, cast: Cast, client: Client, raw: bytes, said: str
) -> None:
    client.force_login(cast.intan)
    answer = client.post(
        f"/ruang/wilayah/{CITY}/rt/unggah/", {"file": SimpleUploadedFile("rt.csv", raw), "source": "SK"}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_is_downloaded_can_be_loaded_again_and_changes_nothing(cast: Cast, client: Client) -> None:
    load_surakarta()
    client.force_login(cast.intan)
    sheet = b"".join(client.get(f"/ruang/wilayah/{CITY}/rt/csv/").streaming_content)  # type: ignore[attr-defined]
    shown = client.post(
        f"/ruang/wilayah/{CITY}/rt/unggah/", {"file": SimpleUploadedFile("rt.csv", sheet), "source": "ulang"}
    )
    assert "tidak ada yang berubah" in shown.content.decode()


def test_a_sheet_may_say_how_many_rt_an_rw_has(bare: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.ani)
    sheet = "kelurahan,rw,jumlah_rt\nSemanggi,RW 01,7\nJebres,2,0\n"
    shown = client.post(
        f"/ruang/wilayah/{CITY}/rt/unggah/", {"file": SimpleUploadedFile("rt.csv", sheet.encode()), "source": "SK"}
    )
    assert "9 RW atau RT bertambah" in shown.content.decode()


def test_the_city_names_the_kelurahan_without_a_list(bare: None, cast: Cast, client: Client) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 3}, source="SK 1")
    assert "53 dari 54 kelurahan belum mempunyai daftar RT" in page(client, cast.lukman, f"/ruang/wilayah/{CITY}/rt/")


def test_an_rw_without_a_list_of_rt_says_so(bare: None, cast: Cast, client: Client) -> None:
    set_neighbourhoods(ACTOR, SEMANGGI, {1: 3, 2: 0}, source="SK 1")
    text = page(client, cast.lukman, f"/ruang/wilayah/{SEMANGGI}/rt/")
    assert "Satu RW belum mempunyai daftar RT" in text
    assert "/rt/ubah/" not in text


def test_a_leader_may_read_a_list_and_not_write_it(bare: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.lukman)
    assert client.get(f"/ruang/wilayah/{SEMANGGI}/rt/ubah/").status_code == 403


def test_the_list_of_another_city_is_not_here(bare: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    assert client.get("/ruang/wilayah/33.74.01.1001/rt/").status_code == 404
