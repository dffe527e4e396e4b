"""The keeper of the doors: every request is held against the table before a view runs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.accounts.doors import door_of
from kondusif.accounts.rules import Audience, Passage, passage
from kondusif.accounts.selectors import roles_of
from kondusif.base.middleware import refusal_page
from kondusif.kernel.errors import NotAllowed


class DoorMiddleware:
    """Strangers get 404; an insider without the role gets 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[object], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        match = request.resolver_match
        door = door_of(match.view_name if match else "")
        if door and door.audience is Audience.PUBLIC:
            return None
        signed_in = request.user.is_authenticated
        roles = roles_of(request.user) if signed_in else frozenset()
        answer = passage(door, signed_in=signed_in, roles=roles)
        if answer is Passage.OPEN:
            return None
        if answer is Passage.FORBIDDEN:
            return refusal_page(request, NotAllowed())
        return render(request, "404.html", status=404)
