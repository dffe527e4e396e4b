"""Background work of this room: notices that wait for e-mail. It may run twice; each is claimed before it is sent."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.accounts.services import send_waiting_mail
from kondusif.kernel.actor import system_actor

ACTOR = system_actor("surel")


@db_periodic_task(crontab(minute="*/3"))
def send_mail() -> None:
    """accounts.send_mail: what waits, and what failed before, a few times."""
    send_waiting_mail(ACTOR)
