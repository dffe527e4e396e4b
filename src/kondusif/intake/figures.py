"""How the desk's figures are counted: plain Python, no row of the database and no person.

Words: a *line* is one count with its share; a *spell* is a number of days between two things that happened to a report.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kondusif.kernel.small_counts import SMALLEST, withheld


@dataclass(frozen=True, slots=True)
class Line:
    """One count. `count` and `share` are None where they are withheld."""

    key: str
    label: str
    count: int | None
    share: float | None = None

    @property
    def withheld(self) -> bool:
        return self.count is None


@dataclass(frozen=True, slots=True)
class Spells:
    """How long something took.

    Args:
        counted: how many reports it is known of; None where that is withheld.
        median: days; None where nothing is known, or withheld.
        within: number of days -> share that took at most so long.
    """

    counted: int | None
    median: float | None
    within: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Month:
    """The reports received in one calendar month.

    Args:
        received: how many; None where that is withheld.
        decided: how many of them are decided; None where that is withheld.
        looked: of how many the first look is known; None where that is withheld.
        median: working days to the first look; None where none is known, or withheld.
    """

    first_on: date
    received: int | None
    decided: int | None
    looked: int | None
    median: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two verifiers said the same, the second without seeing the first.

    Args:
        pairs: how many reports both judged; None where that is withheld.
        share: of agreeing pairs, 0..1; None where there are too few pairs.
        kappa: Cohen's kappa; None where there are too few pairs, or both always said one and the same.
    """

    pairs: int | None
    share: float | None = None
    kappa: float | None = None


def lines(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[Line]:
    """One line for each label, in the order of the labels, and one for each key without a label that was counted."""
    total = sum(counts.values())
    names = {**labels, **{key: key for key in counts if key not in labels}}
    return [
        Line(key, name, counts.get(key, 0), counts.get(key, 0) / total if total else None)
        for key, name in names.items()
    ]  # fmt: skip


def spells(days: Mapping[int, int], limits: Sequence[int]) -> Spells:
    """Median and shares of counted days.

    Args:
        days: number of days -> how many reports.
        limits: for which numbers of days the share within them is asked.
    """
    total = sum(days.values())
    if not total:
        return Spells(0, None, {})
    within = {most: sum(count for day, count in days.items() if day <= most) / total for most in limits}
    return Spells(total, median(days), within)


def median(days: Mapping[int, int]) -> float | None:
    """The middle of counted numbers; between two middles their mean. None for nothing."""
    total = sum(days.values())
    if not total:
        return None
    lower, upper = (_at(days, place) for place in ((total - 1) // 2, total // 2))
    return (lower + upper) / 2


def _at(days: Mapping[int, int], place: int) -> int:
    seen = 0
    for day in sorted(days):
        seen += days[day]
        if seen > place:
            return day
    raise AssertionError("the place lies inside the total")


def agreement(pairs: Iterable[tuple[str, str]], *, enough: int) -> Agreement:
    """How far two verifiers agree beyond chance: Cohen's kappa, (p_o - p_e) / (1 - p_e).

    Args:
        pairs: the outcome that stands, and what the second verifier gave.
        enough: with fewer pairs only their number is said.
    Source: Cohen 1960, Educational and Psychological Measurement 20(1), 37-46.
    """
    table = Counter(pairs)
    total = sum(table.values())
    if total < enough or not total:
        return Agreement(total)
    same = sum(count for (first, second), count in table.items() if first == second) / total
    rows, columns = Counter[str](), Counter[str]()
    for (first, second), count in table.items():
        rows[first] += count
        columns[second] += count
    chance = sum(rows[key] * columns[key] for key in rows) / total**2
    return Agreement(total, same, None if chance == 1 else (same - chance) / (1 - chance))


def withheld_lines(rows: Sequence[Line], total: int | None) -> list[Line]:
    """The lines of a table without small counts and what would give them away; shares go with their counts.

    Args:
        rows: with all their counts.
        total: the shown sum of the counts; None where it is withheld, and every line with it.
    """
    hidden = range(len(rows)) if total is None else withheld([row.count or 0 for row in rows])
    return [replace(row, count=None, share=None) if n in hidden else row for n, row in enumerate(rows)]


def withheld_months(rows: Sequence[Month], total: int | None) -> list[Month]:
    """The same for months; no median of fewer than five.

    How many of a month are decided is never said: its sums over the months and over decided and undecided would both
    be known, and most months have few on one side.
    """
    hidden = range(len(rows)) if total is None else withheld([row.received or 0 for row in rows])
    return [
        replace(
            row, received=None if n in hidden else row.received, decided=None, looked=None,
            median=None if n in hidden or (row.looked or 0) < SMALLEST else row.median,
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip


def withheld_spells(found: Spells, total: int | None) -> Spells:
    """Nothing about fewer than five, and no number of them; shares only where they stand for no few.

    Args:
        total: how many there are, with those of which nothing is known yet; None where that is withheld. Shares give
            away how many they were counted of, and so how many are left.
    """
    counted = found.counted or 0
    if counted < SMALLEST:
        return Spells(None, None, {})
    if total is None or _few(total - counted):
        return Spells(None, found.median, {})
    kept, below = {}, 0
    for most, share in sorted(found.within.items()):
        upto = round(share * counted)
        if not (_few(upto - below) or _few(counted - upto)):
            kept[most], below = share, upto
    return Spells(None, found.median, kept)


def withheld_agreement(found: Agreement) -> Agreement:
    """Nothing about fewer than five pairs; no share where fewer than five agree or differ."""
    total = found.pairs or 0
    if total < SMALLEST:
        return Agreement(None)
    same = round((found.share or 0) * total)
    return Agreement(total) if _few(same) or _few(total - same) else found


def _few(count: int) -> bool:
    """Somebody, and fewer than five. A share of none or of all points at nobody; no count stands beside it."""
    return 0 < count < SMALLEST
