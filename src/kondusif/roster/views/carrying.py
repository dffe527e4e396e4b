"""What every page of this room needs: who reads, and whether they keep the list."""

from django.http import HttpRequest

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.kernel.actor import Actor
from kondusif.roster.selectors.people import keeper


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def keeping(request: HttpRequest) -> Actor:
    """The same as an actor, if they keep the list.

    Raises:
        NotAllowed: they do not.
    """
    return actor_of(keeper(signed_in(request)))
