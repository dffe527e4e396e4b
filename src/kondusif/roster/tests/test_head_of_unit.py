from datetime import date
from typing import Any

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import Unit
from kondusif.roster.models import Acting, Employee
from kondusif.roster.posts import Task, names_post, tasks_for, without_standing_in
from kondusif.roster.rules import ActingKind, LeaveKind
from kondusif.roster.selectors.heads import Head, head_of, heads_of
from kondusif.roster.services import record_acting, record_leave
from kondusif.roster.services.absence import Span
from kondusif.roster.tests.factories import landed, name_of, row
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db
KEL: dict[str, Any] = {"unit": "kel-semanggi", "unit_name": "Kelurahan Semanggi"}
WEEK = Span(date(2024, 11, 11), date(2024, 11, 17), "SPT 1/2024")
LURAH, SECRETARY, CLERK, CAMAT, SEKDA = 1, 2, 3, 4, 5


@pytest.fixture
def people(cast: Cast) -> Cast:
    """A lurah with a secretary and a clerk, a camat, and the city's secretary."""
    landed(
        cast.ani, row(LURAH, post="Lurah", **KEL), row(SECRETARY, post="Sekretaris lurah", **KEL),
        row(CLERK, post="Pengelola data", **KEL), row(CAMAT, post="Camat Pasar Kliwon", unit="kec-pasar-kliwon"),
        row(SEKDA, post="Sekretaris Daerah", unit="setda"),
    )  # fmt: skip
    return cast


def one(number: int) -> Employee:
    return Employee.objects.get(name=name_of(number))


def away(cast: Cast, *numbers: int) -> None:
    for number in numbers:
        record_leave(actor_of(cast.ani), one(number), LeaveKind.ANNUAL, WEEK)


def acts(cast: Cast, number: int, kind: ActingKind, post: str, unit: str = "kel-semanggi", span: Span = WEEK) -> None:
    home = Unit.objects.get(key=unit) if unit else None
    record_acting(actor_of(cast.ani), one(number), kind, post=post, unit=home, span=span)


def told(unit: str = "kel-semanggi", on: date = TODAY) -> tuple[str, str | None, str] | None:
    """Name, how they act, where they were found."""
    found = head_of(Unit.objects.get(key=unit), on)
    return (found.name, found.acting, found.unit.key) if found else None


def test_the_head_is_who_holds_the_head_s_post(people: Cast) -> None:
    assert told() == (name_of(LURAH), None, "kel-semanggi")
    assert told("kec-pasar-kliwon") == (name_of(CAMAT), None, "kec-pasar-kliwon")


def test_who_acts_counts_on_the_days_of_the_letter_and_not_after(people: Cast) -> None:
    acts(people, SECRETARY, ActingKind.PLH, "Plh. Lurah Semanggi")
    assert told() == (name_of(SECRETARY), ActingKind.PLH, "kel-semanggi")
    assert told(on=date(2024, 11, 18)) == (name_of(LURAH), None, "kel-semanggi")


def test_a_substitute_s_substitute_receives_everything(people: Cast) -> None:
    """Acceptance 6 (Zammad 3694): the acting head is on leave, and somebody acts for the acting head's own post."""
    acts(people, SECRETARY, ActingKind.PLT, "Lurah Semanggi", span=Span(date(2024, 9, 1), None, "SK 2"))
    away(people, SECRETARY)
    acts(people, CLERK, ActingKind.PLH, "Sekretaris Lurah")
    found = head_of(Unit.objects.get(key="kel-semanggi"), TODAY)
    assert isinstance(found, Head)
    assert (found.name, found.acting, found.instead_of) == (name_of(CLERK), ActingKind.PLH, (name_of(SECRETARY),))


def test_a_day_to_day_deputy_of_an_acting_head_stands_before_the_acting_head(people: Cast) -> None:
    acts(people, SECRETARY, ActingKind.PLT, "Lurah Semanggi", span=Span(date(2024, 9, 1), None, "SK 2"))
    acts(people, CLERK, ActingKind.PLH, "Lurah Semanggi")
    assert told() == (name_of(CLERK), ActingKind.PLH, "kel-semanggi")
    assert told(on=date(2024, 11, 18)) == (name_of(SECRETARY), ActingKind.PLT, "kel-semanggi")


def test_a_letter_that_repeats_how_somebody_acts_still_stands_behind_the_day_to_day_deputy(people: Cast) -> None:
    acts(people, SECRETARY, ActingKind.PLT, "Plt. Lurah Semanggi", span=Span(date(2024, 9, 1), None, "SK 2"))
    acts(people, CLERK, ActingKind.PLH, "Lurah Semanggi")
    assert told() == (name_of(CLERK), ActingKind.PLH, "kel-semanggi")
    assert set(Acting.objects.values_list("post", flat=True)) == {"Lurah Semanggi"}


def test_two_who_act_for_each_other_and_are_both_away_end_at_the_head_above(people: Cast) -> None:
    acts(people, SECRETARY, ActingKind.PLT, "Lurah Semanggi")
    acts(people, CLERK, ActingKind.PLH, "Sekretaris lurah")
    acts(people, SECRETARY, ActingKind.PLH, "Pengelola data")
    away(people, LURAH, SECRETARY, CLERK)
    assert told() == (name_of(CAMAT), None, "kec-pasar-kliwon")


def test_a_head_on_leave_for_whom_nobody_acts_gives_it_to_the_head_above(people: Cast) -> None:
    away(people, LURAH, CAMAT)
    assert told() == (name_of(SEKDA), None, "setda")


def test_where_everybody_up_to_the_top_is_away_the_nearest_is_named_as_away(people: Cast) -> None:
    away(people, LURAH, CAMAT, SEKDA)
    found = head_of(Unit.objects.get(key="kel-semanggi"), TODAY)
    assert found is not None
    assert (found.name, found.away) == (name_of(LURAH), True)


def test_a_unit_without_a_head_goes_to_the_head_above(people: Cast) -> None:
    assert told("bkpsdm") == (name_of(SEKDA), None, "setda")


def test_a_head_who_left_is_no_head(people: Cast) -> None:
    kept = [
        row(number, post=one(number).post, unit=one(number).unit.key)  # type: ignore[union-attr]
        for number in (SECRETARY, CLERK, CAMAT, SEKDA)
    ]
    landed(people.ani, *kept, mark_left=True)
    assert told() == (name_of(CAMAT), None, "kec-pasar-kliwon")


def test_a_name_in_the_tree_counts_where_the_list_has_nobody(people: Cast) -> None:
    Unit.objects.filter(key="inspektorat").update(head_name="Sri Wibowo")
    found = head_of(Unit.objects.get(key="inspektorat"), TODAY)
    assert found is not None
    assert (found.name, found.employee) == ("Sri Wibowo", None)


def test_a_city_that_knows_no_head_at_all_says_so(cast: Cast) -> None:
    assert told() is None


def test_the_whole_tree_says_the_same_as_each_unit_in_four_reads(
    people: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    acts(people, SECRETARY, ActingKind.PLT, "Lurah Semanggi")
    away(people, CAMAT)
    with django_assert_num_queries(4):  # type: ignore[operator]
        every = heads_of(TODAY)
    assert every == {unit.pk: head_of(unit, TODAY) for unit in Unit.objects.all()}


@pytest.mark.parametrize(
    ("said", "post", "unit", "closeness"),
    [
        ("Plt. Lurah Semanggi", "Lurah", "Kelurahan Semanggi", 1), ("Lurah", "Lurah", "Kelurahan Semanggi", 2),
        ("Kepala BKPSDM", "Kepala Badan", "BKPSDM", 1), ("Pj Wali Kota", "Wali Kota", "Wali Kota Surakarta", 2),
        ("Sekretaris Lurah Semanggi", "Lurah", "Kelurahan Semanggi", 0),
        ("Kepala Bidang Mutasi", "Kepala Badan", "BKPSDM", 0), ("Wakil Wali Kota", "Wali Kota", "Wali Kota", 0),
        ("Lurah Jebres", "Lurah", "Kelurahan Semanggi", 0), ("", "Lurah", "Kelurahan Semanggi", 0),
    ],
)  # fmt: skip
def test_a_letter_names_a_post_in_its_own_words(said: str, post: str, unit: str, closeness: int) -> None:
    assert names_post(said, post, unit) == closeness


def test_words_of_standing_in_are_counted_and_taken_off() -> None:
    assert without_standing_in("Plh. Plt. Lurah Semanggi") == ("Lurah Semanggi", 2)
    assert without_standing_in("Plt.") == ("Plt.", 0)


@pytest.mark.parametrize(
    ("said", "heads"),
    [
        ("Lurah Semanggi", {10}), ("Plt. Lurah Kepatihan Kulon", {11}), ("Lurah Kepatihan", set()), ("Lurah", set()),
        ("Kepala Dinas Kesehatan", {13}), ("Kepala Dinas", set()), ("Kepala Bidang Kesehatan", set()),
        ("Sekretaris Daerah", {15}),
    ],
)  # fmt: skip
def test_a_task_without_a_unit_counts_only_where_its_words_name_one_unit(said: str, heads: set[int]) -> None:
    units = {
        10: ("Lurah", "Kelurahan Semanggi"), 11: ("Lurah", "Kelurahan Kepatihan Kulon"),
        12: ("Lurah", "Kelurahan Kepatihan Wetan"), 13: ("Kepala Dinas", "Dinas Kesehatan"),
        14: ("Kepala Dinas", "Dinas Pendidikan"), 15: ("Sekretaris Daerah", "Sekretariat Daerah"),
    }  # fmt: skip
    task = Task(1, None, said, "plt", TODAY)
    assert {key for key, (post, name) in units.items() if tasks_for([task], post, key, name)} == heads
