"""Whose names stand in a unit's list, and who may read them."""

from datetime import date

import pytest

from kondusif.accounts.models import Substitution
from kondusif.accounts.rules import Role
from kondusif.accounts.services import grant_role
from kondusif.circulars.selectors.standing import by_unit, count
from kondusif.circulars.selectors.unit_lists import list_of, listed, open_in, unit_seen_by, units_seen_by
from kondusif.circulars.tests.heads import leader, on_leave, sent_circular, unit
from kondusif.institutions.models import Unit
from kondusif.kernel.errors import NotYours
from kondusif.roster.models import Employee
from kondusif.roster.rules import Status
from support.cast import HOUSE, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.django_db


def names(keys: frozenset[int] | None) -> set[str] | None:
    return None if keys is None else set(Unit.objects.filter(pk__in=keys).values_list("key", flat=True))


def test_a_head_sees_the_own_unit_and_those_below_and_nothing_beside(cast: Cast) -> None:
    camat = leader("camat", "kec-pasar-kliwon")
    assert names(units_seen_by(camat, TODAY)) == {"kec-pasar-kliwon", "kel-semanggi"}
    assert unit_seen_by(camat, "kel-semanggi", TODAY) == unit("kel-semanggi")
    for key in ("setda", "bkpsdm", "tanpa-unit", "no-such-unit"):
        with pytest.raises(NotYours):
            unit_seen_by(camat, key, TODAY)


def test_a_grant_without_a_unit_opens_the_city_or_the_units_of_its_area(cast: Cast) -> None:
    assert units_seen_by(cast.lukman, TODAY) is None
    assert units_seen_by(cast.intan, TODAY) is None
    assert unit_seen_by(cast.intan, "tanpa-unit", TODAY) is None
    grant_role(HOUSE, cast.citra, role=Role.LEADER, area_code=SEMANGGI, starts_on=date(2024, 1, 1))
    assert names(units_seen_by(cast.citra, TODAY)) == {"kel-semanggi"}


def test_other_roles_and_other_cities_see_no_unit(cast: Cast) -> None:
    for user in (cast.budi, cast.eko, cast.mira, cast.dewi, cast.laras):
        assert units_seen_by(user, TODAY) == frozenset()


def test_a_substitutes_substitute_sees_what_the_head_sees(cast: Cast) -> None:
    camat, second, third = (leader(name, "kec-pasar-kliwon") for name in ("camat", "kedua", "ketiga"))
    for user in (second, third):
        user.grants.all().delete()
    assert units_seen_by(third, TODAY) == frozenset()
    Substitution.objects.create(user=camat, substitute=second, first=TODAY)
    Substitution.objects.create(user=second, substitute=third, first=TODAY)
    assert names(units_seen_by(third, TODAY)) == {"kec-pasar-kliwon", "kel-semanggi"}


def test_a_head_stands_in_the_list_of_the_unit_above_too(cast: Cast) -> None:
    sent = sent_circular(cast)
    staff = sent.staff
    own = listed(sent.circular, list_of(unit("kel-semanggi"), TODAY), TODAY)
    assert set(own) == {staff[3], staff[4]}
    above = list_of(unit("kec-pasar-kliwon"), TODAY)
    assert set(listed(sent.circular, above, TODAY)) == {staff[1], staff[2], staff[3]}
    assert above.heads == {staff[3].pk: unit("kel-semanggi")}
    assert above.head is not None
    assert above.head.employee == staff[1]
    assert not above.lent


def test_a_unit_without_a_head_is_kept_by_the_head_above(cast: Cast) -> None:
    sent = sent_circular(cast)
    Employee.objects.filter(pk=sent.staff[3].pk).update(status=Status.LEFT, left_on=TODAY)
    here = list_of(unit("kel-semanggi"), TODAY)
    assert here.lent
    assert here.head is not None
    assert here.head.employee == sent.staff[1]
    above = list_of(unit("kec-pasar-kliwon"), TODAY)
    assert above.headless == (unit("kel-semanggi"),)
    assert set(listed(sent.circular, above, TODAY)) == {sent.staff[1], sent.staff[2], sent.staff[4]}


def test_while_the_head_is_on_leave_the_list_goes_up_and_the_head_is_still_counted(cast: Cast) -> None:
    sent = sent_circular(cast)
    on_leave(sent.staff[3])
    assert list_of(unit("kel-semanggi"), TODAY).lent
    standing = count(sent.circular, TODAY)
    assert (standing.people, standing.open, standing.away) == (6, 6, 1)


def test_the_list_with_all_below_holds_everybody_once(cast: Cast) -> None:
    sent = sent_circular(cast)
    which = list_of(unit("setda"), TODAY, below=True)
    assert sorted(row.pk for row in listed(sent.circular, which, TODAY)) == sorted(row.pk for row in sent.staff)
    sent.sign(4)
    assert open_in(sent.circular, which, TODAY).count() == 5


def test_the_sum_over_the_tree_counts_a_head_once(cast: Cast) -> None:
    sent = sent_circular(cast)
    rows = by_unit(sent.circular, TODAY)
    assert sum(row.own.people for row in rows) == 6
    assert next(row.all.people for row in rows if row.unit == unit("setda")) == 6
