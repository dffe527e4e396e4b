"""Who comes back with a session: read anew with every request, so that what ends a session ends it at once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kondusif.accounts.models import Grant, User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import grants_of, person_with_grants
from kondusif.accounts.services import grant_role
from kondusif.kernel.clock import now
from support.cast import CITY, HOUSE, TODAY, Cast

NIL = "/ruang/kejadian/nihil/"


@pytest.fixture
def citra(cast: Cast, client: Client) -> Client:
    client.force_login(cast.citra)
    assert client.get(NIL).status_code == 200
    return client


def test_a_session_past_its_end_is_a_stranger(citra: Client) -> None:
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert citra.get(NIL).status_code == 404


def test_a_session_ended_elsewhere_is_a_stranger_at_once(citra: Client) -> None:
    Session.objects.all().delete()
    assert citra.get(NIL).status_code == 404


def test_an_account_switched_off_is_a_stranger_at_once(cast: Cast, citra: Client) -> None:
    User.objects.filter(pk=cast.citra.pk).update(is_active=False)
    assert citra.get(NIL).status_code == 404


def test_a_new_password_ends_the_sessions_of_the_old_one_at_once(cast: Cast, citra: Client) -> None:
    cast.citra.set_password("Kalimat-panjang-7")
    cast.citra.save()
    assert citra.get(NIL).status_code == 404


def test_a_role_taken_away_closes_the_door_at_once(cast: Cast, citra: Client) -> None:
    Grant.objects.filter(user=cast.citra).delete()
    assert citra.get(NIL).status_code != 200


def test_a_person_is_read_with_every_grant_and_their_unit(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grant_role(HOUSE, cast.citra, role=Role.DESK, area_code=CITY, unit=cast.citra.unit, starts_on=TODAY)
    with django_assert_num_queries(1):
        read = person_with_grants(cast.citra.pk)
        assert read is not None
        assert read.grants_read is not None
    plain = User.objects.get(pk=cast.citra.pk)
    assert [getattr(read, name) for name in ("pk", "username", "password", "unit_id", "joined_at")] == [
        getattr(plain, name) for name in ("pk", "username", "password", "unit_id", "joined_at")
    ]
    key = lambda grant: (grant.role, grant.area_code, grant.unit_id, grant.starts_on, grant.ends_on)  # noqa: E731
    assert sorted(map(key, grants_of(read)), key=str) == sorted(map(key, grants_of(plain)), key=str)
    assert len(grants_of(read)) == 2


def test_a_person_without_grants_is_read_and_nobody_is_nobody(cast: Cast) -> None:
    Grant.objects.filter(user=cast.citra).delete()
    read = person_with_grants(cast.citra.pk)
    assert read is not None
    assert read.grants_read == []
    assert person_with_grants(0) is None


def test_a_wrong_host_with_a_session_gets_the_page_of_a_bad_request(client: Client, cast: Cast) -> None:
    client.force_login(cast.budi)
    assert client.get("/ruang/", headers={"host": "bukan_kota.."}).status_code == 400
