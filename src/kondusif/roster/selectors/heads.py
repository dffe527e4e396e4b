"""Who heads a unit on a day: the head, who acts for the head, who acts for that one, or the head of the unit above."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from kondusif.institutions.models import Unit
from kondusif.institutions.rules import chain_of
from kondusif.roster.models import Employee
from kondusif.roster.posts import Found, Holder, Task, names_post, tasks_for, who_is_there
from kondusif.roster.rules import ActingKind, Status
from kondusif.roster.selectors.people import acting_on, leaves_on


@dataclass(frozen=True, slots=True)
class Head:
    """To whom a unit's matters go on a day.

    Args:
        employee: their entry in the list; None where only the tree of units has a name.
        post: the head's post in the unit where somebody was found.
        acting: how they act; None for the head.
        unit: where they were found; another one than asked where that one has nobody.
        instead_of: names of those who are away and for whom they stand, the first first.
        away: they are on leave themselves, because nobody up to the top is there.
        unattended: name of the asked unit's own head, who is away and for whom nobody acts; empty otherwise.
    """

    employee: Employee | None
    name: str
    post: str
    acting: ActingKind | None
    unit: Unit
    instead_of: tuple[str, ...] = ()
    away: bool = False
    unattended: str = ""


def head_of(unit: Unit, on: date) -> Head | None:
    """The head of a unit on a day, or who acts; else the nearest above. None where nobody is known up to the top.

    Cost: four reads, whatever the depth of the tree.
    """
    every = _units()
    return _Tree(every, chain_of(unit.pk, _parents(every)), on).of(unit.pk)


def superior_of(employee: Employee, on: date) -> Head | None:
    """To whom somebody answers on a day: the head of their unit, or of the unit above where that is they themselves.

    Cost: four reads.
    """
    if employee.unit is None:
        return None
    every = _units()
    chain = chain_of(employee.unit.pk, _parents(every))
    tree = _Tree(every, chain, on)
    heads = (tree.of(key) for key in chain)
    return next((head for head in heads if head and not _is(head, employee)), None)


def _is(head: Head, employee: Employee) -> bool:
    return head.employee is not None and head.employee.pk == employee.pk


def heads_of(on: date) -> dict[int, Head | None]:
    """The head of every unit by its key. Cost: four reads for the whole tree."""
    every = _units()
    tree = _Tree(every, every, on)
    return {key: tree.of(key) for key in every}


def _units() -> dict[int, Unit]:
    return {row.pk: row for row in Unit.objects.all()}


def _parents(every: Mapping[int, Unit]) -> dict[int, int | None]:
    return {key: row.parent_id for key, row in every.items()}


class _Tree:
    """Everything that is needed to find the heads of some units on one day."""

    def __init__(self, every: dict[int, Unit], wanted: Iterable[int], on: date) -> None:
        self.units, self.parents = every, _parents(every)
        self.names = {key: row.name for key, row in every.items()}
        running = acting_on(on).filter(employee__status=Status.ACTIVE).select_related("employee")
        self.tasks, self.people = [], {}
        for row in running:
            self.tasks.append(Task(row.employee_id, row.unit_id, row.post, row.kind, row.starts_on))
            self.people[row.employee_id] = row.employee
        self.holders: dict[int, list[Employee]] = {}
        for one in _likely_heads([every[key] for key in wanted]):
            self.people[one.pk] = one
            self.holders.setdefault(one.unit_id or 0, []).append(one)
        away = set(leaves_on(on).filter(employee_id__in=list(self.people)).values_list("employee_id", flat=True))
        self.there = {key: Holder(key, one.unit_id, one.post, key in away) for key, one in self.people.items()}

    def of(self, key: int) -> Head | None:
        """The head of one of the wanted units."""
        chain = [self.units[above] for above in chain_of(key, self.parents)]
        found = self._nearest(chain)
        own = self._first(chain[0])
        if found is None or found.unit.pk == key or not own:
            return found
        return replace(found, unattended=self.people[own[0][0]].name)

    def _nearest(self, chain: list[Unit]) -> Head | None:
        for unit in chain:
            first = self._first(unit)
            if found := who_is_there(first, self.tasks, self.there, self.names):
                return self._head(unit, found)
            if not first and unit.head_name:
                return Head(None, unit.head_name, unit.head_post, None, unit)
        for unit in chain:
            for person, kind in self._first(unit):
                return self._head(unit, Found(person, kind, (), True))
        return None

    def _first(self, unit: Unit) -> list[tuple[int, str | None]]:
        """Who acts for the head and the head, the one who counts most first."""
        acting = tasks_for(self.tasks, unit.head_post, unit.pk, unit.name)
        heads = sorted(self.holders.get(unit.pk, ()), key=lambda one: _rank(one, unit), reverse=True)
        own = [one for one in heads if _rank(one, unit)[:2] != (False, 0)][:1]
        return [*((task.person, task.kind) for task in acting), *((one.pk, None) for one in own)]

    def _head(self, unit: Unit, found: Found) -> Head:
        person = self.people[found.person]
        acting = ActingKind(found.kind) if found.kind else None
        passed = tuple(self.people[key].name for key in found.instead_of)
        return Head(person, person.name, unit.head_post, acting, unit, passed, found.away)


def _rank(one: Employee, unit: Unit) -> tuple[bool, int, date, int]:
    """How surely somebody is the head: by the name in the tree, by the post, and the newest before older ones."""
    named = bool(unit.head_name) and one.name.casefold() == unit.head_name.casefold()
    return (named, names_post(one.post, unit.head_post, unit.name), one.since or date.min, one.pk)


def _likely_heads(units: list[Unit]) -> Iterable[Employee]:
    """Those of some units whose post begins like the head's, or who bear the head's name."""
    words = {unit.head_post.split()[0] for unit in units if unit.head_post.split()}
    alike = Q(name__in=[unit.head_name for unit in units if unit.head_name])
    for word in sorted(words):
        alike |= Q(post__istartswith=word)
    return Employee.objects.filter(alike, status=Status.ACTIVE, unit__in=[unit.pk for unit in units]).order_by("pk")
