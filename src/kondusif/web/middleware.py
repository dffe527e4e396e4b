"""Before a city is chosen every page leads calmly to the one page that can choose it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kondusif.institutions.selectors import city_or_none

STAYS = ("web_public:first_run", "web_health:health")
PROGRAMS = ("api:", "api_")  # they cannot read a page, and the law needs no city


class FirstRunMiddleware:
    """Until the first run is done, sends readers of other pages to `/awal/`. Costs nothing once a city stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.city_stands = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[object], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        if self.city_stands or settings.DEMO:
            return None
        self.city_stands = city_or_none() is not None
        name = request.resolver_match.view_name if request.resolver_match else ""
        stays = self.city_stands or name in STAYS or name.startswith(PROGRAMS)
        return None if stays else redirect(reverse("web_public:first_run"))
