"""Work in the background: what was left over is swept. No job touches anything unsealed."""

from datetime import UTC, datetime, timedelta

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from kondusif.intake import proof
from kondusif.intake.models import Attachment
from kondusif.kernel.clock import now
from kondusif.vault import files

ORPHAN_AGE = timedelta(days=1)


@db_periodic_task(crontab(hour="3", minute="40"))
def sweep_orphans() -> None:
    """Files whose report was never written: a file is always there before its row, never after.

    The time that a file shows is its day only; how old it is says the file system's own time of change.
    """
    safe = Attachment.objects.values_list("safe_name", flat=True)
    originals = Attachment.objects.exclude(original_name="").values_list("original_name", flat=True)
    known = set(safe) | set(originals)
    for path in files.folder().glob("??/*"):
        age = now() - datetime.fromtimestamp(path.stat().st_ctime, UTC)
        if path.name not in known and age > ORPHAN_AGE:
            path.unlink(missing_ok=True)


@db_periodic_task(crontab(hour="3", minute="50"))
def sweep_spent_proofs() -> None:
    """A proof of work is remembered for as long as somebody could show it again."""
    proof.sweep_spent()
