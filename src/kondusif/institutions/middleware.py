"""Every request knows one city, and is read in its time zone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kondusif.institutions.held import one_request
from kondusif.institutions.selectors import city_or_none
from kondusif.kernel.clock import zone_of


class CityZoneMiddleware:
    """Shows moments in WIB, WITA or WIT, as the city has it, and holds the city while the request lasts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_request():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[object], kwargs: dict[str, object]
    ) -> None:
        # Here and not earlier: files and unknown addresses need no city.
        place = city_or_none()
        timezone.activate(zone_of(place.zone if place else "WIB"))
