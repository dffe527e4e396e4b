"""The whole book on paper: parts in the order of `Kind`, every row with what a reader without a screen must know."""

from collections.abc import Iterator
from dataclasses import dataclass

from kondusif.rulebook import schema, search
from kondusif.rulebook.book import AnyRow, Book
from kondusif.rulebook.search import Entry, Kind


@dataclass(frozen=True, slots=True)
class Printed:
    """A row on paper; `row` is None for what another room gave."""

    entry: Entry
    row: AnyRow | None


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter. `procedure` names it where it is one procedure, otherwise `kind` does."""

    id: str
    kind: Kind
    procedure: schema.Procedure | None
    rows: tuple[Printed, ...]


def parts_of(book: Book) -> tuple[Part, ...]:
    """Every chapter that has rows; each procedure is one of its own."""
    return tuple(part for part in _parts(book) if part.rows)


def _parts(book: Book) -> Iterator[Part]:
    known = (*search.entries_of(book), *search.entries_of_rooms())
    for kind in Kind:
        if kind is Kind.PROCEDURE:
            continue
        if kind is Kind.STEP:
            yield from _procedures(book, known)
        elif kind is Kind.DAY_OFF:
            yield Part(kind, kind, None, tuple(_years(book)))
        else:
            rows = tuple(Printed(one, book.rows().get(one.key)) for one in known if one.kind is kind)
            yield Part(kind, kind, None, rows)


def _procedures(book: Book, known: tuple[Entry, ...]) -> Iterator[Part]:
    for procedure in book.procedures.values():
        steps = [one for one in known if one.kind is Kind.STEP and one.arguments[0] == procedure.id]
        rows = tuple(Printed(one, book.rows()[one.key]) for one in steps)
        yield Part(f"prosedur-{procedure.id}", Kind.STEP, procedure, rows)


def _years(book: Book) -> Iterator[Printed]:
    for year in book.holiday_years.values():
        yield Printed(search.entry_of_year(year), year)
