"""What several pages of this room need."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from kondusif.accounts.models import User
from kondusif.accounts.selectors import get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.kernel.errors import KondusifError, Refused, Stale
from kondusif.media import selectors
from kondusif.media.models import Article

PAGE_SIZE = 50


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def article_of(request: HttpRequest, number: str) -> Article:
    visible = selectors.articles_visible_to(signed_in(request))
    return get_or_not_yours(visible.select_related("added_by", "story"), number=number)


def told(request: HttpRequest, act: Callable[[], object], words: str) -> None:
    """Act, and say on the next page how it went."""
    try:
        act()
    except (Refused, Stale) as error:
        refused: KondusifError = error
        messages.error(request, sentence(refused))
    else:
        messages.success(request, words)


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal"))


def query_of(request: HttpRequest) -> str:
    """The address of a list without its page."""
    return urlencode([(name, value) for name, value in request.GET.items() if name != "hal"])
