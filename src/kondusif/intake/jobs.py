"""Work in the background: pictures are drawn anew before an officer can open them; what was left over is swept."""

from datetime import UTC, datetime, timedelta

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from kondusif.intake import evidence, services
from kondusif.intake.models import Attachment
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now

ACTOR = system_actor("pembersih")
ORPHAN_AGE = timedelta(days=1)


@db_task(retries=2, retry_delay=10)
def clean_attachment(pk: int) -> None:
    """Make one picture safe."""
    services.make_safe(ACTOR, pk)


@db_periodic_task(crontab(minute="*/10"))
def clean_what_waits() -> None:
    """Pictures whose first job was lost."""
    for pk in Attachment.objects.filter(state=Attachment.State.RAW).values_list("pk", flat=True)[:100]:
        services.make_safe(ACTOR, pk)


@db_periodic_task(crontab(hour="3", minute="40"))
def sweep_orphans() -> None:
    """Files whose report was never written: a file is always there before its row, never after."""
    known = set(Attachment.objects.values_list("key", flat=True)) | set(
        Attachment.objects.exclude(clean_key="").values_list("clean_key", flat=True)
    )
    for path in evidence.folder().glob("??/*"):
        age = now() - datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.name not in known and age > ORPHAN_AGE:
            path.unlink(missing_ok=True)
