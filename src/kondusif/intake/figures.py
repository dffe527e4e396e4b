"""How the desk's figures are counted: plain Python, no row of the database and no person.

Words: a *line* is one count with its share; a *spell* is a number of days between two things that happened to a report.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

SMALL = 5  # design.md 3: below this a count of reports is withheld from everybody outside verification and handling


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
    """The reports received in one calendar month: how many, how many are decided, and the first look."""

    first_on: date
    received: int | None
    decided: int | None
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


def withheld(rows: Sequence[Line]) -> list[Line]:
    """The lines without counts below five, and without a second one where the sum of the others would give it away.

    A zero stays: it is nobody. Shares go with their counts.
    """
    hidden = _hidden({row.key: row.count or 0 for row in rows})
    return [replace(row, count=None, share=None) if row.key in hidden else row for row in rows]


def withheld_months(rows: Sequence[Month]) -> list[Month]:
    """The same for months; what was decided in a month goes with it, and where either part of it is small."""
    hidden = _hidden({row.first_on.isoformat(): row.received or 0 for row in rows})
    kept = [
        replace(row, received=None, decided=None, median=None) if row.first_on.isoformat() in hidden
        else replace(row, decided=None) if _parts_small(row.decided or 0, row.received or 0) else row
        for row in rows
    ]  # fmt: skip
    # A single hidden part would be the difference to the sum of the others.
    alone = [row for row in kept if row.decided is None]
    shown = [row for row in kept if row.decided]
    if len(alone) == 1 and shown:
        least = min(shown, key=lambda row: row.decided or 0)
        kept = [replace(row, decided=None) if row is least else row for row in kept]
    return kept


def withheld_spells(found: Spells) -> Spells:
    """Nothing about fewer than five, and no number of them; a share goes where it stands for fewer than five."""
    total = found.counted or 0
    if total < SMALL:
        return Spells(None, None, {})
    whole = {most: share for most, share in found.within.items() if not _parts_small(round(share * total), total)}
    return Spells(None, found.median, whole)


def withheld_agreement(found: Agreement) -> Agreement:
    """Nothing about fewer than five pairs; no share where fewer than five agree or differ."""
    total = found.pairs or 0
    if total < SMALL:
        return Agreement(None if total else 0)
    if found.share is not None and _parts_small(round(found.share * total), total):
        return Agreement(total)
    return found


def is_small(count: int) -> bool:
    """Whether a count of reports may not be said outside verification and handling."""
    return 0 < count < SMALL


def _parts_small(part: int, whole: int) -> bool:
    return is_small(part) or is_small(whole - part)


def _hidden(counts: Mapping[str, int]) -> set[str]:
    small = {key for key, count in counts.items() if is_small(count)}
    rest = {key: count for key, count in counts.items() if count and key not in small}
    # What is withheld together must be at least five, or the sum of the others gives a small number away.
    while small and rest and (len(small) == 1 or sum(counts[key] for key in small) < SMALL):
        least = min(rest, key=lambda key: (rest[key], key))
        small.add(least)
        del rest[least]
    return small
