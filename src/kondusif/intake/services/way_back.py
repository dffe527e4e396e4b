"""What the holder of a code does: more evidence, and the identity given later, released, taken back, erased."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.intake.evidence import MAX_FILES, Evidence
from kondusif.intake.models import Attachment, Report
from kondusif.intake.services.desk import must_be_open
from kondusif.intake.services.receiving import day_without_hour, lay_down
from kondusif.intake.told import Person, closed, place
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
            held = Report.objects.select_for_update().only("erased_on").get(pk=report.pk)
            if identity_key and held.erased_on:
                raise Stale  # erased meanwhile: no original may come after that
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
def give_identity(actor: Actor, report: Report, private: bytes, person: Person) -> Report:
    """A reporter who gave no name gives it later; it lies sealed like a first one. Audit: intake.identity.given.

    Args:
        person: name, address, phone and e-mail; the exact time of the first sending stays as it was.
    Raises:
        Refused: nothing was given, or the identity was erased.
        Stale: another name was given meanwhile.
    """
    if not any((person.name, person.address, person.phone, person.email)):
        raise Refused("intake.identity_empty")
    key = open_for_reporter(report.identity_key, private)
    if key is None or report.erased_on:
        raise Refused("intake.no_identity")
    there = report.person(key)
    given = replace(person, arrived_at=there.arrived_at)
    if report.named and there == given:
        return report
    sealed = closed(key, given, place(report.ref, "identity"))
    unnamed = Report.objects.filter(pk=report.pk, named=False, erased_on__isnull=True)
    if not unnamed.update(identity=sealed, named=True):
        raise Stale
    record(actor, "intake.identity.given", report, at=day_without_hour(today()))
    report.refresh_from_db()
    return report


@transaction.atomic
def release_identity(actor: Actor, report: Report, private: bytes) -> Report:
    """The reporter opens name, contact and originals to the units that read the account. A second time does nothing.

    Audit: intake.identity.released.

    Raises:
        Refused: no name was given, or it was erased.
    """
    sealed_still = Report.objects.filter(pk=report.pk, named=True, erased_on__isnull=True, released_on__isnull=True)
    fresh = sealed_still.update(released_on=today())  # holds the row, so that an erasure cannot come between
    key = open_for_reporter(report.identity_key, private)
    report.refresh_from_db()
    if key is None or not report.named or report.erased_on:
        raise Refused("intake.no_identity")
    if fresh:
        readers = UnitKey.objects.filter(wraps__data_key=report.content_key_id, retired_at__isnull=True)
        give_to_units(report.identity_key, key, readers)
        record(actor, "intake.identity.released", report, at=day_without_hour(today()))
    return report


@transaction.atomic
def withdraw_identity(actor: Actor, report: Report) -> Report:
    """The reporter takes the name back: no unit opens it from now on. A second time does nothing.

    Audit: intake.identity.withdrawn.
    """
    if Report.objects.filter(pk=report.pk, released_on__isnull=False).update(released_on=None):
        take_from_units(report.identity_key)
        record(actor, "intake.identity.withdrawn", report, at=day_without_hour(today()))
    report.refresh_from_db()
    return report


def erase_identity(actor: Actor, report: Report) -> Report:
    """The reporter erases name, contact, exact time and originals for good. Audit: intake.identity.erased.

    The safe copies and the account stay. The files go after COMMIT: a file without a row is swept, never the reverse.
    A second time does nothing.
    """
    with transaction.atomic():
        gone = {"identity": b"", "named": False, "released_on": None, "erased_on": today()}
        fresh = Report.objects.filter(pk=report.pk, erased_on__isnull=True).update(**gone)
        with_original = Attachment.objects.filter(report=report).exclude(original_name="")
        originals = list(with_original.values_list("original_name", flat=True))
        if fresh:
            destroy(report.identity_key, today())
            record(actor, "intake.identity.erased", report, at=day_without_hour(today()))
        Attachment.objects.filter(report=report).update(original_name="", original_note=b"")
    vault_files.drop(originals)
    report.refresh_from_db()
    return report
