"""The open interface under /api/v1/: calendars, law, advice, places and public figures.

It reads, remembers nobody, and holds no person. Every call is a door; the document is at /api/v1/openapi.json.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.openness.api import answering
from kondusif.openness.api.advice import advice
from kondusif.openness.api.calendars import calendars
from kondusif.openness.api.law import law
from kondusif.openness.api.places import figures, places

api = NinjaAPI(
    title="Kondusif",
    version="1",
    description="Kalender, aturan, periksa mandiri, wilayah, dan angka publik. Hanya baca, tanpa kunci, tanpa kuki, "
    "tanpa data orang; yang ditanyakan tidak disimpan. (Calendars, law, self-check, places and public figures: "
    "read-only, without key or cookie, without personal data; questions are not kept.)",
    docs_url=None,
    urls_namespace="api",
)
api.exception_handler(KondusifError)(answering.refused)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that does not have its form; the sentence names the first one."""
    places_of = [[str(part) for part in row["loc"] if part not in {"query", "path", "body"}] for row in error.errors]
    name = next((place[-1] if place[-1].isidentifier() else place[0] for place in places_of if place), "?")
    return answering.refused(request, Refused("openness.api.bad_value", name=name[:40]))


@api.exception_handler(HttpError)
def unreadable_body(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON object."""
    return answering.refused(request, Refused("openness.api.bad_body"))


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """A body beyond what this server reads."""
    return answering.refused(request, Refused("openness.api.too_big"))


def index(request: HttpRequest) -> HttpResponse:
    """Where the document is; the one page a person finds by hand."""
    return api.create_response(request, {"openapi": f"{request.path}openapi.json"}, status=200)


def missing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What is asked for under /api/v1/ and does not exist."""
    return answering.refused(request, NotYours("openness.api.no_such_call"))


for router in (calendars, law, advice, places, figures):
    api.add_router("", router)
