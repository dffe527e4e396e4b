"""Background work of this room. Every job may run twice, or in two workers at once."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.institutions.selectors import city_or_none
from kondusif.kernel.actor import system_actor
from kondusif.screening.services import erase_expired, sweep_drafts

KEEPER = system_actor("penyaringan")


@db_periodic_task(crontab(hour="3", minute="20"))
def erase() -> None:
    """screening.erase: proposals whose last day has passed go, and results that nobody confirmed."""
    if city_or_none():
        erase_expired(KEEPER)
        sweep_drafts(KEEPER)
