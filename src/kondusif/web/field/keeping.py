"""From a whole note to its record, and what is held for a person instead."""

import uuid

from django.db import transaction

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.audit.services import record
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import KondusifError, Refused, Stale
from kondusif.outreach.services.pictures import tidied
from kondusif.vault.boxes import Broken
from kondusif.web.field import keys, notes, pieces
from kondusif.web.field.making import Made, make
from kondusif.web.models import Item
from kondusif.web.rules import HELD, OVER, ItemKind, ItemState

OPEN = (ItemState.ARRIVING, ItemState.WAITING)


def settle(item: Item, actor: Actor, writer: User) -> Item:
    """Make the record of a note that is whole, or hold it; then look at the notes that waited for it.

    Args:
        actor: who acts: the writer whose phone sends, or the person at the desk to whom a file was handed in.
    """
    with tidied(), transaction.atomic():
        fresh = _locked(item)
        if fresh.state in OPEN:
            if fresh.device.revoked_at is not None:
                hold(fresh, ItemState.QUARANTINED, Refused("web.device.revoked"), actor)
            else:
                _make(fresh, actor, writer)
    _tidy(fresh)
    wake(fresh.key)
    return fresh


def wake(key: uuid.UUID) -> None:
    """Let notes that waited for this one go on, in the order in which they came."""
    if not Item.objects.filter(key=key, state__in=(*OVER, ItemState.REFUSED)).exists():
        return
    for row in Item.objects.filter(replaces=key, state=ItemState.WAITING).order_by("arrived_at", "pk"):
        settle(row, actor_of(row.device.user), row.device.user)


def accept(actor: Actor, person: User, item: Item) -> Item:
    """Take a held note after all, by a person who looked at it. Audit: the one of the record. Permission: desk.

    Raises:
        Refused: nothing is held, or its room still refuses it.
        Stale: somebody else settled it meanwhile.
    """
    with tidied(), transaction.atomic():
        fresh = _locked(item)
        if fresh.state not in (*HELD, ItemState.WAITING):
            raise Stale
        made = make(fresh, opened(fresh), actor, person, by_hand=True)
        _taken(fresh, made)
        Item.objects.filter(pk=fresh.pk).update(settled_by=person, settled_at=now())
    _tidy(fresh)
    wake(fresh.key)
    return fresh


@transaction.atomic
def discard(actor: Actor, person: User, item: Item) -> Item:
    """Throw a held note away; its pictures go, that it came stays. Audit: web.item.discarded.

    Permission: desk, and the writer for the own refused note.

    Raises:
        Stale: it is not held any more.
    """
    waiting = Item.objects.filter(pk=item.pk, state__in=(*HELD, ItemState.WAITING))
    if not waiting.update(state=ItemState.DISCARDED, sealed=b"", settled_by=person, settled_at=now()):
        raise Stale
    names = list(item.parts.values_list("name", flat=True))
    item.parts.all().delete()
    transaction.on_commit(lambda: pieces.drop(names))
    transaction.on_commit(lambda: wake(item.key))
    record(actor, "web.item.discarded", f"kiriman:{item.key}", {"kind": item.kind})
    item.refresh_from_db()
    return item


def opened(item: Item) -> notes.Note:
    """The note inside a sealed item.

    Raises:
        Refused: it does not open, cannot be read, or says something else than what was said outside.
    """
    try:
        note = notes.read(keys.opened(item.sealed))
    except Broken:
        raise Refused("web.item.unreadable") from None
    outside = (item.key, item.device.key, item.replaces, item.kind)
    if (note.key, note.device, note.replaces, note.body.kind) != outside:
        raise Refused("web.item.mixed_up")
    return note


def hold(item: Item, state: ItemState, error: KondusifError, actor: Actor) -> None:
    """Keep a note for a person, with the reason. Audit: web.item.held."""
    said = {name: value if isinstance(value, int) else str(value)[:120] for name, value in error.facts.items()}
    item.state, item.code, item.facts = state, error.code, {**item.facts, "said": said}
    item.save(update_fields=["state", "code", "facts"])
    record(actor, "web.item.held", f"kiriman:{item.key}", {"kind": item.kind, "state": state, "code": error.code})


def _make(item: Item, actor: Actor, writer: User) -> None:
    try:
        with transaction.atomic():
            made = make(item, opened(item), actor, writer, by_hand=False)
    except Stale as error:
        hold(item, ItemState.CONFLICT, error, actor)
    except Refused as error:
        hold(item, ItemState.REFUSED, error, actor)
    else:
        if made is None:
            item.state = ItemState.WAITING
            item.save(update_fields=["state"])
        else:
            _taken(item, made)


def _taken(item: Item, made: Made | None) -> None:
    if made is None:
        raise Stale
    item.state, item.subject, item.code = ItemState.TAKEN, made.subject, ""
    item.facts = {name: value for name, value in item.facts.items() if name != "said"} | {"version": made.version}
    item.save(update_fields=["state", "subject", "code", "facts"])
    if item.replaces:
        Item.objects.filter(key=item.replaces).update(state=ItemState.REPLACED)


def _tidy(item: Item) -> None:
    """The pictures of a session lie with the session now. Those of an incident stay sealed beside the note."""
    if item.state == ItemState.TAKEN and item.kind == ItemKind.SESSION:
        earlier = Item.objects.filter(key=item.replaces, state=ItemState.REPLACED).first() if item.replaces else None
        for row in filter(None, (item, earlier)):
            names = list(row.parts.values_list("name", flat=True))
            row.parts.all().delete()
            pieces.drop(names)


def _locked(item: Item) -> Item:
    return Item.objects.select_for_update(of=("self",)).select_related("device", "device__user").get(pk=item.pk)
