"""Which of some employees have an account here, so that a reminder reaches them inside the product."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from kondusif.accounts.models import Grant, User
from kondusif.accounts.rules import Role, substitutes_of
from kondusif.accounts.selectors import substitutions
from kondusif.institutions.models import Unit
from kondusif.roster.models import Employee
from kondusif.roster.rules import Status, bare_name

Key = tuple[int | None, str]


def accounts_of(employees: Iterable[Employee]) -> dict[int, User]:
    """Employee -> account, where one name stands once in a unit's list and once among its accounts.

    Accounts know no NIP, so the name and the unit must tell; a namesake in the same unit is left to paper. A wrong
    account could still sign nothing: the reader is asked for digits of the NIP.
    """
    wanted = list(employees)
    units = {one.unit_id for one in wanted if one.unit_id}
    people = (
        Employee.objects.filter(unit__in=units, status=Status.ACTIVE).order_by().values_list("pk", "unit_id", "name")
    )
    staff = _once((pk, (unit, bare_name(name))) for pk, unit, name in people)
    users = list(User.objects.filter(unit__in=units, is_active=True))
    by_key = {user.pk: user for user in users}
    accounts = _once((user.pk, (user.unit_id, bare_name(user.full_name))) for user in users)
    names = {pk: key for key, pk in staff.items()}
    return {one.pk: by_key[accounts[names[one.pk]]] for one in wanted if one.pk in names and names[one.pk] in accounts}


def leaders_of(unit: Unit | None, on: date) -> list[User]:
    """The accounts that lead this very unit on a day, with everybody who stands in for them."""
    if unit is None:
        return []
    running = Grant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
    keys = set(running.filter(role=Role.LEADER, unit=unit).values_list("user_id", flat=True))
    rows = substitutions(on)
    keys |= {one for key in list(keys) for one in substitutes_of(key, rows, on)}
    return list(User.objects.filter(pk__in=keys, is_active=True).order_by("pk"))


def _once(rows: Iterable[tuple[int, Key]]) -> dict[Key, int]:
    """What stands under a key that occurs exactly once."""
    found: dict[Key, int | None] = {}
    for pk, key in rows:
        found[key] = None if key in found else pk
    return {key: pk for key, pk in found.items() if pk is not None}
