"""A sheet of leave or of acting posts: kept for its decision, then landed whole or in part."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from kondusif.audit.services import record
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.roster.absences import Compared, Step
from kondusif.roster.models import Acting, Leave, Sheet
from kondusif.roster.rules import SHEET_HOURS, About
from kondusif.roster.selectors.absences import absences_by, every_bad_row, read_absence_bytes
from kondusif.roster.stored import packed_absences, unpacked_absences

BATCH = 500


@dataclass(frozen=True, slots=True)
class Landed:
    """How many were written, how many took the place of an older one, how many rows stayed out."""

    new: int
    changed: int
    refused: int


def keep_absences(actor: Actor, raw: bytes, about: About) -> Sheet:
    """Read a sheet and keep it until somebody decides; a new one replaces one's own last of its kind.

    Permission: admin of the personnel agency.
    Raises:
        Refused: the file is no such sheet; BadSheet: a column stands twice or a second heading has another order.
    """
    if not actor.is_person:
        raise Refused("roster.not_a_person")
    content = packed_absences(read_absence_bytes(raw, about))
    old = Sheet.objects.filter(made_at__lt=now() - timedelta(hours=SHEET_HOURS))
    with transaction.atomic():
        (old | Sheet.objects.filter(by_id=actor.person_id, about=about)).delete()
        return Sheet.objects.create(
            by_id=actor.person_id, made_at=now(), digest=hashlib.sha256(raw).hexdigest(), about=about, content=content
        )


@transaction.atomic
def land_absences(actor: Actor, sheet: Sheet, *, good_rows: bool = False) -> Landed:
    """Write down what a waiting sheet says, compared anew with what stands.

    A leave with other dates or another paper is withdrawn and written anew, so that the old one can still be read; a
    task is changed in its place. The same sheet twice writes nothing the second time.

    Args:
        good_rows: land the good rows although others are bad; without it a bad row stops everything.
    Audit: roster.absences.landed, one entry with counts. Permission: admin of the personnel agency.
    Raises:
        Refused: roster.import.gone, roster.import.bad_rows, roster.import.nothing.
    """
    if not Sheet.objects.filter(pk=sheet.pk, by_id=actor.user_id).delete()[0]:
        raise Refused("roster.import.gone")
    read = unpacked_absences(sheet.content)
    found = absences_by(read)
    bad = len(every_bad_row(read, found))
    if bad and not good_rows:
        raise Refused("roster.import.bad_rows", count=bad)
    if not found.moves:
        raise Refused("roster.import.nothing")
    (_write_leaves if read.about is About.LEAVE else _write_tasks)(found)
    landed = Landed(len(found.new), len(found.changed), bad)
    record(actor, "roster.absences.landed", f"{read.about}-{sheet.pk}", facts={
        "rows": len(read.rows) + len(read.bad), "new": landed.new, "changed": landed.changed, "refused": bad,
        "digest": sheet.digest[:16],
    })  # fmt: skip
    return landed


def _write_leaves(found: Compared) -> None:
    replaced = [step.before.pk for step in found.changed if step.before]
    for start in range(0, len(replaced), BATCH):
        Leave.objects.filter(pk__in=replaced[start : start + BATCH]).update(withdrawn_on=today())
    Leave.objects.bulk_create([_leave(step) for step in (*found.new, *found.changed)], batch_size=BATCH)


def _leave(step: Step) -> Leave:
    row = step.row
    return Leave(
        employee_id=step.person.pk, kind=row.kind, starts_on=row.starts_on, ends_on=row.ends_on or row.starts_on,
        basis=row.basis,
    )  # fmt: skip


def _write_tasks(found: Compared) -> None:
    units = dict(Unit.objects.values_list("key", "pk"))
    Acting.objects.bulk_create([_task(step, units) for step in found.new], batch_size=BATCH)
    Acting.objects.bulk_update(
        [_task(step, units) for step in found.changed], ["kind", "post", "unit", "starts_on", "ends_on", "basis"],
        batch_size=BATCH,
    )  # fmt: skip


def _task(step: Step, units: dict[str, int]) -> Acting:
    row = step.row
    return Acting(
        pk=step.before.pk if step.before else None, employee_id=step.person.pk, kind=row.kind, post=row.post,
        unit_id=units.get(row.unit), starts_on=row.starts_on, ends_on=row.ends_on, basis=row.basis,
    )  # fmt: skip
