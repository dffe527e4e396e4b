"""The city, its date, its units, its numbers."""

from datetime import date

import pytest

from kondusif.audit.models import Entry
from kondusif.institutions.models import City, Unit
from kondusif.institutions.numbers import next_number
from kondusif.institutions.rules import chain_of
from kondusif.institutions.selectors import chain_above, local_now, today, unit_choices
from kondusif.institutions.services import found_city, load_units, move_exercise_date, set_contest
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from support.cast import CITY, HOUSE, TODAY, UNITS

pytestmark = pytest.mark.django_db


def test_the_exercise_lives_on_its_own_date_with_the_real_time_of_day(city: City) -> None:
    assert today() == TODAY
    moment = local_now()
    assert moment.date() == TODAY
    assert abs((moment.utcoffset() or 0).total_seconds() - 7 * 3600) < 1  # type: ignore[union-attr]
    assert moment.minute in {now().minute, (now().minute - 1) % 60}


def test_moving_the_date_makes_one_entry(city: City) -> None:
    before = Entry.objects.count()
    move_exercise_date(HOUSE, date(2024, 11, 27))
    assert today() == date(2024, 11, 27)
    assert [row.action for row in Entry.objects.filter(seq__gt=before)] == ["institutions.exercise_date.moved"]


def test_a_real_city_has_no_movable_date(db: None) -> None:
    found_city(HOUSE, code="33.75", name="Kota Pekalongan", government="Pemerintah Kota Pekalongan", zone="WIB")
    with pytest.raises(Refused) as caught:
        move_exercise_date(HOUSE, TODAY)
    assert caught.value.code == "institutions.exercise_off"
    assert today() != TODAY


def test_without_the_demo_no_exercise_can_be_founded(db: None, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(Refused) as caught:
        found_city(HOUSE, code=CITY, name="X", government="X", zone="WIB", is_exercise=True, exercise_on=TODAY)
    assert caught.value.code == "institutions.exercise_off"


def test_a_date_fixed_from_outside_cannot_be_moved(city: City, settings: object) -> None:
    settings.TODAY = date(2024, 11, 20)  # type: ignore[attr-defined]
    assert today() == date(2024, 11, 20)
    with pytest.raises(Refused) as caught:
        move_exercise_date(HOUSE, TODAY)
    assert caught.value.code == "institutions.date_fixed"


def test_there_is_one_city_only(city: City) -> None:
    with pytest.raises(Refused) as caught:
        found_city(HOUSE, code="33.75", name="X", government="X", zone="WIB")
    assert caught.value.code == "institutions.city_stands"


def test_the_contest_can_be_none_yet(city: City) -> None:
    assert set_contest(HOUSE, "").contest == ""


def test_the_line_above_a_kelurahan_ends_at_the_mayor(city: City) -> None:
    line = [unit.key for unit in chain_above(Unit.objects.get(key="kel-semanggi"))]
    assert line == ["kel-semanggi", "kec-pasar-kliwon", "setda", "wali-kota"]


def test_a_loop_in_the_tree_ends_the_walk() -> None:
    assert chain_of(1, {1: 2, 2: 3, 3: 1}) == [1, 2, 3]


def test_loading_the_units_twice_changes_nothing(city: City) -> None:
    load_units(HOUSE, UNITS)
    assert Unit.objects.count() == len(UNITS)
    assert [choice.depth for choice in unit_choices()][:2] == [0, 1]


def test_numbers_count_by_kind_and_year_without_gaps(city: City) -> None:
    assert [next_number("NET", TODAY) for _ in range(2)] == ["NET-3372-2024-0001", "NET-3372-2024-0002"]
    assert next_number("LAP", TODAY) == "LAP-3372-2024-0001"
    assert next_number("NET", date(2025, 1, 2)) == "NET-3372-2025-0001"
