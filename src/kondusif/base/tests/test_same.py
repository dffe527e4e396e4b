"""`{% same %}`: what is the same for everybody is drawn once in two seconds while serving; what is not, never twice."""

import pytest
from django.template import Context, Template
from django.utils import translation

from kondusif.base import fresh

PIECE = "{% load kondusif %}{% same level if not typed %}{{ level }}/{{ words }}{% endsame %}"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    at = [100.0]
    monkeypatch.setattr(fresh.time, "monotonic", lambda: at[0])
    return at


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> list[float]:
    monkeypatch.setattr(fresh, "_serving", True)
    return clock


def draw(page: Template, words: str, *, level: int = 1, typed: bool = False) -> str:
    return page.render(Context({"level": level, "words": words, "typed": typed}))


@pytest.mark.usefixtures("clock")
def test_outside_a_served_process_every_page_is_drawn() -> None:
    page = Template(PIECE)
    assert [draw(page, "a"), draw(page, "b")] == ["1/a", "1/b"]


def test_a_serving_process_draws_once_for_two_seconds(serving: list[float]) -> None:
    page = Template(PIECE)
    assert [draw(page, "a"), draw(page, "b")] == ["1/a", "1/a"]
    serving[0] += fresh.SECONDS
    assert draw(page, "c") == "1/c"


@pytest.mark.usefixtures("serving")
def test_another_value_or_language_is_another_piece() -> None:
    page = Template(PIECE)
    assert [draw(page, "a"), draw(page, "b", level=2)] == ["1/a", "2/b"]
    with translation.override("en"):
        assert draw(page, "c") == "1/c"
    assert draw(page, "d") == "1/a"


@pytest.mark.usefixtures("serving")
def test_what_may_not_be_shared_is_neither_kept_nor_taken() -> None:
    page = Template(PIECE)
    assert draw(page, "rahasia", typed=True) == "1/rahasia"
    assert [draw(page, "a"), draw(page, "lagi", typed=True)] == ["1/a", "1/lagi"]


@pytest.mark.usefixtures("serving")
def test_two_pieces_of_one_page_do_not_share() -> None:
    page = Template("{% load kondusif %}{% same %}satu{% endsame %} {% same %}dua{% endsame %}")
    assert [page.render(Context()), page.render(Context())] == ["satu dua", "satu dua"]
