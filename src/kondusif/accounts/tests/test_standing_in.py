"""Who stands in for whom: a chain, never a circle."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kondusif.accounts.models import Notice, Substitution, User
from kondusif.accounts.rules import Role, StandIn, closes_a_loop, overlaps, stood_in_for, substitutes_of
from kondusif.accounts.selectors import actor_of, people_i_stand_for, substitutions
from kondusif.accounts.services import end_substitution, name_substitute, replace_person
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast, person

DAY0 = date(2024, 11, 1)
spans = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 20), st.integers(0, 10))


def stand_in(row: tuple[int, int, int, int]) -> StandIn:
    user, substitute, first, length = row
    start = DAY0 + timedelta(days=first)
    return StandIn(user, substitute, start, start + timedelta(days=length))


@given(st.lists(spans, max_size=12))
def test_what_was_let_in_never_runs_in_a_circle_on_any_day(rows: list[tuple[int, int, int, int]]) -> None:
    kept: list[StandIn] = []
    for new in map(stand_in, rows):
        taken = any(row.user == new.user and overlaps(row, new) for row in kept)
        if new.user != new.substitute and not taken and not closes_a_loop(new, kept):
            kept.append(new)
    for day in (DAY0 + timedelta(days=n) for n in range(32)):
        nexts = {row.user: row.substitute for row in kept if row.holds(day)}
        for user, first in nexts.items():
            seen, step = {user}, first
            while step in nexts:
                assert step not in seen
                seen.add(step)
                step = nexts[step]
            assert substitutes_of(user, kept, day)[-1] == step


@given(st.lists(spans, max_size=12))
def test_a_circle_in_the_data_still_ends(rows: list[tuple[int, int, int, int]]) -> None:
    held = [stand_in(row) for row in rows]
    for user in range(1, 6):
        chain = substitutes_of(user, held, DAY0 + timedelta(days=5))
        assert len(chain) == len(set(chain))
        assert user not in chain


def test_a_substitutes_substitute_receives_everything(cast: Cast) -> None:
    third = person("joko", "Joko", Role.HANDLER, "inspektorat")
    name_substitute(actor_of(cast.hana), cast.hana, substitute=cast.gita, first=TODAY, last=None, on=TODAY)
    name_substitute(actor_of(cast.gita), cast.gita, substitute=third, first=TODAY, last=None, on=TODAY)
    assert people_i_stand_for(third, TODAY) == {third.pk, cast.gita.pk, cast.hana.pk}
    assert substitutes_of(cast.hana.pk, substitutions(TODAY), TODAY) == [cast.gita.pk, third.pk]
    assert stood_in_for(third.pk, substitutions(TODAY - timedelta(days=1)), TODAY) == set()


def test_naming_a_substitute_tells_them_and_makes_one_entry(cast: Cast) -> None:
    before = Entry.objects.count()
    name_substitute(actor_of(cast.hana), cast.hana, substitute=cast.gita, first=TODAY, last=TODAY, on=TODAY)
    assert Entry.objects.count() == before + 1
    assert Notice.objects.get().user == cast.gita


@pytest.mark.parametrize(
    ("who", "first", "last", "code"),
    [
        ("hana", TODAY, None, "accounts.substitute.oneself"),
        ("intan", TODAY, None, "accounts.substitute.no_role"),
        ("gita", TODAY, TODAY - timedelta(days=1), "accounts.substitute.days"),
    ],
)
def test_a_substitution_that_helps_nobody_is_refused(
    cast: Cast, who: str, first: date, last: date | None, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        name_substitute(actor_of(cast.hana), cast.hana, substitute=getattr(cast, who), first=first, last=last, on=TODAY)
    assert caught.value.code == code


def test_a_circle_and_a_second_substitute_on_the_same_day_are_refused(cast: Cast) -> None:
    third = person("joko", "Joko", Role.HANDLER, "inspektorat")
    name_substitute(actor_of(cast.hana), cast.hana, substitute=cast.gita, first=TODAY, last=None, on=TODAY)
    name_substitute(actor_of(cast.gita), cast.gita, substitute=third, first=TODAY, last=None, on=TODAY)
    with pytest.raises(Refused, match="circle"):
        name_substitute(actor_of(third), third, substitute=cast.hana, first=TODAY, last=None, on=TODAY)
    with pytest.raises(Refused, match="taken"):
        name_substitute(actor_of(cast.hana), cast.hana, substitute=third, first=TODAY, last=TODAY, on=TODAY)


def test_who_leaves_is_replaced_wherever_they_stood_in(cast: Cast) -> None:
    third = person("joko", "Joko", Role.HANDLER, "inspektorat")
    yesterday = TODAY - timedelta(days=1)
    Substitution.objects.create(user=third, substitute=cast.hana, first=yesterday)
    assert replace_person(cast.hana, cast.gita, on=TODAY) == 1
    assert people_i_stand_for(cast.gita, TODAY) == {cast.gita.pk, third.pk}
    assert people_i_stand_for(cast.hana, yesterday) == {cast.hana.pk, third.pk}


def test_a_substitution_ends_before_the_day_or_is_taken_back(cast: Cast) -> None:
    row = name_substitute(actor_of(cast.hana), cast.hana, substitute=cast.gita, first=TODAY, last=None, on=TODAY)
    end_substitution(actor_of(cast.gita), row, on=TODAY)
    assert not Substitution.objects.exists()


def test_the_page_names_ends_and_refuses(client: Client, cast: Cast) -> None:
    client.force_login(cast.hana)
    url = "/akun/pengganti/"
    assert client.get(url).status_code == 200
    sent = {"substitute": cast.gita.pk, "first": "13 November 2024", "last": "20 November 2024"}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 422
    row = Substitution.objects.get()
    stranger = Client()
    stranger.force_login(User.objects.get(username="budi"))
    assert stranger.post("/akun/pengganti/akhiri/", {"penggantian": row.pk}).status_code == 404
    assert client.post("/akun/pengganti/akhiri/", {"penggantian": row.pk}).status_code == 302
    assert not Substitution.objects.exists()
