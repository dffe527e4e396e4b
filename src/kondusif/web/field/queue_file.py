"""The sealed queue of a phone as a file, for where no network comes: read here, written by the phone.

One line names the form, one line of JSON lists the notes, then the sealed bytes follow each other. Nothing in it opens
without this server's key.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.audit.services import record
from kondusif.kernel.errors import KondusifError, Refused
from kondusif.web.field import arrivals, keeping, pieces
from kondusif.web.field.arrivals import Announced
from kondusif.web.models import Device, Item
from kondusif.web.rules import MOST_PARTS, PIECE, ItemKind

FIRST_LINE = b"KONDUSIF-LAPANGAN 1"
MOST_LISTED = 4 * 1024 * 1024
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Size = Annotated[int, Field(gt=0, le=8 * 1024 * 1024)]
Millis = Annotated[int, Field(ge=0, le=253402300799000)]


class Listed(BaseModel):
    """One note as the list of a file, or an announcement, tells it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: uuid.UUID
    device: uuid.UUID
    kind: ItemKind
    at: Millis
    replaces: uuid.UUID | None = None
    sha256: Digest
    size: Size
    parts: Annotated[tuple[tuple[Digest, Size], ...], Field(max_length=MOST_PARTS)] = ()

    def announced(self, sealed: bytes, phone_now: int) -> Announced:
        """The same as the arrival takes it."""
        return Announced(
            self.key, self.kind, sealed, self.sha256, self.parts, moment(self.at), moment(phone_now), self.replaces
        )


class Contents(BaseModel):
    """The list at the head of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    v: Literal[1]
    now: Millis
    items: Annotated[tuple[Listed, ...], Field(min_length=1, max_length=5000)]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of the notes of a file: those that arrived, and those that could not be taken in, with the reason."""

    items: list[Item]
    refused: list[KondusifError]


def moment(millis: int) -> datetime:
    """A moment as phones count it."""
    return datetime.fromtimestamp(millis / 1000, UTC)


def hand_in(person: User, data: bytes) -> HandedIn:
    """Take in every note of a file, each as if its phone had sent it. Audit: web.queue.handed_in. Permission: desk.

    A note that arrived before is not taken twice. Who hands in is the one who records.

    Raises:
        Refused: the file is none of ours, or damaged.
    """
    done = HandedIn([], [])
    actor = actor_of(person)
    for listed, now, blobs in _notes(data):
        try:
            item = _arrived(listed, now, blobs)
            done.items.append(keeping.settle(item, actor, person))
        except KondusifError as error:
            done.refused.append(error)
    record(actor, "web.queue.handed_in", f"berkas:{pieces.digest(data)[:16]}", {"notes": len(done.items)})
    return done


def _arrived(listed: Listed, now: int, blobs: list[bytes]) -> Item:
    device = Device.objects.filter(key=listed.device).select_related("user").first()
    if device is None:
        raise Refused("web.device.unknown")
    item = arrivals.take_in(device, listed.announced(blobs[0], now))
    for part, blob in zip(item.parts.order_by("order"), blobs[1:], strict=False):
        if pieces.digest(blob) != part.sha256:
            raise Refused("web.item.damaged")
        for at in range(part.got, part.size, PIECE):
            arrivals.add_piece(item, part.order, at, blob[at : at + PIECE])
    return item


def _notes(data: bytes) -> Iterator[tuple[Listed, int, list[bytes]]]:
    first, _line, rest = data.partition(b"\n")
    head, _line, body = rest.partition(b"\n")
    if first.strip() != FIRST_LINE or len(head) > MOST_LISTED:
        raise Refused("web.queue.not_ours")
    try:
        contents = Contents.model_validate(json.loads(head))
    except (ValidationError, ValueError):
        raise Refused("web.queue.not_ours") from None
    if sum(one.size + sum(size for _sha256, size in one.parts) for one in contents.items) != len(body):
        raise Refused("web.queue.cut_short")
    at = 0
    for one in contents.items:
        blobs = []
        for size in (one.size, *(size for _sha256, size in one.parts)):
            blobs.append(body[at : at + size])
            at += size
        yield one, contents.now, blobs
