from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from kondusif.openness.api import api, index, missing
from kondusif.openness.api.answering import polite

DOCUMENT = {"openapi-json", "api-root"}


def calls() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The calls of the interface, each answering politely."""
    rows, app_name, namespace = api.urls
    for row in rows:
        if isinstance(row, URLPattern):
            # The document is a plain view, which would answer any method.
            row.callback = polite(require_safe(row.callback) if row.name in DOCUMENT else row.callback)
    return rows, app_name, namespace


urlpatterns = [
    path("", polite(require_safe(index)), name="api_index"),
    path("", calls()),
    path("<path:rest>", polite(missing), name="api_missing"),
]
