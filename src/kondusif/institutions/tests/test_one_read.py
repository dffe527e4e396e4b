"""The city is read once in a request, again after a write, and never from a request that is over."""

from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kondusif.institutions.held import one_request
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city_or_none, today
from kondusif.institutions.services import move_exercise_date, set_contest
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from support.cast import Cast

ACTOR = system_actor("uji")


def reads(asked: CaptureQueriesContext) -> int:
    """How often the city was asked of the database."""
    return sum('FROM "institutions_city"' in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("page", ["web_public:home", "advice_public:ask", "openness_public:home"])
def test_a_public_page_reads_the_city_once(client: Client, city: City, page: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(page)).status_code == 200
    assert reads(asked) == 1


@pytest.mark.parametrize("page", ["web:home", "web:settings", "incidents:list"])
def test_a_staff_page_reads_the_city_once(client: Client, cast: Cast, page: str) -> None:
    client.force_login(cast.ani)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(page)).status_code == 200
    assert reads(asked) == 1


def test_a_write_is_seen_in_the_same_request_and_in_the_next(client: Client, cast: Cast) -> None:
    client.force_login(cast.ani)
    page = client.post(reverse("web:date"), {"on": "20 November 2024"}, follow=True)
    assert page.status_code == 200
    assert today() == date(2024, 11, 20)
    assert "20 November 2024" in page.content.decode()


def test_a_write_ends_the_holding(city: City) -> None:
    with one_request():
        assert today() == date(2024, 11, 13)
        move_exercise_date(ACTOR, date(2024, 11, 20))
        assert today() == date(2024, 11, 20)


def test_what_was_rolled_back_is_not_held(city: City) -> None:
    with one_request():
        with suppress(Refused), transaction.atomic():
            set_contest(ACTOR, "pemilu-2024")
            assert city_or_none().contest == "pemilu-2024"
            raise Refused("institutions.no_city")
        assert city_or_none().contest == "pilkada-2024"


def test_outside_a_request_nothing_is_held(client: Client, city: City) -> None:
    client.get(reverse("web_public:home"))
    City.objects.filter(pk=1).update(contest="pemilu-2024")
    assert city_or_none().contest == "pemilu-2024"
    with one_request():
        assert city_or_none().contest == "pemilu-2024"
        with one_request():
            City.objects.filter(pk=1).update(contest="")
            assert city_or_none().contest == ""
        assert city_or_none().contest == "pemilu-2024"


def test_a_crash_inside_a_request_leaves_nothing_behind(city: City) -> None:
    with suppress(ZeroDivisionError), one_request():
        assert city_or_none() is not None
        raise ZeroDivisionError
    City.objects.all().delete()
    assert city_or_none() is None
