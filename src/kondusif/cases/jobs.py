"""Background work of this room. Every job may run twice, or in two workers at once."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.cases.recompute import run_if_needed
from kondusif.cases.services.reminding import remind as tell_everybody
from kondusif.kernel.actor import system_actor

REMINDER, CLOCKS = system_actor("pengingat"), system_actor("tenggat")


@db_periodic_task(crontab(minute="*/5"))
def remind() -> None:
    """cases.remind: who is owed a reminder, and who is told once that a safe date is over."""
    tell_everybody(REMINDER)


@db_periodic_task(crontab(minute="*/10"))
def recompute_if_needed() -> None:
    """cases.recompute_if_needed: after an upgrade, a new edition, or a walk that was interrupted."""
    run_if_needed(CLOCKS)
