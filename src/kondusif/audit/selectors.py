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
    """Result of walking the whole chain. `broken` is the first entry that does not verify."""

    head: TrailHead
    broken: int | None


def head() -> TrailHead:
    """The present end of the chain."""
    row = Head.objects.filter(pk=1).first()
    return TrailHead(row.seq, row.hash) if row else TrailHead(0, GENESIS)


def verify() -> Verdict:
    """Recompute every hash from the first entry on and compare the end with the head."""
    ends: list[str] = [GENESIS]
    broken = first_broken(_rows(ends))
    present = head()
    if broken is None and (len(ends) - 1 != present.seq or ends[-1] != present.hash):
        broken = min(len(ends) - 1, present.seq) + 1
    return Verdict(present, broken)


def entries_about(subject: str) -> QuerySet[Entry]:
    """Every entry about one public number, newest first."""
    return Entry.objects.filter(subject=subject).order_by("-seq")


def _rows(ends: list[str]) -> Iterator[tuple[Record, str, str]]:
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        ends.append(entry.hash)
        yield Record(entry.seq, at, entry.actor, entry.action, entry.subject, entry.facts), entry.previous, entry.hash
