"""What the holder of a code does with the report: more evidence, and the identity released, taken back, erased."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.intake.evidence import MAX_FILES, Evidence
from kondusif.intake.models import Attachment, Report
from kondusif.intake.services.desk import must_be_open
from kondusif.intake.services.receiving import day_without_hour, lay_down
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault import files as vault_files
from kondusif.vault.models import UnitKey
from kondusif.vault.services import destroy, give_to_units, open_for_reporter, take_from_units

MOST_FILES = 4 * MAX_FILES


def add_evidence(actor: Actor, report: Report, private: bytes, files: Sequence[Evidence]) -> list[Attachment]:
    """Seal more files to an opened report; a file that is there is not kept twice. Audit: intake.evidence.added.

    Args:
        private: the reporter's own key, for the originals; after the identity was erased only safe copies are kept.
    Raises:
        Refused: the report is locked or decided, or it has too many files.
        Stale: another upload of the same moment took the place; send again.
    """
    must_be_open(report)
    if report.decided:
        raise Refused("intake.decided_already")
    there = list(Attachment.objects.filter(report=report).select_related("report"))
    seen = {row.file_note(report.key).sha256 for row in there}
    fresh = [one for one in files if one.sha256 not in seen]
    if len(there) + len(fresh) > MOST_FILES:
        raise Refused("intake.file.too_many", limit=MOST_FILES)
    first = max((row.order for row in there), default=0) + 1
    identity_key = open_for_reporter(report.identity_key, private)
    kept, rows = lay_down(report, fresh, report.key, identity_key, first=first)
    try:
        with transaction.atomic():
            Attachment.objects.bulk_create(rows)
            if rows:
                at = day_without_hour(today())
                record(actor, "intake.evidence.added", report, {"files": len(rows)}, at=at)
    except BaseException as error:
        vault_files.drop(one.name for one in kept)
        if isinstance(error, IntegrityError):
            raise Stale from error
        raise
    return rows


@transaction.atomic
def release_identity(actor: Actor, report: Report, private: bytes) -> Report:
    """The reporter opens name, contact and originals to the units that read the account.

    Audit: intake.identity.released.

    Raises:
        Refused: no name was given, or it was erased.
    """
    key = open_for_reporter(report.identity_key, private)
    if key is None or not report.named or report.erased_on:
        raise Refused("intake.no_identity")
    readers = UnitKey.objects.filter(wraps__data_key=report.content_key_id, retired_at__isnull=True)
    give_to_units(report.identity_key, key, readers)
    Report.objects.filter(pk=report.pk).update(released_on=today())
    record(actor, "intake.identity.released", report, at=day_without_hour(today()))
    report.refresh_from_db()
    return report


@transaction.atomic
def withdraw_identity(actor: Actor, report: Report) -> Report:
    """The reporter takes the name back: no unit opens it from now on. Audit: intake.identity.withdrawn."""
    take_from_units(report.identity_key)
    Report.objects.filter(pk=report.pk).update(released_on=None)
    record(actor, "intake.identity.withdrawn", report, at=day_without_hour(today()))
    report.refresh_from_db()
    return report


def erase_identity(actor: Actor, report: Report) -> Report:
    """The reporter erases name, contact, exact time and originals for good. Audit: intake.identity.erased.

    The safe copies and the account stay. The files go after COMMIT: a file without a row is swept, never the reverse.
    """
    originals = list(
        Attachment.objects.filter(report=report).exclude(original_name="").values_list("original_name", flat=True)
    )
    with transaction.atomic():
        destroy(report.identity_key, today())
        Report.objects.filter(pk=report.pk).update(identity=b"", named=False, released_on=None, erased_on=today())
        Attachment.objects.filter(report=report).update(original_name="", original_note=b"")
        record(actor, "intake.identity.erased", report, at=day_without_hour(today()))
    vault_files.drop(originals)
    report.refresh_from_db()
    return report
