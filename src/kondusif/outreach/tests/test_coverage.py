"""Coverage from the database: the worked numbers of docs/algorithms/coverage.md, and a second way of counting."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kondusif.institutions.models import City
from kondusif.kernel.areas import rt_code, rw_code
from kondusif.outreach.models import Audience, Picture, Programme, Quota, Reach, Session
from kondusif.outreach.rules import Group
from kondusif.outreach.selectors.coverage import Coverage, coverage, weekly
from kondusif.outreach.selectors.groups import by_group
from kondusif.outreach.selectors.visits import next_visits, share_that_comes
from kondusif.territory.models import Area
from support.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)
A, B, C = "33.72.03.1001", "33.72.03.1002", "33.72.04.1001"


@pytest.fixture(autouse=True)
def three_kelurahan(cast: Cast) -> None:
    """Only three kelurahan, so that the numbers can be followed by hand."""
    Area.objects.filter(code__startswith="33.72.", level="village").exclude(code__in=[A, B, C]).update(ended_in="uji")
    City.objects.update(exercise_on=TODAY)
    for code in (A, B, C):
        Area.objects.get_or_create(
            code=code, defaults={"name": code, "level": "village", "parent_code": code[:8], "edition": "uji"}
        )


def listed(village: str, *rts_of_rw: int) -> list[str]:
    """List RW 001, 002, ... with so many RT each; 0 lists the RW alone."""
    codes: list[tuple[str, str]] = []
    for number, rts in enumerate(rts_of_rw, 1):
        rw = rw_code(village, number)
        codes += [(rw, "rw"), *((rt_code(rw, rt), "rt") for rt in range(1, rts + 1))]
    Area.objects.bulk_create(
        [Area(code=code, name=code, level=level, parent_code=code.rpartition(".")[0], edition="uji")
         for code, level in codes]
    )  # fmt: skip
    return [code for code, level in codes if level == "rt"]


def held(cast: Cast, reached: Sequence[str], age: int, **changes: object) -> Session:
    """A counted session of so many days ago."""
    evidence = changes.pop("evidence", True)
    groups = changes.pop("groups", ())
    area = str(changes.pop("area_code", reached[0] if reached else A))
    number = f"SOS-{Session.objects.count() + 1}"
    facts = {"topic": "Netralitas", "place": "Balai RW", "attending": 12} | changes
    session = Session.objects.create(
        number=number, status="held", area_code=area, village_code=area[:13], held_on=TODAY - timedelta(days=age),
        origin="field", written_by=cast.intan, recorded_by=cast.intan, changed_at=timezone.now(), **facts,
    )  # fmt: skip
    Reach.objects.bulk_create([Reach(session=session, area_code=code) for code in reached])
    Audience.objects.bulk_create([Audience(session=session, group=group) for group in groups])
    if evidence:
        Picture.objects.create(
            session=session, kind="photo", name=f"{number}.jpg", sha256=number, width=1, height=1, size=1,
            added_by=cast.intan, added_on=TODAY,
        )  # fmt: skip
    return session


def as_in_the_document(cast: Cast) -> None:
    """Kelurahan A of section 3 and kelurahan B of section 4."""
    first = listed(A, 4, 2)
    for code, age in ((first[0], 3), (first[1], 30), (first[2], 60), (first[4], 120)):
        held(cast, [code], age)
    for code in listed(B, 4):
        held(cast, [code], 1)


def test_the_worked_kelurahan_of_the_document(cast: Cast) -> None:
    as_in_the_document(cast)
    found = coverage(TODAY)
    village = found.by_village[A]
    assert (village.value, village.targets, village.reached, village.touched) == (0.4375, 6, 2, 4)
    assert village.last_on == date(2024, 11, 10)
    assert [found.by_rw[rw_code(A, number)].value for number in (1, 2)] == [0.625, 0.0625]
    assert [place.value for place in found.targets_in(A)] == [1, 1, 0.5, 0, 0.125, 0]
    assert found.city.value == pytest.approx(0.6625)


def test_the_worked_weights_of_the_document(cast: Cast) -> None:
    as_in_the_document(cast)
    assert coverage(TODAY, {A: 1.7, B: 1.0}).weighted == pytest.approx(8.4625 / 14.2)


def test_the_worked_visit_of_the_document(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    as_in_the_document(cast)
    for _ in range(5):  # five sessions in an RW, long before the trend, to which half of its RT came
        held(cast, [rt_code(rw_code(A, 2), 1)], 89 + 31, area_code=rw_code(A, 2))
    City.objects.update(preferences={"coverage": {"share_days": 365}})
    first = next_visits(coverage(TODAY, {A: 1.7, B: 1.0}))[0]
    assert first.rw_code == rw_code(A, 2)
    usual = share_that_comes(coverage(TODAY))
    assert usual.learned
    assert first.after - first.before == pytest.approx(1.875 * usual.part / 6)
    assert first.city_before == pytest.approx(8.4625 / 14.2)
    assert first.city_after - first.city_before == pytest.approx(1.875 * 1.7 * usual.part / 14.2)


def test_with_few_sessions_everybody_is_assumed_to_come_and_that_is_said(cast: Cast) -> None:
    listed(A, 3)
    share = next_visits(coverage(TODAY))[0].share
    assert (share.part, share.learned) == (1.0, False)


def test_each_next_visit_is_in_another_kelurahan(cast: Cast) -> None:
    listed(A, 9, 8, 7)
    listed(B, 2)
    listed(C, 1, 1)
    assert [visit.village_code for visit in next_visits(coverage(TODAY))] == [A, B, C]


def test_nothing_is_left_to_visit_where_everybody_was_reached_today(cast: Cast) -> None:
    held(cast, listed(A, 3), 0)
    assert next_visits(coverage(TODAY)) == []


def test_a_session_reaches_the_rt_that_came_and_not_the_whole_rw(cast: Cast) -> None:
    codes = listed(A, 4)
    held(cast, codes[:1], 0, area_code=rw_code(A, 1), attending=200)
    assert coverage(TODAY).by_rw[rw_code(A, 1)].value == 0.25


def test_a_kelurahan_without_a_list_is_unknown_and_never_nought(cast: Cast) -> None:
    held(cast, listed(A, 2), 0)
    found = coverage(TODAY)
    assert found.unknown == (B, C)
    assert found.by_village[B].value is None
    assert found.city.value == 1.0
    assert found.by_district[A[:8]].value == 1.0


def test_an_rw_without_rt_is_a_target_itself_until_its_rt_are_listed(cast: Cast) -> None:
    listed(A, 0, 2)
    held(cast, [rw_code(A, 1)], 0)
    assert coverage(TODAY).by_village[A].value == pytest.approx(1 / 3)
    Area.objects.create(code=rt_code(rw_code(A, 1), 1), name="RT", level="rt", parent_code=rw_code(A, 1), edition="uji")
    found = coverage(TODAY)
    assert found.by_village[A].value == 0.0
    assert found.strays == (rw_code(A, 1),)


@pytest.mark.parametrize(
    "lacking", [{"evidence": False}, {"attending": 0}, {"place": ""}, {"status": "cancelled"}, {"held_on": None}]
)
def test_a_session_that_lacks_something_does_not_count(cast: Cast, lacking: dict[str, object]) -> None:
    codes = listed(A, 1)
    session = held(cast, codes, 1, evidence=lacking.pop("evidence", True))
    if "held_on" in lacking:
        lacking |= {"status": "planned"}
    Session.objects.filter(pk=session.pk).update(**lacking)
    assert coverage(TODAY).city.value == 0.0


def test_a_session_of_tomorrow_does_not_count_today(cast: Cast) -> None:
    codes = listed(A, 1)
    held(cast, codes, -1)
    assert coverage(TODAY).city.value == 0.0


def test_a_quota_is_filled_place_by_place_and_what_is_beyond_stands_beside(cast: Cast) -> None:
    listed(A, 1)
    programme = Programme.objects.create(
        number="PRG-1", name="Damai", starts_on=TODAY - timedelta(days=50), ends_on=TODAY, created_by=cast.intan,
        created_on=TODAY,
    )  # fmt: skip
    for area, sessions in ((A, 2), (rw_code(A, 1), 1), (B, 3)):
        Quota.objects.create(programme=programme, group=Group.SCHOOLS, area_code=area, sessions=sessions)
    for _ in range(5):
        held(cast, [], 4, programme=programme, groups=[Group.SCHOOLS], area_code=rw_code(A, 1))
    held(cast, [], 4, groups=[Group.SCHOOLS], area_code=B)
    row = next(row for row in by_group(TODAY) if row.group is Group.SCHOOLS)
    assert (row.quota, row.held, row.beyond, row.part) == (6, 3, 3, 0.5)
    assert next(row for row in by_group(TODAY) if row.group is Group.RESIDENTS).part is None


@pytest.mark.parametrize("seed", range(12))
def test_a_second_way_of_counting_agrees_on_random_trees(cast: Cast, seed: int) -> None:
    dice = random.Random(seed)
    codes: list[str] = []
    for village in (A, B, C):
        codes += listed(village, *(dice.randint(1, 5) for _ in range(dice.randint(0, 4))))
    dated: list[tuple[int, list[str]]] = []
    for _ in range(dice.randint(0, 30) if codes else 0):
        reached, age = dice.sample(codes, dice.randint(1, min(4, len(codes)))), dice.randint(0, 200)
        counts = dice.random() > 0.2
        held(cast, reached, age, evidence=counts)
        if counts:
            dated.append((age, reached))
    weights = {village: 1 + dice.random() for village in (A, B, C)}
    found = coverage(TODAY, weights)
    agrees_with_plain_counting(found, codes, dated, weights)


def agrees_with_plain_counting(
    found: Coverage, codes: list[str], dated: list[tuple[int, list[str]]], weights: dict[str, float]
) -> None:
    """Straight from the words of the document, one RT after another."""

    def value(code: str, back: int = 0) -> float:
        ages = [age - back for age, reached in dated if code in reached and age >= back]
        return 0.5 ** (max(min(ages) - 30, 0) / 30) if ages else 0.0

    for village in (A, B, C):
        own = [code for code in codes if code.startswith(village)]
        expected = pytest.approx(sum(map(value, own)) / len(own)) if own else None
        assert found.by_village[village].value == expected
    if not codes:
        assert found.city.value is None
        assert found.weighted is None
        return
    assert found.city.value == pytest.approx(sum(map(value, codes)) / len(codes))
    whole = sum(weights[code[:13]] for code in codes)
    assert found.weighted == pytest.approx(sum(value(code) * weights[code[:13]] for code in codes) / whole)
    for day, mean in weekly(found):
        back = (TODAY - day).days
        assert mean == pytest.approx(sum(value(code, back) for code in codes) / len(codes))
