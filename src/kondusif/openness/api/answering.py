"""How calls are answered: what may be kept and for how long, how a call is refused, and how its blanks are read."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import override

from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.rulebook import selectors as rulebook

SECONDS_KEPT = 300
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PAUSE = re.compile(r"([a-z0-9_-]+)=(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})?", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", re.ASCII)
UNKNOWN = {
    "stages.contest.unknown", "rulebook.act.unknown", "rulebook.procedure.unknown", "rulebook.edition.unknown",
    "advice.act.unknown",
}  # fmt: skip
STATUS = {"openness.api.bad_body": 400, "openness.api.no_such_method": 405, "openness.api.too_big": 413}

View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """Let answers be kept for a few minutes by anybody; they are the same for everybody."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200:
            patch_cache_control(answer, public=True, max_age=SECONDS_KEPT)
        return answer

    return answered


def from_the_rulebook(view: View) -> View:
    """As `kept`, with a mark that begins with the edition: whoever holds an answer asks for news of it alone."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200:
            answer["ETag"] = f'"{rulebook.edition()}-{sha256(answer.content).hexdigest()[:16]}"'
        return answer

    return kept(answered)


def fault(error: KondusifError) -> dict[str, str]:
    """A refusal as an object: its code, and its sentence in both languages."""
    with override("id"):
        ours = sentence(error)
    with override("en"):
        theirs = sentence(error)
    return {"code": error.code, "sentence": ours, "sentence_en": theirs}


def refused(request: HttpRequest, error: KondusifError) -> HttpResponse:
    """A refusal: 404 for a thing that is not there, 422 for a question that cannot be answered."""
    missing = isinstance(error, NotYours) or error.code in UNKNOWN or error.code.startswith("territory.area.")
    return JsonResponse(fault(error), status=STATUS.get(error.code, 404 if missing else 422))


def polite(view: View) -> View:
    """HEAD as GET without a body, an answer that the caller holds already as 304, a wrong method as JSON."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        head, request.method = request.method == "HEAD", "GET" if request.method == "HEAD" else request.method
        try:
            answer = view(request, *args, **kwargs)
            if answer.status_code == 405:
                return not_taken(request, answer)
            if answer.has_header("ETag"):
                answer = get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
        finally:
            if head:
                request.method = "HEAD"
        if head:
            answer["Content-Length"] = str(len(answer.content))
            answer.content = b""
        return answer

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written, and no cookie is read
    return answered


def not_taken(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A method that the call does not take, with those it takes."""
    taken = {word.strip() for word in answer["Allow"].split(",")}
    allowed = ", ".join(sorted(taken | ({"HEAD"} if "GET" in taken else set())))
    said = refused(request, Refused("openness.api.no_such_method", method=str(request.method)[:20], allowed=allowed))
    said["Allow"] = allowed
    return said


def moment(text: str) -> date | datetime:
    """A day, or a local time, as the commands read it.

    Raises:
        Refused: `rulebook.date.unreadable`.
    """
    if MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        except ValueError:
            pass  # no such day in the calendar, or no such hour
    raise Refused("rulebook.date.unreadable", text=text[:40])


def day(text: str | None) -> date:
    """The day of a parameter; the city's date where none is given.

    Raises:
        Refused: `rulebook.date.unreadable`.
    """
    if text is None:
        return today()
    found = moment(text)
    if isinstance(found, datetime):
        raise Refused("rulebook.date.unreadable", text=text[:40])
    return found
