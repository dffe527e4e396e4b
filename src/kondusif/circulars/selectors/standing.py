"""Who has signed and who has not: by unit, on a day (docs/algorithms/circulars.md)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as SqlCount
from django.db.models import Exists, OuterRef, QuerySet

from kondusif.circulars.models import Addressee, Circular
from kondusif.circulars.rules import Count, State
from kondusif.circulars.selectors.readership import people_of
from kondusif.institutions.models import Unit
from kondusif.roster.models import Employee
from kondusif.roster.selectors.people import leaves_on

# Counts of one unit: people, done, away.
Numbers = dict[int | None, Count]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree of a circular. `unit` is None for people whose unit the tree does not know.

    Args:
        own: people who stand in the unit itself.
        all: those and everybody in the units below.
    """

    unit: Unit | None
    depth: int
    own: Count
    all: Count


def people(circular: Circular, on: date) -> QuerySet[Employee]:
    """Who counts: people of the readership who work on that day.

    A closed circular asks nobody new, so of its people only those who were asked.
    """
    rows = people_of(circular.readership, on)
    if circular.state == State.CLOSED:
        rows = rows.filter(pk__in=Addressee.objects.filter(circular=circular).values("employee_id"))
    return rows


def signed_by(circular: Circular) -> QuerySet[Addressee]:
    """Those asked who signed the version that counts, or a later one; nobody before the first is released."""
    rows = Addressee.objects.filter(circular=circular)
    return rows.filter(signed__gte=circular.to_sign) if circular.to_sign else rows.none()


def count(circular: Circular, on: date, units: Collection[int | None] | None = None) -> Count:
    """The people of the named units together (without those below), or of all.

    Args:
        units: keys of units; None among them stands for people without a unit; None altogether is everybody.
    """
    return _sum(one for key, one in _numbers(circular, on).items() if units is None or key in units)


def by_unit(circular: Circular, on: date, units: Collection[int | None] | None = None) -> list[UnitRow]:
    """The tree of units in which somebody is asked, in its order, each with its own people and with all below.

    Args:
        units: the units that the reader may see; a unit outside is left out and not counted. None is every unit.
    Cost: a handful of reads, however many people (bench/circulars.py).
    """
    told = {key: one for key, one in _numbers(circular, on).items() if units is None or key in units}
    children: dict[int | None, list[Unit]] = {}
    for unit in Unit.objects.select_related("parent"):
        children.setdefault(unit.parent_id, []).append(unit)
    rows: list[UnitRow] = []

    def walk(parent: int | None, depth: int) -> Count:
        total = Count()
        for unit in children.get(parent, []):
            inside = units is None or unit.pk in units
            place = len(rows)
            own = told.get(unit.pk, Count())
            below = walk(unit.pk, depth + inside)
            everybody = _sum((own, below))
            if inside and everybody.people:
                rows.insert(place, UnitRow(unit, depth, own, everybody))
            total = _sum((total, everybody))
        return total

    walk(None, 0)
    if nowhere := told.get(None):
        rows.append(UnitRow(None, 0, nowhere, nowhere))
    return rows


def total_of(rows: Iterable[UnitRow]) -> Count:
    """Everybody of a tree together."""
    return _sum(row.own for row in rows)


def unsigned(circular: Circular, unit: Unit | None, on: date) -> QuerySet[Employee]:
    """People of one unit (without those below) who work and have not signed; None is people without a unit."""
    return open_people(circular, on).filter(unit=unit)


def open_people(circular: Circular, on: date) -> QuerySet[Employee]:
    """Everybody who counts and has not signed."""
    return people(circular, on).exclude(pk__in=signed_by(circular).values("employee_id"))


def _numbers(circular: Circular, on: date) -> Numbers:
    """Counts by unit, in one read.

    Each person is looked up among those who signed, by index. Asked the other way round (signatures whose person is
    among those who count), PostgreSQL that has not yet analysed a fresh roster compares everybody with everybody.
    """
    signed = signed_by(circular).filter(employee=OuterRef("pk"))
    resting = leaves_on(on).filter(employee=OuterRef("pk"))
    rows = people(circular, on).order_by().annotate(done=Exists(signed), away=Exists(resting))
    told: Numbers = {}
    for unit, done, away, many in rows.values_list("unit_id", "done", "away").annotate(SqlCount("pk")):
        one = Count(many, many if done else 0, many if away and not done else 0)
        told[unit] = _sum((told.get(unit, Count()), one))
    return told


def _sum(counts: Iterable[Count]) -> Count:
    people_, done, away = 0, 0, 0
    for one in counts:
        people_, done, away = people_ + one.people, done + one.done, away + one.away
    return Count(people_, done, away)
