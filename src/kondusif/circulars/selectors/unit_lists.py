"""Which units somebody sees, and whose names stand in the list of one unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kondusif.accounts.models import Grant, User
from kondusif.accounts.selectors import grants_of, people_i_stand_for
from kondusif.circulars.models import Addressee, Circular
from kondusif.circulars.permissions import HEADS
from kondusif.circulars.selectors.standing import people, signed_by
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import contains
from kondusif.kernel.errors import NotYours
from kondusif.roster.models import Employee
from kondusif.roster.rules import subtree
from kondusif.roster.selectors.heads import Head, heads_of
from kondusif.roster.selectors.people import leaves_on

# What an address says for people whose unit the tree does not know.
NO_UNIT = "tanpa-unit"


def units_seen_by(user: User, on: date) -> frozenset[int] | None:
    """The units whose people somebody sees by name; None is the whole city, people without a unit included.

    A grant with a unit opens that unit and all below. One without a unit opens its area: the city, or the units that
    lie in it. Whoever stands in for somebody, at any length of the chain, sees what that one sees.
    """
    others = User.objects.filter(pk__in=people_i_stand_for(user, on) - {user.pk}, is_active=True)
    held = [grant for one in (user, *others) for grant in grants_of(one, on) if grant.role in HEADS]
    place = city().code
    if any(grant.unit_id is None and contains(grant.area_code, place) for grant in held):
        return None
    return _units_of([grant for grant in held if contains(place, grant.area_code) or grant.unit_id])


def _units_of(held: Iterable[Grant]) -> frozenset[int]:
    rows = list(Unit.objects.order_by().values_list("pk", "parent_id", "area_code"))
    parents = [(pk, above) for pk, above, _area in rows]
    found: set[int] = set()
    for grant in held:
        if grant.unit_id is not None:
            found |= subtree(grant.unit_id, parents)
        else:
            found |= {pk for pk, _above, area in rows if contains(grant.area_code, area)}
    return frozenset(found)


def unit_seen_by(user: User, key: str, on: date) -> Unit | None:
    """The unit behind a key in an address; None where the key stands for people without a unit.

    Raises:
        NotYours: there is none, or its people are not for this reader.
    """
    seen = units_seen_by(user, on)
    if key == NO_UNIT and seen is None:
        return None
    unit = Unit.objects.select_related("parent").filter(key=key).first()
    if unit is None or (seen is not None and unit.pk not in seen):
        raise NotYours
    return unit


@dataclass(frozen=True, slots=True)
class UnitList:
    """Whose names stand in the list of a unit on a day.

    Args:
        unit: None for people whose unit the tree does not know.
        units: the unit itself and those below it that have no head, with which its list is kept.
        headless: the latter, by name.
        heads: employee -> the unit below that they head; they stand in this list as well as in their own.
        head: to whom the list goes; of a unit above where this one has no head. None where nobody is known.
    """

    unit: Unit | None
    units: frozenset[int]
    headless: tuple[Unit, ...] = ()
    heads: dict[int, Unit] | None = None
    head: Head | None = None

    @property
    def lent(self) -> bool:
        """Whether somebody above keeps the list, because the unit has no head."""
        return self.head is not None and self.unit is not None and self.head.unit.pk != self.unit.pk


def list_of(unit: Unit | None, on: date, *, below: bool = False) -> UnitList:
    """The list of a unit on a day.

    Args:
        below: with all units below, not only those without a head.
    """
    if unit is None:
        return UnitList(None, frozenset())
    heads = heads_of(on)
    children: dict[int | None, list[Unit]] = {}
    for one in Unit.objects.order_by("order", "name"):
        children.setdefault(one.parent_id, []).append(one)
    inside, headless, upper = {unit.pk}, [], {}
    queue = list(children.get(unit.pk, ()))
    while queue:
        one = queue.pop(0)
        head = heads.get(one.pk)
        own = head is not None and head.unit.pk == one.pk
        if own and head and head.employee is not None:
            upper[head.employee.pk] = one
        if below or not own:
            inside.add(one.pk)
            queue += children.get(one.pk, ())
        if not own:
            headless.append(one)
    return UnitList(unit, frozenset(inside), tuple(headless), upper, heads.get(unit.pk))


def listed(circular: Circular, which: UnitList, on: date) -> QuerySet[Employee]:
    """The people of a list who count for a circular, signed or not, by unit and name."""
    if which.unit is None:
        rows = people(circular, on).filter(unit__isnull=True)
    else:
        rows = people(circular, on).filter(Q(unit_id__in=which.units) | Q(pk__in=list(which.heads or ())))
    return rows.select_related("unit").order_by("unit__order", "unit__name", "name", "nip")


def open_in(circular: Circular, which: UnitList, on: date) -> QuerySet[Employee]:
    """Those of a list who have not signed."""
    return listed(circular, which, on).exclude(pk__in=signed_by(circular).values("employee_id"))


def askable(circular: Circular, rows: QuerySet[Employee]) -> QuerySet[Employee]:
    """Those of some people who were asked already; a newcomer is asked in the night."""
    return rows.filter(pk__in=Addressee.objects.filter(circular=circular).values("employee_id"))


def present(rows: QuerySet[Employee], on: date) -> QuerySet[Employee]:
    """Those of some people who are not on leave."""
    return rows.exclude(pk__in=leaves_on(on).values("employee_id"))


def asked_on(circular: Circular, rows: Iterable[Employee]) -> dict[int, date]:
    """Employee -> the day on which they were asked."""
    asked = Addressee.objects.filter(circular=circular, employee__in=[row.pk for row in rows])
    return dict(asked.values_list("employee_id", "asked_on"))


def addressees_of(circular: Circular, rows: Sequence[Employee]) -> list[Addressee]:
    """What is kept of people who were asked, in their order, with employees and units."""
    asked = Addressee.objects.select_related("employee__unit", "circular").filter(circular=circular)
    found = {row.employee_id: row for row in asked.filter(employee__in=[row.pk for row in rows])}
    return [found[row.pk] for row in rows if row.pk in found]
