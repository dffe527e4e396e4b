"""A prepared question answers as the queryset behind it does, always with what stands in the database now."""

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session

from kondusif.base.prepared import Prepared, columns_of, made

pytestmark = pytest.mark.django_db
END = datetime(2024, 11, 27, 6, 0, tzinfo=UTC)


def named(app: str, name: str) -> object:
    return ContentType.objects.order_by().filter(app_label=app, model=name).values_list("pk", "model")


def test_it_answers_as_the_queryset_does_for_every_value_and_in_whatever_order_the_sql_takes_them() -> None:
    one, two = (
        ContentType.objects.create(app_label="b", model="a"),
        ContentType.objects.create(app_label="a", model="b"),
    )
    ask, other_way = Prepared(named), Prepared(lambda name, app: named(app, name))
    assert [list(ask("b", "a")[0]), list(ask("a", "b")[0])] == [[one.pk, "a"], [two.pk, "b"]]
    assert list(other_way("a", "b")[0]) == [one.pk, "a"]
    assert ask("b", "b") == []
    assert ask.first("b", "b") is None


def test_like_values_at_the_first_asking_do_not_settle_which_is_which() -> None:
    ContentType.objects.create(app_label="b", model="a")
    ask = Prepared(named)
    assert ask("a", "a") == []
    assert ask.first("b", "a") is not None
    assert ask.first("a", "b") is None


def test_what_was_written_a_moment_ago_is_read() -> None:
    ask = Prepared(lambda key: Session.objects.filter(session_key=key).values_list("session_data"))
    assert ask.first("k") is None
    Session.objects.create(session_key="k", session_data="satu", expire_date=END)
    assert tuple(ask.first("k") or ()) == ("satu",)
    Session.objects.filter(session_key="k").update(session_data="dua")
    assert tuple(ask.first("k") or ()) == ("dua",)


def test_an_object_is_made_with_values_of_the_kinds_that_its_columns_have() -> None:
    kept = Session.objects.create(session_key="k", session_data="satu", expire_date=END)
    columns = columns_of(Session)
    row = Prepared(lambda key: Session.objects.filter(session_key=key).values_list(*columns)).first("k")
    assert row is not None
    found = made(Session, columns, row)
    assert (found, found.expire_date, found.session_data) == (kept, END, "satu")


def test_a_question_that_compares_with_more_than_its_arguments_is_refused() -> None:
    ask = Prepared(lambda app: ContentType.objects.filter(app_label=app, model="tetap").values_list("pk"))
    with pytest.raises(ValueError, match="tetap"):
        ask("b")
