"""The map says by shape and name what it says by colour, and draws silence as silence."""

import re
from xml.etree import ElementTree

import pytest

from kondusif.territory import map as maps
from kondusif.territory import selectors
from kondusif.territory.drawing import Place, fitting, width_of
from kondusif.territory.tests.factories import load_surakarta
from kondusif.territory.tiles import rows_of

pytestmark = pytest.mark.django_db
SEMANGGI, SEWU = "33.72.03.1002", "33.72.04.1005"


@pytest.fixture
def words(db: None) -> dict[str, str]:
    load_surakarta(facts=False)
    calm = {area.code: "calm" for area in selectors.kelurahan_of("33.72")}
    return calm | {SEMANGGI: "tense", SEWU: "silent"}


def _link(code: str) -> str:
    return f"/ruang/wilayah/{code}/"


@pytest.mark.parametrize("size", ["wide", "compact", "mini"])
def test_every_kelurahan_is_one_titled_link(words: dict[str, str], size: str) -> None:
    drawing = maps.render("33.72", words, _link, size=size)
    root = ElementTree.fromstring(drawing)
    assert root.attrib["role"] == "group"
    links = root.findall(".//{http://www.w3.org/2000/svg}a")
    assert len(links) == 54
    assert {link.attrib["href"] for link in links} == {_link(code) for code in words}
    assert all(link.find("{http://www.w3.org/2000/svg}title").text for link in links)
    assert "style=" not in drawing


def test_what_is_not_calm_carries_its_word_and_its_shape(words: dict[str, str]) -> None:
    drawing = maps.render("33.72", words, _link)
    assert 'aria-label="Semanggi, Pasar Kliwon: rawan"' in drawing
    assert 'aria-label="Sewu, Jebres: belum melapor"' in drawing
    assert drawing.count('viewBox="0 0 16 16"') == 2
    assert "url(#peta-wide-arsir)" in drawing
    assert "Semanggi rawan; Sewu belum melapor; lainnya aman" in drawing


def test_a_kelurahan_without_a_word_is_silent_and_never_calm(words: dict[str, str]) -> None:
    del words["33.72.01.1001"]
    assert "Pajang, Laweyan: belum melapor" in maps.render("33.72", words, _link)


def test_a_map_that_states_nothing_paints_nothing(words: dict[str, str]) -> None:
    drawing = maps.render("33.72", None, _link)
    assert 'aria-label="Semanggi, Pasar Kliwon"' in drawing
    assert "aman" not in drawing
    assert drawing.count('viewBox="0 0 16 16"') == 0


def test_the_citys_own_words_are_used(words: dict[str, str]) -> None:
    assert "Semanggi, Pasar Kliwon: siaga" in maps.render("33.72", words, _link, labels={"tense": "Siaga"})


def test_paper_gets_a_picture_without_links(words: dict[str, str]) -> None:
    drawing = maps.render("33.72", words, None, size="mini")
    assert "<a " not in drawing
    assert 'role="img"' in drawing


def test_two_sizes_on_one_page_share_no_id(words: dict[str, str]) -> None:
    both = maps.render("33.72", words, _link) + maps.render("33.72", words, _link, compact=True)
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids))


def test_tiles_keep_inside_the_drawing_and_names_inside_their_tile(words: dict[str, str]) -> None:
    for size, width in (("wide", 720), ("compact", 352)):
        root = ElementTree.fromstring(maps.render("33.72", words, _link, size=size))
        for tile in root.iter("{http://www.w3.org/2000/svg}rect"):
            if tile.get("class") == "petak":
                assert float(tile.get("x")) + float(tile.get("width")) <= width + 0.2
    assert fitting("Purwodiningratan", 95, 13) >= 10.5
    assert width_of("Purwodiningratan", fitting("Purwodiningratan", 95, 13)) <= 95.1


def test_rows_are_even_and_run_from_north_to_south_and_west_to_east() -> None:
    places = [
        Place(str(n), str(n), "K", "", latitude=latitude, longitude=longitude)
        for n, (latitude, longitude) in enumerate([(-7.5, 2.0), (-7.5, 1.0), (-7.6, 2.0), (-7.6, 1.0), (-7.4, 1.5)])
    ]
    rows = [[place.code for place in row] for row in rows_of(places, 4)]
    assert [len(row) for row in rows] == [3, 2]
    assert rows == [["1", "4", "0"], ["3", "2"]]


def test_a_city_without_areas_still_gives_a_drawing(db: None) -> None:
    assert ElementTree.fromstring(maps.render("33.72", {}, _link)) is not None


def test_a_name_cannot_become_markup(db: None) -> None:
    from kondusif.territory.tests.factories import AreaFactory

    AreaFactory(code="33.72", name="Kota")
    AreaFactory(code="33.72.01", name="<b>Kec</b>")
    AreaFactory(code="33.72.01.1001", name='"><script>x</script>')
    for size in ("wide", "compact", "mini"):
        assert "<script" not in maps.render("33.72", {}, _link, size=size)
        assert "<b>" not in maps.render("33.72", {}, _link, size=size)
