import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.circulars.selectors.readership import describe, people_of
from kondusif.circulars.services.readerships import Query, save_readership
from kondusif.circulars.tests.factories_desk import drafted, people, readership, sent
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee
from kondusif.roster.tests.factories import name_of
from support.cast import TODAY, Cast


def names(cast: Cast, **parts: object) -> list[str]:
    row = readership(cast, "Uji", **parts)
    found = sorted(people_of(row, TODAY).values_list("name", flat=True))
    row.delete()
    return found


def named(*numbers: int) -> list[str]:
    return sorted(name_of(number) for number in numbers)


@pytest.fixture
def _people(cast: Cast) -> None:
    people(cast)


@pytest.mark.usefixtures("_people")
class TestWhoIsAsked:
    def test_an_empty_query_is_everybody_who_works(self, cast: Cast) -> None:
        assert names(cast) == named(1, 2, 3, 4, 5, 6)

    def test_a_unit_stands_for_all_below_it(self, cast: Cast) -> None:
        assert names(cast, units=("kec-pasar-kliwon",)) == named(3, 4, 5)

    def test_two_units_are_both_asked(self, cast: Cast) -> None:
        assert names(cast, units=("kel-semanggi", "bkpsdm")) == named(1, 2, 4, 5)

    def test_kinds_of_staff_narrow_a_query(self, cast: Cast) -> None:
        assert names(cast, kinds=("pppk", "contract")) == named(2, 5)

    def test_one_word_of_the_post_is_enough_whatever_its_capitals(self, cast: Cast) -> None:
        assert names(cast, posts=("GURU", "lurah")) == named(4, 6)

    def test_who_left_and_who_begins_later_is_not_asked(self, cast: Cast) -> None:
        Employee.objects.filter(name=name_of(1)).update(status="left", left_on=TODAY)
        Employee.objects.filter(name=name_of(2)).update(since="2024-12-01")
        assert names(cast) == named(3, 4, 5, 6)

    def test_the_words_say_units_kinds_and_posts(self, cast: Cast) -> None:
        row = readership(cast, units=("kec-pasar-kliwon",), kinds=("pns", "pppk"), posts=("Lurah", "Camat"))
        assert describe(row) == (
            "PNS dan PPPK, di Kecamatan Pasar Kliwon, dengan unit di bawahnya, jabatan memuat “Lurah” atau “Camat”"
        )


@pytest.mark.usefixtures("_people")
class TestSavingAQuery:
    def test_a_query_that_finds_nobody_is_refused(self, cast: Cast) -> None:
        with pytest.raises(Refused) as refusal:
            readership(cast, posts=("Astronaut",))
        assert refusal.value.code == "circulars.readership.nobody"

    def test_a_name_stands_once_whatever_its_capitals(self, cast: Cast) -> None:
        readership(cast, "Semua")
        with pytest.raises(Refused) as refusal:
            readership(cast, "SEMUA")
        assert refusal.value.code == "circulars.readership.twin"

    def test_a_unit_that_the_city_does_not_have_is_refused(self, cast: Cast) -> None:
        with pytest.raises(Refused) as refusal:
            readership(cast, units=("dinas-hantu",))
        assert refusal.value.code == "circulars.readership.unit_unknown"

    def test_it_changes_until_a_circular_that_uses_it_goes_out(self, cast: Cast) -> None:
        row = readership(cast)
        circular = drafted(cast, row)
        save_readership(actor_of(cast.intan), Query(row.name, kinds=("pns",)), readership=row)
        sent(cast, circular)
        with pytest.raises(Refused) as refusal:
            save_readership(actor_of(cast.intan), Query(row.name), readership=row)
        assert refusal.value.code == "circulars.readership.sent"
