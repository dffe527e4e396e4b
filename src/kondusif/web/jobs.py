"""Background work of these pages: the sign of life, and the sweeping of pictures that no record names."""

from datetime import UTC, datetime, timedelta

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, on_startup, periodic_task

from kondusif.base import pictures
from kondusif.coordination.models import Sheet
from kondusif.kernel.clock import now
from kondusif.outreach.models import Picture
from kondusif.web import heartbeat

ORPHAN_AGE = timedelta(days=1)


@on_startup()
def begin() -> None:
    """The first beat does not wait for the next full minute."""
    heartbeat.beat()


@periodic_task(crontab(minute="*"))
def beat() -> None:
    """web.beat: the worker runs."""
    heartbeat.beat()


@db_periodic_task(crontab(hour="3", minute="45"))
def sweep_pictures() -> None:
    """web.sweep_pictures: a picture lies on the disk before its row; where the row never came, it goes after a day."""
    known = {*Picture.objects.values_list("name", flat=True), *Sheet.objects.values_list("name", flat=True)}
    for path in pictures.folder().glob("??/*"):
        age = now() - datetime.fromtimestamp(path.stat().st_ctime, UTC)
        if path.name not in known and age > ORPHAN_AGE:
            path.unlink(missing_ok=True)
