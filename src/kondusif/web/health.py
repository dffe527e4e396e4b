"""`/sehat/`: whether the parts stand. It says nothing about the city and nothing about people."""

from importlib.metadata import PackageNotFoundError, version

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from kondusif.base.disk import LEAST_FREE, free_share
from kondusif.web import heartbeat


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Database, worker, disk, version. 200 while pages can be served, 503 when the database does not answer."""
    database, worker, disk = database_answers(), heartbeat.last(), free_share()
    body = {
        "status": "baik" if database and worker.alive and disk >= LEAST_FREE else "perlu diperiksa",
        "database": {"ok": database, "engine": connection.vendor},
        "worker": {
            "ok": worker.alive, "status": "jalan" if worker.alive else "tidak jalan",
            "seen_at": worker.seen_at.isoformat(timespec="seconds") if worker.seen_at else None,
        },
        "disk": {"ok": disk >= LEAST_FREE, "free_share": round(disk, 3)},
        "version": installed_version(),
    }  # fmt: skip
    return JsonResponse(body, status=200 if database else 503)


def database_answers() -> bool:
    """Whether the database answers the smallest question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def installed_version() -> str:
    """The version of the package."""
    try:
        return version("kondusif")
    except PackageNotFoundError:
        return "tidak diketahui"
