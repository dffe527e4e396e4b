"""Background work of this room. Every job may run twice, or in two workers at once."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.institutions.selectors import city_or_none
from kondusif.kernel.actor import system_actor
from kondusif.roster.services.keeping import erase_old, sweep_sheets

KEEPER = system_actor("kepegawaian")


@db_periodic_task(crontab(hour="3", minute="30"))
def keep_short() -> None:
    """roster.keep_short: people who left long ago, old leave, and sheets of yesterday go."""
    if city_or_none():
        erase_old(KEEPER)
        sweep_sheets()
