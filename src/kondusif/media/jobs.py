"""Work in the background: feeds that are due, and files that wait to be read. Every job may run twice."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from kondusif.kernel.actor import system_actor
from kondusif.media.selectors import waiting_folders
from kondusif.media.services import fetch_due, read_waiting

FEEDS = system_actor("umpan")


@db_periodic_task(crontab(minute="*/10"))
def fetch_feeds() -> None:
    """media.fetch_feeds: what is on and due, while the city's channel is on."""
    fetch_due(FEEDS)


@db_task()
def read_folder(pk: int) -> None:
    """media.read_folder: the files of one folder that still wait."""
    for folder in waiting_folders(pk):
        read_waiting(folder)


@db_periodic_task(crontab(minute="*/5"))
def read_left_over() -> None:
    """media.read_left_over: files whose reading was broken off."""
    for folder in waiting_folders():
        read_waiting(folder)
