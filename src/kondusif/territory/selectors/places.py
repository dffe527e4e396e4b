"""Which places there are: one, its parts, the nearest known, and what became of an old code."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kondusif.base.fresh import fresh
from kondusif.kernel.areas import Level, is_area_code
from kondusif.kernel.errors import Refused
from kondusif.territory import rules
from kondusif.territory.models import Area, Edition


def living() -> QuerySet[Area]:
    """Every place whose code is in force."""
    return Area.objects.filter(ended_in="")


@fresh
def lives(code: str) -> bool:
    """Whether a code is in force."""
    return living().filter(code=code).exists()


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


def chain(codes: Iterable[str]) -> list[Area]:
    """The known places among the codes, widest first."""
    return list(Area.objects.filter(code__in=list(codes)).order_by("code"))


def vanished(code: str) -> Area | None:
    """The place behind a code that is no longer in force."""
    return Area.objects.filter(code=code).exclude(ended_in="").first()


def editions() -> QuerySet[Edition]:
    """The lists that were loaded, newest first."""
    return Edition.objects.all()


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
