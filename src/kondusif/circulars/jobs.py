"""Background work of this room. Every job may run twice, or in two workers at once."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.circulars.services.keeping import keep_counts
from kondusif.circulars.services.newcomers import ask_newcomers
from kondusif.kernel.actor import system_actor

ACTOR = system_actor("edaran")


@db_periodic_task(crontab(minute="10", hour="22"))
def ask() -> None:
    """circulars.ask: whoever joined since yesterday is asked, before the offices open (hours are UTC)."""
    ask_newcomers(ACTOR)


@db_periodic_task(crontab(minute="40", hour="17"))
def keep() -> None:
    """circulars.keep: circulars whose time is over keep their counts and lose their names."""
    keep_counts(ACTOR)
