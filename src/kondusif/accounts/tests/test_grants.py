"""Accounts and grants: written by services, read by scope."""

from datetime import date

import pytest
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import people_with, roles_of, scopes_of, stands_over
from kondusif.accounts.services import create_user, end_grant, grant_role
from kondusif.audit.models import Entry
from kondusif.institutions.models import City, Unit
from kondusif.institutions.services import move_exercise_date
from kondusif.kernel.errors import Refused
from support.cast import CITY, HOUSE, SEMANGGI, TODAY, Cast


def test_an_account_makes_one_entry_without_the_password(city: City) -> None:
    before = Entry.objects.count()
    create_user(HOUSE, username="baru", full_name="Baru", password="Kalimat-panjang-7")
    assert Entry.objects.count() == before + 1
    assert "Kalimat" not in str(Entry.objects.latest("seq").facts)


@pytest.mark.parametrize("username", ["", "dua kata", "<b>", "naïf", "a" * 0 + "ani"])
def test_a_bad_or_taken_name_is_refused(cast: Cast, username: str) -> None:
    with pytest.raises(Refused):
        create_user(HOUSE, username=username, full_name="X", password="Kalimat-panjang-7")


@pytest.mark.parametrize("password", ["pendek", "password1234", "123456789012"])
def test_a_weak_password_is_refused_in_one_sentence(city: City, password: str) -> None:
    with pytest.raises(Refused) as caught:
        create_user(HOUSE, username="baru", full_name="Baru", password=password)
    assert caught.value.code == "accounts.weak_password"


def test_a_stranger_from_another_city_has_no_role_here(cast: Cast) -> None:
    assert roles_of(cast.dewi) == frozenset()
    assert roles_of(cast.hana) == {Role.HANDLER}


def test_the_field_officer_has_the_scope_of_one_kelurahan(cast: Cast) -> None:
    assert scopes_of(cast.citra, Role.FIELD) == [SEMANGGI]


def test_a_role_ends_on_its_day_and_moves_with_the_exercise(cast: Cast) -> None:
    end_grant(HOUSE, cast.hana.grants.get(), on=TODAY)
    assert roles_of(User.objects.get(pk=cast.hana.pk)) == {Role.HANDLER}
    move_exercise_date(HOUSE, date(2024, 11, 14))
    assert roles_of(User.objects.get(pk=cast.hana.pk)) == frozenset()
    assert cast.hana not in people_with(Role.HANDLER)


def test_the_mayor_stands_over_every_unit_and_a_lurah_only_over_his_own(cast: Cast) -> None:
    village = Unit.objects.get(key="kel-semanggi")
    assert stands_over(cast.lukman, village)
    assert stands_over(cast.citra, village)
    assert not stands_over(cast.hana, village)


def test_a_grant_for_no_area_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        grant_role(HOUSE, cast.hana, role=Role.DESK, area_code="33.7", starts_on=TODAY)


def test_the_second_factor_secret_is_not_readable_in_the_database(cast: Cast) -> None:
    from allauth.mfa.adapter import get_adapter

    adapter = get_adapter()
    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_nobody_can_sign_up(city: City, client: Client) -> None:
    assert client.get("/akun/daftar/").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404


def test_a_scope_of_the_whole_city_reaches_every_kelurahan(cast: Cast) -> None:
    from kondusif.accounts.selectors import within

    rows = within(Unit.objects.all(), cast.hana, Role.HANDLER)
    assert rows.count() == Unit.objects.filter(area_code__startswith=CITY).count()
