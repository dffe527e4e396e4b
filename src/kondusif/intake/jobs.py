"""Work in the background: what was left over is swept. No job touches anything unsealed."""

from datetime import UTC, datetime, timedelta

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.intake import proof
from kondusif.intake.services.bundling import bundle_new, empty_shelf
from kondusif.intake.services.floods import Look, notice_burst
from kondusif.intake.services.importing import sweep_held
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now
from kondusif.vault import files
from kondusif.vault.inventory import files_in_use

ORPHAN_AGE = timedelta(days=1)
_look = Look()  # the newest arrival of a minute ago
_shelf = empty_shelf()  # keyed signatures of what stands in front, in the memory of the worker alone


@db_periodic_task(crontab(hour="3", minute="40"))
def sweep_orphans() -> None:
    """Files whose row was never written: a file is always there before its row, never after.

    The time that a file shows is its day only; how old it is says the file system's own time of change.
    """
    known = files_in_use()
    for path in files.folder().glob("??/*"):
        age = now() - datetime.fromtimestamp(path.stat().st_ctime, UTC)
        if path.name not in known and age > ORPHAN_AGE:
            path.unlink(missing_ok=True)


@db_periodic_task(crontab(hour="3", minute="50"))
def sweep_spent_proofs() -> None:
    """A proof of work is remembered for as long as somebody could show it again."""
    proof.sweep_spent()


@db_periodic_task(crontab())
def bundle_reports() -> None:
    """Each minute: what came since and tells nearly the same stands behind what stands in front already."""
    bundle_new(_shelf)


@db_periodic_task(crontab())
def notice_arrivals() -> None:
    """Each minute: whether so much arrives that the desk is told, once for a burst."""
    notice_burst(system_actor("penjaga"), _look)


@db_periodic_task(crontab(minute="*/10"))
def sweep_held_files() -> None:
    """Files of reports whose preview was left for an hour are gone."""
    sweep_held()
