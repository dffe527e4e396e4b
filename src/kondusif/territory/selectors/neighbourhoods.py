"""The RW and RT in force, and which kelurahan have no list of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kondusif.kernel.areas import Level, at_level
from kondusif.territory.models import Area
from kondusif.territory.neighbourhoods import Houses
from kondusif.territory.selectors.places import children, inside, kelurahan_of
from kondusif.territory.selectors.sights import EXERCISE


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of one kelurahan: how many RW and RT, and the editions it stands on."""

    code: str
    name: str
    district: str
    rw: int
    rt: int
    bare: int
    editions: tuple[str, ...]

    @property
    def exercise(self) -> bool:
        return EXERCISE in self.editions


@dataclass(frozen=True, slots=True)
class House:
    """One RW of a kelurahan with the numbers of its RT."""

    code: str
    label: str
    rt: tuple[int, ...]


def living_codes(villages: Iterable[str]) -> dict[str, set[str]]:
    """Codes of the RW and RT in force, by kelurahan. Cost: one read for each kelurahan."""
    return {village: set(inside(village).values_list("code", flat=True)) for village in villages}


def listed(city_code: str) -> list[Listed]:
    """Every kelurahan inside a place with its list of RW and RT; zeros where nobody made one. Cost: three reads."""
    districts = dict(children(city_code).values_list("code", "name"))
    counts: dict[str, dict[str, int]] = {}
    editions: dict[str, set[str]] = {}
    with_rt: dict[str, set[str]] = {}
    rows = inside(city_code).filter(level__in=[Level.RW, Level.RT]).values_list("code", "level", "edition")
    for code, level, edition in rows:
        village = at_level(code, Level.VILLAGE) or ""
        own = counts.setdefault(village, {})
        own[level] = own.get(level, 0) + 1
        editions.setdefault(village, set()).add(edition)
        if level == Level.RT:
            with_rt.setdefault(village, set()).add(code.rpartition(".")[0])
    found = []
    for area in kelurahan_of(city_code):
        own = counts.get(area.code, {})
        rw = own.get(Level.RW, 0)
        found.append(
            Listed(
                area.code, area.name, districts.get(area.parent_code, ""), rw, own.get(Level.RT, 0),
                rw - len(with_rt.get(area.code, ())), tuple(sorted(editions.get(area.code, ()))),
            )
        )  # fmt: skip
    return found


def houses_of(village: str) -> list[House]:
    """The RW of a kelurahan with their RT, in order."""
    found: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for area in inside(village).order_by("code"):
        if area.level == Level.RW:
            found[area.code], labels[area.code] = [], area.label
        elif (above := area.parent_code) in found:
            found[above].append(int(area.code.rpartition(".")[2]))
    return [House(code, labels[code], tuple(numbers)) for code, numbers in found.items()]


def houses_by_number(village: str) -> Houses:
    """The same as numbers, for the form."""
    return {int(row.code.rpartition(".")[2]): frozenset(row.rt) for row in houses_of(village)}


def neighbourhood_rows(code: str) -> Iterator[list[str]]:
    """The RW and RT inside a place as rows of a sheet that can be loaded again."""
    yield ["kelurahan", "nama_kelurahan", "rw", "rt"]
    names = dict(Area.objects.filter(code__in=_villages(code)).values_list("code", "name"))
    for village, name in sorted(names.items()):
        rows = houses_of(village)
        for row in rows:
            rw = row.code.rpartition(".")[2]
            yield from ([village, name, rw, f"{rt:03d}"] for rt in row.rt)
            if not row.rt:
                yield [village, name, rw, ""]


def _villages(code: str) -> list[str]:
    if at_level(code, Level.VILLAGE) == code:
        return [code]
    return list(kelurahan_of(code).values_list("code", flat=True))
