"""Background work of these pages: only the sign of life."""

from huey import crontab
from huey.contrib.djhuey import on_startup, periodic_task

from kondusif.web import heartbeat


@on_startup()
def begin() -> None:
    """The first beat does not wait for the next full minute."""
    heartbeat.beat()


@periodic_task(crontab(minute="*"))
def beat() -> None:
    """web.beat: the worker runs."""
    heartbeat.beat()
