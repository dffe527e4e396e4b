"""The command `kondusif territory` and the pages of the room."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.cli import main as cli
from kondusif.territory.models import Area
from kondusif.territory.tests.factories import load_surakarta
from support.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """The command with its database already prepared."""
    monkeypatch.setattr(cli, "set_up", lambda needs_database: None)

    def call(*words: str) -> tuple[int, str, str]:
        status = cli.main(["territory", *words])
        return status, *capsys.readouterr()

    return call


def test_a_kelurahan_is_shown_as_the_interface_says(shell) -> None:
    load_surakarta()
    status, out, err = shell("show", "33.72.03.1002", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found == {
        "code": "33.72.03.1002", "name": "Semanggi", "level": "village", "parent": "33.72.03", "children": 22,
        "population": None, "tps": {"pemilu-2024": 67}, "edition": "Kepmendagri 300.2.2-2430 Tahun 2025",
    }  # fmt: skip
    city = json.loads(shell("show", "33.72", "--json")[1])
    assert (city["children"], city["population"], city["tps"]) == (5, 589242, {"pemilu-2024": 1773})
    assert json.loads(shell("show", "33", "--json")[1])["parent"] is None
    assert "Semanggi" in shell("show", "33.72.03.1002")[1]


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("33.72.01.1099", "33.72.01 (Laweyan) [territory.area.unknown_near]"),
        ("33.72.1", "33.72 (Kota Surakarta)"),
        ("99", "[territory.area.unknown]"),
        ("Solo", "[territory.area.malformed]"),
        ("33.72.05.1015", "33.72.05 (Banjarsari). [territory.area.vanished]"),
    ],
)
def test_what_is_not_known_is_refused_in_one_sentence(shell, code: str, named: str) -> None:
    load_surakarta(facts=False)
    Area.objects.filter(code="33.72.05.1015").update(ended_in="edisi baru")
    status, out, err = shell("show", code, "--json")
    assert (status, out) == (2, "")
    assert named.replace(" [", ". [").replace("..", ".") in err or named in err
    assert len(err.strip().splitlines()) == 1


def test_a_load_with_refused_rows_is_done_and_lists_them(shell, tmp_path: Path) -> None:
    file = tmp_path / "kota.csv"
    file.write_text("kode,nama\n33,Jawa Tengah\n33.72,Kota Surakarta\n33.x,Salah\n")
    status, out, _err = shell("load", str(file))
    assert status == 0
    assert "2 ditambah" in out
    assert "Baris 4 ditolak" in out
    again = json.loads(shell("load", str(file), "--json")[1])
    assert (again["added"], again["changed"], len(again["refused"])) == (0, 0, 1)
    assert Area.objects.get(code="33.72").edition == "kota"


def test_boundaries_are_loaded_from_the_shell(shell, tmp_path: Path) -> None:
    load_surakarta(facts=False)
    ring = [[110.78, -7.56], [110.79, -7.56], [110.79, -7.55], [110.78, -7.56]]
    feature = {
        "type": "Feature",
        "properties": {"kode": "33.72.01.1001"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file = tmp_path / "batas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature, feature]}))
    status, out, _err = shell("boundaries", str(file))
    assert status == 0
    assert "1 ditambah" in out
    assert "Bentuk 2 ditolak" in out
    assert "Kota Surakarta: 53 kelurahan tanpa batas" in out


@pytest.mark.parametrize("verb", ["load", "boundaries"])
@pytest.mark.parametrize("content", [None, b"", b"\x00\x01", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_a_file_that_is_nothing_gets_one_sentence(shell, tmp_path: Path, verb: str, content: bytes | None) -> None:
    file = tmp_path / "berkas"
    if content is not None:
        file.write_bytes(content)
    status, out, err = shell(verb, str(file))
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "[territory." in err


def _page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_city_is_a_list_a_map_and_a_search(client: Client, cast: Cast) -> None:
    load_surakarta()
    client.force_login(cast.intan)
    page = _page(client, reverse("territory:list"))
    assert "Kota Surakarta: 5 kecamatan, 54 kelurahan, 1.773 TPS" in page
    assert page.count(reverse("territory:show", args=["33.72.03.1002"])) == 2
    found = _page(client, reverse("territory:list") + "?q=semanggi")
    assert "1 wilayah ditemukan" in found
    assert "Tidak ada wilayah dengan nama itu" in _page(client, reverse("territory:list") + "?q=zzzz")
    assert "dua huruf" in _page(client, reverse("territory:list") + "?q=x")
    assert "120 huruf" in _page(client, reverse("territory:list") + "?q=" + "x" * 500)


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("33", "Jawa Tengah: 1 kota dan kabupaten"),
        ("33.72", "Kota Surakarta: 5 kecamatan, 54 kelurahan, 1.773 TPS"),
        ("33.72.03", "Pasar Kliwon: 10 kelurahan, 265 TPS"),
        ("33.72.03.1002", "Semanggi, Pasar Kliwon: 22 RW, 107 RT, 67 TPS"),
        ("33.72.03.1002.007", "RW 007, Semanggi, Pasar Kliwon: "),
        ("33.72.03.1002.007.002", "RT 002/RW 007, Semanggi, Pasar Kliwon: satu RT"),
    ],
)
def test_each_level_says_its_finding(client: Client, cast: Cast, code: str, finding: str) -> None:
    load_surakarta()
    client.force_login(cast.intan)
    assert finding in _page(client, reverse("territory:show", args=[code]))


def test_an_unknown_place_is_404_and_names_the_nearest(client: Client, cast: Cast) -> None:
    load_surakarta(facts=False)
    client.force_login(cast.intan)
    answer = client.get(reverse("territory:show", args=["33.72.01.1099"]))
    assert answer.status_code == 404
    assert "Lihat Laweyan" in answer.content.decode()


def test_an_old_code_leads_to_its_successor_and_says_so(client: Client, cast: Cast) -> None:
    load_surakarta(facts=False)
    Area.objects.filter(code="33.72.03.1010").update(ended_in="edisi baru", successor_code="33.72.03.1002")
    client.force_login(cast.intan)
    page = _page(client, reverse("territory:show", args=["33.72.03.1010"]))
    assert "Kode 33.72.03.1010 (Mojo) tidak berlaku lagi sejak edisi baru. Penggantinya 33.72.03.1002." in page


def test_a_stranger_gets_404(client: Client, cast: Cast) -> None:
    load_surakarta(facts=False)
    for url in (reverse("territory:list"), reverse("territory:show", args=["33.72"])):
        assert client.get(url).status_code == 404
        client.force_login(cast.dewi)
        assert client.get(url).status_code == 404
        client.logout()
