"""What the page of one row shows besides the row: its other versions, and the rows that lean on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kondusif.kernel.errors import Refused
from kondusif.rulebook import schema, search
from kondusif.rulebook.book import AnyRow, Book
from kondusif.rulebook.search import Entry

Leans = Callable[[AnyRow], bool]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a row, under its key."""

    key: str
    row: schema.Row
    since: date | None
    shown: bool


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row with what stands around it."""

    key: str
    row: AnyRow
    procedure: schema.Procedure | None
    versions: tuple[Version, ...]
    leaning: tuple[Entry, ...]


def page_of(book: Book, plain: str, since: str = "") -> RowPage:
    """The page of a row.

    Args:
        plain: the key without a version, e.g. `act:SKB-D-1`.
        since: the first day of a later version as ISO 8601; empty means the newest.
    Raises:
        Refused: `rulebook.row.unknown`.
    """
    keys = [key for key in book.rows() if key.partition("@")[0] == plain]
    key = f"{plain}@{since}" if since else (keys[-1] if keys else plain)
    if since and key not in keys and keys and _begins(book.rows()[keys[0]]) == since:
        key = keys[0]
    if key not in keys:
        raise Refused("rulebook.row.unknown", key=plain)
    return RowPage(
        key=key,
        row=book.rows()[key],
        procedure=procedure_of(book, key),
        versions=tuple(_versions(book, keys, key)),
        leaning=leaning_on(book, key),
    )


def _begins(row: AnyRow) -> str:
    return row.valid_from.isoformat() if isinstance(row, schema.Row) and row.valid_from else ""


def _versions(book: Book, keys: list[str], shown: str) -> list[Version]:
    rows = [(key, book.rows()[key]) for key in keys]
    return [
        Version(
            key, row, date.fromisoformat(since) if (since := key.partition("@")[2]) else row.valid_from, key == shown
        )
        for key, row in rows
        if isinstance(row, schema.Row)
    ]


def procedure_of(book: Book, key: str) -> schema.Procedure | None:
    """The procedure that a step belongs to; None for every other row."""
    kind, _colon, rest = key.partition(":")
    return book.procedures[rest.partition(".")[0]] if kind == "step" else None


def leaning_on(book: Book, key: str) -> tuple[Entry, ...]:
    """The rows that cite an instrument, reach a level of sanction, use an office, a pause or a role."""
    kind, _colon, row_id = key.partition(":")
    tests: dict[str, Leans] = {
        "instrument": lambda row: any(one.instrument == row_id for one in search.citations(row)),
        "sanction": lambda row: isinstance(row, schema.Act) and _reaches(row.sanction, row_id),
        "office": lambda row: isinstance(row, schema.Step) and row_id in (row.office, row.arrives_at),
        "pause": lambda row: isinstance(row, schema.Step) and row_id in row.pauses,
        "role": lambda row: isinstance(row, schema.Step) and row.actor == row_id,
    }
    if kind not in tests:
        return ()
    leans = tests[kind]
    return tuple(one for one in search.entries_of(book) if (row := book.rows().get(one.key)) and leans(row))


def _reaches(span: schema.SanctionRange | None, level: str) -> bool:
    order = schema.SANCTION_ORDER
    return span is not None and order.index(span.min) <= order.index(schema.Sanction(level)) <= order.index(span.max)
