"""Every door of this room answers each role as its table says, whether the thing behind it exists or not."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from kondusif.accounts.rules import Role
from kondusif.media.permissions import DOORS
from support.cast import Cast

pytestmark = pytest.mark.django_db
FIRST = {"pk": 1, "number": "MED-3372-2024-0001"}


def address(name: str) -> str:
    for blanks in ({}, {"pk": FIRST["pk"]}, {"number": FIRST["number"]}):
        try:
            return reverse(name, kwargs=blanks)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_passes_where_the_table_says_and_nowhere_else(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(cast.by_role()[role])
    refused = {
        name
        for name in DOORS
        if {client.get(address(name)).status_code, client.post(address(name)).status_code} == {403}
    }
    assert refused == {name for name, door in DOORS.items() if role not in door.roles}


def test_nobody_who_is_not_signed_in_and_nobody_of_another_city_learns_that_a_door_is_there(
    cast: Cast, client: Client
) -> None:
    for visitor in (None, cast.dewi):
        if visitor:
            client.force_login(visitor)
        assert {client.get(address(name)).status_code for name in DOORS} == {404}
