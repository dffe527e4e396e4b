"""Choosing a place by list and by text, naming it, and finding the nearest one that is known."""

import pytest

from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.territory import rules, selectors
from kondusif.territory.tests.factories import AreaFactory, load_surakarta

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surakarta(db: None) -> None:
    load_surakarta()


def test_a_place_can_be_chosen_by_list_without_a_map() -> None:
    groups = selectors.place_choices("33.72")
    assert [(group.label, len(group.choices)) for group in groups] == [
        ("Laweyan", 11), ("Serengan", 7), ("Pasar Kliwon", 10), ("Jebres", 11), ("Banjarsari", 15),
    ]  # fmt: skip
    assert groups[2].choices[1] == selectors.Choice("33.72.03.1002", "Semanggi")
    rw = selectors.rw_choices("33.72.03.1002")
    assert rw[0] == selectors.Choice("33.72.03.1002.001", "RW 001")
    assert selectors.rt_choices(rw[0].code)[0].label == "RT 001"


def test_a_place_can_be_chosen_by_text() -> None:
    assert [area.code for area in selectors.search("semanggi")] == ["33.72.03.1002"]
    assert [area.code for area in selectors.search("jebres")] == ["33.72.04", "33.72.04.1010"]
    assert selectors.search("33.72.04.1010")[0].name == "Jebres"
    assert selectors.search("sewu", within="33.72.05") == []
    assert selectors.search("x") == []
    assert selectors.search("%") == selectors.search("'; --") == []
    assert selectors.search("a" * 5000) == []


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("33", "Jawa Tengah"),
        ("33.72", "Kota Surakarta"),
        ("33.72.03", "Pasar Kliwon"),
        ("33.72.03.1002", "Semanggi, Pasar Kliwon"),
        ("33.72.03.1002.007", "RW 007, Semanggi, Pasar Kliwon"),
        ("33.72.03.1002.007.002", "RT 002/RW 007, Semanggi, Pasar Kliwon"),
        ("33.72.03.1999", "33.72.03.1999, Pasar Kliwon"),
        ("99", "99"),
        ("bukan kode", "bukan kode"),
    ],
)
def test_a_place_is_written_as_an_office_writes_it(code: str, path: str) -> None:
    assert selectors.name_path(code) == path


def test_many_places_are_named_in_one_query(django_assert_num_queries: object) -> None:
    codes = [area.code for area in selectors.kelurahan_of("33.72")]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(selectors.name_paths(codes)) == 54


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("33.72.01.1099", "33.72.01"),
        ("33.72.99.1001", "33.72"),
        ("33.99", "33"),
        ("33.72.1", "33.72"),
        ("33.72.01.1001.999.001", "33.72.01.1001"),
        ("99.01.01.1001", None),
        ("", None),
        ("Solo", None),
    ],
)
def test_an_unknown_code_names_the_nearest_known_parent(code: str, near: str | None) -> None:
    found = selectors.nearest_known(code)
    assert (found.code if found else None) == near
    with pytest.raises(Refused) as refusal:
        selectors.area(code)
    assert refusal.value.facts.get("near") == near
    said = sentence(refusal.value)
    assert not near or near in said
    assert code[:40] in said


def test_the_words_for_levels_are_those_of_the_office() -> None:
    assert rules.level_word("33.72", "Kota Surakarta") == "kota"
    assert rules.level_word("33.11", "Kabupaten Sukoharjo") == "kabupaten"
    assert rules.level_word("33.72.01.1001", "Pajang") == "kelurahan"
    assert rules.level_word("33.11.01.2001", "Weru") == "desa"


def test_a_vanished_place_is_not_offered() -> None:
    AreaFactory(code="33.72.01.1090", name="Lama", ended_in="baru")
    assert "33.72.01.1090" not in [
        choice.code for group in selectors.place_choices("33.72") for choice in group.choices
    ]
    assert selectors.search("Lama") == []


def test_cities_are_offered_by_province() -> None:
    assert [(group.label, [choice.code for choice in group.choices]) for group in selectors.cities()] == [
        ("Jawa Tengah", ["33.72"])
    ]
