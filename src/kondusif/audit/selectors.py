"""Reading the trail, and proving it whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db.models import QuerySet

from kondusif.audit.models import Entry, Head
from kondusif.audit.rules import GENESIS, Record, first_broken


@dataclass(frozen=True, slots=True)
class TrailHead:
    """Where the chain ends: the number of entries and the last hash."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """Four groups of four digits, as printed at the foot of a paper."""
        return " ".join(self.hash[i : i + 4] for i in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Result of walking the whole chain.

    Args:
        head: the last entry that was walked to; where the chain is broken, what the database says is its end.
        broken: the first entry that does not verify.
    """

    head: TrailHead
    broken: int | None


def head() -> TrailHead:
    """The present end of the chain."""
    row = Head.objects.filter(pk=1).first()
    return TrailHead(row.seq, row.hash) if row else TrailHead(0, GENESIS)


def verify() -> Verdict:
    """Recompute every hash from the first entry on and compare the end with the head.

    Others go on writing meanwhile: the head is read before the entries and after them. The entries must reach the
    first, with its hash, and may not go beyond the second.
    """
    before = head()
    walk = _Walk(before.seq)
    broken = first_broken(walk.rows())
    after = head()
    if broken is None and walk.hash_there != before.hash:
        broken = min(walk.seq, before.seq) + 1
    if broken is None and (walk.seq > after.seq or (walk.seq == after.seq and walk.hash != after.hash)):
        broken = min(walk.seq, after.seq) + 1
    return Verdict(TrailHead(walk.seq, walk.hash) if broken is None else after, broken)


def entries_about(subject: str) -> QuerySet[Entry]:
    """Every entry about one public number, newest first."""
    return Entry.objects.filter(subject=subject).order_by("-seq")


class _Walk:
    """The entries one after another, and where the walk stands.

    Args:
        there: the number of the entry whose hash is kept in `hash_there`; it stays None where there is none.
    """

    def __init__(self, there: int) -> None:
        self.seq, self.hash = 0, GENESIS
        self._there = there
        self.hash_there = GENESIS if there == 0 else None

    def rows(self) -> Iterator[tuple[Record, str, str]]:
        """What the rule reads: the entry, its previous hash, its own."""
        for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
            at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
            self.seq, self.hash = entry.seq, entry.hash
            if entry.seq == self._there:
                self.hash_there = entry.hash
            record = Record(entry.seq, at, entry.actor, entry.action, entry.subject, entry.facts)
            yield record, entry.previous, entry.hash
