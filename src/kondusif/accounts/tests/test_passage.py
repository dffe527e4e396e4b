"""Who passes a door. No database."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kondusif.accounts.doors import opens
from kondusif.accounts.rules import PUBLIC, SIGNED_IN, STAFF, Door, Passage, Role, Standing, passage, roles_held

CITY, OTHER, ON = "33.72", "33.74", date(2024, 11, 13)
NOBODY: frozenset[Role] = frozenset()
HANDLER = frozenset({Role.HANDLER})


@pytest.mark.parametrize(
    ("door", "signed_in", "roles", "answer"),
    [
        (None, True, HANDLER, Passage.HIDDEN),
        (Door(PUBLIC), False, NOBODY, Passage.OPEN),
        (Door(SIGNED_IN), False, NOBODY, Passage.HIDDEN),
        (Door(SIGNED_IN), True, NOBODY, Passage.OPEN),
        (Door(STAFF), False, NOBODY, Passage.HIDDEN),
        (Door(STAFF), True, NOBODY, Passage.HIDDEN),
        (Door(STAFF), True, HANDLER, Passage.OPEN),
        (Door.of(Role.DESK), True, HANDLER, Passage.FORBIDDEN),
        (Door.of(Role.DESK, Role.HANDLER), True, HANDLER, Passage.OPEN),
    ],
)
def test_a_door_lets_in_whom_the_table_names(
    door: Door | None, signed_in: bool, roles: frozenset[Role], answer: Passage
) -> None:
    assert passage(door, signed_in=signed_in, roles=roles) is answer


def grant(area: str = CITY, start: date = date(2024, 1, 1), end: date | None = None) -> Standing:
    return Standing(Role.HANDLER, area, start, end)


@pytest.mark.parametrize(
    ("held", "roles"),
    [
        (grant(), HANDLER),
        (grant(area="33.72.03"), HANDLER),
        (grant(area="33"), HANDLER),
        (grant(area=OTHER), NOBODY),
        (grant(area="33.7"), NOBODY),
        (grant(start=date(2024, 11, 14)), NOBODY),
        (grant(end=date(2024, 11, 13)), HANDLER),
        (grant(end=date(2024, 11, 12)), NOBODY),
    ],
)
def test_a_grant_counts_inside_its_city_and_its_dates(held: Standing, roles: frozenset[Role]) -> None:
    assert roles_held([held], ON, CITY) == roles


@given(st.dates(), st.dates(), st.dates())
def test_no_grant_holds_outside_its_dates(start: date, end: date, on: date) -> None:
    assert bool(roles_held([grant(start=start, end=end)], on, CITY)) == (start <= on <= end)


@pytest.mark.parametrize(
    ("url", "roles", "answer"),
    [
        ("/aturan/?q=like#hasil", NOBODY, True),
        ("/ruang/penanganan/", NOBODY, False),
        ("/ruang/penanganan/", HANDLER, True),
        ("/en/ruang/penanganan/", HANDLER, True),
        ("/ruang/laporan/", HANDLER, False),
        ("/tidak-ada/", HANDLER, False),
    ],
)
def test_a_link_is_drawn_only_where_its_door_opens(url: str, roles: frozenset[Role], answer: bool) -> None:
    with override("en" if url.startswith("/en/") else "id"):
        assert opens(url, roles) is answer
