"""The 25 indicators of vulnerable TPS: the shipped list, entries by hand, entries by sheet."""

import os
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused
from kondusif.territory.indicators import instrument
from kondusif.territory.models import TpsCount
from kondusif.territory.selectors.tps import tps_counts, tps_standings
from kondusif.territory.services.tps import enter_tps_counts
from kondusif.territory.tests.factories import load_surakarta
from support.cast import CITY, SEMANGGI, Cast

SHARED = Path(os.environ.get("KONDUSIF_SHARED", "../shared"))
CONTEST = "pilkada-2024"


@pytest.fixture
def surakarta(db: None) -> None:
    load_surakarta()


def test_the_shipped_list_has_25_indicators_in_8_groups() -> None:
    assert len(instrument().groups) == 8
    assert instrument().ids == tuple(f"T{number:02d}" for number in range(1, 26))


def test_the_shipped_list_groups_the_indicators_as_the_published_one() -> None:
    source = SHARED / "domain.md"
    if not source.exists():
        pytest.skip("the notes on the field are not beside the repository")
    rows = re.findall(r"^\|(?: (\d [\w ]+))? \| (T\d\d) \|", source.read_text(), re.M)
    groups: list[set[str]] = []
    for name, indicator in rows:
        groups = [*groups, set()] if name else groups
        groups[-1].add(indicator)
    assert [{row.id for row in group.indicators} for group in instrument().groups] == groups


def test_an_entry_of_zero_is_known_and_an_empty_one_is_not(surakarta: None, cast: Cast) -> None:
    enter_tps_counts(actor_of(cast.intan), SEMANGGI, CONTEST, {"T01": 4, "T12": 0, "T06": None}, "Surat Bawaslu")
    (row,) = [row for row in tps_standings(CITY, CONTEST) if row.known]
    assert (row.name, row.known, row.present) == ("Semanggi", 2, 1)
    assert Entry.objects.filter(action="territory.tps.entered").count() == 1


def test_an_entry_can_be_taken_back(surakarta: None, cast: Cast) -> None:
    enter_tps_counts(actor_of(cast.intan), SEMANGGI, CONTEST, {"T01": 4}, "Surat Bawaslu")
    enter_tps_counts(actor_of(cast.intan), SEMANGGI, CONTEST, {"T01": None}, "salah kelurahan")
    assert not TpsCount.objects.exists()


@pytest.mark.parametrize(
    ("contest", "counts", "source", "code"),
    [
        ("", {"T01": 1}, "Surat", "territory.tps.no_contest"),
        (CONTEST, {"T01": 1}, " ", "territory.tps.no_source"),
        (CONTEST, {"T26": 1}, "Surat", "territory.tps.unknown_indicator"),
        (CONTEST, {"T01": -1}, "Surat", "territory.tps.too_many"),
        (CONTEST, {"T01": 900}, "Surat", "territory.tps.too_many"),
    ],
)
def test_what_cannot_be_is_refused(
    surakarta: None, cast: Cast, contest: str, counts: dict[str, int], source: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        enter_tps_counts(actor_of(cast.intan), SEMANGGI, contest, counts, source)
    assert refusal.value.code == code


def test_the_desk_fills_in_the_form_and_reads_it_back(surakarta: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    path = f"/ruang/wilayah/{SEMANGGI}/tps/"
    wrong = client.post(f"{path}ubah/", {"source": "", "T01": "-3"})
    assert wrong.status_code == 422
    assert "tidak boleh kurang dari 0" in wrong.content.decode()
    answer = client.post(f"{path}ubah/", {"source": "Surat Bawaslu 12/2024", "T01": "5", "T18": "0"}, follow=True)
    assert "satu dari 25 indikator TPS rawan ditemukan" in answer.content.decode()
    assert "Baru 2 indikator diisi" in answer.content.decode()


def test_a_sheet_is_shown_before_it_is_kept(surakarta: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    path = f"/ruang/wilayah/{CITY}/tps/unggah/"
    sheet = f"kelurahan,t01,t02\n{SEMANGGI},3,\nJebres,0,2\n"
    shown = client.post(path, {"file": SimpleUploadedFile("tps.csv", sheet.encode()), "source": "Rekap"})
    assert "3 angka akan berubah" in shown.content.decode()
    assert not TpsCount.objects.exists()
    client.post(path, {"langkah": "simpan", "isi": shown.context["packed"], "source": "Rekap"})
    assert tps_counts(CITY, CONTEST)[SEMANGGI] == {"T01": 3}


def test_a_sheet_with_faults_names_row_and_column(surakarta: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    sheet = "kelurahan,t01,t02\nSemanggi,tiga,1\nSemanggi,1,1\nAtlantis,1,1\nJebres,1,9999\n"
    answer = client.post(
        f"/ruang/wilayah/{CITY}/tps/unggah/", {"file": SimpleUploadedFile("t.csv", sheet.encode()), "source": "Rekap"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in (
        "Baris 2, kolom t01: “tiga” bukan jumlah TPS", "Baris 3, kolom kelurahan: sama dengan baris 2",
        "Baris 4, kolom kelurahan: “Atlantis” tidak ada", "Baris 5, kolom t02: 9999 TPS, padahal",
    ):  # fmt: skip
        assert said in text
    assert not TpsCount.objects.exists()


def test_the_page_of_the_city_names_what_is_missing(surakarta: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.lukman)
    text = client.get(f"/ruang/wilayah/{CITY}/tps/").content.decode()
    assert "Nol dari 54 kelurahan sudah mengisi" in text
