"""Who somebody is, what they may do, and what lies inside their scope."""

from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q, QuerySet

from kondusif.accounts.models import Grant, User
from kondusif.accounts.rules import Role, is_running, roles_held
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import chain_above, city_or_none, today
from kondusif.kernel.actor import Actor, ActorKind
from kondusif.kernel.errors import NotYours

M = TypeVar("M", bound=Model)
Visitor = User | AnonymousUser


def actor_of(user: User) -> Actor:
    """The person as an actor for services."""
    return Actor(ActorKind.PERSON, user.username, user.full_name, user.pk)


def grants_of(user: Visitor, on: date | None = None) -> list[Grant]:
    """The grants of a person that hold on a day (the city's date unless said), read once per request."""
    if not user.is_authenticated or not user.is_active:
        return []
    if user.grants_read is None:
        user.grants_read = list(Grant.objects.filter(user_id=user.pk))
    day = on or today()
    return [grant for grant in user.grants_read if is_running(grant.standing(), day)]


def roles_of(user: Visitor, on: date | None = None) -> frozenset[Role]:
    """The roles that a person holds in this city on a day."""
    place = city_or_none()
    if place is None:
        return frozenset()
    return roles_held([grant.standing() for grant in grants_of(user, on)], on or today(place), place.code)


def has_role(user: Visitor, *roles: Role) -> bool:
    """Whether a person holds one of the roles today."""
    return bool(roles_of(user) & set(roles))


def scopes_of(user: Visitor, *roles: Role) -> list[str]:
    """Area codes in which a person holds one of the roles today (any role when none is named)."""
    return sorted({grant.area_code for grant in grants_of(user) if not roles or Role(grant.role) in roles})


def in_scope(field: str, codes: list[str]) -> Q:
    """A condition: the area code in `field` lies inside one of the codes, by whole parts."""
    inside = Q(pk__in=[])
    for code in codes:
        inside |= Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}."})
    return inside


def within(rows: QuerySet[M], user: Visitor, *roles: Role, field: str = "area_code") -> QuerySet[M]:
    """Only the rows inside the areas where a person holds one of the roles today."""
    return rows.filter(in_scope(field, scopes_of(user, *roles)))


def get_or_not_yours(rows: QuerySet[M], **lookup: Any) -> M:
    """The one row that matches.

    Raises:
        NotYours: there is none among the rows that the reader may see; shown as 404.
    """
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError) as error:
        raise NotYours from error


def stands_over(user: User, unit: Unit | None) -> bool:
    """Whether a person's unit is the given unit or lies above it in the line of command."""
    if unit is None or user.unit_id is None:
        return False
    return user.unit_id in {above.pk for above in chain_above(unit)}


def people_with(role: Role) -> QuerySet[User]:
    """Active accounts that hold a role today."""
    on = today()
    running = Grant.objects.filter(role=role, starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return User.objects.filter(is_active=True, pk__in=running.values("user_id")).order_by("full_name")
