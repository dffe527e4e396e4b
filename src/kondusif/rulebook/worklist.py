"""What still waits for a lawyer: rows without their two ticks, the most used first; and the ticks of one row."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from kondusif.rulebook import ticking
from kondusif.rulebook.book import AnyRow, Book, row_digest
from kondusif.rulebook.models import Tick
from kondusif.rulebook.schema import Confidence, Status
from kondusif.rulebook.search import KEY_KINDS, Kind, entry_of_key

FIRST, SECOND = "first", "second"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that lacks a tick.

    Args:
        uses: how often cases rest on it.
        lacks: `first` or `second`.
        mine: the reader gave the first tick, so another person must give the second.
        unread: nobody has read a text for it; a second tick would be refused.
    """

    key: str
    kind: Kind
    title: str
    title_en: str
    confidence: Confidence
    uses: int
    lacks: str
    mine: bool
    unread: bool


def waiting(
    book: Book, uses: Mapping[str, int], *, reader: int | None = None, kind: str = "", lacks: str = ""
) -> list[Waiting]:
    """Every row that still lacks a tick, the most used first, then in the order of the book.

    Args:
        book: the edition in force with its ticks.
        uses: how often each row is used, by key.
        reader: key of the reader's account.
        kind, lacks: narrow the list; empty leaves it whole.
    """
    mine = _ticked_by(reader)
    found = [
        _waiting(book, key, row, uses.get(key) or uses.get(key.partition("@")[0], 0), (key, row_digest(row)) in mine)
        for key, row in book.rows().items()
        if row.status in {Status.DRAFT, Status.CHECKED}
    ]
    narrowed = [one for one in found if (not kind or one.kind == kind) and (not lacks or one.lacks == lacks)]
    return sorted(narrowed, key=lambda one: -one.uses)


def _waiting(book: Book, key: str, row: AnyRow, uses: int, mine: bool) -> Waiting:
    entry = entry_of_key(book, key)
    return Waiting(
        key=key,
        kind=KEY_KINDS[key.partition(":")[0]],
        title=f"{entry.name}: {entry.title}" if entry.name else entry.title,
        title_en=f"{entry.name}: {entry.title_en}" if entry.name else entry.title_en,
        confidence=row.confidence,
        uses=uses,
        lacks=SECOND if row.status is Status.CHECKED else FIRST,
        mine=mine,
        unread=not ticking.may_come_in_force(row),
    )


def _ticked_by(reader: int | None) -> set[tuple[str, str]]:
    if reader is None:
        return set()
    rows = Tick.objects.filter(by_id=reader, withdrawn_at__isnull=True)
    return set(rows.values_list("row_key", "row_digest"))


def ticks_of(key: str) -> list[Tick]:
    """Every tick that a row was ever given, withdrawn ones too, the oldest first."""
    return list(Tick.objects.filter(row_key=key).select_related("by", "withdrawn_by").order_by("at", "pk"))


def every_tick() -> QuerySet[Tick]:
    """The ticks that can be withdrawn."""
    return Tick.objects.filter(withdrawn_at__isnull=True)
