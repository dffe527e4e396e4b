"""Which figures may be shown to everybody, and which are withheld so that nobody can work them out. Plain Python.

A table is a tree of counts: every whole is the sum of its parts (a city and its kecamatan, all reports and their
outcomes). A count below `SMALLEST` is withheld; and so is as much beside it as is needed that it cannot be found by
taking the shown parts from the whole. Docs: docs/algorithms/public-figures.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kondusif.kernel.small_counts import SMALLEST, withheld

# A sheet program reads a cell that begins with one of these as a formula.


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and the parts that it is the sum of.

    Args:
        key: identifier: an outcome, a stage, a kind, an area code.
        count: None where it is withheld.
        parts: empty, or parts whose counts add up to this count.
        name: proper name of a place; labels of other keys are given where they are shown.
    """

    key: str
    count: int | None
    parts: tuple["Cell", ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A whole cut in one way, counted to the end of a day.

    Args:
        key: `what.by`, for example `reports.outcome`.
        until: last day counted.
        total: None where it is withheld.
        by_place: cut by places, where a small change from one edition to the next is withheld as well.
    """

    key: str
    until: date
    total: int | None
    cells: tuple[Cell, ...]
    by_place: bool = False


def protect(table: Table) -> Table:
    """The table as everybody may see it. Tables that share nothing but their total are protected one by one.

    Raises:
        ValueError: parts that do not add up to their whole; a table that is not what it says protects nobody.
    """
    safe = protect_cell(Cell(table.key, table.total, table.cells))
    total = table.total if table.total is not None and table.total >= SMALLEST else None
    return replace(table, total=total, cells=safe.parts)


def follow(before: Table | None, after: Table) -> Table:
    """Which of two protected editions of a table stands: the newer, unless subtracting them would show a small change.

    Only tables by place wait; a week's change of a whole city points at nobody.

    Args:
        before: the table of the edition before, or None.
        after: the same table counted anew.
    """
    if before is None or not after.by_place or before == after:
        return after
    old, new = shown(before), shown(after)
    vanished = old.keys() - new.keys()
    changes = [new[path] - count for path, count in old.items() if path in new]
    small = any(0 < abs(change) < SMALLEST for change in changes)
    return before if vanished or small else after


def shown(table: Table) -> dict[tuple[str, ...], int]:
    """Every figure that stands in a protected table, by its path of keys; what is withheld together is one."""
    found: dict[tuple[str, ...], int] = {} if table.total is None else {(): table.total}
    _collect(Cell(table.key, table.total, table.cells), (), found)
    return found


def _collect(cell: Cell, path: tuple[str, ...], found: dict[tuple[str, ...], int]) -> None:
    rest = cell.count or 0
    hidden: list[str] = []
    for part in cell.parts:
        if part.count is None:
            hidden.append(part.key)
            continue
        found[(*path, part.key)] = part.count
        rest -= part.count
        _collect(part, (*path, part.key), found)
    if hidden and cell.count is not None:
        found[(*path, "+".join(hidden))] = rest


def protect_cell(cell: Cell) -> Cell:
    """A whole and its parts with small counts withheld, and what would give them away.

    A count below `SMALLEST` is withheld. Under a shown whole the withheld parts must not give themselves away; as long
    as they do, all parts that have the smallest shown count are withheld too (all: a choice between equals would be a
    hint). Nothing below a withheld part is shown.

    Raises:
        ValueError: parts that do not add up.
    """
    counts = _counts_of(cell)
    if cell.count is None or cell.count < SMALLEST:
        return _blank(cell)
    hidden = withheld(counts)
    parts = tuple(
        _blank(part) if place in hidden else protect_cell(part) for place, part in enumerate(cell.parts)
    )  # fmt: skip
    return replace(cell, parts=parts)


def last_full_week(today: date) -> date:
    """The Sunday that ended the last full week before a day; public figures are counted to the end of a week."""
    return today - timedelta(days=today.weekday() + 1)


def flat(table: Table) -> Iterator[Cell]:
    """Every row below the total, each whole before its parts."""
    for cell in table.cells:
        yield from _rows_of(cell)


def _rows_of(cell: Cell) -> Iterator[Cell]:
    yield cell
    for part in cell.parts:
        yield from _rows_of(part)


def _blank(cell: Cell) -> Cell:
    return replace(cell, count=None, parts=tuple(_blank(part) for part in cell.parts))


def _counts_of(cell: Cell) -> list[int]:
    counts = [part.count for part in cell.parts if part.count is not None]
    if len(counts) != len(cell.parts) or (counts and sum(counts) != cell.count) or any(count < 0 for count in counts):
        raise ValueError(f"{cell.key}: parts do not add up")
    return counts
