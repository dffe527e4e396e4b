"""Background work of this room. Every job may run twice, or in two workers at once."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from kondusif.cases import recompute as clocks
from kondusif.cases.services.reminding import remind as tell_everybody
from kondusif.kernel.actor import system_actor

REMINDER, CLOCKS = system_actor("pengingat"), system_actor("tenggat")


@db_periodic_task(crontab(minute="*/5"))
def remind() -> None:
    """cases.remind: who is owed a reminder, and who is told once that a safe date is over."""
    tell_everybody(REMINDER)


@db_task(retries=2, retry_delay=30)
def recompute(cause: str = "amendment") -> None:
    """cases.recompute: the clocks of all open cases by the edition in force."""
    clocks.run(CLOCKS, cause)


@db_periodic_task(crontab(minute="*/10"))
def recompute_if_needed() -> None:
    """cases.recompute_if_needed: after an upgrade, a new edition, or a walk that was interrupted."""
    clocks.run_if_needed(CLOCKS)
