"""Who somebody is, what they may do, and what lies inside their scope."""

from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError
from django.db.models import Model, Q, QuerySet

from kondusif.accounts.models import CalendarKey, Grant, Notice, Substitution, User
from kondusif.accounts.rules import (
    Role,
    StandIn,
    digest_of_key,
    is_running,
    roles_held,
    stood_in_for,
)
from kondusif.base.prepared import Prepared, columns_of, made
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import chain_above, city_or_none, today
from kondusif.kernel.actor import Actor, ActorKind
from kondusif.kernel.clock import now
from kondusif.kernel.errors import NotYours

M = TypeVar("M", bound=Model)
Visitor = User | AnonymousUser
PERSON, GRANT = columns_of(User), columns_of(Grant)
_with_grants = Prepared(
    lambda key: User.objects.filter(pk=key).values_list(*PERSON, *(f"grants__{name}" for name in GRANT))
)


def person_with_grants(key: int) -> User | None:
    """A person together with all grants, in one read."""
    rows = _with_grants(key)
    if not rows:
        return None
    user = made(User, PERSON, rows[0])
    user.grants_read = [made(Grant, GRANT, row[len(PERSON) :]) for row in rows if row[len(PERSON)] is not None]
    return user


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
    # DataError: a character that PostgreSQL takes in no text, as NUL.
    except (ObjectDoesNotExist, ValueError, DataError) as error:
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


def substitutions(on: date) -> list[StandIn]:
    """Every substitution that holds on a day, as the rules read it."""
    rows = Substitution.objects.filter(Q(last__isnull=True) | Q(last__gte=on), first__lte=on)
    return [row.stand_in() for row in rows]


def people_i_stand_for(user: User, on: date) -> set[int]:
    """Keys of the people whose work reaches a person on a day: the person, and whoever they stand in for."""
    return {user.pk} | stood_in_for(user.pk, substitutions(on), on)


def substitutions_about(user: User, on: date) -> QuerySet[Substitution]:
    """The substitutions of a person, on either side, that hold on a day or later."""
    mine = Q(user=user) | Q(substitute=user)
    rows = Substitution.objects.filter(mine, Q(last__isnull=True) | Q(last__gte=on))
    return rows.select_related("user", "substitute")


def may_stand_in(user: User) -> list[User]:
    """Colleagues who hold one of a person's roles today, so that they could stand in."""
    found = {one.pk: one for role in sorted(roles_of(user)) for one in people_with(role)}
    found.pop(user.pk, None)
    return sorted(found.values(), key=lambda one: (one.full_name, one.pk))


def notices_of(user: User) -> QuerySet[Notice]:
    """A person's notices, the newest first."""
    return Notice.objects.filter(user=user)


def unread_count(user: User) -> int:
    """How many notices a person has not read."""
    return notices_of(user).filter(read_at__isnull=True).count()


def calendar_key_of(user: User) -> CalendarKey | None:
    """The private calendar address that a person has now, if any."""
    return CalendarKey.objects.filter(user=user, withdrawn_at__isnull=True).first()


def owner_of_calendar(key: str) -> User | None:
    """Whose calendar a private address is; None for a wrong, withdrawn or expired one, which all cost the same."""
    row = CalendarKey.objects.select_related("user").filter(digest=digest_of_key(key)).first()
    alive = row is not None and row.withdrawn_at is None and row.expires_at > now() and row.user.is_active
    return row.user if row and alive else None
