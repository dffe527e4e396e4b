import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.circulars.edaran import kept_years, link_days, pledge_points, starter, starters
from kondusif.circulars.selectors.beginning import acts_to_ask, first_words
from kondusif.circulars.services.writing import draft_circular
from kondusif.circulars.tests.factories_desk import people, readership
from kondusif.institutions.models import City
from support.cast import Cast


def test_the_pledge_has_its_four_points() -> None:
    assert len(pledge_points()) == 4


@pytest.mark.parametrize("key", [one.key for one in starters()])
def test_every_text_can_be_kept_as_a_draft_with_the_citys_own_facts(cast: Cast, key: str) -> None:
    people(cast)
    found = starter(key)
    assert found is not None
    title, words = first_words(found)
    made = draft_circular(actor_of(cast.intan), title=title, readership=readership(cast), words=words)
    told = " ".join((title, words.subject, words.opening, *words.points, words.closing))
    assert "{" not in told
    assert "Pilkada" in told
    assert made.contest == "pilkada-2024"


def test_a_city_outside_every_contest_gets_no_invented_day(cast: Cast) -> None:
    City.objects.update(contest="")
    found = starter("netralitas")
    assert found is not None
    assert "…" in first_words(found)[1].opening


def test_what_may_be_asked_is_about_staff_in_this_contest(cast: Cast) -> None:
    rows = acts_to_ask()
    assert rows
    assert all({"pns", "pppk"} & set(row.actors) for row in rows)
    assert all("pilkada" in row.contests for row in rows if row.contests)


@pytest.mark.parametrize(
    ("own", "days"), [({}, 45), ({"link_days": 10}, 10), ({"link_days": 0}, 1), ({"link_days": "x"}, 45)]
)
def test_the_city_may_set_how_long_a_link_holds_within_bounds(own: dict[str, object], days: int) -> None:
    assert link_days({"circulars": own}) == days


def test_names_are_kept_two_years_unless_the_city_says_otherwise() -> None:
    assert kept_years({}) == 2
    assert kept_years({"circulars": {"kept_years": 5}}) == 5
    assert kept_years({"circulars": None}) == 2
