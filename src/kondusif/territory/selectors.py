"""Every shared read about places."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from kondusif.kernel import areas
from kondusif.kernel.areas import Level, ancestors, is_area_code, level_of
from kondusif.kernel.errors import Refused
from kondusif.territory import rules
from kondusif.territory.models import Area, AreaFacts, Edition

MOST_FOUND = 50
EXERCISE = "latihan"  # the edition of RW and RT that were invented for an exercise


@dataclass(frozen=True, slots=True)
class Choice:
    """A place as a list offers it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """A kecamatan with its kelurahan, for an `optgroup`. A template may unpack it or read its fields."""

    code: str
    label: str
    choices: tuple[Choice, ...]


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

    def as_json(self) -> dict[str, object]:
        """The object of the interface."""
        return {
            "code": self.area.code, "name": self.area.name, "level": self.area.level,
            "parent": self.area.parent_code or None, "children": self.children, "population": self.population,
            "tps": self.tps, "edition": self.area.edition,
        }  # fmt: skip


def living() -> QuerySet[Area]:
    """Every place whose code is in force."""
    return Area.objects.filter(ended_in="")


def area(code: str) -> Area:
    """The place behind a code; a vanished code leads to its successor where one is recorded.

    Raises:
        Refused: the code is malformed or unknown (naming the nearest known parent), or vanished without a successor
            (naming the nearest parent in force).
    """
    found = Area.objects.filter(code=code).first() if is_area_code(code) else None
    if found is None:
        raise _unknown(code)
    if found.lives:
        return found
    last = rules.follow(code, _successors(code))
    heir = Area.objects.filter(code=last, ended_in="").first() if last != code else None
    if heir is None:
        raise _vanished(found)
    return heir


def nearest_known(code: str) -> Area | None:
    """The place itself or the nearest wider place in force; None where not even the province is known.

    Reads the longest well-formed beginning of a malformed code.
    """
    pieces = str(code).strip().split(".")[:6]
    wider = [".".join(pieces[:depth]) for depth in range(1, len(pieces) + 1)]
    known = [text for text in wider if is_area_code(text)]
    return living().filter(code__in=known).order_by("-code").first() if known else None


def children(code: str) -> QuerySet[Area]:
    """The places directly inside a place, by code. An empty code gives the provinces."""
    return living().filter(parent_code=code).order_by("code")


def inside(code: str, level: Level | None = None) -> QuerySet[Area]:
    """Every place inside a place, at one level or at all."""
    rows = living().filter(code__startswith=f"{code}.")
    return rows.filter(level=level.value) if level else rows


def kelurahan_of(city_code: str) -> QuerySet[Area]:
    """The kelurahan and desa of a city, by code, with their facts at hand."""
    return inside(city_code, Level.VILLAGE).select_related("facts").order_by("code")


def place_choices(city_code: str) -> list[Group]:
    """The kelurahan of a city grouped by kecamatan, for a list with `optgroup`."""
    villages: dict[str, list[Choice]] = {}
    for code, name in inside(city_code, Level.VILLAGE).order_by("code").values_list("code", "name"):
        villages.setdefault(areas.parent_of(code) or "", []).append(Choice(code, name))
    districts = children(city_code).filter(level=Level.DISTRICT).values_list("code", "name")
    return [Group(code, name, tuple(villages.get(code, ()))) for code, name in districts]


def rw_choices(code: str) -> list[Choice]:
    """The RW of a kelurahan; empty where nobody loaded them."""
    return _choices(children(code).filter(level=Level.RW))


def rt_choices(code: str) -> list[Choice]:
    """The RT of an RW; empty where nobody loaded them."""
    return _choices(children(code).filter(level=Level.RT))


def name_path(code: str) -> str:
    """A place as an office writes it: "RT 002/RW 007, Semanggi, Pasar Kliwon". Unknown parts appear as their code."""
    return name_paths([code])[code]


def name_paths(codes: Iterable[str]) -> dict[str, str]:
    """The same for many places in one query."""
    asked = list(dict.fromkeys(codes))
    wanted = {text for code in asked if is_area_code(code) for text in (*ancestors(code), code)}
    names = dict(Area.objects.filter(code__in=wanted).values_list("code", "name"))
    return {code: _written(code, names) for code in asked}


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


def _counts(code: str) -> dict[str, int]:
    """How many places of each level lie inside."""
    rows = inside(code).order_by().values_list("level").annotate(total=Count("code"))
    return dict(rows)


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


def chain(codes: Iterable[str]) -> list[Area]:
    """The known places among the codes, widest first."""
    return list(Area.objects.filter(code__in=list(codes)).order_by("code"))


def vanished(code: str) -> Area | None:
    """The place behind a code that is no longer in force."""
    return Area.objects.filter(code=code).exclude(ended_in="").first()


def search(text: str, within: str = "") -> list[Area]:
    """Places by name or code, those that begin with the text first, wider ones before narrower ones.

    Args:
        within: only places inside this code; empty searches the whole list.
    """
    asked = rules.clean_name(text)[: rules.LONGEST_NAME]
    if len(asked) < 2:
        return []
    rows = living().filter(level__in=rules.NATIONAL_LEVELS)
    if within:
        rows = rows.filter(Q(code=within) | Q(code__startswith=f"{within}."))
    hits = rows.filter(Q(name__icontains=asked) | Q(code__startswith=asked)).order_by("code")[:400]
    return sorted(hits, key=lambda row: (not row.name.lower().startswith(asked.lower()), len(row.code), row.code))[
        :MOST_FOUND
    ]


def editions() -> QuerySet[Edition]:
    """The lists that were loaded, newest first."""
    return Edition.objects.all()


def cities() -> list[Group]:
    """Every city and regency grouped by province, for the first-run page."""
    below: dict[str, list[Choice]] = {}
    for code, name in living().filter(level=Level.CITY).order_by("code").values_list("code", "name"):
        below.setdefault(areas.parent_of(code) or "", []).append(Choice(code, name))
    provinces = living().filter(level=Level.PROVINCE).order_by("code").values_list("code", "name")
    return [Group(code, name, tuple(below.get(code, ()))) for code, name in provinces]


def _choices(rows: QuerySet[Area]) -> list[Choice]:
    return [Choice(row.code, row.label) for row in rows]


def _written(code: str, names: dict[str, str]) -> str:
    if not is_area_code(code):
        return code
    walk = [text for text in (*ancestors(code), code) if text in names]
    if code not in names:
        return ", ".join([code, rules.path_of(_labels(walk, names))]) if walk else code
    return rules.path_of(_labels(walk, names))


def _labels(codes: list[str], names: dict[str, str]) -> list[tuple[Level, str]]:
    return [(level_of(code), rules.short_label(code, names[code])) for code in codes]


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


def _successors(code: str) -> dict[str, str]:
    """The chain of successors that starts at a code."""
    chain: dict[str, str] = {}
    step = code
    while step and step not in chain:
        chain[step] = Area.objects.filter(code=step).values_list("successor_code", flat=True).first() or ""
        step = chain[step]
    return chain


def _unknown(code: str) -> Refused:
    shape = "unknown" if is_area_code(code) else "malformed"
    near = nearest_known(code)
    if near is None:
        return Refused(f"territory.area.{shape}", given=str(code)[:40])
    return Refused(f"territory.area.{shape}_near", given=str(code)[:40], near=near.code, name=near.name)


def _vanished(found: Area) -> Refused:
    near = nearest_known(found.code)
    told = {"given": found.code, "was": found.name, "edition": found.ended_in}
    if near is None:
        return Refused("territory.area.vanished_alone", **told)
    return Refused("territory.area.vanished", **told, near=near.code, name=near.name)
