"""How a note arrives: announced with its seal, its pictures in pieces, then finished. Every step may come again."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.kernel.clock import now
from kondusif.kernel.errors import NotYours, Refused
from kondusif.web.field import devices, keeping, pieces
from kondusif.web.models import Device, Item, Part
from kondusif.web.rules import MOST_PART, MOST_PARTS, MOST_SEALED, PIECE, ItemKind, ItemState, written


@dataclass(frozen=True, slots=True)
class Announced:
    """What a phone says of a note outside its seal.

    Args:
        sealed: the note, sealed to this server.
        parts: digest and size of each sealed picture, in order.
        claimed_at: when it was written, by the phone's clock.
        phone_now: what the phone's clock says now.
    """

    key: uuid.UUID
    kind: ItemKind
    sealed: bytes
    sha256: str
    parts: Sequence[tuple[str, int]]
    claimed_at: datetime
    phone_now: datetime
    replaces: uuid.UUID | None = None


def begin(user: User, device_key: uuid.UUID, told: Announced) -> Item:
    """Take a note in, once. What is acknowledged from here on is on the disk.

    Raises:
        Refused: too large, damaged on the way, another phone's key, or another content under the same key.
    """
    return take_in(devices.device_of(user, device_key), told)


def take_in(device: Device, told: Announced) -> Item:
    """The same for a phone that is known; also for a note that was handed in as a file.

    Raises:
        Refused: as for `begin`.
    """
    _check(told)
    try:
        with transaction.atomic():
            return _created(device, told)
    except IntegrityError:  # the same note, sent twice at once
        item = Item.objects.filter(key=told.key).first()
        if item is None:
            raise
        return _same(item, device, told)


def _created(device: Device, told: Announced) -> Item:
    known = Item.objects.filter(key=told.key).first()
    if known is not None:
        return _same(known, device, told)
    moment = now()
    when = written(told.claimed_at, told.phone_now, moment, device.registered_at)
    item = Item.objects.create(
        key=told.key, device=device, kind=told.kind, state=ItemState.ARRIVING, replaces=told.replaces,
        sealed=told.sealed, sha256=told.sha256, claimed_at=told.claimed_at, arrived_at=moment,
        facts={"written_at": when.at.isoformat(), "off": round(when.off.total_seconds()), "certain": when.certain},
    )  # fmt: skip
    Part.objects.bulk_create(
        [
            Part(item=item, order=order, name=pieces.new_name(), sha256=sha256, size=size)
            for order, (sha256, size) in enumerate(told.parts)
        ]
    )
    return item


def _same(item: Item, device: Device, told: Announced) -> Item:
    if item.device_id != device.pk or item.sha256 != told.sha256:
        raise Refused("web.item.other_content")
    return item


def _check(told: Announced) -> None:
    if len(told.sealed) > MOST_SEALED or len(told.parts) > MOST_PARTS:
        raise Refused("web.item.too_large")
    if any(not 0 < size <= MOST_PART for _sha256, size in told.parts):
        raise Refused("web.item.photo_too_large", most=MOST_PART // 1024 // 1024)
    if pieces.digest(told.sealed) != told.sha256:
        raise Refused("web.item.damaged")


def item_of(user: User, key: uuid.UUID) -> Item:
    """A note that a person sent.

    Raises:
        NotYours: there is none of this person under the key.
    """
    found = Item.objects.filter(key=key, device__user=user).select_related("device", "device__user").first()
    if found is None:
        raise NotYours
    return found


def add_piece(item: Item, order: int, at: int, piece: bytes) -> Part:
    """Put the next piece of a picture where it belongs; a piece that came already, or too early, changes nothing.

    Returns:
        The part, whose `got` says from where to go on. A picture that came whole but damaged begins anew.
    Raises:
        NotYours: there is no such picture.
        Refused: the piece is too large.
    """
    part = item.parts.filter(order=order).first()
    if part is None:
        raise NotYours
    if len(piece) > PIECE or at + len(piece) > part.size:
        raise Refused("web.item.piece_too_large")
    if at != part.got or not piece or item.state != ItemState.ARRIVING:
        return part
    pieces.add(part.name, at, piece)
    got = at + len(piece)
    if got == part.size and pieces.digest(pieces.read(part.name)) != part.sha256:
        got = 0
    Part.objects.filter(pk=part.pk, got=at).update(got=got)
    part.refresh_from_db()
    return part


def finish(item: Item) -> Item:
    """Open a note that is whole, and make its record. Once: a second asking gives the first answer.

    Audit: the one of the record; web.item.held where a person must look at it.

    Raises:
        Refused: pictures are still missing.
    """
    if any(part.got < part.size for part in item.parts.all()):
        raise Refused("web.item.parts_missing")
    writer = item.device.user
    return keeping.settle(item, actor_of(writer), writer)
