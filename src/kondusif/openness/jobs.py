"""Public figures are made by themselves, once a week has ended."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.kernel.actor import system_actor
from kondusif.openness.services import publish_if_due

ACTOR = system_actor("angka-publik")


@db_periodic_task(crontab(minute="*/5"))
def publish() -> None:
    """The edition of the last full week, where it does not stand yet."""
    publish_if_due(ACTOR)
