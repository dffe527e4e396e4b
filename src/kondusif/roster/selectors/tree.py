"""The tree of units: who heads each, who acts there, and how many people it has."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from kondusif.institutions.models import Unit
from kondusif.roster.models import Acting, Employee
from kondusif.roster.rules import Status
from kondusif.roster.selectors.heads import Head, heads_of
from kondusif.roster.selectors.people import acting_on


@dataclass(slots=True)
class Branch:
    """A unit in the tree: its superior, its own people by kind and everybody below.

    Args:
        head: to whom its matters go on the day; somebody of a unit above where it has nobody.
        acting: who acts for a post in it.
    """

    unit: Unit
    depth: int
    head: Head | None
    own: Counter[str] = field(default_factory=Counter)
    below: int = 0
    acting: list[Acting] = field(default_factory=list)

    @property
    def total(self) -> int:
        """People of the unit itself."""
        return self.own.total()

    @property
    def led(self) -> bool:
        """Whether somebody of the unit itself heads it or acts, and is there."""
        return self.head is not None and self.head.unit.pk == self.unit.pk and not self.head.away


def tree(on: date) -> list[Branch]:
    """Every unit in tree order, in seven reads."""
    rows = list(Unit.objects.select_related("parent"))
    children: dict[int | None, list[Unit]] = {}
    for unit in rows:
        children.setdefault(unit.parent_id, []).append(unit)
    counts, acting, heads = _counts(), _acting(on), heads_of(on)
    found: list[Branch] = []

    def walk(parent: int | None, depth: int) -> int:
        total = 0
        for unit in children.get(parent, []):
            own = counts.get(unit.pk, Counter())
            branch = Branch(unit, depth, heads.get(unit.pk), own, acting=acting.get(unit.pk, []))
            found.append(branch)
            branch.below = walk(unit.pk, depth + 1)
            total += branch.total + branch.below
        return total

    walk(None, 0)
    return found


def _counts() -> dict[int, Counter[str]]:
    counts: dict[int, Counter[str]] = {}
    told = Employee.objects.filter(status=Status.ACTIVE, unit__isnull=False).order_by()
    for unit_id, kind, count in told.values_list("unit_id", "kind").annotate(Count("pk")):
        counts.setdefault(unit_id or 0, Counter())[kind] = count
    return counts


def _acting(on: date) -> dict[int, list[Acting]]:
    acting: dict[int, list[Acting]] = {}
    running = acting_on(on).filter(unit__isnull=False, employee__status=Status.ACTIVE)
    for row in running.select_related("employee"):
        acting.setdefault(row.unit_id or 0, []).append(row)
    return acting
