"""Every write of the law in this city: an edition is loaded, a row is ticked. A stored edition never changes."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.audit.services import record
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.rulebook import amending, editions, loader, ticking, validation
from kondusif.rulebook.book import AnyRow, row_digest
from kondusif.rulebook.models import LoadedEdition, Tick
from kondusif.rulebook.schema import Status


@transaction.atomic
def load_edition(
    actor: Actor, files: Mapping[str, str], *, note: str = "", on: date, used: Collection[str] = ()
) -> LoadedEdition:
    """Bring a whole new edition in force. Audit: rulebook.edition.loaded. Permission: legal.

    The edition that it follows is kept beside it, so that old dates can be counted again.

    Args:
        files: the texts by name, as `loader.files_of` gives them.
        note: why, in the lawyer's words.
        on: the city's date.
        used: keys of the rows whose values closed cases rest on (`cases.selectors.rules_used_by_closed`).
    Raises:
        Refused: a fault of the files, an edition that is not newer, a row that other parts name and that is gone, a
            value of a closed case that would change, an actor who is no lawyer. The running rulebook stays as it was.
    """
    must_be_legal(actor)
    if faults := validation.check_files(files):
        raise Refused("rulebook.edition.faults", count=len(faults), first=str(faults[0]))
    new, old = loader.load_files(files), editions.in_force()
    amending.refuse_not_newer(old, new)
    if gone := amending.lost(editions.shipped(), new):
        raise Refused("rulebook.edition.lost", count=len(gone), first=str(gone[0]))
    plan = amending.plan(old, editions.ticked(new))
    if against := amending.refusals(plan, used, on=on):
        raise Refused("rulebook.edition.closed_cases", count=len(against), first=str(against[0]))
    _keep(actor, old.edition.edition, on)
    facts = {"from": old.edition.edition, "digest": new.digest, **plan.counts()}
    kept = _stored(actor, new.edition.edition, new.digest, files, note, on)
    record(actor, "rulebook.edition.loaded", kept.edition, facts)
    editions.forget(whole_transaction=True)
    return kept


def _keep(actor: Actor, edition: str, on: date) -> None:
    """The edition that came with the product is lost when a newer product is installed, unless it is stored."""
    ours = editions.shipped()
    if edition == ours.edition.edition and not LoadedEdition.objects.filter(edition=edition).exists():
        _stored(None, edition, ours.digest, loader.files_of(), "", on)


def _stored(
    actor: Actor | None, edition: str, digest: str, files: Mapping[str, str], note: str, on: date
) -> LoadedEdition:
    try:
        with transaction.atomic():
            return LoadedEdition.objects.create(
                edition=edition, digest=digest, files=dict(files), note=note.strip()[:300],
                loaded_by_id=actor.user_id if actor else None, loaded_on=on, loaded_at=now(),
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale("rulebook.edition.stands", edition=edition) from error


@transaction.atomic
def keep_shipped(actor: Actor, *, on: date) -> LoadedEdition | None:
    """Store the edition that came with the product, once. Audit: rulebook.edition.kept.

    Returns:
        The stored edition, None where it was stored before.
    """
    if LoadedEdition.objects.filter(edition=loader.edition_of()).exists():
        return None
    ours = editions.shipped()
    kept = _stored(None, ours.edition.edition, ours.digest, loader.files_of(), "", on)
    record(actor, "rulebook.edition.kept", kept.edition, {"digest": kept.digest})
    editions.forget(whole_transaction=True)
    return kept


@transaction.atomic
def tick_row(actor: Actor, row_key: str, *, on: date, note: str = "") -> Tick:
    """Say that a row was compared with the official text. Audit: rulebook.row.ticked. Permission: legal.

    The first tick makes a draft checked, the tick of another person brings it in force.

    Args:
        row_key: the row in the edition in force.
        note: page or file of the official text.
    Raises:
        Refused: unknown row, a row that needs no tick, the same person twice, a row that nobody has read a text for, an
            actor who is no lawyer.
    """
    must_be_legal(actor)
    row = editions.in_force().rows().get(row_key)
    if row is None:
        raise Refused("rulebook.row.unknown", key=row_key[:120])
    _refuse_tick(actor, row_key, row)
    digest = row_digest(row)
    standing = Tick.objects.filter(row_key=row_key, row_digest=digest, withdrawn_at__isnull=True)
    by_file = row.status is Status.CHECKED and not standing.exists()
    second = by_file or standing.filter(second=False).exists()
    try:
        with transaction.atomic():
            tick = Tick.objects.create(
                row_key=row_key, row_digest=digest, second=second, by_id=actor.person_id, on=on, at=now(),
                page_note=note.strip()[:300],
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale("rulebook.tick.meanwhile") from error
    record(actor, "rulebook.row.ticked", row_key, {"second": second, "digest": digest})
    editions.forget(whole_transaction=True)
    return tick


def _refuse_tick(actor: Actor, row_key: str, row: AnyRow) -> None:
    if row.status in {Status.IN_FORCE, Status.SUPERSEDED}:
        raise Refused("rulebook.tick.not_needed", key=row_key)
    mine = Tick.objects.filter(
        row_key=row_key, row_digest=row_digest(row), by_id=actor.person_id, withdrawn_at__isnull=True
    )
    if mine.exists() or getattr(row, "checked_by", None) == actor.name:
        raise Refused("rulebook.tick.same_person", key=row_key)
    if row.status is Status.CHECKED and not ticking.may_come_in_force(row):
        raise Refused("rulebook.tick.not_read", key=row_key)


@transaction.atomic
def withdraw_tick(actor: Actor, tick: Tick, *, why: str = "") -> Tick:
    """Take a tick back; the row falls to what the remaining tick makes of it. Audit: rulebook.tick.withdrawn.

    Permission: legal.

    Args:
        why: the reason in the lawyer's words; kept with the tick.
    Raises:
        Stale: it was taken back meanwhile.
    """
    must_be_legal(actor)
    at = now()
    changed = Tick.objects.filter(pk=tick.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=actor.person_id, withdrawn_why=why.strip()[:300]
    )
    if not changed:
        raise Stale("rulebook.tick.meanwhile")
    record(actor, "rulebook.tick.withdrawn", tick.row_key, {"second": tick.second, "digest": tick.row_digest})
    editions.forget(whole_transaction=True)
    tick.refresh_from_db()
    return tick


def must_be_legal(actor: Actor) -> None:
    """Refuse whoever is not a person of the legal department. Permission: legal."""
    person = User.objects.filter(pk=actor.person_id).first() if actor.is_person else None
    if person is None or not has_role(person, Role.LEGAL):
        raise Refused("rulebook.not_legal")
