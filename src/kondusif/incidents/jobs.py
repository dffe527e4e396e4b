"""Work in the background: drafts of chats go when their days are over."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.incidents.services.chats import sweep_chats
from kondusif.kernel.actor import system_actor

SWEEPER = system_actor("penyapu")


@db_periodic_task(crontab(hour="3", minute="20"))
def sweep_old_chats() -> None:
    """incidents.sweep_old_chats: chats with their drafts, and what is remembered of messages, each in its time."""
    sweep_chats(SWEEPER)
