"""A safe copy as an answer that a browser shows and cannot run."""

from django.http import HttpResponse

from kondusif.intake.selectors import OpenedFile

SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
# A browser shows no document in a sandbox. The copy holds pictures of pages and nothing else.
SHEETS = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def shown(file: OpenedFile, name: str) -> HttpResponse:
    """The copy under a name of ours, to look at; no browser keeps it.

    Args:
        name: without the ending.
    """
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'inline; filename="{name}{file.suffix}"'
    response["Content-Security-Policy"] = SANDBOX if file.picture else SHEETS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
