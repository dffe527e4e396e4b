"""Who is told about a clock: handler, all substitutes, the unit whose duty it is, the next superior.

Nobody is told of a case that they may not see.
"""

from collections.abc import Iterable
from datetime import date

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role, substitutes_of
from kondusif.accounts.selectors import people_with, substitutions
from kondusif.cases.models import Case, Deadline
from kondusif.cases.reminders import INSIDE, OF_THE_UNIT
from kondusif.cases.rules import Status
from kondusif.cases.selectors import cases_visible_to
from kondusif.institutions.models import Unit
from kondusif.institutions.rules import chain_of
from kondusif.institutions.selectors import units


class Receivers:
    """Answers for one walk on one day; people, units and substitutions are read once.

    Args:
        on: the city's date.
    """

    def __init__(self, on: date) -> None:
        self._stand_ins = substitutions(on)
        self._on = on
        self._units: dict[int, Unit] = {unit.pk: unit for unit in units()}
        self._parents = {key: unit.parent_id for key, unit in self._units.items()}
        self._leaders = sorted(people_with(Role.LEADER), key=lambda user: user.username)
        self._known: dict[int, User | None] = {user.pk: user for user in self._leaders}
        self._seen: dict[int, set[int]] = {}

    def of(self, row: Deadline) -> list[User]:
        """Everybody who is reminded of a clock."""
        case = row.case
        found: dict[int, User] = {}
        for person in [case.handler, case.substitute, *self._on_duty(row)]:
            if person is not None:
                found.setdefault(person.pk, person)
                found.update({user.pk: user for user in self._chain(person)})
        return [user for user in found.values() if self._may_see(user, case)]

    def next_person(self, case: Case) -> list[User]:
        """The one person who is told that a safe date is over: the substitute of the case, else the nearest superior of
        the handler, else a leader of the city. Whoever is away is stood in for by the end of their chain."""
        for person in self._above(case):
            for user in [*reversed(self._chain(person)), person]:
                if user.pk != case.handler_id and self._may_see(user, case):
                    return [user]
        return []

    def _above(self, case: Case) -> Iterable[User]:
        if case.substitute is not None:
            yield case.substitute
        for key in chain_of(case.handler.unit_id, self._parents) if case.handler.unit_id else []:
            yield from (user for user in self._leaders if user.unit_id == key)
        yield from self._leaders

    def _on_duty(self, row: Deadline) -> list[User]:
        """The officers of city hall on whose unit the law lays the duty."""
        if row.actor in OF_THE_UNIT:
            held = chain_of(row.case.unit_id, self._parents)[:2] if row.case.unit_id else []
            return [user for user in self._leaders if user.unit_id in held]
        kind = INSIDE.get(row.actor)
        held = [key for key, unit in self._units.items() if kind is not None and unit.kind == kind]
        return [user for user in self._leaders if user.unit_id in held]

    def _chain(self, person: User) -> list[User]:
        found = (self._user(key) for key in substitutes_of(person.pk, self._stand_ins, self._on))
        return [user for user in found if user is not None]

    def _user(self, key: int) -> User | None:
        if key not in self._known:
            self._known[key] = User.objects.filter(pk=key, is_active=True).first()
        return self._known[key]

    def _may_see(self, user: User, case: Case) -> bool:
        if not user.is_active:
            return False
        if user.pk not in self._seen:
            rows = cases_visible_to(user).exclude(status=Status.CLOSED).order_by()
            self._seen[user.pk] = set(rows.values_list("pk", flat=True))
        return case.pk in self._seen[user.pk]
