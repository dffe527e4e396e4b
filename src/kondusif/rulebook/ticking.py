"""What the ticks of two lawyers make of a row. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kondusif.rulebook.book import AnyRow, Book, row_digest
from kondusif.rulebook.schema import Confidence, Status

UNREAD = frozenset({Confidence.MEMORY, Confidence.INFERENCE})


@dataclass(frozen=True, slots=True)
class Ticked:
    """One standing tick: who, when, on which row, and what the row said then."""

    row_key: str
    row_digest: str
    by: str
    on: date


def with_ticks(book: Book, ticks: Sequence[Ticked]) -> Book:
    """The book with the ticks laid over: the first makes a draft checked, a second person brings it in force.

    A tick on a row that has since been rewritten, or is no longer there, counts for nothing.

    Args:
        ticks: the standing ones, in the order in which they were given.
    """
    return book.with_rows(changed_rows(book.rows(), ticks)) if ticks else book


def changed_rows(rows: Mapping[str, AnyRow], ticks: Iterable[Ticked]) -> dict[str, AnyRow]:
    """The rows whose status the ticks change, by key."""
    by_row: dict[tuple[str, str], list[Ticked]] = {}
    for tick in ticks:
        by_row.setdefault((tick.row_key, tick.row_digest), []).append(tick)
    found: dict[str, AnyRow] = {}
    for (key, digest), given in by_row.items():
        row = rows.get(key)
        if row is not None and row_digest(row) == digest:
            ticked = _ticked(row, given)
            if ticked.status != row.status:
                found[key] = ticked
    return found


def may_come_in_force(row: AnyRow) -> bool:
    """Whether somebody has read a text for this row; memory and inference are no text."""
    return row.confidence not in UNREAD


def _ticked(row: AnyRow, given: Sequence[Ticked]) -> AnyRow:
    for tick in given:
        first = getattr(row, "checked_by", None)
        if row.status is Status.DRAFT:
            row = _with(row, status=Status.CHECKED, checked_by=tick.by, checked_on=tick.on)
        elif row.status is Status.CHECKED and tick.by != first and may_come_in_force(row):
            row = _with(row, status=Status.IN_FORCE, second_by=tick.by, second_on=tick.on)
    return row


def _with(row: AnyRow, **values: object) -> AnyRow:
    known = {name: value for name, value in values.items() if name in type(row).model_fields}
    return row.model_copy(update=known)
