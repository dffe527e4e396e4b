"""Reading the public figures: editions only, never the rows behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kondusif.institutions.selectors import today
from kondusif.kernel.small_counts import SMALLEST
from kondusif.openness.labels import KEYS, TABLES, TOTALS, WITHHELD
from kondusif.openness.models import Edition
from kondusif.openness.rules import Cell, Table, flat, last_full_week
from kondusif.stages.selectors import current_contest


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table as it is shown."""

    key: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One table as it is shown."""

    key: str
    title: str
    until: date
    total_label: str
    total: int | None
    rows: tuple[Row, ...]
    held: int

    @property
    def most(self) -> int:
        """The largest figure, for bars."""
        return max((row.count for row in self.rows if row.count is not None), default=0)


def latest(on: date | None = None) -> Edition | None:
    """The edition that stands on a day for the city's contest; None before the first."""
    contest = current_contest()
    if contest is None:
        return None
    until = last_full_week(on or today())
    return Edition.objects.filter(contest=contest.id, until__lte=until).order_by("-until").first()


def previous(contest: str, until: date) -> Edition | None:
    """The edition before a week."""
    return Edition.objects.filter(contest=contest, until__lt=until).order_by("-until").first()


def tables_in(edition: Edition) -> list[Table]:
    """The tables of an edition as the rules know them."""
    return [_table(row) for row in edition.tables]


def stored(table: Table) -> dict[str, Any]:
    """A protected table as it is kept."""
    return {**asdict(table), "until": table.until.isoformat()}


def as_shown(table: Table) -> Shown:
    """A table in the words of the page's language."""
    rows = tuple(Row(cell.key, cell.name or str(KEYS.get(cell.key, cell.key)), cell.count) for cell in flat(table))
    what = table.key.partition(".")[0]
    held = sum(row.count is None for row in rows) + (table.total is None)
    return Shown(table.key, str(TABLES[table.key]), table.until, str(TOTALS[what]), table.total, rows, held)


def as_json(edition: Edition | None) -> dict[str, Any]:
    """The edition as open data: the same figures as the page, null where one is withheld; none before the first."""
    shown = [as_shown(row) for row in tables_in(edition)] if edition else []
    return {
        "contest": edition.contest if edition else None,
        "until": edition.until.isoformat() if edition else None,
        "made_on": edition.made_on.isoformat() if edition else None,
        "smallest_count_shown": SMALLEST,
        "trail": {"entries": edition.trail_seq, "head": edition.trail_hash} if edition else None,
        "tables": [
            {
                "table": row.key, "title": row.title, "until": row.until.isoformat(), "total": row.total,
                "rows": [{"key": line.key, "label": line.label, "count": line.count} for line in row.rows],
            }
            for row in shown
        ],
    }  # fmt: skip


HEADS = ("kontes", "sampai", "tabel", "kunci", "rincian", "jumlah", "keterangan")


def sheet_rows(edition: Edition | None) -> Iterator[list[str]]:
    """The same figures as rows of a CSV file, the heading first."""
    yield list(HEADS)
    for table in map(as_shown, tables_in(edition) if edition else ()):
        for row in (Row("", table.total_label, table.total), *table.rows):
            note = "" if row.count is not None else str(WITHHELD)
            contest = edition.contest if edition else ""
            cells = (contest, table.until.isoformat(), table.title, row.key, row.label, row.count, note)
            yield ["" if cell is None else str(cell) for cell in cells]


def _table(row: Mapping[str, Any]) -> Table:
    cells = tuple(_cell(cell) for cell in row["cells"])
    return Table(row["key"], date.fromisoformat(row["until"]), row["total"], cells, row["by_place"])


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(row["key"], row["count"], tuple(_cell(part) for part in row["parts"]), row["name"])
