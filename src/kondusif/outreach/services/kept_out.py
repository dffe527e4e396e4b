"""The city's list of names, slogans and numbers that stand in no piece of the kit; their bearers lead no session."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.base.wording import plain_date
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.outreach.kept_out import fold
from kondusif.outreach.models import KeptOut
from kondusif.outreach.rules import KeptOutKind
from kondusif.outreach.services.checks import person_of

LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to be written down: what it is, how it is written, and where that is known from."""

    kind: KeptOutKind
    text: str
    source: str


@transaction.atomic
def add_kept_out(actor: Actor, entry: Entry) -> KeptOut:
    """Write one name or slogan down; one that had ended holds again.

    Audit: outreach.kept_out.added, without the name. Permission: the desk.
    Raises:
        Refused: outreach.kept_out.too_short, outreach.kept_out.no_source, outreach.kept_out.twice, or by a machine.
    """
    row = _written(actor, entry)
    record(actor, "outreach.kept_out.added", row, facts={"kind": entry.kind})
    return row


@transaction.atomic
def end_kept_out(actor: Actor, row: KeptOut) -> KeptOut:
    """A row no longer holds from today on; it stays in the list with that day.

    Audit: outreach.kept_out.ended. Permission: the desk.
    Raises:
        Refused: outreach.kept_out.ended_already, or by a machine.
    """
    person_of(actor)
    if not KeptOut.objects.filter(pk=row.pk, ended_on__isnull=True).update(ended_on=today()):
        raise Refused("outreach.kept_out.ended_already")
    row.refresh_from_db()
    record(actor, "outreach.kept_out.ended", row, facts={"kind": row.kind})
    return row


@transaction.atomic
def load_kept_out(actor: Actor, entries: Sequence[Entry]) -> int:
    """Write down every row of a sheet that does not hold already.

    Audit: outreach.kept_out.loaded, one entry for all. Permission: the desk.
    Returns:
        How many are new.
    Raises:
        Refused: outreach.kept_out.too_short, outreach.kept_out.no_source, or by a machine; nothing is then kept.
    """
    person_of(actor)
    new = 0
    for entry in entries:
        try:
            _written(actor, entry)
        except Refused as refusal:
            if refusal.code != "outreach.kept_out.twice":
                raise
        else:
            new += 1
    if new:
        record(actor, "outreach.kept_out.loaded", "outreach.keptout", facts={"rows": len(entries), "new": new})
    return new


def check_entry(entry: Entry) -> None:
    """Refuse a row that would say nothing or refuse everything.

    Raises:
        Refused: outreach.kept_out.too_short, outreach.kept_out.no_source.
    """
    if len(fold(entry.text)) < LEAST_LETTERS:
        raise Refused("outreach.kept_out.too_short", least=LEAST_LETTERS)
    if not entry.source.strip():
        raise Refused("outreach.kept_out.no_source")


def _written(actor: Actor, entry: Entry) -> KeptOut:
    person = person_of(actor)
    check_entry(entry)
    text, on = " ".join(entry.text.split()), today()
    same = [row for row in KeptOut.objects.filter(kind=entry.kind) if fold(row.text) == fold(text)]
    held = next((row for row in same if row.ended_on is None), None)
    if held is not None:
        raise Refused("outreach.kept_out.twice", on=plain_date(held.added_on))
    if same:
        row = same[0]
        row.text, row.source, row.added_by_id, row.added_on, row.ended_on = text, entry.source.strip(), person, on, None
        row.save(force_update=True)
        return row
    try:
        with transaction.atomic():
            return KeptOut.objects.create(
                kind=entry.kind, text=text, source=entry.source.strip(), added_by_id=person, added_on=on
            )
    except IntegrityError as error:
        raise Refused("outreach.kept_out.twice", on=plain_date(on)) from error
