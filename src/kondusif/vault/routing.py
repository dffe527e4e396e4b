"""Who would receive the key of a report about a place, read in four queries, because every report asks it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from kondusif.accounts.rules import Role
from kondusif.base.fresh import fresh
from kondusif.base.prepared import Prepared
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.kernel.areas import contains
from kondusif.vault.models import CustodianSeat, UnitKey, UnitKeyShare
from kondusif.vault.rules import SEATS, Level, Route, route


@dataclass(frozen=True, slots=True)
class Doorstep:
    """How the city stands before a report about one place is sealed.

    Args:
        readers: unit -> keys of the accounts that verify this place and hold the unit's key.
        keys: unit -> its key in use, with the unit, of these units.
        seats: the custodians of today.
        parents: unit -> its superior unit.
        closed: no unit of the whole city has a key that a verifier holds.
    """

    readers: dict[int, list[int]]
    keys: dict[int, UnitKey]
    seats: list[CustodianSeat]
    parents: dict[int, int | None]
    closed: bool

    @property
    def level(self) -> Level:
        """How well the city keeps keys."""
        if self.closed:
            return Level.CLOSED
        return Level.CUSTODIANS if len(self.seats) == SEATS else Level.SEALED

    @property
    def custodians(self) -> list[CustodianSeat]:
        """The three seats, or nobody while one of them is free."""
        return self.seats if self.level is Level.CUSTODIANS else []

    def route(self, accused: Unit | None, *, is_head: bool) -> Route:
        """Which units receive the key of a report against this unit."""
        return route(self.readers, accused.pk if accused else None, self.parents, is_head=is_head)

    def keys_of(self, found: Route) -> list[UnitKey]:
        """The keys of the units on a route."""
        return [self.keys[unit] for unit in found.units]


@fresh
def doorstep(area_code: str) -> Doorstep:
    """Everything that sealing a report about a place needs to know of people and keys."""
    held = _held_by_verifiers()
    readers = _of_place(held, area_code)
    keys = UnitKey.objects.filter(unit_id__in=list(readers), current=True).select_related("unit")
    return Doorstep(
        readers, {key.unit_id: key for key in keys}, seats(),
        parents_of_units(), closed=not held,
    )  # fmt: skip


@fresh
def readers_at(area_code: str) -> dict[int, list[int]]:
    """Unit -> keys of the accounts that verify this place and hold the unit's key: `Doorstep.readers` alone."""
    return _of_place(_held_by_verifiers(), area_code)


def _of_place(held: list[tuple[int, int, str]], area_code: str) -> dict[int, list[int]]:
    readers: dict[int, set[int]] = {}
    for unit, user, scope in held:
        if contains(scope, area_code):
            readers.setdefault(unit, set()).add(user)
    return {unit: sorted(users) for unit, users in readers.items()}


def _held_by_verifiers() -> list[tuple[int, int, str]]:
    """(unit, account, area) of everybody who verifies today and holds the acknowledged key of their own unit."""
    on, grant = today(), "person_key__user__grants__"
    running = Q(**{f"{grant}ends_on__isnull": True}) | Q(**{f"{grant}ends_on__gte": on})
    rows = UnitKeyShare.objects.filter(
        running, unit_key__current=True, unit_key__approved_at__isnull=False, person_key__retired_at__isnull=True,
        person_key__user__is_active=True, person_key__user__unit_id=F("unit_key__unit_id"),
        **{f"{grant}role": Role.VERIFIER, f"{grant}starts_on__lte": on},
    )  # fmt: skip
    return list(rows.values_list("unit_key__unit_id", "person_key__user_id", f"{grant}area_code").distinct())


def seats() -> list[CustodianSeat]:
    """The custodians of today whose keys are in use, by seat."""
    rows = CustodianSeat.objects.filter(left_at__isnull=True, person_key__retired_at__isnull=True)
    return list(rows.select_related("person_key__user"))


@fresh
def level() -> Level:
    """How well the city keeps keys today."""
    if not _held_by_verifiers():
        return Level.CLOSED
    return Level.CUSTODIANS if len(seats()) == SEATS else Level.SEALED


def parents_of_units() -> dict[int, int | None]:
    """Unit -> its superior unit, for the whole tree."""
    return dict(Unit.objects.order_by().values_list("pk", "parent_id"))


_in_use = Prepared(lambda: UnitKey.objects.filter(current=True).order_by().values_list("pk"))


def still_in_use(keys: Iterable[UnitKey]) -> bool:
    """Whether every one of these keys is in use: asked inside the transaction that writes what was sealed to them."""
    return {key.pk for key in keys} <= {pk for (pk,) in _in_use()}
