"""Places to choose from, by list and by text."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kondusif.base.fresh import fresh
from kondusif.kernel import areas
from kondusif.kernel.areas import Level
from kondusif.territory import rules
from kondusif.territory.models import Area
from kondusif.territory.selectors.places import children, living

MOST_FOUND = 50


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


@fresh
def place_choices(city_code: str) -> list[Group]:
    """The kelurahan of a city grouped by kecamatan, for a list with `optgroup`."""
    districts = list(children(city_code).filter(level=Level.DISTRICT).values_list("code", "name"))
    # By the kecamatan above and not by how the code begins: for that the national list has an index.
    below = living().filter(parent_code__in=[code for code, _name in districts], level=Level.VILLAGE)
    villages: dict[str, list[Choice]] = {}
    for code, name in below.order_by("code").values_list("code", "name"):
        villages.setdefault(areas.parent_of(code) or "", []).append(Choice(code, name))
    return [Group(code, name, tuple(villages.get(code, ()))) for code, name in districts]


def rw_choices(code: str) -> list[Choice]:
    """The RW of a kelurahan; empty where nobody loaded them."""
    return _choices(children(code).filter(level=Level.RW))


def rt_choices(code: str) -> list[Choice]:
    """The RT of an RW; empty where nobody loaded them."""
    return _choices(children(code).filter(level=Level.RT))


def cities() -> list[Group]:
    """Every city and regency grouped by province, for the first-run page."""
    below: dict[str, list[Choice]] = {}
    for code, name in living().filter(level=Level.CITY).order_by("code").values_list("code", "name"):
        below.setdefault(areas.parent_of(code) or "", []).append(Choice(code, name))
    provinces = living().filter(level=Level.PROVINCE).order_by("code").values_list("code", "name")
    return [Group(code, name, tuple(below.get(code, ()))) for code, name in provinces]


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


def _choices(rows: QuerySet[Area]) -> list[Choice]:
    return [Choice(row.code, row.label) for row in rows]
