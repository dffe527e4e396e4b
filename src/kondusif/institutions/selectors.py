"""The city, its date, its units, and the bodies around it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from kondusif.base.fresh import fresh
from kondusif.base.prepared import Prepared, columns_of, made
from kondusif.institutions.held import held_or_read
from kondusif.institutions.models import Body, City, Unit
from kondusif.institutions.rules import Matter, chain_of
from kondusif.kernel.clock import now, today_in, zone_of
from kondusif.kernel.errors import Refused

CITY = columns_of(City)
_city = Prepared(lambda key: City.objects.filter(pk=key).values_list(*CITY))


def city_or_none() -> City | None:
    """The city of this installation, or None before the first run. Read once in a request."""
    return held_or_read(_read_city)


def _read_city() -> City | None:
    row = _city.first(1)
    return made(City, CITY, row) if row else None


def city() -> City:
    """The city of this installation.

    Raises:
        Refused: no city has been chosen yet.
    """
    found = city_or_none()
    if found is None:
        raise Refused("institutions.no_city")
    return found


def today(of: City | None = None) -> date:
    """The city's date: the exercise date where an exercise runs, else the calendar date in its zone."""
    place = of or city_or_none()
    if place is None:
        return today_in("WIB")
    if place.is_exercise:
        return settings.TODAY or place.exercise_on or today_in(place.zone)
    return today_in(place.zone)


def local_now(of: City | None = None) -> datetime:
    """The city's date with the real time of day, aware, in the city's zone."""
    place = of or city_or_none()
    moment = now().astimezone(zone_of(place.zone if place else "WIB"))
    return datetime.combine(today(place), moment.timetz())


def date_is_fixed() -> bool:
    """Whether the exercise date was fixed from outside, so that its control is hidden."""
    return settings.TODAY is not None


def units() -> QuerySet[Unit]:
    """All units, superiors first."""
    return Unit.objects.select_related("parent")


def chain_above(unit: Unit) -> list[Unit]:
    """The unit itself and every superior unit, nearest first."""
    every = {row.pk: row for row in Unit.objects.all()}
    return [every[key] for key in chain_of(unit.pk, {key: row.parent_id for key, row in every.items()})]


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit as a list offers it: its key, its name, how deep it stands."""

    key: str
    name: str
    depth: int
    head_post: str
    sheltered: bool


@fresh
def unit_choices() -> list[UnitChoice]:
    """Every unit in tree order, for a list that a person picks from."""
    below: dict[int | None, list[Unit]] = {}
    for unit in units():
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent: int | None, depth: int) -> list[UnitChoice]:
        found: list[UnitChoice] = []
        for unit in below.get(parent, []):
            found.append(UnitChoice(unit.key, unit.name, depth, unit.head_post, unit.sheltered))
            found.extend(walk(unit.pk, depth + 1))
        return found

    return walk(None, 0)


def bodies() -> QuerySet[Body]:
    """Every outside body that letters go to."""
    return Body.objects.all()


def bodies_that_take(matter: Matter) -> list[Body]:
    """The outside bodies that take one matter, in their order."""
    return [body for body in Body.objects.all() if matter in body.takes]
