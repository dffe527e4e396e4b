"""What becomes of a note that a phone sends, and when it was written. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum


class ItemKind(StrEnum):
    SESSION = "session"
    NIL = "nil"
    INCIDENT = "incident"


class ItemState(StrEnum):
    """Where a note stands on the server. Only `taken` made a record; no other state loses what was sent."""

    ARRIVING = "arriving"
    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"
    REPLACED = "replaced"
    DISCARDED = "discarded"


# What a person still has to look at, and what is over.
HELD = (ItemState.REFUSED, ItemState.CONFLICT, ItemState.QUARANTINED)
OVER = (ItemState.TAKEN, ItemState.REPLACED, ItemState.DISCARDED)
# What the writer may mend with another note; what a person may still take or throw away.
MENDABLE = (ItemState.REFUSED, ItemState.TAKEN)
MOST_PARTS = 12
MOST_SEALED = 96 * 1024
MOST_PART = 4 * 1024 * 1024
PIECE = 256 * 1024
# A clock that is off by less is not worth a word.
SMALL = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Written:
    """When a note was written.

    Args:
        at: the moment, by the server's clock.
        off: how far the phone's clock was ahead of the server's.
        certain: False where the phone's clock was changed meanwhile; the moment is then that of arrival.
    """

    at: datetime
    off: timedelta
    certain: bool


def written(claimed_at: datetime, phone_now: datetime, server_now: datetime, registered_at: datetime) -> Written:
    """When a note was really written: the phone's claim, corrected by how far its clock is off while it sends.

    The server's clock is the fact. A moment still to come, or before the phone was registered, cannot be true.

    Args:
        claimed_at: what the phone's clock said when the note was written.
        phone_now: what it says while it sends.
    """
    off = phone_now - server_now
    at = claimed_at - off
    if server_now < at <= server_now + SMALL:
        at = server_now
    if registered_at - SMALL <= at <= server_now:
        return Written(at, off, True)
    return Written(server_now, off, False)


def days_since(at: datetime, now: datetime, zone: tzinfo) -> int:
    """How many midnights of a zone lie between a moment and now; never below nothing."""
    return max(0, (now.astimezone(zone).date() - at.astimezone(zone).date()).days)
