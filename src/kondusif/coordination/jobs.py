"""Background work of this room. Every job may run twice, or in two workers at once."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.coordination.services.reminding import remind as tell_watchers
from kondusif.kernel.actor import system_actor

REMINDER = system_actor("pengingat-janji")


@db_periodic_task(crontab(minute="17"))
def remind() -> None:
    """coordination.remind: whoever looks at a promise is told once when its day has come."""
    tell_watchers(REMINDER)
