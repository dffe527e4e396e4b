"""How an entry is written down and chained. Plain Python."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64
ACTION = re.compile(r"^[a-z_]+\.[a-z_]+\.[a-z_]+$")


@dataclass(frozen=True, slots=True)
class Record:
    """What the hash covers. All values are text or whole numbers, so that the bytes are the same everywhere.

    Args:
        seq: 1, 2, 3, ... without gaps.
        at: moment in UTC, ISO 8601 with microseconds.
        actor: stable short name of who acted.
        action: `room.noun.past_participle`.
        subject: public number or name of the thing.
        facts: codes and numbers only.
    """

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    facts: Mapping[str, object]


def canonical(record: Record) -> bytes:
    """The bytes of an entry: JSON, keys sorted, no spaces, UTF-8."""
    body = {
        "v": 1,
        "seq": record.seq,
        "at": record.at,
        "actor": record.actor,
        "action": record.action,
        "subject": record.subject,
        "facts": record.facts,
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chained_hash(previous: str, record: Record) -> str:
    """SHA-256 over the previous hash and the entry's bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(record)).hexdigest()


def first_broken(rows: Iterable[tuple[Record, str, str]]) -> int | None:
    """The number of the first entry that does not verify, or None.

    Args:
        rows: (record, stored previous hash, stored hash) in order of `seq`.
    """
    previous, expected = GENESIS, 1
    for record, stored_previous, stored in rows:
        if record.seq != expected or stored_previous != previous or chained_hash(previous, record) != stored:
            return expected
        previous, expected = stored, expected + 1
    return None
