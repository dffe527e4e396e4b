"""A personnel sheet: read and kept for its decision, then landed whole, in part, or thrown away."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.base.planning import MANY, know_size
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.roster.models import Employee, RosterEdition, Sheet
from kondusif.roster.rules import FIELDS, SHEET_HOURS, About, Changes, Row, Status, changes_of
from kondusif.roster.selectors.editions import edition_number, known_rows
from kondusif.roster.selectors.reading import read_bytes
from kondusif.roster.stored import packed, unpacked

BATCH = 500


def keep_sheet(actor: Actor, raw: bytes) -> Sheet:
    """Read a sheet and keep it until somebody decides; nothing of the list changes. A new one replaces one's own last.

    Permission: admin of the personnel agency.
    Raises:
        Refused: the file is no personnel sheet; BadSheet: a column stands twice.
    """
    if not actor.is_person:
        raise Refused("roster.not_a_person")
    content = packed(read_bytes(raw))
    old = Sheet.objects.filter(made_at__lt=now() - timedelta(hours=SHEET_HOURS))
    with transaction.atomic():
        (old | Sheet.objects.filter(by_id=actor.person_id, about=About.PEOPLE)).delete()
        return Sheet.objects.create(
            by_id=actor.person_id, made_at=now(), digest=hashlib.sha256(raw).hexdigest(), edition=edition_number(),
            content=content,
        )  # fmt: skip


def discard_sheet(actor: Actor, sheet: Sheet) -> None:
    """Throw a waiting sheet away."""
    Sheet.objects.filter(pk=sheet.pk, by_id=actor.user_id).delete()


@transaction.atomic
def land_sheet(actor: Actor, sheet: Sheet, *, good_rows: bool = False, mark_left: bool = False) -> RosterEdition:
    """Land a waiting sheet as it was shown.

    Args:
        good_rows: land the good rows although others are bad; without it a bad row stops everything.
        mark_left: who works and is not in the sheet is marked as having left.
    Audit: roster.edition.landed, one entry. Permission: admin of the personnel agency.
    Raises:
        Refused: roster.import.gone, roster.import.bad_rows, roster.import.left_needs_whole, roster.import.nothing;
            Stale: the list changed since the preview.
    """
    if not Sheet.objects.filter(pk=sheet.pk, by_id=actor.user_id).delete()[0]:
        raise Refused("roster.import.gone")
    read = unpacked(sheet.content)
    if read.bad and not good_rows:
        raise Refused("roster.import.bad_rows", count=len(read.bad))
    if read.bad and mark_left:
        raise Refused("roster.import.left_needs_whole")
    if sheet.edition != edition_number():
        raise Stale("roster.import.meanwhile")
    return load_roster(
        actor, read.rows, fields=read.fields, digest=sheet.digest, refused=len(read.bad), mark_left=mark_left
    )


@transaction.atomic
def load_roster(
    actor: Actor, rows: Sequence[Row], *, fields: frozenset[str] = frozenset(FIELDS), digest: str = "",
    refused: int = 0, mark_left: bool = False,
) -> RosterEdition:  # fmt: skip
    """Write what a sheet changes: newcomers, changed facts, and, if asked, who left.

    Args:
        rows: one for each person; units by key.
        fields: the fields that the sheet speaks of; others stay as they are.
        digest: of the file.
    Audit: roster.edition.landed, with counts only.
    Raises:
        Refused: roster.import.nothing; Stale: another sheet landed at the same moment.
    Cost: two reads of the list, and one write for each 500 people that change.
    """
    known, left = known_rows()
    found = changes_of(known, left, rows, fields)
    gone = found.missing if mark_left else ()
    if not found.moves and not gone:
        raise Refused("roster.import.nothing")
    edition = _edition(actor, found, rows=len(rows), digest=digest, refused=refused, gone=len(gone))
    _write(found, known, fields, edition)
    for start in range(0, len(gone), BATCH):
        Employee.objects.filter(nip__in=gone[start : start + BATCH]).update(
            status=Status.LEFT, left_on=edition.landed_on, edition=edition
        )
    record(actor, "roster.edition.landed", f"PEG-{edition.number}", facts={
        "rows": edition.rows, "joined": edition.joined, "left": edition.left, "changed": edition.changed,
        "refused": edition.refused, "digest": digest[:16],
    })  # fmt: skip
    return edition


def _edition(
    actor: Actor, found: Changes, *, rows: int, digest: str, refused: int, gone: int
) -> RosterEdition:  # fmt: skip
    try:
        with transaction.atomic():
            return RosterEdition.objects.create(
                number=edition_number() + 1, digest=digest, landed_at=now(), landed_on=today(), by_id=actor.user_id,
                rows=rows, joined=len(found.new) + len(found.back), left=gone, changed=len(found.changed),
                refused=refused,
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale("roster.import.meanwhile") from error


def _write(found: Changes, known: dict[str, Row], fields: frozenset[str], edition: RosterEdition) -> None:
    """Newcomers are inserted; the others keep the fields that the sheet does not speak of."""
    units = dict(Unit.objects.values_list("key", "pk"))
    old = [*found.back, *(row for row, _moved in found.changed)]
    merged = [replace(known[row.nip], **{name: getattr(row, name) for name in fields}) for row in old]
    Employee.objects.bulk_create([_employee(row, units, edition) for row in found.new], batch_size=BATCH)
    Employee.objects.bulk_create(
        [_employee(row, units, edition) for row in merged], batch_size=BATCH, update_conflicts=True,
        unique_fields=["nip"],
        update_fields=["name", "kind", "unit", "unit_name", "post", "rank", "area_code", "since", "until", "status",
                       "left_on", "edition"],
    )  # fmt: skip
    if len(found.new) >= MANY:
        know_size(Employee)


def _employee(row: Row, units: dict[str, int], edition: RosterEdition) -> Employee:
    return Employee(
        nip=row.nip, name=row.name, kind=row.kind, unit_id=units.get(row.unit), unit_name=row.unit_name, post=row.post,
        rank=row.rank, area_code=row.area_code, since=row.since, until=row.until, status=Status.ACTIVE, left_on=None,
        edition=edition,
    )  # fmt: skip
