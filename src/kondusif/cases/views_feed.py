"""The private calendar. Whoever holds the address reads it, so it makes no cookie and every wrong address is alike."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kondusif.accounts.selectors import owner_of_calendar
from kondusif.cases.feed import feed_of
from kondusif.institutions.selectors import city, local_now


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """One person's running clocks; 404 for an address that is wrong, withdrawn or expired."""
    owner = owner_of_calendar(key)
    if owner is None:
        raise Http404
    place = city()
    with override("id"):
        found = feed_of(owner, place, local_now(place).replace(tzinfo=None), request.build_absolute_uri)
    response = HttpResponse(found.body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="tenggat.ics"'
    response["Cache-Control"] = "private, max-age=300"
    response["ETag"] = found.etag
    response["X-Robots-Tag"] = "noindex, nofollow"
    answer = get_conditional_response(request, etag=found.etag, response=response)
    assert isinstance(answer, HttpResponse)  # noqa: S101 - a response was handed in
    return answer
