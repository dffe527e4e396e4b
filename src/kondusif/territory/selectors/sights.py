"""What is known of one place and of the places directly inside it."""

from dataclasses import dataclass, field

from django.db.models import Count

from kondusif.kernel.areas import Level, level_of
from kondusif.kernel.errors import Refused
from kondusif.territory.models import Area, AreaFacts
from kondusif.territory.selectors.places import area, children, inside

EXERCISE = "latihan"  # the edition of RW and RT that were invented for an exercise


@dataclass(frozen=True, slots=True)
class Sight:
    """One place with everything that is known of it; the shape of `kondusif territory show`."""

    area: Area
    children: int
    population: int | None
    tps: dict[str, int] = field(default_factory=dict)
    villages: int = 0
    rw: int = 0
    rt: int = 0
    sources: dict[str, str] = field(default_factory=dict)
    exercise: bool = False

    @property
    def tps_total(self) -> int | None:
        """TPS of the newest contest known; None where none is."""
        return self.tps[max(self.tps)] if self.tps else None

    @property
    def tps_lines(self) -> list[tuple[str, int]]:
        """TPS by contest, the contest as it is said: `Pemilu 2024`."""
        return [(contest.replace("-", " ").capitalize(), number) for contest, number in self.tps.items()]

    def as_json(self) -> dict[str, object]:
        """The object of the interface."""
        return {
            "code": self.area.code, "name": self.area.name, "level": self.area.level,
            "parent": self.area.parent_code or None, "children": self.children, "population": self.population,
            "tps": self.tps, "edition": self.area.edition,
        }  # fmt: skip


def sight(code: str) -> Sight:
    """One place with its counts; TPS of a wider place are the sum of its kelurahan.

    Raises:
        Refused: as for `area`.
    """
    found = area(code)
    facts = AreaFacts.objects.filter(area=found).first()
    counts = _counts(found.code)
    return Sight(
        area=found,
        children=children(found.code).count(),
        population=facts.population if facts else None,
        tps=_tps_of(found, facts),
        villages=counts.get(Level.VILLAGE, 0),
        rw=counts.get(Level.RW, 0),
        rt=counts.get(Level.RT, 0),
        sources=dict(facts.sources) if facts else {},
        exercise=found.edition == EXERCISE or inside(found.code, Level.RW).filter(edition=EXERCISE).exists(),
    )


def sight_or_none(code: str) -> Sight | None:
    """The same, or None where the list has not been loaded or does not know the code."""
    try:
        return sight(code)
    except Refused:
        return None


@dataclass(frozen=True, slots=True)
class Below:
    """One place directly inside another, with what it holds."""

    area: Area
    villages: int = 0
    rw: int = 0
    rt: int = 0
    tps: int | None = None


def below(code: str) -> list[Below]:
    """The places directly inside a place with their counts, in two queries."""
    depth = len(code.split(".")) + 1
    counts: dict[str, dict[str, int]] = {}
    for inner, level in inside(code).values_list("code", "level"):
        child = ".".join(inner.split(".")[:depth])
        counts.setdefault(child, {}).setdefault(level, 0)
        counts[child][level] += 1
    tps = _tps_below(code, depth)
    return [
        Below(
            row,
            villages=counts.get(row.code, {}).get(Level.VILLAGE, 0) if row.level != Level.VILLAGE else 0,
            rw=counts.get(row.code, {}).get(Level.RW, 0),
            rt=counts.get(row.code, {}).get(Level.RT, 0),
            tps=tps.get(row.code),
        )
        for row in children(code)
    ]


def _counts(code: str) -> dict[str, int]:
    """How many places of each level lie inside."""
    rows = inside(code).order_by().values_list("level").annotate(total=Count("code"))
    return dict(rows)


def _tps_of(found: Area, facts: AreaFacts | None) -> dict[str, int]:
    if level_of(found.code) in (Level.RW, Level.RT):
        return {}
    if facts and facts.tps:
        return dict(facts.tps)
    total: dict[str, int] = {}
    rows = AreaFacts.objects.filter(area__code__startswith=f"{found.code}.", area__ended_in="").values_list("tps")
    if level_of(found.code) is Level.PROVINCE:  # a few cities with facts are not a province
        return total
    for (tps,) in rows:
        for contest, number in tps.items():
            total[contest] = total.get(contest, 0) + number
    return total


def _tps_below(code: str, depth: int) -> dict[str, int]:
    """TPS of the newest contest known, summed by the places directly inside."""
    rows = list(
        AreaFacts.objects.filter(area__code__startswith=f"{code}.", area__ended_in="").values_list("area_id", "tps")
    )
    contest = max((key for _code, tps in rows for key in tps), default="")
    total: dict[str, int] = {}
    for inner, tps in rows:
        if contest in tps:
            child = ".".join(inner.split(".")[:depth])
            total[child] = total.get(child, 0) + tps[contest]
    return total
